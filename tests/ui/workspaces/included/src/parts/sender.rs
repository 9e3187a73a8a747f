pub async fn fetch(url: &str) -> reqwest::Result<String> {
    crate::open().get(url).send().await?.text().await
}
