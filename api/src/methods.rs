//! Which methods each path takes: told as `Allow` where another one came
//! (RFC 9110, section 15.5.6).

use std::sync::OnceLock;

use poem::{
    Endpoint, IntoResponse, Request, Response, Result, Route,
    endpoint::make_sync,
    http::{HeaderValue, StatusCode, header},
};

use crate::openapi;

pub struct Methods {
    /// Of the paths that no document describes.
    own: Vec<(String, &'static str)>,
    /// Answers a path with the methods that it takes; made when the first is asked for.
    all: OnceLock<Route>,
}

impl Methods {
    /// `own` are the paths that no document describes.
    pub const fn of(own: Vec<(String, &'static str)>) -> Self {
        Self { own, all: OnceLock::new() }
    }

    fn made(&self) -> Route {
        let mut route = Route::new();
        for (path, methods) in &self.own {
            route = route.at(path, allow(methods));
        }
        let document = openapi::plain();
        for (path, operations) in document["paths"].as_object().into_iter().flatten() {
            let methods = operations.as_object().into_iter().flatten().map(|(method, _)| method);
            let methods: Vec<String> = methods.map(|method| method.to_uppercase()).collect();
            route = route.at(pattern(path), allow(&methods.join(", ")));
        }
        route
    }

    /// Names them on a refusal of the method.
    pub async fn tell<E: Endpoint>(&self, next: &E, request: Request) -> Result<Response> {
        let uri = request.uri().clone();
        let mut response = next.call(request).await?.into_response();
        if response.status() == StatusCode::METHOD_NOT_ALLOWED {
            let asked = Request::builder().uri(uri).finish();
            let all = self.all.get_or_init(|| self.made());
            let allowed = all.get_response(asked).await;
            if let Some(methods) = allowed.header(header::ALLOW).map(HeaderValue::from_str) {
                response.headers_mut().extend(methods.ok().map(|it| (header::ALLOW, it)));
            }
        }
        Ok(response)
    }
}

/// Whoever may GET may ask for the headers alone.
fn allow(methods: &str) -> impl Endpoint<Output = Response> + use<> {
    let mut all: Vec<&str> = methods.split(", ").collect();
    if all.contains(&"GET") {
        all.push("HEAD");
    }
    let all = all.join(", ");
    make_sync(move |_| Response::builder().header(header::ALLOW, all.clone()).finish())
}

/// A path of the document as poem writes it.
fn pattern(path: &str) -> String {
    path.replace('{', ":").replace('}', "")
}
