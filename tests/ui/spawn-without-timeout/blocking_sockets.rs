//! Sockets of the standard library on threads, and calls by the trait's path.
use tokio::net::TcpListener;
pub async fn std_read(l: TcpListener) { loop { let (s, _) = l.accept().await.unwrap(); tokio::task::spawn_blocking(move || { let mut s = s.into_std().unwrap(); std::io::Read::read(&mut s, &mut [0; 4]).unwrap(); }); } } //~low spawn-without-timeout
pub async fn std_read2(l: TcpListener) { loop { let (s, _) = l.accept().await.unwrap(); tokio::task::spawn_blocking(move || { use std::io::Read; let mut s = s.into_std().unwrap(); s.read(&mut [0; 4]).unwrap(); }); } } //~low spawn-without-timeout
pub fn std_loop(l: std::net::TcpListener) { for s in l.incoming() { let mut s = s.unwrap(); std::thread::spawn(move || { use std::io::Read; s.read(&mut [0; 4]).unwrap(); }); } } //~low spawn-without-timeout
pub async fn ufcs(l: TcpListener) { loop { let (mut s, _) = l.accept().await.unwrap(); tokio::spawn(async move { tokio::io::AsyncReadExt::read(&mut s, &mut [0; 4]).await.unwrap(); }); } } //~ spawn-without-timeout
pub async fn ufcs2(l: TcpListener) { use tokio::io::AsyncReadExt; loop { let (mut s, _) = l.accept().await.unwrap(); tokio::spawn(async move { AsyncReadExt::read_u8(&mut s).await.unwrap(); }); } } //~ spawn-without-timeout
pub fn std_lines(l: std::net::TcpListener) { for s in l.incoming() { let s = s.unwrap(); std::thread::spawn(move || { use std::io::BufRead; for line in std::io::BufReader::new(s).lines() { println!("{}", line.unwrap()); } }); } } //~low spawn-without-timeout
pub fn std_helper(l: std::net::TcpListener) { for s in l.incoming() { let s = s.unwrap(); std::thread::spawn(move || handle(s)); } } //~low spawn-without-timeout
fn handle(mut s: std::net::TcpStream) { use std::io::{Read, Write}; let mut b = [0; 9]; let n = s.read(&mut b).unwrap(); s.write_all(&b[..n]).unwrap(); }
pub fn std_helper_t(l: std::net::TcpListener) { for s in l.incoming() { let s = s.unwrap(); std::thread::spawn(move || handle_t(s)); } }
fn handle_t(mut s: std::net::TcpStream) { use std::io::{Read, Write}; s.set_read_timeout(Some(std::time::Duration::from_secs(2))).unwrap(); let mut b = [0; 9]; let n = s.read(&mut b).unwrap(); s.write_all(&b[..n]).unwrap(); }
pub fn file_read(l: std::net::TcpListener) { for s in l.incoming() { drop(s); std::thread::spawn(move || { use std::io::Read; let mut f = std::fs::File::open("x").unwrap(); let mut v = vec![]; f.read_to_end(&mut v).unwrap(); }); } }
pub fn generic(l: std::net::TcpListener) { for s in l.incoming() { drop(s); std::thread::spawn(move || gen(std::io::Cursor::new(vec![0u8]))); } }
fn gen<R: std::io::Read>(mut r: R) { let mut v = vec![]; r.read_to_end(&mut v).unwrap(); }
