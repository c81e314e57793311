//! How much somebody may ask for: told on every answer, refused beyond it.
//!
//! The headers are those of draft-ietf-httpapi-ratelimit-headers-10. Limits of a
//! person are counted in live Redis for all APIs together; while it is away, none
//! is.

use std::{
    sync::{Arc, OnceLock},
    time::Duration,
};

use downbeat_boot::clock;
use downbeat_live::{Quota, Taken};
use metrics::counter;
use poem::{
    Endpoint, IntoResponse, Request, Response, Result,
    http::{HeaderValue, StatusCode, header},
};

use super::{commander::Question, guesses};
use crate::{
    app::App,
    pages, problem,
    refusal::{Refusal, seconds},
};

/// A limit must not make anybody wait for a Redis that is slow.
const PATIENCE: Duration = Duration::from_millis(100);

/// What is told on an answer, once it is known, and what has to be asked first.
#[derive(Clone, Default)]
pub struct Limit(Arc<Told>);

#[derive(Default)]
struct Told {
    taken: OnceLock<(Policy, Taken)>,
    question: OnceLock<Arc<Question>>,
}

impl Limit {
    /// Whether this request was counted.
    pub fn is_counted(&self) -> bool {
        self.0.taken.get().is_some()
    }

    /// Counts a request of somebody, once.
    pub async fn count(&self, app: &App, who: &str, a_minute: u32) -> Result<(), Refusal> {
        if self.is_counted() {
            return Ok(());
        }
        self.note(a_minute, take(app, who, a_minute).await)
    }

    /// Counts what is counted beside a person's requests, in a minute: refused beyond
    /// it, and told then.
    pub async fn count_apart(
        &self,
        app: &App,
        (name, who): (&'static str, &str),
        a_minute: u32,
    ) -> Result<(), Refusal> {
        match take(app, who, a_minute).await {
            Some(taken) if !taken.is_allowed => {
                self.note_as(Policy { name, most: a_minute, window_s: 60 }, taken)
            }
            _ => Ok(()),
        }
    }

    /// A request that was counted, unless nothing was.
    pub fn note(&self, a_minute: u32, taken: Option<Taken>) -> Result<(), Refusal> {
        let Some(taken) = taken else { return Ok(()) };
        self.note_as(Policy { name: "minute", most: a_minute, window_s: 60 }, taken)
    }

    /// The same of what is counted otherwise.
    pub fn note_as(&self, policy: Policy, taken: Taken) -> Result<(), Refusal> {
        let _ = self.0.taken.set((policy, taken));
        if taken.is_allowed {
            return Ok(());
        }
        counter!("downbeat_requests_limited_total").increment(1);
        Err(Refusal::limited(taken.wait))
    }

    /// Nothing is answered but to whoever this finds.
    pub fn ask_before_answer(&self, question: Arc<Question>) {
        let _ = self.0.question.set(question);
    }

    async fn asked(&self) -> Result<(), Refusal> {
        match self.0.question.get() {
            Some(question) if !question.is_settled() => question.ask(self).await.map(drop),
            _ => Ok(()),
        }
    }
}

/// `None` where nothing is counted.
pub async fn take(app: &App, who: &str, a_minute: u32) -> Option<Taken> {
    let quota = quota(a_minute)?;
    clock::timeout(PATIENCE, app.live.take(who, quota)).await.ok()?.ok()
}

/// Counts one more of something that a person does; refused beyond its quota. Where
/// requests are not counted, neither is this.
pub async fn hold(app: &App, name: &str, quota: Quota) -> Result<(), Refusal> {
    if app.requests_per_min == 0 {
        return Ok(());
    }
    let taken = clock::timeout(PATIENCE, app.live.take(name, quota)).await;
    match taken {
        Ok(Ok(taken)) if !taken.is_allowed => {
            counter!("downbeat_requests_limited_total").increment(1);
            Err(Refusal::limited(taken.wait))
        }
        _ => Ok(()),
    }
}

/// `None` where nothing is counted.
pub fn quota(a_minute: u32) -> Option<Quota> {
    let window = Duration::from_mins(1);
    (a_minute > 0).then_some(Quota { most: a_minute, window })
}

/// What is counted: so much in so many seconds.
pub struct Policy {
    pub name: &'static str,
    pub most: u32,
    pub window_s: u32,
}

/// Tells the limit of whoever asked on the answer, whatever that is.
pub async fn limits<E: Endpoint>(next: Arc<E>, mut request: Request) -> Result<Response> {
    let limit = Limit::default();
    request.set_data(limit.clone());
    let answer = next.call(request).await.map(IntoResponse::into_response);
    let mut response = match (limit.asked().await, answer) {
        (Ok(()), Ok(response)) => response,
        (Ok(()), Err(error)) => problem::answer(error).await,
        (Err(refusal), _) => refusal.into_response(),
    };
    if let Some((policy, taken)) = limit.0.taken.get() {
        tell(&mut response, policy, taken.left, taken.wait);
    } else if response.status() == StatusCode::TOO_MANY_REQUESTS {
        // Nobody is known yet who could be counted.
        let wait = response
            .headers()
            .get(header::RETRY_AFTER)
            .and_then(|wait| wait.to_str().ok()?.parse().ok().map(Duration::from_secs));
        tell(&mut response, &guesses::POLICY, 0, wait.unwrap_or_default());
    }
    Ok(response)
}

/// The page of somebody who may come again in a while.
pub fn busy(policy: &Policy, wait: Duration) -> Response {
    let mut page = pages::trouble("busy");
    page.headers_mut().insert(header::RETRY_AFTER, seconds(wait).into());
    tell(&mut page, policy, 0, wait);
    page
}

/// Says on an answer what is counted, what is left of it, and when there is more.
pub fn tell(response: &mut Response, policy: &Policy, left: u32, wait: Duration) {
    let Policy { name, most, window_s } = policy;
    let wait_s = seconds(wait);
    for (header, value) in [
        ("RateLimit-Policy", format!(r#""{name}";q={most};w={window_s}"#)),
        ("RateLimit", format!(r#""{name}";r={left};t={wait_s}"#)),
    ] {
        if let Ok(value) = HeaderValue::from_str(&value) {
            response.headers_mut().insert(header, value);
        }
    }
}
