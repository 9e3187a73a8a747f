//! The blocking client.

use std::io::Read;

use reqwest::blocking::Client;

type Error = Box<dyn std::error::Error>;

fn leaky_send(client: &Client) -> Result<bool, Error> {
    let response = client.get("http://a/").send()?; //~ unclosed-response-body
    Ok(response.status().is_success())
}
fn fixed_send(client: &Client) -> Result<String, Error> {
    Ok(client.get("http://a/").send()?.text()?)
}

fn leaky_statement(client: &Client) -> Result<(), Error> {
    client.post("http://a/").send()?.error_for_status()?; //~ unclosed-response-body
    Ok(())
}
fn fixed_copy(client: &Client) -> Result<Vec<u8>, Error> {
    let mut response = client.get("http://a/").send()?;
    let mut body = Vec::new();
    response.copy_to(&mut body)?;
    Ok(body)
}
fn fixed_read_to_end(client: &Client) -> Result<Vec<u8>, Error> {
    let mut response = client.get("http://a/").send()?;
    let mut body = Vec::new();
    response.read_to_end(&mut body)?;
    Ok(body)
}
fn fixed_io_copy(client: &Client) -> Result<u64, Error> {
    let mut response = client.get("http://a/").send()?;
    Ok(std::io::copy(&mut response, &mut std::io::sink())?)
}
