//! A streamer and their programs at the API: what each door answers, and what
//! goes on while a store is away.

mod away;
mod links;
mod login;
mod owning;

use uuid::Uuid;

use crate::harness::Answered;

fn code(answer: &Answered) -> (u16, &str) {
    (answer.status, answer.body["code"].as_str().unwrap_or_default())
}

fn path(id: Uuid) -> String {
    format!("/api/v1/sessions/{id}")
}
