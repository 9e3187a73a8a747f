//! Bodies that were read before, in fields, and of answers.

use bytes::{Buf, Bytes};
use http_body_util::BodyExt;
use hyper::body::{Body as HttpBody, Incoming};
use hyper::{Request, Response};
type E = Box<dyn std::error::Error + Send + Sync>;
async fn into_bytes<B: HttpBody>(body: B) -> Result<Bytes, B::Error> {
    Ok(body.collect().await?.to_bytes()) //~ whole-body-upload
}
pub async fn handle(req: Request<Incoming>) -> Result<Response<String>, E> {
    let (_, body) = req.into_parts();
    let v: serde_json::Value = into_bytes(body).await.map_err(|e| e.to_string()).and_then(|bytes| {
        serde_json::from_reader(bytes.reader()).map_err(|e| e.to_string())
    })?;
    Ok(Response::new(v.to_string()))
}
pub async fn handle2(req: Request<Incoming>) -> Result<Response<String>, E> {
    let whole = req.into_body().collect().await?.aggregate(); //~ whole-body-upload
    let mut text = String::new();
    std::io::Read::read_to_string(&mut whole.reader(), &mut text)?;
    Ok(Response::new(text))
}
pub struct Parts { multer: multer::Multipart<'static> }
impl Parts {
    pub fn new(body: axum::body::Body, b: String) -> Self {
        Self { multer: multer::Multipart::with_constraints(body.into_data_stream(), b, multer::Constraints::new().size_limit(multer::SizeLimit::new().per_field(1024))) }
    }
    pub async fn map(&mut self) -> Result<Bytes, E> { Ok(self.multer.next_field().await?.ok_or("x")?.bytes().await?) }
}
pub struct Open { multer: multer::Multipart<'static> }
impl Open {
    pub fn new(body: axum::body::Body, b: String) -> Self { Self { multer: multer::Multipart::new(body.into_data_stream(), b) } }
    pub async fn map(&mut self) -> Result<Bytes, E> { Ok(self.multer.next_field().await?.ok_or("x")?.bytes().await?) } //~ whole-body-upload
}
pub async fn upload(req: axum::extract::Request) -> Result<String, String> {
    let mut p = Open::new(req.into_body(), "b".into());
    p.map().await.map(|b| b.len().to_string()).map_err(|e| e.to_string())
}
pub async fn upload2(req: axum::extract::Request) -> Result<String, String> {
    let mut p = Parts::new(req.into_body(), "b".into());
    p.map().await.map(|b| b.len().to_string()).map_err(|e| e.to_string())
}
pub fn app() -> axum::Router { axum::Router::new().route("/a", axum::routing::post(upload)).route("/b", axum::routing::post(upload2)) }
pub fn answers(resp: Response<Incoming>, boundary: String) -> impl futures::Stream<Item = Option<Bytes>> {
    let multipart = multer::Multipart::new(http_body_util::BodyDataStream::new(resp.into_body()), boundary);
    futures::stream::unfold(multipart, |mut m| async {
        if let Ok(Some(f)) = m.next_field().await && let Ok(bytes) = f.bytes().await { return Some((Some(bytes), m)); }
        None
    })
}
/// The form is parsed out of memory; the read before it is what counts.
pub async fn form_in_memory(req: Request<Incoming>) -> Result<Response<String>, E> {
    let whole = req.into_body().collect().await?.to_bytes(); //~ whole-body-upload
    let result: Result<Bytes, String> = Ok(whole);
    let form = multer::Multipart::new(futures::stream::once(async { result }), "b");
    Ok(Response::new(first_part(form).await?))
}
async fn first_part(mut form: multer::Multipart<'_>) -> Result<String, E> {
    Ok(form.next_field().await?.ok_or("x")?.text().await?)
}
pub async fn form_of_a_body(req: Request<Incoming>) -> Result<Response<String>, E> {
    let form = multer::Multipart::new(http_body_util::BodyDataStream::new(req.into_body()), "b");
    Ok(Response::new(first_part2(form).await?))
}
async fn first_part2(mut form: multer::Multipart<'_>) -> Result<String, E> {
    Ok(form.next_field().await?.ok_or("x")?.text().await?) //~ whole-body-upload
}
pub struct Incomer { req: Option<Request<Incoming>> }
impl Incomer {
    async fn whole(&mut self) -> Result<Bytes, E> {
        Ok(self.req.take().ok_or("x")?.into_body().collect().await?.to_bytes()) //~ whole-body-upload
    }
    async fn form(&mut self) -> Result<multer::Multipart<'static>, E> {
        match multer::parse_boundary("b") {
            Ok(boundary) => {
                let result = self.whole().await.map_err(|e| e.to_string());
                Ok(multer::Multipart::new(futures::stream::once(async { result }), boundary))
            }
            Err(e) => Err(e.to_string().into()),
        }
    }
    fn streamed(&mut self) -> Result<multer::Multipart<'static>, E> {
        let body = self.req.take().ok_or("x")?.into_body();
        Ok(multer::Multipart::new(http_body_util::BodyDataStream::new(body), "b"))
    }
    pub async fn first(&mut self) -> Result<String, E> {
        let mut form = self.form().await?;
        Ok(form.next_field().await?.ok_or("x")?.text().await?)
    }
    pub async fn first_streamed(&mut self) -> Result<String, E> {
        let mut form = self.streamed()?;
        Ok(form.next_field().await?.ok_or("x")?.text().await?) //~ whole-body-upload
    }
}
