//! Which hosts this installation lets rooms play from, beside what a room itself says.

use downbeat_boot::settings::Rooms as Settings;
use downbeat_session::{Rejection, kinds::room::source::Hosts};
use serde_json::Value;

use crate::app::App;

const YOUTUBE: &str = "www.youtube.com";

/// `None` where all may be played from.
pub fn rule(settings: &Settings) -> Option<Hosts> {
    if !settings.hosts_allow.is_empty() {
        return Some(Hosts::Allow(settings.hosts_allow.clone()));
    }
    (!settings.hosts_deny.is_empty()).then(|| Hosts::Deny(settings.hosts_deny.clone()))
}

/// Whether items may be played here; what cannot be read is refused by the rules of
/// rooms, with words of their own.
pub fn check(app: &App, items: &Value) -> Result<(), Rejection> {
    let Some(rule) = &app.kinds.rooms.hosts else { return Ok(()) };
    for item in items.as_array().into_iter().flatten() {
        let source = &item["source"];
        let host = match source["kind"].as_str() {
            Some("youtube") => Some(YOUTUBE),
            _ => source["url"].as_str().and_then(host),
        };
        if let Some(host) = host.filter(|host| !rule.allow(host)) {
            let message = format!("nothing is played from {host:.100} on this installation");
            return Err(Rejection::new("source_refused", message));
        }
    }
    Ok(())
}

/// As a browser reads it; `None` of a medium of our own.
fn host(url: &str) -> Option<&str> {
    let rest = url.trim().split_once("://")?.1;
    let authority = rest.split(['/', '\\', '?', '#']).next()?;
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    Some(host.split(':').next().unwrap_or(host))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_is_what_stands_between_the_scheme_and_the_path() {
        for (url, expected) in [
            ("https://a.example/b.mp4", Some("a.example")),
            ("https://a.example:443?b", Some("a.example")),
            ("https://b@a.example/", Some("a.example")),
            ("https://a.example\\b", Some("a.example")),
            ("/api/v1/media/0", None),
        ] {
            assert_eq!(host(url), expected, "{url}");
        }
    }
}
