//! The pages, built into the binary: as they are, and packed for the way.

use poem::{
    Request, Response, handler,
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
pub fn landing(request: &Request) -> Response {
    page(request, "index.html", ALWAYS_ASK)
}

/// The page is the same for every token; its socket tells a wrong one.
#[handler]
pub fn overlay(request: &Request) -> Response {
    page(request, "overlay.html", "no-store")
}

/// One page for all of the console's addresses: what it shows is its own, and
/// what it may show is decided with each call.
#[handler]
pub fn admin(request: &Request) -> Response {
    page(request, "admin.html", "no-store")
}

/// One page for all that somebody sees who is signed in, whatever the kind.
#[handler]
pub fn dashboard(request: &Request) -> Response {
    page(request, "dashboard.html", "no-store")
}

/// One page for all that links open: what it shows is by role and kind.
#[handler]
pub fn join(request: &Request) -> Response {
    page(request, "join.html", "no-store")
}

/// What the API can do, to be read.
#[handler]
pub fn docs(request: &Request) -> Response {
    page(request, "docs.html", ALWAYS_ASK)
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
pub fn link_is_used(request: &Request) -> Response {
    let mut page = page(request, "link-used.html", "no-store");
    page.set_status(StatusCode::GONE);
    page
}

#[handler]
pub fn favicon(request: &Request) -> Response {
    page(request, "favicon.svg", ALWAYS_ASK)
}

#[handler]
pub fn asset(request: &Request, Path(path): Path<String>) -> Response {
    page(request, &format!("assets/{path}"), FOR_EVER)
}

/// Whether the pages were built before this binary was.
pub fn are_built() -> bool {
    Dist::get("overlay.html").is_some()
}

fn page(request: &Request, path: &str, caching: &str) -> Response {
    let packed = takes_gzip(request.header(header::ACCEPT_ENCODING))
        .then(|| Dist::get(&format!("{path}.gz")))
        .flatten();
    let encoding = packed.is_some().then_some("gzip");
    let Some(file) = packed.or_else(|| Dist::get(path)) else {
        return problem(StatusCode::NOT_FOUND, "not_found", "there is nothing here");
    };
    let mut response = Response::builder()
        .content_type(mime_guess::from_path(path).first_or_octet_stream().as_ref())
        .header(header::CACHE_CONTROL, caching)
        .header(header::VARY, "Accept-Encoding");
    if let Some(encoding) = encoding {
        response = response.header(header::CONTENT_ENCODING, encoding);
    }
    response.body(file.data.into_owned())
}

/// Whether an `Accept-Encoding` names gzip, and not with a weight of nothing.
fn takes_gzip(accepted: Option<&str>) -> bool {
    accepted.unwrap_or_default().split(',').any(|one| {
        let (coding, weight) = one.split_once(';').unwrap_or((one, "q=1"));
        let weight = weight.trim().strip_prefix("q=").and_then(|q| q.trim().parse::<f32>().ok());
        coding.trim().eq_ignore_ascii_case("gzip") && weight.is_some_and(|weight| weight > 0.0)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_who_takes_gzip_gets_it() {
        for accepted in ["gzip", "gzip, deflate, br", "br;q=1.0, GZIP;q=0.5"] {
            assert!(takes_gzip(Some(accepted)), "{accepted}");
        }
        for accepted in ["", "br", "gzip;q=0", "gzip; q=0.0, br", "x-gzip-not"] {
            assert!(!takes_gzip(Some(accepted)), "{accepted}");
        }
        assert!(!takes_gzip(None));
    }
}
