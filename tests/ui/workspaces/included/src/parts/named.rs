pub fn also_open() -> reqwest::Client {
    super::open()
}
pub fn limited() -> reqwest::Client {
    reqwest::Client::builder().timeout(std::time::Duration::from_secs(3)).build().unwrap()
}
pub fn own() -> reqwest::Client {
    reqwest::Client::builder().build().unwrap() //~ missing-client-timeout
}
