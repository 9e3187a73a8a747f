// Senders in callbacks that are boxed, kept in a variable and handed on.
use std::time::Duration;
use tokio::sync::mpsc::unbounded_channel;
fn v1() -> std::sync::mpsc::Receiver<String> { let (tx, rx) = std::sync::mpsc::channel(); n1(Box::new(move |e: String| { tx.send(e).ok(); })); rx } //~ unbounded-channel
fn n1(f: Box<dyn Fn(String) + Send>) { std::thread::spawn(move || loop { f(String::new()) }); }
fn v2() -> std::sync::mpsc::Receiver<String> { let (tx, rx) = std::sync::mpsc::channel(); n2(Box::new(move |e: String| { tx.send(e).ok(); })); rx } //~ unbounded-channel
fn n2(f: Box<dyn Fn(String) + Send>) { loop { f(String::new()) } }
fn v3() -> std::sync::mpsc::Receiver<String> { let (tx, rx) = std::sync::mpsc::channel(); n3(move |e: String| { tx.send(e).ok(); }); rx } //~ unbounded-channel
fn n3(f: impl Fn(String) + Send + 'static) { std::thread::spawn(move || loop { f(String::new()) }); }
fn v4() -> std::sync::mpsc::Receiver<String> { let (tx, rx) = std::sync::mpsc::channel(); let cb: Box<dyn Fn(String) + Send> = Box::new(move |e| { tx.send(e).ok(); }); n4(cb); rx } //~ unbounded-channel
fn n4(f: Box<dyn Fn(String) + Send>) { std::thread::spawn(move || while true { f(String::new()) }); }
fn v5() -> std::sync::mpsc::Receiver<String> { let (tx, rx) = std::sync::mpsc::channel(); n5(Box::new(move |e: String| { tx.send(e).ok(); })); rx }
fn n5(f: Box<dyn FnOnce(String) + Send>) { std::thread::spawn(move || f(String::new())); }
fn v6() -> std::sync::mpsc::Receiver<String> { let (tx, rx) = std::sync::mpsc::channel(); n6(Box::new(move |e: String| { tx.send(e).ok(); })); rx }
fn n6(f: Box<dyn Fn(String) + Send>) { f(String::new()) }
