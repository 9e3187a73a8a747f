//! Loops whose pieces are counted against a budget by a helper.

use actix_multipart::Field;
use bytes::{Bytes, BytesMut};
use futures_util::TryStreamExt;
#[derive(Debug)] pub struct TooBig;
pub struct Limits { left: usize }
impl Limits {
    fn take(&mut self, n: usize) -> Result<(), TooBig> { self.left = self.left.checked_sub(n).ok_or(TooBig)?; Ok(()) }
    fn note(&mut self, n: usize) { self.left += n; }
    fn one(&self, n: usize) -> Result<(), TooBig> { if n > 1000 { return Err(TooBig); } Ok(()) }
    fn add(&mut self, n: usize) -> Result<(), TooBig> { self.left += n; if self.left > 1 << 20 { Err(TooBig) } else { Ok(()) } }
}
pub async fn taken(mut f: Field, l: &mut Limits) -> Result<Bytes, TooBig> {
    let mut b = BytesMut::new();
    while let Some(c) = f.try_next().await.unwrap() { l.take(c.len())?; b.extend_from_slice(&c); }
    Ok(b.freeze())
}
pub async fn added(mut f: Field, l: &mut Limits) -> Result<Bytes, TooBig> {
    let mut b = BytesMut::new();
    while let Some(c) = f.try_next().await.unwrap() { l.add(c.len())?; b.extend_from_slice(&c); }
    Ok(b.freeze())
}
pub async fn noted(mut f: Field, l: &mut Limits) -> Result<Bytes, TooBig> {
    let mut b = BytesMut::new();
    while let Some(c) = f.try_next().await.unwrap() { l.note(c.len()); b.extend_from_slice(&c); } //~ whole-body-upload
    Ok(b.freeze())
}
pub async fn each(mut f: Field, l: &Limits) -> Result<Bytes, TooBig> {
    let mut b = BytesMut::new();
    while let Some(c) = f.try_next().await.unwrap() { l.one(c.len())?; b.extend_from_slice(&c); } //~ whole-body-upload
    Ok(b.freeze())
}
