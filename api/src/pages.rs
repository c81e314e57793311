//! The pages, built into the binary: as they are, and packed for the way.

use std::sync::Arc;

use poem::{
    Endpoint, IntoResponse, Request, Response, Result, handler,
    http::{Method, StatusCode, header},
    web::{Data, Path},
};
use rust_embed::RustEmbed;

use crate::{app::App, kinds::SCREENS, problem::problem};

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

/// One page for all that an audience opens by its address, whatever the kind.
#[handler]
pub fn play(request: &Request) -> Response {
    page(request, "play.html", "no-store")
}

/// A page that plays what others host, for whoever has its address.
#[handler]
pub fn screen(request: &Request) -> Response {
    let path = request.uri().path();
    let found = SCREENS.iter().find(|screen| path.starts_with(screen.folder));
    page(request, found.map_or("not-found.html", |screen| screen.page), "no-store")
}

/// The clocks that were opened on a device: what is installed there begins with it.
#[handler]
pub fn clocks(request: &Request) -> Response {
    page(request, "clocks.html", ALWAYS_ASK)
}

#[handler]
pub fn clocks_manifest(request: &Request) -> Response {
    page(request, "clocks.webmanifest", ALWAYS_ASK)
}

/// Has the pages of clocks and the journal open without a network. It keeps no answer of the API.
#[handler]
pub fn pages_worker(request: &Request) -> Response {
    page(request, "pages-worker.js", ALWAYS_ASK)
}

/// Somebody's own journal: what it shows is asked for by their cookie.
#[handler]
pub fn journal(request: &Request) -> Response {
    page(request, "journal.html", "no-store")
}

/// One page for all addresses of circles: what may be seen is decided with each call.
#[handler]
pub fn circles(request: &Request) -> Response {
    page(request, "circles.html", "no-store")
}

/// What somebody is told of: what it shows is asked for by their cookie.
#[handler]
pub fn inbox(request: &Request) -> Response {
    page(request, "inbox.html", "no-store")
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
    if problem == "away" {
        response = response.header(header::RETRY_AFTER, "60");
    }
    response.body(text)
}

/// What a login link opens: a button, and who is signed in by it.
pub fn login_link(name: &str, bound: &str) -> Response {
    let Some(file) = Dist::get("link.html") else {
        return problem(StatusCode::NOT_FOUND, "not_found", "the pages were not built");
    };
    let text = String::from_utf8_lossy(&file.data)
        .replace("<bdi>somebody</bdi>", &format!("<bdi>{}</bdi>", escaped(name)))
        .replace("value=\"bound\"", &format!("value=\"{}\"", escaped(bound)));
    Response::builder()
        .content_type("text/html; charset=utf-8")
        .header(header::CACHE_CONTROL, "no-store")
        .body(text)
}

/// What the address in a mail opens: a button, and what it does for whom.
pub fn mail_link(purpose: &str, fault: &str, email: &str, bound: &str) -> Response {
    let Some(file) = Dist::get("mail-link.html") else {
        return problem(StatusCode::NOT_FOUND, "not_found", "the pages were not built");
    };
    let text = String::from_utf8_lossy(&file.data)
        .replace("data-purpose=\"none\"", &format!("data-purpose=\"{purpose}\""))
        .replace("data-fault=\"none\"", &format!("data-fault=\"{fault}\""))
        .replace("<bdi>somebody</bdi>", &format!("<bdi>{}</bdi>", escaped(email)))
        .replace("value=\"somebody\"", &format!("value=\"{}\"", escaped(email)))
        .replace("value=\"bound\"", &format!("value=\"{}\"", escaped(bound)));
    let status = if purpose == "used" { StatusCode::GONE } else { StatusCode::OK };
    Response::builder()
        .status(status)
        .content_type("text/html; charset=utf-8")
        .header(header::CACHE_CONTROL, "no-store")
        .body(text)
}

/// What the way out of a mail of notices opens: whether it is asked for, done, or leads
/// nowhere.
pub fn unsubscribe(purpose: &str, status: StatusCode) -> Response {
    let Some(file) = Dist::get("unsubscribe.html") else {
        return problem(status, purpose, "the pages were not built");
    };
    let shown = format!("data-purpose=\"{purpose}\"");
    let text = String::from_utf8_lossy(&file.data).replace("data-purpose=\"none\"", &shown);
    Response::builder()
        .status(status)
        .content_type("text/html; charset=utf-8")
        .header(header::CACHE_CONTROL, "no-store")
        .body(text)
}

/// By which ways one comes in here.
#[handler]
pub fn sign_in(Data(app): Data<&Arc<App>>) -> Response {
    let Some(file) = Dist::get("sign-in.html") else {
        return problem(StatusCode::NOT_FOUND, "not_found", "the pages were not built");
    };
    let mut text = String::from_utf8_lossy(&file.data).into_owned();
    for (is_there, way) in
        [(app.twitch.is_some(), "twitch"), (app.is_open(), "sign-up"), (app.sends_mail, "mail")]
    {
        if !is_there {
            text = text.replace(&format!("data-{way}=\"on\""), &format!("data-{way}=\"off\""));
        }
    }
    Response::builder()
        .content_type("text/html; charset=utf-8")
        .header(header::CACHE_CONTROL, "no-store")
        .body(text)
}

/// A text as it may stand in a page.
fn escaped(text: &str) -> String {
    let one = |letter: char| match letter {
        '&' => "&amp;".to_owned(),
        '<' => "&lt;".to_owned(),
        '>' => "&gt;".to_owned(),
        '"' => "&quot;".to_owned(),
        '\'' => "&#39;".to_owned(),
        other => other.to_string(),
    };
    text.chars().map(one).collect()
}

/// A login link that opens nothing (any more).
pub fn link_is_used(request: &Request) -> Response {
    let mut page = page(request, "link-used.html", "no-store");
    page.set_status(StatusCode::GONE);
    page
}

/// What a person looks for that is not there is answered with a page; programs keep
/// their JSON.
pub async fn or_page<E: Endpoint>(next: Arc<E>, request: Request) -> Result<Response> {
    let takes_page = request.method() == Method::GET && takes_html(request.header(header::ACCEPT));
    let missing = takes_page.then(|| page(&request, "not-found.html", "no-store"));
    let response = next.call(request).await?.into_response();
    match missing {
        Some(mut page) if response.status() == StatusCode::NOT_FOUND => {
            page.set_status(StatusCode::NOT_FOUND);
            Ok(page)
        }
        _ => Ok(response),
    }
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

/// Whether an `Accept` names pages, as browsers do for what is typed or followed.
fn takes_html(accepted: Option<&str>) -> bool {
    let kinds = accepted.unwrap_or_default().split(',');
    kinds.filter_map(|one| one.split(';').next()).any(|kind| kind.trim() == "text/html")
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
    fn a_page_is_for_browsers() {
        assert!(takes_html(Some("text/html,application/xhtml+xml,*/*;q=0.8")));
        assert!(takes_html(Some("application/json, text/html;q=0.9")));
        for accepted in ["*/*", "application/json", ""] {
            assert!(!takes_html(Some(accepted)), "{accepted}");
        }
        assert!(!takes_html(None));
    }

    #[test]
    fn a_name_is_no_markup() {
        assert_eq!(escaped("<b a='\"'>&"), "&lt;b a=&#39;&quot;&#39;&gt;&amp;");
        assert_eq!(escaped("Jörg"), "Jörg");
    }

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
