//! Where texts of others are read: for `fuzz/` alone.

use futures::FutureExt as _;
use poem::{
    Endpoint as _, EndpointExt as _, Request, endpoint::make_sync, http::Method,
    middleware::CookieJarManager,
};

use crate::{
    access::{self, CSRF_HEADER, links},
    bodies, kinds,
    paging::Page,
    session,
    socket::message::FromClient,
};

/// Whether a socket may be told this.
pub fn message(text: &str) -> bool {
    serde_json::from_str::<FromClient>(text).is_ok()
}

/// Whether a request may have this as its body: routes read it afterwards.
pub fn body(bytes: &[u8]) -> bool {
    bytes.len() <= bodies::BYTES_MAX && bodies::settled(bytes.to_vec()).is_ok()
}

/// As a text stands in a file of CSV.
pub fn csv(text: &str) -> String {
    session::file::csv_field(text)
}

/// Whether a list may go on behind this.
pub fn cursor(text: &str) -> bool {
    Page::read(Some(text), None).is_ok()
        || session::read_cursor(text).is_ok()
        || kinds::read_cursor(text)
}

/// Whether a command may insist on this.
pub fn rev(text: &str) -> bool {
    session::revs(text).is_ok()
}

/// Whether a link may be looked up by this.
pub fn link(text: &str) -> bool {
    links::hash(text).is_some()
}

/// Whether somebody may be looked up by what an unsafe request carries. Its
/// lines are the headers `Authorization`, `Cookie` and `X-CSRF-Token`; one that
/// is empty is not sent.
pub fn credential(lines: &[u8]) -> bool {
    let mut request = Request::builder().method(Method::POST);
    for (name, value) in
        ["authorization", "cookie", CSRF_HEADER].into_iter().zip(lines.split(|byte| *byte == b'\n'))
    {
        if !value.is_empty() {
            request = request.header(name, value);
        }
    }
    let endpoint = make_sync(|request| access::credential(&request).map(|_| ()));
    let endpoint = endpoint.with(CookieJarManager::new());
    // It waits for nothing.
    endpoint.call(request.finish()).now_or_never().is_some_and(|taken| taken.is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_credential_is_read_from_each_of_its_places() {
        assert!(credential(include_bytes!("../../fuzz/seeds/credential/token")));
        assert!(credential(include_bytes!("../../fuzz/seeds/credential/cookie")));
        assert!(!credential(include_bytes!("../../fuzz/seeds/credential/without_csrf")));
        assert!(!credential(include_bytes!("../../fuzz/seeds/credential/basic")));
        assert!(!credential(b""));
    }

    #[test]
    fn a_body_is_as_deep_as_the_door_says() {
        let deep = |levels: usize| "[".repeat(levels) + &"]".repeat(levels);
        assert!(body(deep(36).as_bytes()));
        assert!(!body(deep(37).as_bytes()));
        assert!(!body(&vec![b' '; 256 * 1024 + 1]));
        assert!(body(b"no JSON, as the route says"));
    }

    #[test]
    fn a_link_is_no_longer_than_a_token() {
        assert!(link(include_str!("../../fuzz/seeds/credential/link")));
        assert!(!link(""));
        assert!(!link(&"a".repeat(129)));
    }
}
