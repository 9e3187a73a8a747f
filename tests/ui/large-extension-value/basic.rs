//! Values by kind.
use std::collections::HashMap;
use std::sync::Arc;

use axum::{Extension, Router};

#[derive(Clone)]
pub struct Config {
    name: String,
    table: HashMap<String, String>,
}

#[derive(Clone)]
pub struct Claims {
    user: u64,
    name: String,
}

pub fn by_value(config: Config) -> Router {
    Router::new().layer(Extension(config)) //~ large-extension-value
}

pub fn by_arc(config: Config) -> Router {
    Router::new().layer(Extension(Arc::new(config)))
}

pub fn state(config: Config) -> Router {
    Router::new().with_state(config) //~ large-extension-value
}

pub fn state_arc(config: Arc<Config>) -> Router {
    Router::new().with_state(config)
}

pub fn small(mut request: axum::extract::Request, claims: Claims) {
    request.extensions_mut().insert(claims);
}

pub fn array(mut request: axum::extract::Request) {
    request.extensions_mut().insert([0u8; 4096]); //~ large-extension-value
}
