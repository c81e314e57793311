//! The pages, built into the binary.

use poem::{
    Response, handler,
    http::{StatusCode, header},
    web::{Data, Path},
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

/// One page for all of the streamer's addresses.
#[handler]
pub fn dashboard() -> Response {
    page("dashboard.html", "no-store")
}

/// One page for all that links open: what it shows is by role and kind.
#[handler]
pub fn join() -> Response {
    page("join.html", "no-store")
}

/// The page on which sessions of a kind are made and steered, where it has one.
#[handler]
pub fn of_kind(Data(KindPage(kind)): Data<&KindPage>) -> Response {
    page(&format!("{kind}.html"), "no-store")
}

/// Which kind a route is about.
#[derive(Clone, Copy)]
pub struct KindPage(pub &'static str);

/// What the API can do, to be read.
#[handler]
pub fn docs() -> Response {
    page("docs.html", ALWAYS_ASK)
}

/// Why a sign-in came to nothing, and how to begin again.
pub fn trouble(problem: &str) -> Response {
    let status = match problem {
        "refused" => StatusCode::FORBIDDEN,
        "away" | "unset" => StatusCode::SERVICE_UNAVAILABLE,
        "busy" => StatusCode::TOO_MANY_REQUESTS,
        _ => StatusCode::BAD_REQUEST,
    };
    let Some(file) = Dist::get("login.html") else {
        return self::problem(status, problem, "the sign-in came to nothing: begin again");
    };
    let shown = format!("data-problem=\"{problem}\"");
    let text = String::from_utf8_lossy(&file.data).replace("data-problem=\"none\"", &shown);
    let mut response = Response::builder()
        .status(status)
        .content_type("text/html; charset=utf-8")
        .header(header::CACHE_CONTROL, "no-store");
    if matches!(problem, "away" | "busy") {
        response = response.header(header::RETRY_AFTER, "60");
    }
    response.body(text)
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
