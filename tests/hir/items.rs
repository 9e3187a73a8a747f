#![allow(dead_code)]
use std::{self, collections::{HashMap as Map, *}, io::{self, Read as _}};
use ::reqwest::Client;
use super::a::{self as b};
extern crate serde as s;

#[derive(Clone, Debug)]
/// A doc comment is no attribute of ours.
pub struct Pair<'a, T: Send + 'a, const N: usize = 3>(pub &'a T, [u8; N * 2])
where
    T: Iterator<Item = u8> + ?Sized;

pub(crate) enum State {
    Idle,
    Busy(u32),
    Named { #[serde(default)] a: Box<dyn Fn(u8) -> Option<u8> + Send>, b: fn(u8) -> ! },
}

union Bits { a: u32, b: f32 }

type Boxed<T = u8> = std::pin::Pin<Box<dyn Future<Output = T> + Send + 'static>>;

trait Service: Send {
    type Response: Clone = u8;
    const LIMIT: usize = 8;
    fn poll(self: Arc<Self>);
    async fn call(&mut self, (a, _): (u8, u8)) -> impl Iterator<Item = <Self as Service>::Response> {
        a
    }
}

impl<T> Service for Pair<'_, T> where T: Send {
    type Response = <T as Iterator>::Item;
    const LIMIT: usize = N;
}
impl<T> !Send for Pair<'_, T> {}

#[cfg(test)]
mod tests {}
#[cfg(any(test, feature = "test-util"))]
fn only_tests() {}
#[cfg(any(test, feature = "full"))]
fn not_only_tests() {}
#[cfg(all(unix, test))]
fn unix_tests() {}
#[cfg(not(test))]
fn no_test() {}
#[cfg(feature = "mock")]
fn a_feature() {}
#[cfg(unix)]
#[cfg(test)]
fn two() {}
#[tokio::test(flavor = "multi_thread")]
async fn runs() {}
#[cfg_attr(feature = "x", path = "other.rs")]
mod elsewhere;
#[cfg_attr(test, derive(Debug))]
struct NotOnlyTests;

static POOL: LazyLock<Client> = LazyLock::new(|| Client::new());
const fn made() -> usize { 1 }
extern "C" {
    fn getpid() -> i32;
}
unsafe extern "C" fn callback(r#type: u8) -> u8 { r#type }
