//! Whether a browser keeps our cookies over the line that it asks by.
//!
//! A host cookie (`__Host-`) is kept over https, and over http from this very
//! machine, except by `WebKit`. Where the settings say http, as for a trial or in
//! a network at home, others are given plain cookies. Where they say https,
//! whoever comes over http is told so, and is not signed in by half.

use std::net::IpAddr;

use poem::http::{
    HeaderMap, header,
    header::{AsHeaderName, HeaderName},
};

const FORWARDED_PROTO: HeaderName = HeaderName::from_static("x-forwarded-proto");
const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");
/// Of Fetch Metadata: browsers send it to what they take for safe, and to nothing else.
const FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

const HOST_COOKIE: &str = "__Host-";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    /// Host cookies are kept.
    Safe,
    /// Plain ones are, and the settings have it so.
    Plain,
    /// None is: the settings say https, and this is not.
    Unsafe,
}

impl Line {
    /// `origins`: by what other addresses our pages are seen.
    pub fn of(headers: &HeaderMap, public_url: &str, origins: &[String]) -> Self {
        let host = text(headers, header::HOST);
        let is_local = is_this_machine(host);
        let is_kept = is_local && !is_webkit(text(headers, header::USER_AGENT));
        if is_http(public_url) {
            let says_local = is_this_machine(authority(public_url));
            return if is_kept && says_local { Self::Safe } else { Self::Plain };
        }
        let scheme = text(headers, FORWARDED_PROTO).split(',').next().unwrap_or_default().trim();
        let is_trusted = headers.contains_key(FETCH_SITE) && !is_local;
        if is_kept || is_trusted || scheme.eq_ignore_ascii_case("https") {
            return Self::Safe;
        }
        // TLS may end before HTTP is read, and nothing on the way says it then.
        let ours = std::iter::once(public_url).chain(origins.iter().map(String::as_str));
        let is_ours = ours.map(authority).any(|ours| is_same_host(ours, host));
        let came_by_others = [FORWARDED_FOR, header::FORWARDED, header::VIA];
        let is_forwarded = came_by_others.iter().any(|name| headers.contains_key(name));
        if scheme.is_empty() && (is_ours || is_forwarded) { Self::Safe } else { Self::Unsafe }
    }

    /// What one of our cookies is called over it.
    pub fn cookie(self, name: &str) -> &str {
        if self == Self::Plain { plain(name) } else { name }
    }
}

/// Whether the settings say http.
pub fn is_http(public_url: &str) -> bool {
    public_url.starts_with("http://")
}

/// The name of a cookie that is not kept for this host alone.
pub fn plain(name: &str) -> &str {
    name.strip_prefix(HOST_COOKIE).unwrap_or(name)
}

fn text(headers: &HeaderMap, name: impl AsHeaderName) -> &str {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

pub(super) fn authority(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.split('/').next().unwrap_or_default()
}

/// A port that goes without saying may be said.
fn is_same_host(ours: &str, host: &str) -> bool {
    let bare = |host: &str| host.strip_suffix(":443").unwrap_or(host).to_ascii_lowercase();
    bare(ours) == bare(host)
}

pub(super) fn is_this_machine(host: &str) -> bool {
    let name = match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or_default(),
        None => host.split(':').next().unwrap_or_default(),
    };
    let name = name.trim_end_matches('.').to_ascii_lowercase();
    let is_loopback = name.parse().is_ok_and(|address: IpAddr| address.is_loopback());
    is_loopback || name == "localhost" || name.ends_with(".localhost")
}

/// Safari, and every browser of iOS. Others name it too, and Chrome beside it.
fn is_webkit(agent: &str) -> bool {
    agent.contains("AppleWebKit/") && !agent.contains("Chrome/")
}

#[cfg(test)]
mod tests {
    use poem::http::HeaderValue;

    use super::*;

    const CHROME: &str = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) \
         Chrome/140.0.0.0 Safari/537.36";
    const SAFARI: &str = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 \
         (KHTML, like Gecko) Version/18.0 Safari/605.1.15";
    const HTTPS: &str = "https://downbeat.example";
    const LAN: &str = "http://192.168.1.5:8080";

    fn line(public_url: &str, headers: &[(&'static str, &str)]) -> Line {
        let headers: HeaderMap = headers
            .iter()
            .map(|(name, value)| {
                (HeaderName::from_static(name), HeaderValue::from_str(value).unwrap())
            })
            .collect();
        let origins = ["https://other.example".to_owned()];
        Line::of(&headers, public_url, &origins)
    }

    #[test]
    fn over_http_cookies_are_plain_but_on_this_machine() {
        for host in ["localhost:8080", "LOCALHOST", "127.0.0.1:80", "[::1]:80", "a.localhost."] {
            let of =
                |agent| line("http://localhost:8080", &[("host", host), ("user-agent", agent)]);
            assert_eq!(of(CHROME), Line::Safe, "{host}");
            assert_eq!(of(SAFARI), Line::Plain, "{host}");
            // A load balancer that names itself hides who is asked.
            assert_eq!(line(LAN, &[("host", host)]), Line::Plain, "{host}");
        }
        for host in ["192.168.1.5:8080", "nas.local", "localhost.example", "[fd00::1]:80", ""] {
            let of = |url| line(url, &[("host", host), ("user-agent", CHROME)]);
            assert_eq!(of("http://localhost:8080"), Line::Plain, "{host}");
            assert_eq!(of(LAN), Line::Plain, "{host}");
        }
        assert_eq!(Line::Plain.cookie("__Host-ours"), "ours");
        assert_eq!(Line::Safe.cookie("__Host-ours"), "__Host-ours");
    }

    #[test]
    fn where_the_settings_say_https_http_is_unsafe() {
        let safe: &[&[(&str, &str)]] = &[
            &[("host", "downbeat.example"), ("x-forwarded-proto", "https")],
            &[("host", "10.0.0.7:8080"), ("x-forwarded-proto", "HTTPS, http")],
            &[("host", "10.0.0.7:8080"), ("x-forwarded-for", "203.0.113.7")],
            &[("host", "api:8080"), ("x-forwarded-proto", "http"), ("sec-fetch-site", "none")],
            &[("host", "downbeat.example")],
            &[("host", "Downbeat.example:443")],
            &[("host", "other.example")],
            &[("host", "localhost:8080"), ("user-agent", CHROME)],
        ];
        for headers in safe {
            assert_eq!(line(HTTPS, headers), Line::Safe, "{headers:?}");
        }
        let not: &[&[(&str, &str)]] = &[
            &[("host", "downbeat.example"), ("x-forwarded-proto", "http")],
            &[("host", "192.168.1.5:8080"), ("user-agent", CHROME)],
            &[("host", "localhost:8080"), ("user-agent", SAFARI), ("sec-fetch-site", "none")],
            &[],
        ];
        for headers in not {
            assert_eq!(line(HTTPS, headers), Line::Unsafe, "{headers:?}");
        }
    }
}
