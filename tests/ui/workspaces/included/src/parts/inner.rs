mod sender;

pub use sender::fetch;

pub fn open() -> reqwest::Client {
    reqwest::Client::new() //~ missing-client-timeout
}
