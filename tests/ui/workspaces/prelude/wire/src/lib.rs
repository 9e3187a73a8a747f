use rt::{net::TcpStream, io::AsyncReadExt, time::{timeout, Duration}};
pub struct Conn(pub TcpStream);
impl Conn {
    pub async fn read_one(&mut self) -> u8 { self.0.read_u8().await.unwrap_or(0) }
    pub async fn read_limited(&mut self) -> u8 { timeout(Duration::from_secs(1), self.read_one()).await.unwrap_or(0) }
}
pub trait Serve { fn serve(self) -> impl std::future::Future<Output = ()> + Send; }
impl Serve for Conn { async fn serve(mut self) { self.read_one().await; } }
pub struct Limited(pub Conn);
impl Serve for Limited { async fn serve(mut self) { self.0.read_limited().await; } }
pub fn launch<F>(f: F) where F: std::future::Future<Output = ()> + Send + 'static { rt::spawn(f); }
