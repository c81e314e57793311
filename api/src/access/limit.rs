//! How much somebody may ask for: told on every answer, refused beyond it.
//!
//! The headers are those of draft-ietf-httpapi-ratelimit-headers-10. Limits are
//! counted in live Redis for all APIs together; while it is away, none is.

use std::{
    sync::{Arc, OnceLock},
    time::Duration,
};

use downbeat_boot::clock;
use downbeat_live::{Quota, Taken};
use metrics::counter;
use poem::{Endpoint, IntoResponse, Request, Response, Result, http::HeaderValue};

use super::commander::Question;
use crate::{
    app::App,
    refusal::{Refusal, seconds},
};

/// A limit must not make anybody wait for a Redis that is slow.
const PATIENCE: Duration = Duration::from_millis(100);

/// What is told on an answer, once it is known, and what has to be asked first.
#[derive(Clone, Default)]
pub struct Limit(Arc<Told>);

#[derive(Default)]
struct Told {
    taken: OnceLock<(u32, Taken)>,
    question: OnceLock<Arc<Question>>,
}

impl Limit {
    /// Counts a request of somebody.
    pub async fn count(&self, app: &App, who: &str, a_minute: u32) -> Result<(), Refusal> {
        self.note(a_minute, take(app, who, a_minute).await)
    }

    /// A request that was counted, unless nothing was.
    pub fn note(&self, a_minute: u32, taken: Option<Taken>) -> Result<(), Refusal> {
        let Some(taken) = taken else { return Ok(()) };
        let _ = self.0.taken.set((a_minute, taken));
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

/// `None` where nothing is counted.
pub fn quota(a_minute: u32) -> Option<Quota> {
    let window = Duration::from_mins(1);
    (a_minute > 0).then_some(Quota { most: a_minute, window })
}

/// Tells the limit of whoever asked on the answer.
pub async fn limits<E: Endpoint>(next: Arc<E>, mut request: Request) -> Result<Response> {
    let limit = Limit::default();
    request.set_data(limit.clone());
    let answer = next.call(request).await.map(IntoResponse::into_response);
    let mut response = match limit.asked().await {
        Ok(()) => answer?,
        Err(refusal) => refusal.into_response(),
    };
    if let Some((most, taken)) = limit.0.taken.get() {
        let wait_s = seconds(taken.wait);
        let left = taken.left;
        for (name, value) in [
            ("RateLimit-Policy", format!(r#""minute";q={most};w=60"#)),
            ("RateLimit", format!(r#""minute";r={left};t={wait_s}"#)),
        ] {
            if let Ok(value) = HeaderValue::from_str(&value) {
                response.headers_mut().insert(name, value);
            }
        }
    }
    Ok(response)
}
