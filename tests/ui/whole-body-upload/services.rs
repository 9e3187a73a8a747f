//! Limits in front of services that a server is given as they are, with no router between.
use std::convert::Infallible;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http::{Request, Response};
use http_body_util::{BodyExt, Full};
use hyper_util::service::TowerToHyperService;
use tower::{Service, ServiceBuilder};
use tower_http::cors::CorsLayer;
use tower_http::limit::RequestBodyLimitLayer;

type Answer = Pin<Box<dyn Future<Output = Result<Response<Full<Bytes>>, Infallible>> + Send>>;

#[derive(Clone)]
pub struct Limited;
impl Limited {
    async fn answer<B: http_body::Body>(self, request: Request<B>) -> Response<Full<Bytes>> {
        match request.into_body().collect().await {
            Ok(all) => Response::new(Full::new(all.to_bytes())),
            Err(_) => Response::default(),
        }
    }
}
impl<B: http_body::Body + Send + 'static> Service<Request<B>> for Limited {
    type Response = Response<Full<Bytes>>;
    type Error = Infallible;
    type Future = Answer;
    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }
    fn call(&mut self, request: Request<B>) -> Self::Future {
        let this = self.clone();
        Box::pin(async move { Ok(this.answer(request).await) })
    }
}

#[derive(Clone)]
pub struct Open;
impl Open {
    async fn answer<B: http_body::Body>(self, request: Request<B>) -> Response<Full<Bytes>> {
        match request.into_body().collect().await { //~ whole-body-upload
            Ok(all) => Response::new(Full::new(all.to_bytes())),
            Err(_) => Response::default(),
        }
    }
}
impl<B: http_body::Body + Send + 'static> Service<Request<B>> for Open {
    type Response = Response<Full<Bytes>>;
    type Error = Infallible;
    type Future = Answer;
    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }
    fn call(&mut self, request: Request<B>) -> Self::Future {
        let this = self.clone();
        Box::pin(async move { Ok(this.answer(request).await) })
    }
}

/// A middleware of the workspace: it may stand around any service.
#[derive(Clone)]
pub struct Traced<S>(S);
impl<S: Service<Request<B>>, B> Service<Request<B>> for Traced<S> {
    type Response = S::Response;
    type Error = S::Error;
    type Future = S::Future;
    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.0.poll_ready(cx)
    }
    fn call(&mut self, request: Request<B>) -> Self::Future {
        self.0.call(request)
    }
}

pub fn limited(limit: usize) -> TowerToHyperService<impl Clone> {
    let service = ServiceBuilder::new()
        .layer(RequestBodyLimitLayer::new(limit))
        .layer(CorsLayer::very_permissive())
        .service(Traced(Limited));
    TowerToHyperService::new(service)
}
pub fn open() -> TowerToHyperService<impl Clone> {
    let service = ServiceBuilder::new().layer(CorsLayer::very_permissive()).service(Traced(Open));
    TowerToHyperService::new(service)
}
