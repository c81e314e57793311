//! Headers that every answer carries.

use poem::{
    Endpoint, IntoResponse, Request, Response, Result,
    http::{HeaderMap, HeaderName, HeaderValue, header},
};

use crate::{
    access::{Origins, is_http},
    kinds::{RECORDERS, SCREENS},
};

const OPENER: HeaderName = HeaderName::from_static("cross-origin-opener-policy");
const PERMISSIONS: HeaderName = HeaderName::from_static("permissions-policy");
/// What pages of ours never ask for. They may keep a screen awake, fill it, and
/// copy.
const NEVER: &str = "camera=(), display-capture=(), geolocation=(), hid=(), microphone=(), \
     midi=(), payment=(), serial=(), usb=()";
/// A year, as for what will not go back to http.
const HTTPS_ONLY: &str = "max-age=31536000";
/// What a page asks for where people talk, and show a screen.
const TALKS: &str = "camera=(self), display-capture=(self), geolocation=(), hid=(), \
     microphone=(self), midi=(), payment=(), serial=(), usb=()";
/// The same where they record what they say.
const RECORDS: &str = "camera=(), display-capture=(), geolocation=(), hid=(), \
     microphone=(self), midi=(), payment=(), serial=(), usb=()";
const OVERLAYS: &str = "/overlay/";
/// What people sent: none of it is a page.
const MEDIA: &str = "/api/v1/media/";
const INERT: &str = "default-src 'none'; sandbox";

pub struct Headers {
    pages: HeaderMap,
    overlays: HeaderMap,
    recorders: HeaderMap,
    media: HeaderMap,
    /// By what the paths of their pages begin with.
    screens: Vec<(&'static str, HeaderMap)>,
}

impl Headers {
    pub fn new(public_url: &str, origins: &Origins) -> Self {
        let of = |policy: &str, permissions: &'static str| {
            let mut headers = HeaderMap::new();
            // The settings take no origin that could not be written here.
            if let Ok(policy) = HeaderValue::from_str(policy) {
                headers.insert(header::CONTENT_SECURITY_POLICY, policy);
            }
            for (name, value) in [
                (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
                (header::REFERRER_POLICY, "no-referrer"),
                (OPENER, "same-origin"),
                (PERMISSIONS, permissions),
            ] {
                headers.insert(name, HeaderValue::from_static(value));
            }
            if !is_http(public_url) {
                let value = HeaderValue::from_static(HTTPS_ONLY);
                headers.insert(header::STRICT_TRANSPORT_SECURITY, value);
            }
            headers
        };
        // An overlay takes styles that OBS puts into it: its *Custom CSS* is a
        // `<style>` element, made by a script. What the page itself shows is never
        // HTML.
        let overlays = policy("'self' 'unsafe-inline'", origins);
        let screens = SCREENS.iter().map(|screen| {
            let policy = policy_of_screen(&policy("'self'", origins), screen.frames);
            (screen.folder, of(&policy, TALKS))
        });
        Self {
            pages: of(&policy("'self'", origins), NEVER),
            overlays: of(&overlays, NEVER),
            recorders: of(&policy_of_recorder(&policy("'self'", origins)), RECORDS),
            media: of(INERT, NEVER),
            screens: screens.collect(),
        }
    }

    pub async fn add<E: Endpoint>(&self, next: &E, request: Request) -> Result<Response> {
        let path = request.uri().path().to_owned();
        let mut response = next.call(request).await?.into_response();
        put(response.headers_mut(), self.of(&path));
        Ok(response)
    }

    fn of(&self, path: &str) -> &HeaderMap {
        if path.starts_with(OVERLAYS) {
            return &self.overlays;
        }
        if path.starts_with(MEDIA) {
            return &self.media;
        }
        if RECORDERS.iter().any(|place| is_at(path, place)) {
            return &self.recorders;
        }
        let screen = self.screens.iter().find(|(folder, _)| path.starts_with(folder));
        screen.map_or(&self.pages, |(_, headers)| headers)
    }

    /// The same on an answer that no route gave.
    pub fn put(&self, headers: &mut HeaderMap) {
        put(headers, &self.pages);
    }
}

/// Whether a path is a place, or below it.
fn is_at(path: &str, place: &str) -> bool {
    path.strip_prefix(place).is_some_and(|below| below.is_empty() || below.starts_with('/'))
}

fn put(headers: &mut HeaderMap, all: &HeaderMap) {
    for (name, value) in all {
        headers.insert(name, value.clone());
    }
}

/// Pages load nothing from elsewhere, run nothing inline, and speak to nobody
/// else. Not every browser takes a socket of the same host for its own.
fn policy(styles: &str, origins: &Origins) -> String {
    let sockets: Vec<String> = origins.sockets().collect();
    let sockets = sockets.join(" ");
    format!(
        "default-src 'self'; img-src 'self' data:; style-src {styles}; \
         connect-src 'self' {sockets}; object-src 'none'; base-uri 'none'; form-action 'self'; \
         frame-ancestors 'self'"
    )
}

/// What was just chosen or recorded is shown before it is sent.
fn policy_of_recorder(policy: &str) -> String {
    let policy = policy.replace("img-src 'self' data:", "img-src 'self' data: blob:");
    format!("{policy}; media-src 'self' blob:")
}

/// Media, and what is read piece by piece, come from wherever people have it; frames
/// from players that the page knows to speak to. Nothing more is given up: scripts,
/// styles and pictures are ours.
fn policy_of_screen(policy: &str, frames: &str) -> String {
    let policy = policy.replace("connect-src 'self'", "connect-src 'self' https:");
    format!("{policy}; media-src 'self' https: blob:; frame-src {frames}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers() -> Headers {
        let url = "https://downbeat.example";
        Headers::new(url, &Origins::new(url, &[]))
    }

    fn text<'a>(headers: &'a Headers, path: &str, name: &HeaderName) -> &'a str {
        headers.of(path).get(name).unwrap().to_str().unwrap()
    }

    #[test]
    fn only_screens_take_what_others_host() {
        let headers = headers();
        for screen in SCREENS {
            let policy =
                text(&headers, &format!("{}A", screen.folder), &header::CONTENT_SECURITY_POLICY);
            assert!(policy.contains("media-src 'self' https: blob:"), "{policy}");
            assert!(policy.contains("connect-src 'self' https: "), "{policy}");
            assert!(policy.ends_with(&format!("frame-src {}", screen.frames)), "{policy}");
            assert!(policy.starts_with("default-src 'self'; img-src 'self' data:"), "{policy}");
        }
        for path in ["/", "/room", "/dashboard", "/overlay/A", "/join/A"] {
            let policy = text(&headers, path, &header::CONTENT_SECURITY_POLICY);
            assert!(!policy.contains("https:;") && !policy.contains("frame-src"), "{policy}");
        }
    }

    #[test]
    fn what_people_sent_does_nothing() {
        let headers = headers();
        let policy = text(&headers, "/api/v1/media/A", &header::CONTENT_SECURITY_POLICY);
        assert_eq!(policy, INERT);
        assert_eq!(text(&headers, "/api/v1/media/A", &header::X_CONTENT_TYPE_OPTIONS), "nosniff");
    }

    #[test]
    fn recorders_show_what_was_just_chosen() {
        let headers = headers();
        for place in ["/circles", "/circles/A"] {
            let policy = text(&headers, place, &header::CONTENT_SECURITY_POLICY);
            assert!(policy.contains("img-src 'self' data: blob:;"), "{policy}");
            assert!(policy.ends_with("; media-src 'self' blob:"), "{policy}");
        }
        let policy = text(&headers, "/circlesque", &header::CONTENT_SECURITY_POLICY);
        assert!(!policy.contains("blob:"), "{policy}");
    }

    #[test]
    fn only_screens_and_recorders_ask_for_a_microphone() {
        let headers = headers();
        assert!(text(&headers, "/", &PERMISSIONS).contains("microphone=()"));
        assert!(text(&headers, "/circles", &PERMISSIONS).contains("camera=(), "));
        assert!(text(&headers, "/circles/A", &PERMISSIONS).contains("microphone=(self)"));
        assert!(text(&headers, "/room/A", &PERMISSIONS).contains("microphone=(self)"));
    }
}
