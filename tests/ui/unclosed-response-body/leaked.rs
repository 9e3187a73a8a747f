//! Responses that are kept for good.

use std::mem::{self, ManuallyDrop};

use reqwest::{Client, StatusCode};

async fn leaky_forget(client: &Client) -> reqwest::Result<()> {
    let response = client.get("http://a/").send().await?; //~ unclosed-response-body
    mem::forget(response);
    Ok(())
}
async fn fixed_forget(client: &Client) -> reqwest::Result<()> {
    let response = client.get("http://a/").send().await?;
    mem::forget(response.bytes().await?);
    Ok(())
}

async fn leaky_box_leak(client: &Client) -> reqwest::Result<&'static StatusCode> {
    let response = client.get("http://a/").send().await?; //~ unclosed-response-body
    let kept = Box::leak(Box::new(response));
    Ok(Box::leak(Box::new(kept.status())))
}
async fn leaky_manually_drop(client: &Client) -> reqwest::Result<()> {
    let _kept = ManuallyDrop::new(client.get("http://a/").send().await?); //~ unclosed-response-body
    Ok(())
}

static KEPT: std::sync::Mutex<Vec<reqwest::Response>> = std::sync::Mutex::new(Vec::new());
async fn leaky_static(client: &Client) -> reqwest::Result<()> {
    let response = client.get("http://a/").send().await?; //~ unclosed-response-body
    KEPT.lock().unwrap().push(response);
    Ok(())
}

struct Cache {
    answers: tokio::sync::Mutex<Vec<reqwest::Response>>,
    queue: tokio::sync::Mutex<std::collections::VecDeque<reqwest::Response>>,
}
impl Cache {
    async fn leaky_field(&self, client: &Client) -> reqwest::Result<()> {
        let response = client.get("http://a/").send().await?; //~ unclosed-response-body
        let mut answers = self.answers.lock().await;
        answers.push(response);
        Ok(())
    }
    async fn looked_at(&self) -> Option<StatusCode> {
        self.answers.lock().await.first().map(reqwest::Response::status)
    }

    async fn fixed_taken_out(&self, client: &Client) -> reqwest::Result<()> {
        let response = client.get("http://a/").send().await?;
        self.queue.lock().await.push_back(response);
        Ok(())
    }
    async fn read_one(&self) -> reqwest::Result<String> {
        let next = self.queue.lock().await.pop_front();
        match next {
            Some(response) => response.text().await,
            None => Ok(String::new()),
        }
    }
}

async fn fixed_local_collection(client: &Client) -> reqwest::Result<usize> {
    let mut all = Vec::new();
    all.push(client.get("http://a/").send().await?);
    let mut size = 0;
    for response in all {
        size += response.bytes().await?.len();
    }
    Ok(size)
}
