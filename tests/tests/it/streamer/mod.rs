//! A streamer and their programs at the API: what each route answers.

mod authority;
mod ending;
mod erasing;
mod links;
mod login;
mod owning;
mod trying;

use uuid::Uuid;

use crate::harness::Answered;

pub fn code(answer: &Answered) -> (u16, &str) {
    (answer.status, answer.body["code"].as_str().unwrap_or_default())
}

pub fn path(id: Uuid) -> String {
    format!("/api/v1/sessions/{id}")
}
