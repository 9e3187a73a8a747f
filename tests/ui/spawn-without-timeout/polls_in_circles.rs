//! Polls that call each other in circles.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};
use tokio::io::AsyncRead;
use tokio::net::{TcpListener, TcpStream};
struct Round { s: TcpStream }
impl Round {
    fn a(&mut self, cx: &mut Context<'_>) -> Poll<()> { self.b(cx) }
    fn b(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        let mut room = [0; 8];
        let mut buf = tokio::io::ReadBuf::new(&mut room);
        if Pin::new(&mut self.s).poll_read(cx, &mut buf).is_ready() { return Poll::Ready(()); }
        self.a(cx)
    }
}
impl Future for Round {
    type Output = ();
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> { self.a(cx) }
}
struct Only;
impl Only { fn again(&self, cx: &mut Context<'_>) -> Poll<()> { self.again(cx) } }
impl Future for Only {
    type Output = ();
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> { self.again(cx) }
}
async fn serve(l: TcpListener) {
    while let Ok((s, _)) = l.accept().await {
        tokio::spawn(Round { s }); //~ spawn-without-timeout
        tokio::spawn(Only);
    }
}
