//! The document that says what the API can do.
//!
//! Operations are described where they are written. What every kind of session
//! adds, its config and a path for each of its commands, is put in from the
//! kinds' own schemas (`kinds.rs`, `commands.rs`); what every answer may carry, in `answers.rs`.
//! What the code's types do not say stands in `nulls.rs`, `words.rs`, `shapes.rs`
//! and `lengths.rs`: clients are generated from this and are only as exact as it is.

mod answers;
mod commands;
mod dialect;
mod examples;
mod kinds;
mod lengths;
mod more_examples;
mod nulls;
mod shapes;
mod words;

use bytes::Bytes;
use downbeat_boot::task;
use poem::{
    Body, Endpoint, EndpointExt, IntoEndpoint, Response, Route, handler,
    middleware::CookieJarManager,
};
use poem_openapi::{OpenApi, OpenApiService};
use serde_json::Value;
use tokio::sync::{OnceCell, oneshot};

use crate::{
    access::limits,
    admin::{
        Archives, Audit, BulkActions, Dependencies, Failures, Jobs, Overview, Quarantine, Queues,
        Schedules, Sessions as AdminSessions, Shards, Workers,
    },
    bodies,
    journal::{Drafts, Entries, InsightsDoor, Moods, Prompts, Streaks, Transfer, Trends},
    media::Media,
    notices::{NoticeSettingsDoor, Notices, PushDoor},
    people::{erase::Erase, exports::Exports, login::Login, me::Me, tokens::Tokens},
    refusal::Refusal,
    session::{Commands, History, Lines, Links, Sessions, Webhooks},
    templates::Templates,
};

const ABOUT: &str = "Live sessions: everybody sees the same truth at the same instant.

An `Idempotency-Key` is kept by the operations that name it: the same key gets the \
same answer, and what is asked for happens once. Others take it and do not go by it: \
PUT and DELETE come to the same however often they are sent, a PATCH is told from its \
repetition by `If-Match`, and what else is sent twice happens twice. A header that asks \
for care and cannot be read is refused everywhere, with 400 `bad_header`.

Every answer to somebody who is known has `RateLimit` and `RateLimit-Policy`: `minute` \
counts a person's requests, those of their tokens included, over all APIs. A 429 may also \
name `address`, what came from an address, or `guesses`, what came from there and opened \
nothing.";

/// Where the document is.
pub const DOCUMENT: &str = "/api/openapi.json";

/// The document as text: of some megabytes, made when somebody asks for it first, so that
/// no process waits for it when it starts.
static TEXT: OnceCell<Bytes> = OnceCell::const_new();

/// Every documented route, and the document itself.
pub fn routes(route: Route) -> impl IntoEndpoint<Endpoint: Endpoint<Output = Response>> {
    let service = service().around(bodies::limited).with(CookieJarManager::new());
    route
        .at(DOCUMENT, poem::get(openapi))
        .nest_no_strip("/api/v1", service.around(limits))
        .map_to_response()
}

fn service() -> OpenApiService<impl OpenApi, ()> {
    let people = (Me, Login, Erase, Exports, Tokens);
    let own = (people, Sessions, Commands, History, Lines, Links, Webhooks, Templates);
    let admin = (
        Overview,
        Jobs,
        Failures,
        BulkActions,
        Queues,
        Workers,
        Schedules,
        AdminSessions,
        Shards,
        Dependencies,
        Quarantine,
        Archives,
        Audit,
    );
    let inbox = (Notices, NoticeSettingsDoor, PushDoor);
    let journal = (Entries, Moods, Streaks, Trends, InsightsDoor, Prompts, Transfer, Drafts);
    OpenApiService::new(
        (own, inbox, journal, Media, crate::kinds::routes(), admin),
        "Downbeat",
        env!("CARGO_PKG_VERSION"),
    )
    .description(ABOUT)
}

/// The whole document, the same each time.
#[must_use]
pub fn document() -> String {
    let mut document = shaped();
    words::describe(&mut document);
    shapes::describe(&mut document);
    lengths::describe(&mut document);
    kinds::describe(&mut document);
    examples::describe(&mut document);
    answers::describe(&mut document);
    serde_json::to_string_pretty(&document).unwrap_or_default() + "\n"
}

/// What operations take, as their code reads it.
pub fn shaped() -> Value {
    let mut document = plain();
    nulls::describe(&mut document);
    shapes::close(&mut document);
    document
}

/// As poem makes it of the operations.
pub fn plain() -> Value {
    serde_json::from_str(&service().spec()).unwrap_or_default()
}

/// Where a member of a schema is described.
fn place<'a>(document: &'a mut Value, schema: &str, member: &str) -> Option<&'a mut Value> {
    document["components"]["schemas"].get_mut(schema)?.get_mut("properties")?.get_mut(member)
}

#[handler]
async fn openapi() -> poem::Result<Response> {
    let text = TEXT.get_or_try_init(made).await?;
    let body = Body::from_bytes(text.clone());
    Ok(Response::builder().content_type("application/json").body(body))
}

/// In a thread of its own: it takes longer than anybody else should wait.
async fn made() -> Result<Bytes, Refusal> {
    let (done, text) = oneshot::channel();
    let thread = task::thread("document", move || {
        let _ = done.send(document());
    });
    thread.map_err(|error| Refusal::internal(&error))?;
    let text = text.await.map_err(|error| Refusal::internal(&error))?;
    Ok(text.into())
}

#[cfg(test)]
mod tests {
    /// Programs are written against the committed document.
    #[test]
    fn the_committed_document_is_what_the_code_says() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/openapi.json");
        let committed = std::fs::read_to_string(path).unwrap_or_default();
        assert!(
            committed == super::document(),
            "docs/openapi.json has drifted: `cargo run -p downbeat-api -- openapi > docs/openapi.json`"
        );
    }
}
