//! Somebody's backend, to which webhooks are sent.

use std::{
    collections::VecDeque,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
};

use downbeat_boot::task;
use poem::{
    Body, EndpointExt, Request, Response, Route, Server, handler,
    http::{HeaderMap, HeaderName, StatusCode},
    listener::{Acceptor, Listener, TcpListener},
    post,
    web::Data,
};
use serde_json::Value;
use tokio::sync::mpsc;

use super::HANGS;

pub struct Receiver {
    pub url: String,
    received: mpsc::UnboundedReceiver<Received>,
    answers: Answers,
}

#[derive(Debug)]
pub struct Received {
    pub headers: HeaderMap,
    pub text: String,
    pub body: Value,
}

/// What it answers next, with a header where that is said; 204 when nothing is said.
type Answers = Arc<Mutex<VecDeque<(StatusCode, Option<(HeaderName, String)>)>>>;

#[derive(Clone)]
struct Door {
    hear: mpsc::UnboundedSender<Received>,
    answers: Answers,
}

impl Receiver {
    pub async fn start() -> Self {
        let (hear, received) = mpsc::unbounded_channel();
        let answers = Answers::default();
        let door = Door { hear, answers: Arc::clone(&answers) };
        let acceptor = TcpListener::bind("127.0.0.1:0").into_acceptor().await.unwrap();
        let place = acceptor.local_addr()[0].as_socket_addr().unwrap().to_owned();
        let routes = Route::new().at("/hook", post(hook).data(door));
        task::spawn("receiver", Server::new_with_acceptor(acceptor).run(routes));
        Self { url: format!("http://{place}/hook"), received, answers }
    }

    /// Answers so next, once for each.
    pub fn answer(&self, statuses: &[StatusCode]) {
        self.answers.lock().unwrap().extend(statuses.iter().map(|status| (*status, None)));
    }

    /// The same, once and with a header.
    pub fn answer_with(&self, status: StatusCode, header: (HeaderName, &str)) {
        let header = (header.0, header.1.to_owned());
        self.answers.lock().unwrap().push_back((status, Some(header)));
    }

    pub async fn next(&mut self) -> Received {
        let next = downbeat_boot::clock::timeout(HANGS, self.received.recv()).await;
        next.expect("nothing is sent").expect("the receiver runs")
    }

    /// What has come already, if anything.
    pub fn try_next(&mut self) -> Option<Received> {
        self.received.try_recv().ok()
    }

    pub fn has_more(&mut self) -> bool {
        self.received.try_recv().is_ok()
    }
}

#[handler]
async fn hook(request: &Request, body: Body, door: Data<&Door>) -> Response {
    let text = body.into_string().await.unwrap();
    let body = serde_json::from_str(&text).unwrap();
    let next = door.answers.lock().unwrap().pop_front();
    let (status, header) = next.unwrap_or((StatusCode::NO_CONTENT, None));
    // Where nobody listens any more it is taken all the same.
    let _ = door.hear.send(Received { headers: request.headers().clone(), text, body });
    let answer = Response::builder().status(status);
    match header {
        Some((name, value)) => answer.header(name, value).finish(),
        None => answer.finish(),
    }
}

/// A receiver that takes every call and never answers.
pub struct Tarpit {
    pub url: String,
    calls: Arc<AtomicUsize>,
}

impl Tarpit {
    pub async fn start() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/hook", listener.local_addr().unwrap());
        let calls = Arc::<AtomicUsize>::default();
        let count = Arc::clone(&calls);
        task::spawn("tarpit", async move {
            let mut held = Vec::new();
            while let Ok((call, _)) = listener.accept().await {
                held.push(call);
                count.fetch_add(1, Ordering::Relaxed);
            }
        });
        Self { url, calls }
    }

    /// How often it was called so far.
    pub fn calls(&self) -> usize {
        self.calls.load(Ordering::Relaxed)
    }
}
