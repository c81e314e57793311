//! A program of somebody's, with a token or a cookie.

use futures::{StreamExt, stream};
use reqwest::{Client, Method, RequestBuilder, Response, redirect::Policy};
use serde_json::Value;
use uuid::Uuid;

use super::Process;

/// What is asked side by side: most of an answer's time is waiting.
const AT_ONCE: usize = 8;

pub struct Program {
    base: String,
    client: Client,
    headers: Vec<(&'static str, String)>,
}

/// An answer, read.
#[derive(Debug)]
pub struct Answered {
    pub status: u16,
    pub etag: Option<String>,
    pub headers: reqwest::header::HeaderMap,
    pub body: Value,
}

impl Program {
    pub fn new(api: &Process, token: &str) -> Self {
        Self::with(api, vec![("authorization", format!("Bearer {token}"))])
    }

    pub fn with(api: &Process, headers: Vec<(&'static str, String)>) -> Self {
        let client = Client::builder().redirect(Policy::none()).build().unwrap();
        Self { base: api.base.clone(), client, headers }
    }

    /// The same person at another API.
    pub fn at(&self, api: &Process) -> Self {
        let (client, headers) = (self.client.clone(), self.headers.clone());
        Self { base: api.base.clone(), client, headers }
    }

    pub fn ask(&self, method: Method, path: &str) -> RequestBuilder {
        let request = self.client.request(method, format!("{}{path}", self.base));
        self.headers.iter().fold(request, |request, (name, value)| request.header(*name, value))
    }

    pub async fn get(&self, path: &str) -> Answered {
        answered(self.ask(Method::GET, path)).await
    }

    pub async fn post(&self, path: &str, body: Value) -> Answered {
        answered(self.ask(Method::POST, path).json(&body)).await
    }

    pub async fn patch(&self, path: &str, tag: &str, body: Value) -> Answered {
        answered(self.ask(Method::PATCH, path).header("if-match", tag).json(&body)).await
    }

    pub async fn delete(&self, path: &str) -> Answered {
        answered(self.ask(Method::DELETE, path)).await
    }

    pub async fn command(&self, session: Uuid, name: &str, args: Value) -> Answered {
        self.post(&format!("/api/v1/sessions/{session}/commands/{name}"), args).await
    }
}

/// What each comes to, in their order, where nothing of one is anything to the others.
pub async fn together<F: Future>(asked: impl IntoIterator<Item = F>) -> Vec<F::Output> {
    stream::iter(asked).buffered(AT_ONCE).collect().await
}

pub async fn answered(request: RequestBuilder) -> Answered {
    read(request.send().await.unwrap()).await
}

async fn read(answer: Response) -> Answered {
    let status = answer.status().as_u16();
    let headers = answer.headers().clone();
    let etag = headers.get("etag").map(|tag| tag.to_str().unwrap().to_owned());
    let body = answer.json().await.unwrap_or(Value::Null);
    Answered { status, etag, headers, body }
}
