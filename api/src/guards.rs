//! Headers by which a request asks for care: who it comes from, that it happens
//! once, that nobody changed things meanwhile.
//!
//! A guard that cannot be read is refused and never ignored: otherwise what it
//! was to prevent would happen. They are looked at here, before any route, so
//! that no route can forget one. Sockets are always upgraded: theirs are refused
//! with a `bye` (`socket/`).

use std::sync::Arc;

use poem::{
    Endpoint, IntoResponse, Request, Response, Result,
    http::{HeaderMap, HeaderName, HeaderValue, Method, header},
};

use crate::{
    access::{COOKIES, CSRF_HEADER, bearer, is_http, keep_own},
    app::App,
    once,
    refusal::Refusal,
    tags::Tags,
};

const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");
const CSRF: HeaderName = HeaderName::from_static(CSRF_HEADER);

/// Says why the lines of a header cannot be read, where they cannot.
type Read = fn(&[&str]) -> Result<(), String>;

/// Each guard, and how it is read.
const GUARDS: [(HeaderName, Read); 8] = [
    (header::AUTHORIZATION, |lines| bearer(lines).map(|_| ())),
    (CSRF, |lines| one(lines).map(|_| ())),
    (header::ORIGIN, named),
    (header::HOST, |lines| one(lines).map(|_| ())),
    (header::SEC_WEBSOCKET_PROTOCOL, |_| Ok(())),
    (IDEMPOTENCY_KEY, |lines| once::check(one(lines)?)),
    (header::IF_MATCH, tags),
    (header::IF_NONE_MATCH, tags),
];

/// Paths where a cookie says who asks. Elsewhere two of ours are as good as
/// none, so that a browser can still sign in anew.
const BY_COOKIE: [&str; 3] = ["/api/", "/ws/", "/auth/logout"];

/// A guard that cannot be read, by its name, for sockets to refuse.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable(pub HeaderName);

/// Refuses what cannot be read, and hands the rest on with each guard in one
/// line and no cookie but ours.
pub async fn read<E: Endpoint>(next: Arc<E>, mut request: Request) -> Result<Response> {
    let path = request.uri().path().to_owned();
    let is_by_cookie = BY_COOKIE.iter().any(|place| path.starts_with(place));
    let is_safe = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    let takes_plain = request.data::<Arc<App>>().is_some_and(|app| is_http(&app.public_url));
    let cookies = Cookies { is_by_cookie, takes_plain };
    match check(request.headers_mut(), is_safe, cookies) {
        Ok(()) => {}
        Err((name, _)) if path.starts_with("/ws/") => {
            request.set_data(Unreadable(name));
        }
        Err((name, why)) => return Ok(Refusal::bad_header(name.as_str(), &why).into_response()),
    }
    Ok(next.call(request).await?.into_response())
}

#[derive(Clone, Copy)]
struct Cookies {
    /// One says who asks.
    is_by_cookie: bool,
    /// Also one that is no host cookie.
    takes_plain: bool,
}

fn check(
    headers: &mut HeaderMap,
    is_safe: bool,
    cookies: Cookies,
) -> Result<(), (HeaderName, String)> {
    for (name, read) in GUARDS {
        let unreadable = |why: String| (name.clone(), why);
        let lines: Vec<&HeaderValue> = headers.get_all(&name).into_iter().collect();
        if lines.is_empty() {
            continue;
        }
        let texts: Option<Vec<&str>> = lines.iter().map(|line| line.to_str().ok()).collect();
        let texts = texts.ok_or_else(|| unreadable("must be visible ASCII".into()))?;
        read(&texts).map_err(unreadable)?;
        // Whoever reads one line reads them all: several are one list.
        if lines.len() > 1
            && let Ok(all) = HeaderValue::from_str(&texts.join(", "))
        {
            headers.insert(&name, all);
        }
    }
    if !is_safe && headers.contains_key(header::IF_NONE_MATCH) {
        let why = "nothing here goes by it: nothing was done".to_owned();
        return Err((header::IF_NONE_MATCH, why));
    }
    match keep_own(headers, &COOKIES, cookies.takes_plain) {
        Err(_) if cookies.is_by_cookie => {
            Err((header::COOKIE, "has two of our cookies that differ".to_owned()))
        }
        _ => Ok(()),
    }
}

fn one<'a>(lines: &[&'a str]) -> Result<&'a str, String> {
    match lines {
        [line] => Ok(line),
        _ => Err("must be sent once".to_owned()),
    }
}

fn named(lines: &[&str]) -> Result<(), String> {
    if one(lines)?.trim().is_empty() { Err("must not be empty".to_owned()) } else { Ok(()) }
}

fn tags(lines: &[&str]) -> Result<(), String> {
    let list = Tags::read(&lines.join(", "));
    list.map(|_| ()).ok_or_else(|| "must be `*` or a list of tags as \"1\", \"2\"".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checked(lines: &[(&str, &[u8])]) -> Result<HeaderMap, String> {
        let mut headers = HeaderMap::new();
        for (name, value) in lines {
            let name = HeaderName::from_bytes(name.as_bytes()).unwrap();
            headers.append(name, HeaderValue::from_bytes(value).unwrap());
        }
        let cookies = Cookies { is_by_cookie: true, takes_plain: false };
        let checked = check(&mut headers, false, cookies);
        checked.map(|()| headers).map_err(|(name, _)| name.to_string())
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        let long = vec![b'a'; 5_000];
        for name in GUARDS.map(|(name, _)| name.to_string()) {
            let refused = checked(&[(&name, "ü".as_bytes())]);
            assert_eq!(refused.unwrap_err(), name, "{name}");
        }
        let once = ["authorization", "x-csrf-token", "origin", "host", "idempotency-key"];
        for name in once {
            let value = if name == "authorization" { &b"Bearer a"[..] } else { b"a" };
            assert!(checked(&[(name, value)]).is_ok(), "{name}");
            assert_eq!(checked(&[(name, value), (name, value)]).unwrap_err(), name);
        }
        for name in ["authorization", "origin", "idempotency-key", "if-match", "if-none-match"] {
            assert_eq!(checked(&[(name, b"")]).unwrap_err(), name, "empty");
        }
        for (name, value) in [("idempotency-key", &long[..]), ("if-match", &long)] {
            assert_eq!(checked(&[(name, value)]).unwrap_err(), name, "too long");
        }
        assert_eq!(checked(&[("if-none-match", b"*")]).unwrap_err(), "if-none-match");
        let cookies = b"__Host-downbeat=a; __Host-downbeat=b";
        assert_eq!(checked(&[("cookie", cookies)]).unwrap_err(), "cookie");
    }

    #[test]
    fn several_lines_of_a_list_are_one() {
        let headers = checked(&[("if-match", b"\"1\""), ("if-match", b"\"2\"")]).unwrap();
        let lines: Vec<_> = headers.get_all("if-match").into_iter().collect();
        assert_eq!(lines, ["\"1\", \"2\""]);
    }
}
