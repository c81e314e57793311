//! The document that says what the API can do.

use poem::{Endpoint, EndpointExt, IntoEndpoint, Response, Route, handler, web::Data};
use poem_openapi::OpenApiService;

use crate::{
    admin::{
        Audit, BulkActions, Dependencies, Jobs, Overview, Quarantine, Queues, Schedules, Sessions,
        Shards, Workers,
    },
    bodies,
    me::Me,
};

/// The document, as text.
#[derive(Clone)]
struct Document(String);

/// Every documented route, and the document itself.
pub fn routes(route: Route) -> impl IntoEndpoint<Endpoint: Endpoint<Output = Response>> {
    let admin = (
        Overview,
        Jobs,
        BulkActions,
        Queues,
        Workers,
        Schedules,
        Sessions,
        Shards,
        Dependencies,
        Quarantine,
        Audit,
    );
    let service = OpenApiService::new((Me, admin), "Downbeat", env!("CARGO_PKG_VERSION"))
        .description("Live sessions: everybody sees the same truth at the same instant.");
    let document = Document(service.spec());
    route
        .at("/api/openapi.json", poem::get(openapi).data(document))
        .nest_no_strip("/api/v1", service.around(bodies::limited))
        .map_to_response()
}

#[handler]
fn openapi(Data(Document(text)): Data<&Document>) -> Response {
    Response::builder().content_type("application/json").body(text.clone())
}
