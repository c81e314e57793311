//! The document that says what the API can do.
//!
//! Operations are described where they are written. What every kind of session
//! adds, its config and a path for each of its commands, is put in from the
//! kinds' own schemas (`kinds.rs`, `commands.rs`); what every answer may carry, in `answers.rs`.
//! What the code's types do not say stands in `nulls.rs`, `words.rs` and
//! `shapes.rs`: clients are generated from this and are only as exact as it is.

mod answers;
mod commands;
mod dialect;
mod kinds;
mod nulls;
mod shapes;
mod words;

use poem::{Endpoint, EndpointExt, IntoEndpoint, Response, Route, handler, web::Data};
use poem_openapi::{OpenApi, OpenApiService};
use serde_json::Value;

use crate::{
    access::limits,
    admin::{
        Audit, BulkActions, Dependencies, Jobs, Overview, Quarantine, Queues, Schedules,
        Sessions as AdminSessions, Shards, Workers,
    },
    bodies,
    people::{me::Me, tokens::Tokens},
    session::{Commands, History, Links, Sessions, Webhooks},
    templates::Templates,
};

/// The document, as text.
#[derive(Clone)]
struct Text(String);

/// Every documented route, and the document itself.
pub fn routes(route: Route) -> impl IntoEndpoint<Endpoint: Endpoint<Output = Response>> {
    let service = service();
    route
        .at("/api/openapi.json", poem::get(openapi).data(Text(document())))
        .nest_no_strip("/api/v1", service.around(bodies::limited).around(limits))
        .map_to_response()
}

fn service() -> OpenApiService<impl OpenApi, ()> {
    let own = (Me, Sessions, Commands, History, Links, Webhooks, Templates, Tokens);
    let admin = (
        Overview,
        Jobs,
        BulkActions,
        Queues,
        Workers,
        Schedules,
        AdminSessions,
        Shards,
        Dependencies,
        Quarantine,
        Audit,
    );
    OpenApiService::new((own, crate::kinds::routes(), admin), "Downbeat", env!("CARGO_PKG_VERSION"))
        .description("Live sessions: everybody sees the same truth at the same instant.")
}

/// The whole document, the same each time.
#[must_use]
pub fn document() -> String {
    let mut document = plain();
    nulls::describe(&mut document);
    words::describe(&mut document);
    shapes::describe(&mut document);
    kinds::describe(&mut document);
    answers::describe(&mut document);
    serde_json::to_string_pretty(&document).unwrap_or_default() + "\n"
}

/// As poem makes it of the operations.
fn plain() -> Value {
    serde_json::from_str(&service().spec()).unwrap_or_default()
}

/// Where a member of a schema is described.
fn place<'a>(document: &'a mut Value, schema: &str, member: &str) -> Option<&'a mut Value> {
    document["components"]["schemas"].get_mut(schema)?.get_mut("properties")?.get_mut(member)
}

#[handler]
fn openapi(Data(Text(text)): Data<&Text>) -> Response {
    Response::builder().content_type("application/json").body(text.clone())
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
