//! The pages, built into the binary.

use poem::{
    Response, handler,
    http::{StatusCode, header},
    web::Path,
};
use rust_embed::RustEmbed;

use crate::problem::problem;

#[derive(RustEmbed)]
#[folder = "../web/dist"]
#[allow_missing = true]
struct Dist;

const FOR_EVER: &str = "public, max-age=31536000, immutable";
const ALWAYS_ASK: &str = "no-cache";

#[handler]
pub fn landing() -> Response {
    page("index.html", ALWAYS_ASK)
}

/// The page is the same for every token; its socket tells a wrong one.
#[handler]
pub fn overlay() -> Response {
    page("overlay.html", "no-store")
}

/// One page for all of the console's addresses: what it shows is its own, and
/// what it may show is decided with each call.
#[handler]
pub fn admin() -> Response {
    page("admin.html", "no-store")
}

/// A login link that opens nothing (any more).
pub fn link_is_used() -> Response {
    let mut page = page("link-used.html", "no-store");
    page.set_status(StatusCode::GONE);
    page
}

#[handler]
pub fn favicon() -> Response {
    page("favicon.svg", ALWAYS_ASK)
}

#[handler]
pub fn asset(Path(path): Path<String>) -> Response {
    page(&format!("assets/{path}"), FOR_EVER)
}

/// Whether the pages were built before this binary was.
pub fn are_built() -> bool {
    Dist::get("overlay.html").is_some()
}

fn page(path: &str, caching: &str) -> Response {
    let Some(file) = Dist::get(path) else {
        return problem(StatusCode::NOT_FOUND, "not_found", "there is nothing here");
    };
    Response::builder()
        .content_type(mime_guess::from_path(path).first_or_octet_stream().as_ref())
        .header(header::CACHE_CONTROL, caching)
        .body(file.data.into_owned())
}
