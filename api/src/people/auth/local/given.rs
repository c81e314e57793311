//! What somebody who is nobody yet sends: counted by where it comes from, from a page
//! of ours or a program, small, and of the shape that its door takes.

use poem::{Body, Request, http::header};
use serde::de::DeserializeOwned;

use super::super::{counted, line};
use crate::{
    access::{Limit, Line},
    app::App,
    bodies::{self, Unread},
    refusal::{FieldError, Refusal},
};

const BYTES_MAX: usize = 4 * 1024;

pub async fn given<T: DeserializeOwned>(
    request: &Request,
    app: &App,
    body: Body,
) -> Result<T, Refusal> {
    if let Some((policy, taken)) = counted(app, request).await {
        let limit = request.data::<Limit>().cloned().unwrap_or_default();
        limit.note_as(policy, taken)?;
    }
    if line(request, app) == Line::Unsafe {
        let detail = "over http a browser keeps no cookie of ours: come by https";
        return Err(Refusal::forbidden_because("unsafe", detail));
    }
    // No cookie proves whose page asks. Programs send no origin.
    let host = request.header(header::HOST).unwrap_or_default();
    if request.header(header::ORIGIN).is_some_and(|origin| !app.site.have(origin, host)) {
        return Err(Refusal::csrf());
    }
    let kind = request.header(header::CONTENT_TYPE).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    if !kind.eq_ignore_ascii_case("application/json") {
        return Err(Refusal::unsupported("send `application/json`"));
    }
    let body = match bodies::read(app, body, BYTES_MAX).await {
        Ok(body) => bodies::settled(body)?,
        Err(Unread::TimedOut) => return Err(Refusal::timed_out()),
        Err(Unread::TooLarge | Unread::Broken) => {
            return Err(misfit("must be whole, and of 4 KiB at most"));
        }
    };
    // What is wrong with a value is not quoted: it could be a password.
    serde_json::from_slice(&body).map_err(|error| {
        misfit(if error.is_data() { "has other members than it takes" } else { "is no JSON" })
    })
}

fn misfit(message: &str) -> Refusal {
    Refusal::invalid(vec![FieldError::new("body", message)])
}
