//! What types and names that are declared elsewhere say of a body.
pub mod declared {
    use actix_web::{HttpResponse, web};
    use futures::{Stream, StreamExt};
    use warp::{Buf, Filter};
    // The type that a variable is declared with says what is collected.
    async fn lengths(payload: web::Payload) -> HttpResponse {
        let lengths: Vec<usize> = payload.map(|c| c.map_or(0, |c| c.len())).collect().await;
        HttpResponse::Ok().body(lengths.len().to_string())
    }
    async fn pieces_leak(payload: web::Payload) -> HttpResponse {
        let pieces: Vec<Option<web::Bytes>> = payload.map(|c| c.ok()).collect().await; //~ whole-body-upload
        HttpResponse::Ok().body(pieces.len().to_string())
    }
    // A filter's stream that is handed to a function as any stream at all.
    async fn any_stream_leak(stream: impl Stream<Item = Result<impl Buf, warp::Error>>) -> Result<String, warp::Rejection> {
        let mut stream = std::pin::pin!(stream);
        let mut all = Vec::new();
        while let Some(Ok(mut piece)) = stream.next().await {
            all.extend_from_slice(&piece.copy_to_bytes(piece.remaining())); //~ whole-body-upload
        }
        Ok(all.len().to_string())
    }
    async fn any_stream_of_others(stream: impl Stream<Item = Result<impl Buf, warp::Error>>) -> Result<String, warp::Rejection> {
        let mut stream = std::pin::pin!(stream);
        let mut all = Vec::new();
        while let Some(Ok(mut piece)) = stream.next().await {
            all.extend_from_slice(&piece.copy_to_bytes(piece.remaining()));
        }
        Ok(all.len().to_string())
    }
    fn streams() -> impl Filter<Extract = (String,), Error = warp::Rejection> + Clone {
        warp::body::stream().and_then(any_stream_leak)
    }
    fn paths() -> impl Filter<Extract = (String,), Error = warp::Rejection> + Clone {
        warp::path::param().and_then(any_stream_of_others)
    }
    // A form of which each field is spooled holds nothing in memory, one with another field does.
    #[derive(actix_multipart::form::MultipartForm)]
    pub struct Spooled { file: actix_multipart::form::tempfile::TempFile, more: Vec<actix_multipart::form::tempfile::TempFile> }
    #[derive(actix_multipart::form::MultipartForm)]
    pub struct Mixed { file: actix_multipart::form::tempfile::TempFile, note: actix_multipart::form::text::Text<String> }
    async fn spooled(f: actix_multipart::form::MultipartForm<Spooled>) -> HttpResponse { HttpResponse::Ok().body(f.file.size.to_string()) }
    async fn mixed(f: actix_multipart::form::MultipartForm<Mixed>) -> HttpResponse { HttpResponse::Ok().body(f.file.size.to_string()) }
    pub fn spooled_raised() -> actix_web::Scope { web::scope("/m").app_data(actix_multipart::form::MultipartFormConfig::default().memory_limit(1 << 30)).route("/1", web::post().to(spooled)) }
    pub fn mixed_raised() -> actix_web::Scope { web::scope("/m").app_data(actix_multipart::form::MultipartFormConfig::default().memory_limit(1 << 30)).route("/1", web::post().to(mixed)) } //~ whole-body-upload
}
pub mod tonic_ {
    use tonic::{Request, Response, Status, Streaming};
    pub mod pb { tonic::include_proto!("pb"); }
    pub struct Chunk { pub data: Vec<u8> }
    use pb::greeter_server::{Greeter, GreeterServer};
    pub struct My;
    #[tonic::async_trait]
    impl Greeter for My {
        async fn upload(&self, r: Request<Streaming<pb::Chunk>>) -> Result<Response<pb::Reply>, Status> {
            let mut s = r.into_inner(); let mut v = Vec::new();
            while let Some(c) = s.message().await? { v.extend_from_slice(&c.data); } //~ whole-body-upload
            Err(Status::internal(v.len().to_string()))
        }
        async fn upload2(&self, r: Request<Streaming<Chunk>>) -> Result<Response<pb::Reply>, Status> {
            let mut s = r.into_inner(); let mut v = Vec::new();
            while let Some(c) = s.message().await? { v.extend_from_slice(&c.data); } //~ whole-body-upload
            Err(Status::internal(v.len().to_string()))
        }
        async fn upload3(&self, r: Request<Streaming<Chunk>>) -> Result<Response<pb::Reply>, Status> {
            let mut s = r.into_inner(); let mut v = Vec::new();
            while let Some(Ok(c)) = futures::StreamExt::next(&mut s).await { v.extend(c.data); } //~ whole-body-upload
            Err(Status::internal(v.len().to_string()))
        }
    }
}
pub mod tonic_answers {
    use tonic::{Request, Response, Status, Streaming};
    pub mod pb { tonic::include_proto!("pb"); }
    pub struct Chunk { pub data: Vec<u8> }
    // A server's stream is an answer.
    pub async fn answer(mut client: pb::greeter_client::GreeterClient<tonic::transport::Channel>) -> Result<Vec<u8>, Status> {
        let mut s = client.list(Request::new(())).await?.into_inner(); let mut v = Vec::new();
        while let Some(c) = s.message().await? { v.extend_from_slice(&c.data); }
        Ok(v)
    }
    pub async fn answer_typed(r: Response<Streaming<Chunk>>) -> Result<Vec<u8>, Status> {
        let mut s = r.into_inner(); let mut v = Vec::new();
        while let Some(c) = s.message().await? { v.extend_from_slice(&c.data); }
        Ok(v)
    }
    async fn gather(s: &mut Streaming<Chunk>) -> Result<Vec<u8>, Status> {
        let mut v = Vec::new();
        while let Some(c) = s.message().await? { v.extend_from_slice(&c.data); }
        Ok(v)
    }
    pub async fn gather_of_an_answer(r: Response<Streaming<Chunk>>) -> Result<Vec<u8>, Status> { let mut s = r.into_inner(); gather(&mut s).await }
}
