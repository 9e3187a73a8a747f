pub use http_client::{Client as Http, ClientBuilder as HttpBuilder, Response as Reply, Error as HttpError, StatusCode as Code};
pub use rt::{self as runtime, spawn as go, time::{timeout as within, Duration as Span}, net::{TcpListener as Listener, TcpStream as Stream}};
pub use crate::check::CheckExt as _;
pub use crate::check::ReplyExt;
pub type Res<T> = std::result::Result<T, HttpError>;
