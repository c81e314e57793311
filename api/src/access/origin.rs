//! Which pages are ours: those of `api.public_url`, and of what `api.origins`
//! lists. A `Host` proves nothing: any name may be made to lead here.

use std::net::IpAddr;

use super::line::{authority, is_http, is_this_machine};

pub struct Origins {
    /// As browsers write them (RFC 6454, section 6.2).
    listed: Vec<String>,
    is_http: bool,
}

impl Origins {
    #[must_use]
    pub fn new(public_url: &str, others: &[String]) -> Self {
        let all = std::iter::once(public_url).chain(others.iter().map(String::as_str));
        let mut listed: Vec<String> = Vec::new();
        for origin in all.filter_map(origin) {
            if !listed.contains(&origin) {
                listed.push(origin);
            }
        }
        Self { listed, is_http: is_http(public_url) }
    }

    /// Whether a page of an origin is ours, which was asked for at a host. Where the
    /// settings say http, as for a trial or at home, that may be a machine's address
    /// or its name in the network there, which nobody outside has made.
    pub fn have(&self, said: &str, host: &str) -> bool {
        let Some(said) = origin(said) else { return false };
        let is_near = self.is_http && (is_address(host) || is_local(host) || is_this_machine(host));
        self.listed.contains(&said)
            || is_near && origin(&format!("http://{host}")).is_some_and(|own| own == said)
    }

    /// Where sockets of ours are.
    pub fn sockets(&self) -> impl Iterator<Item = String> {
        self.listed.iter().map(|origin| origin.replacen("http", "ws", 1))
    }
}

/// The origin of a URL; `None` for what has none.
fn origin(url: &str) -> Option<String> {
    let (scheme, _) = url.split_once("://")?;
    let scheme = scheme.to_ascii_lowercase();
    let port = match scheme.as_str() {
        "http" => ":80",
        "https" => ":443",
        _ => return None,
    };
    let place = authority(url).to_ascii_lowercase();
    let place = place.strip_suffix(port).unwrap_or(&place);
    (!place.is_empty()).then(|| format!("{scheme}://{place}"))
}

fn is_address(host: &str) -> bool {
    let bare = |host: &str| host.parse().is_ok_and(|_: IpAddr| true);
    match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next().is_some_and(bare),
        None => bare(host.split(':').next().unwrap_or_default()),
    }
}

/// Names that public DNS gives to nobody (RFC 6762, RFC 8375), and those of one
/// label.
const LOCAL: [&str; 4] = [".local", ".home.arpa", ".internal", ".lan"];

fn is_local(host: &str) -> bool {
    let name = host.split(':').next().unwrap_or_default().to_ascii_lowercase();
    let is_one_label = !name.is_empty() && !name.contains(['.', '[']);
    is_one_label || LOCAL.iter().any(|end| name.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ours_are_the_public_address_and_what_is_listed() {
        let others = ["https://friend.example".to_owned(), "http://10.0.0.7:8080".to_owned()];
        let ours = Origins::new("https://Downbeat.example:443", &others);
        for origin in [
            "https://downbeat.example",
            "https://downbeat.example:443",
            "HTTPS://DOWNBEAT.EXAMPLE",
            "https://friend.example",
            "http://10.0.0.7:8080",
        ] {
            assert!(ours.have(origin, "whatever"), "{origin}");
        }
        for origin in [
            "http://downbeat.example",
            "https://downbeat.example:444",
            "https://evil.example",
            "https://downbeat.example.evil.example",
            "https://10.0.0.8",
            "null",
            "",
            "file://",
            "ftp://downbeat.example",
        ] {
            let host = origin.split_once("://").map_or("", |(_, host)| host);
            assert!(!ours.have(origin, host), "{origin}");
        }
        let sockets: Vec<String> = ours.sockets().collect();
        let expected = ["wss://downbeat.example", "wss://friend.example", "ws://10.0.0.7:8080"];
        assert_eq!(sockets, expected);
    }

    #[test]
    fn at_home_a_machine_has_its_address_and_its_name_there_and_no_other() {
        let ours = Origins::new("http://localhost:8080", &[]);
        for host in [
            "192.168.1.5:8080",
            "127.0.0.1:1",
            "[fd00::1]:80",
            "localhost:8080",
            "10.0.0.7",
            "nas.local:8080",
            "Box.home.arpa",
            "nas:8080",
        ] {
            assert!(ours.have(&format!("http://{host}"), host), "{host}");
            assert!(!ours.have(&format!("https://{host}"), host), "{host}");
            assert!(!ours.have("http://evil.example", host), "{host}");
        }
        assert!(ours.have("http://10.0.0.7", "10.0.0.7:80"));
        assert!(!ours.have("http://127.0.0.1:2", "127.0.0.1:1"));
        // A name that was made to lead here.
        for host in ["evil.example", "nas.local.evil.example:8080", "10.0.0.7.evil.example", ""] {
            assert!(!ours.have(&format!("http://{host}"), host), "{host}");
        }
        let safe = Origins::new("https://downbeat.example", &[]);
        assert!(!safe.have("http://192.168.1.5", "192.168.1.5"));
    }
}
