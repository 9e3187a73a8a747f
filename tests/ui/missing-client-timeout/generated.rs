//! Clients that a build script writes are known by their names; their requests are those of tonic.

use std::time::Duration;
use tonic::transport::{Channel, Endpoint};

pub mod pb {
    tonic::include_proto!("echo");
}
use pb::echo_client::{self, EchoClient};

async fn connected() -> u32 {
    let mut client = EchoClient::connect("http://a").await.unwrap(); //~ missing-client-timeout
    client.echo(pb::Msg { n: 1 }).await.unwrap().into_inner().n
}

async fn connected_by_the_module() -> u32 {
    let mut client = echo_client::EchoClient::connect("http://a").await.unwrap(); //~ missing-client-timeout
    client.echo(pb::Msg { n: 1 }).await.unwrap().into_inner().n
}

async fn connected_by_the_whole_path() -> u32 {
    let mut client = crate::pb::echo_client::EchoClient::connect("http://a").await.unwrap(); //~ missing-client-timeout
    client.echo(pb::Msg { n: 1 }).await.unwrap().into_inner().n
}

async fn another_module_of_that_name() -> u32 {
    let mut client = pb::other::EchoClient::connect("http://a").await.unwrap();
    client.echo(pb::Msg { n: 1 }).await.unwrap().into_inner().n
}

async fn around_a_bounded_channel() -> u32 {
    let channel = Channel::from_static("http://a").timeout(Duration::from_secs(5)).connect().await.unwrap();
    let mut client = EchoClient::new(channel);
    client.echo(pb::Msg { n: 1 }).await.unwrap().into_inner().n
}

async fn around_an_open_channel() -> u32 {
    let channel = Channel::from_static("http://a").connect().await.unwrap(); //~ missing-client-timeout
    let mut client = EchoClient::new(channel);
    client.echo(pb::Msg { n: 1 }).await.unwrap().into_inner().n
}

async fn each_request_has_a_timeout() -> u32 {
    let mut client = EchoClient::connect("http://a").await.unwrap();
    let mut request = tonic::Request::new(pb::Msg { n: 1 });
    request.set_timeout(Duration::from_secs(3));
    client.echo(request).await.unwrap().into_inner().n
}

async fn one_request_has_none() -> u32 {
    let mut client = EchoClient::connect("http://a").await.unwrap(); //~ missing-client-timeout
    let mut request = tonic::Request::new(pb::Msg { n: 1 });
    request.set_timeout(Duration::from_secs(3));
    client.echo(request).await.unwrap().into_inner().n + client.ping(pb::Msg { n: 1 }).await.unwrap().into_inner().n
}

async fn each_request_is_under_a_timeout() -> u32 {
    let mut client = EchoClient::connect("http://a").await.unwrap();
    let answer = tokio::time::timeout(Duration::from_secs(1), client.echo(pb::Msg { n: 1 })).await;
    answer.unwrap().unwrap().into_inner().n
}

async fn a_size_is_no_timeout() -> u32 {
    let client = EchoClient::connect("http://a").await.unwrap(); //~ missing-client-timeout
    let mut client = client.max_decoding_message_size(1 << 20);
    client.echo(pb::Msg { n: 1 }).await.unwrap().into_inner().n
}

async fn with_an_interceptor() {
    let channel = Endpoint::from_static("http://a").timeout(Duration::from_secs(5)).connect_lazy();
    keep(EchoClient::with_interceptor(channel, |request: tonic::Request<()>| Ok(request)));
}

fn keep<T>(_value: T) {}

struct Holder {
    client: EchoClient<Channel>,
}

impl Holder {
    async fn new() -> Self {
        Holder { client: EchoClient::connect("http://a").await.unwrap() } //~ missing-client-timeout
    }

    async fn ask(&mut self) {
        let _ = self.client.echo(pb::Msg { n: 2 }).await;
    }
}
