//! A request's future that is polled where it stands, by a mutable reference, yields its answer all the same.
use std::time::Duration;

use reqwest::{Client, Error, Response};

const PATIENCE: Duration = Duration::from_secs(1);

pub async fn awaited_by_reference_and_read(client: &Client) -> Result<String, Error> {
    let send = client.get("a").send();
    tokio::pin!(send);
    let answer = (&mut send).await;
    answer?.text().await
}
pub async fn awaited_by_reference_and_dropped(client: &Client) -> Result<u16, Error> {
    let send = client.get("a").send(); //~ unclosed-response-body
    tokio::pin!(send);
    let answer = (&mut send).await;
    Ok(answer?.status().as_u16())
}

pub async fn given_back_by_an_arm(client: &Client) -> Result<Response, Error> {
    let mut send = Box::pin(client.get("a").send());
    tokio::select! {
        answer = &mut send => answer,
        () = tokio::time::sleep(PATIENCE) => send.await,
    }
}
pub async fn kept_by_an_arm_and_given_back(client: &Client) -> Result<Response, Error> {
    let send = client.get("a").send();
    tokio::pin!(send);
    let settled = tokio::select! {
        biased;
        answer = &mut send => Some(answer),
        () = tokio::time::sleep(PATIENCE) => None,
    };
    match settled {
        Some(answer) => answer,
        None => send.await,
    }
}
pub async fn kept_by_an_arm_and_dropped(client: &Client) -> Result<bool, Error> {
    let send = client.get("a").send(); //~ unclosed-response-body
    tokio::pin!(send);
    let settled = tokio::select! {
        biased;
        answer = &mut send => Some(answer),
        () = tokio::time::sleep(PATIENCE) => None,
    };
    let answer = match settled {
        Some(answer) => answer,
        None => send.await,
    };
    Ok(answer?.status().is_success())
}

pub async fn read_in_a_later_turn(client: &Client) -> Result<String, Error> {
    let mut send = Box::pin(client.get("a").send());
    loop {
        tokio::select! {
            answer = &mut send => return answer?.text().await,
            () = tokio::time::sleep(PATIENCE) => println!("still waiting"),
        }
    }
}
pub async fn dropped_in_a_later_turn(client: &Client) -> Result<u16, Error> {
    let mut send = Box::pin(client.get("a").send()); //~ unclosed-response-body
    loop {
        tokio::select! {
            answer = &mut send => return Ok(answer?.status().as_u16()),
            () = tokio::time::sleep(PATIENCE) => println!("still waiting"),
        }
    }
}
