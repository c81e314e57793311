//! In front of OAuth and Helix: every call is noted, some fail on purpose, and
//! an application asks only so often.

use std::{sync::Arc, time::Duration};

use downbeat_boot::clock;
use parking_lot::Mutex;
use poem::{Endpoint, IntoResponse, Request, Response, Result, http::StatusCode};
use serde::{Deserialize, Serialize};

use super::{control::Stage, oauth::problem};

const CALLS_KEPT: usize = 10_000;

/// A call, as somebody made it and was answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Call {
    pub method: String,
    pub path: String,
    pub status: u16,
}

/// Calls that are to fail.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fault {
    /// What the path begins with.
    path: String,
    method: Option<String>,
    /// The status to answer; 0 is no answer at all.
    status: u16,
    times: u32,
    /// As `Ratelimit-Reset` says it, from now.
    wait_s: Option<i64>,
    /// Whether the call is done, though its answer is another.
    #[serde(default)]
    after: bool,
}

#[derive(Default)]
pub struct Gate(Mutex<State>);

#[derive(Default)]
struct State {
    faults: Vec<Fault>,
    calls: Vec<Call>,
    /// Calls left in this minute.
    minute: i64,
    left: u32,
}

impl Gate {
    pub fn fail(&self, fault: Fault) {
        self.0.lock().faults.push(fault);
    }

    pub fn calls(&self) -> Vec<Call> {
        self.0.lock().calls.clone()
    }

    fn fault(&self, method: &str, path: &str) -> Option<Fault> {
        let mut state = self.0.lock();
        let meant = |fault: &&mut Fault| {
            fault.times > 0
                && path.starts_with(&fault.path)
                && fault.method.as_ref().is_none_or(|wanted| wanted == method)
        };
        let fault = state.faults.iter_mut().find(meant)?;
        fault.times -= 1;
        Some(fault.clone())
    }

    fn note(&self, call: Call) {
        let mut state = self.0.lock();
        if state.calls.len() < CALLS_KEPT {
            state.calls.push(call);
        }
    }

    /// One of the minute's calls, if any is left.
    fn take(&self, a_minute: u32) -> Option<u32> {
        let mut state = self.0.lock();
        let minute = clock::unix_ms() / 60_000;
        if state.minute != minute {
            (state.minute, state.left) = (minute, a_minute);
        }
        state.left = state.left.checked_sub(1)?;
        Some(state.left)
    }
}

pub async fn guard<E: Endpoint>(next: Arc<E>, request: Request) -> Result<Response> {
    let path = request.uri().path().to_owned();
    let is_api = path.starts_with("/helix/") || path.starts_with("/oauth2/");
    let stage = request.data::<Arc<Stage>>().filter(|_| is_api).map(Arc::clone);
    let Some(stage) = stage else {
        return next.call(request).await.map(IntoResponse::into_response);
    };
    let method = request.method().to_string();
    let answer = answer(&stage, next, request, (&method, &path)).await?;
    stage.gate.note(Call { method, path, status: answer.status().as_u16() });
    Ok(answer)
}

async fn answer<E: Endpoint>(
    stage: &Stage,
    next: Arc<E>,
    request: Request,
    (method, path): (&str, &str),
) -> Result<Response> {
    if let Some(fault) = stage.gate.fault(method, path) {
        if fault.after {
            let _ = next.call(request).await;
        }
        return Ok(fail(&fault).await);
    }
    if path.starts_with("/helix/") {
        let Some(left) = stage.gate.take(stage.calls_a_minute) else {
            let wait_s = 60 - clock::unix_ms() / 1000 % 60;
            return Ok(limited(wait_s));
        };
        let mut answer = next.call(request).await?.into_response();
        for (name, value) in
            [("ratelimit-limit", stage.calls_a_minute), ("ratelimit-remaining", left)]
        {
            answer.headers_mut().insert(name, value.into());
        }
        return Ok(answer);
    }
    next.call(request).await.map(IntoResponse::into_response)
}

async fn fail(fault: &Fault) -> Response {
    if fault.status == 0 {
        clock::sleep(Duration::from_mins(10)).await;
    }
    if fault.status == 429 {
        return limited(fault.wait_s.unwrap_or(1));
    }
    let status = StatusCode::from_u16(fault.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    problem(status, "on purpose")
}

fn limited(wait_s: i64) -> Response {
    let at_s = clock::unix_ms() / 1000 + wait_s;
    problem(StatusCode::TOO_MANY_REQUESTS, "rate limited")
        .with_header("ratelimit-reset", at_s.to_string())
        .with_header("ratelimit-remaining", "0")
        .into_response()
}
