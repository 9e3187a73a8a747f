//! Builders under `cfg`: on WebAssembly they have no timeout to set; other twins are looked at one by one.

#[cfg(target_arch = "wasm32")]
pub async fn both_targets(u: &str) -> String { reqwest::Client::new().get(u).send().await.unwrap().text().await.unwrap() }
#[cfg(not(target_arch = "wasm32"))]
pub async fn both_targets(u: &str) -> String { reqwest::Client::new().get(u).send().await.unwrap().text().await.unwrap() } //~ missing-client-timeout
#[cfg(target_family = "wasm")]
mod web { pub fn in_a_wasm_module() -> reqwest::Client { reqwest::Client::builder().build().unwrap() } }
pub fn connect_only_elsewhere() -> reqwest::Client {
    let b = reqwest::Client::builder(); //~ missing-client-timeout
    #[cfg(not(target_arch = "wasm32"))]
    let b = b.connect_timeout(std::time::Duration::from_secs(1));
    b.build().unwrap()
}
pub fn limited_elsewhere() -> reqwest::Client {
    let b = reqwest::Client::builder();
    #[cfg(not(target_arch = "wasm32"))]
    let b = b.timeout(std::time::Duration::from_secs(1));
    b.build().unwrap()
}
pub fn twin_variables() -> reqwest::Client {
    #[cfg(target_arch = "wasm32")]
    let c = reqwest::Client::new();
    #[cfg(not(target_arch = "wasm32"))]
    let c = reqwest::Client::builder().timeout(std::time::Duration::from_secs(1)).build().unwrap();
    c
}
pub fn twin_returns() -> reqwest::Client {
    #[cfg(target_arch = "wasm32")]
    { return reqwest::Client::new(); }
    #[cfg(not(target_arch = "wasm32"))]
    { return reqwest::Client::builder().timeout(std::time::Duration::from_secs(1)).build().unwrap(); }
}
// The branch of a `cfg!` that only WebAssembly takes.
pub fn condition_of_wasm() -> reqwest::Client {
    if cfg!(target_arch = "wasm32") {
        reqwest::Client::new()
    } else {
        reqwest::Client::builder().timeout(std::time::Duration::from_secs(1)).build().unwrap()
    }
}
pub fn condition_of_others_leak() -> reqwest::Client {
    if cfg!(not(target_arch = "wasm32")) {
        reqwest::Client::new() //~ missing-client-timeout
    } else {
        reqwest::Client::default()
    }
}
pub fn condition_denied(api: &str) -> reqwest::Client {
    if !cfg!(target_family = "wasm") && !api.is_empty() {
        return reqwest::Client::builder().timeout(std::time::Duration::from_secs(1)).build().unwrap();
    }
    if !cfg!(target_family = "wasm") { reqwest::Client::builder().timeout(std::time::Duration::from_secs(1)).build().unwrap() } else { reqwest::Client::new() }
}
pub fn condition_of_a_feature_leak() -> reqwest::Client {
    if cfg!(feature = "fast") {
        reqwest::Client::new() //~ missing-client-timeout
    } else {
        reqwest::Client::builder().timeout(std::time::Duration::from_secs(1)).build().unwrap()
    }
}

cfg_if::cfg_if! {
    if #[cfg(target_arch = "wasm32")] {
        pub fn in_a_branch() -> reqwest::Client { reqwest::Client::new() }
    } else {
        pub fn in_a_branch() -> reqwest::Client { reqwest::Client::new() } //~ missing-client-timeout
    }
}

// Twins of one name: what only the second one has is found in it.
#[cfg(feature = "mock")]
mod transport {
    pub struct Mock;
}
#[cfg(not(feature = "mock"))]
mod transport {
    pub use tokio_tungstenite::connect_async;
    pub type Http = reqwest::Client;
}
use transport::*;
pub async fn through_a_twin(url: &str) -> anyhow::Result<()> {
    let (socket, _) = connect_async(url).await?; //~ missing-client-timeout
    drop(socket);
    Ok(())
}
pub fn by_path() -> transport::Http { transport::Http::new() } //~ missing-client-timeout

// A macro that only guards items, with attributes of its own.
cfg_feature! {
    #![feature = "http"]
    pub fn behind_a_feature() -> reqwest::Client { reqwest::Client::new() } //~ missing-client-timeout
}
cfg_feature! {
    #![cfg(test)]
    pub fn behind_tests() -> reqwest::Client { reqwest::Client::new() }
}
