//! The subprotocols that a client offers (RFC 6455, section 1.9): which of ours
//! it speaks, and perhaps a link's token.
//!
//! A token stands there because a browser cannot send it in any other header, and
//! addresses end up in logs. It is not one that we name in the answer.

use downbeat_live::Protocol;
use poem::http::{HeaderMap, header};

use super::close::Bye;

const NAMES: [(Protocol, &str); 2] = [(Protocol::V2, "downbeat.v2"), (Protocol::V1, "downbeat.v1")];
const LINK: &str = "link.";

pub struct Offer {
    /// The newest of ours; `None` where none was named.
    named: Option<Protocol>,
    links: Vec<String>,
}

impl Offer {
    pub fn of(headers: &HeaderMap) -> Self {
        let values = headers.get_all(header::SEC_WEBSOCKET_PROTOCOL).into_iter();
        let values = values.filter_map(|value| value.to_str().ok());
        let offered: Vec<&str> = values.flat_map(|value| value.split(',')).map(str::trim).collect();
        let is_offered = |name: &str| offered.iter().any(|one| one.eq_ignore_ascii_case(name));
        let named = NAMES.into_iter().find(|(_, name)| is_offered(name));
        let links = offered.iter().filter_map(|one| one.strip_prefix(LINK));
        Self { named: named.map(|(protocol, _)| protocol), links: links.map(Into::into).collect() }
    }

    /// What is spoken: the first one, where none was named.
    pub fn protocol(&self) -> Protocol {
        self.named.unwrap_or_default()
    }

    /// As the answer names it, if anything was.
    pub fn name(&self) -> Option<&'static str> {
        let (_, name) = NAMES.into_iter().find(|(protocol, _)| Some(*protocol) == self.named)?;
        Some(name)
    }

    /// The token, or that of the address. Two that differ are none.
    pub fn link(&self, of_address: Vec<String>) -> Result<Option<String>, Bye> {
        let mut links = self.links.iter().cloned().chain(of_address);
        let first = links.next();
        if links.all(|link| Some(&link) == first.as_ref()) {
            Ok(first)
        } else {
            Err(Bye::UnknownLink)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offer(lines: &[&str]) -> Offer {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append(header::SEC_WEBSOCKET_PROTOCOL, line.parse().unwrap());
        }
        Offer::of(&headers)
    }

    #[test]
    fn the_newest_that_both_speak_is_named_and_none_is_the_first() {
        for (lines, named, protocol) in [
            (&[][..], None, Protocol::V1),
            (&["chat"], None, Protocol::V1),
            (&["downbeat.v1"], Some("downbeat.v1"), Protocol::V1),
            (&["downbeat.v1, downbeat.v2"], Some("downbeat.v2"), Protocol::V2),
            (&["link.a", "Downbeat.V2"], Some("downbeat.v2"), Protocol::V2),
            (&["downbeat.v3", "link.downbeat.v2"], None, Protocol::V1),
        ] {
            let offer = offer(lines);
            assert_eq!((offer.name(), offer.protocol()), (named, protocol), "{lines:?}");
        }
    }

    #[test]
    fn a_token_is_given_once() {
        let link = |lines: &[&str], of_address: &[&str]| {
            offer(lines).link(of_address.iter().map(|&link| link.into()).collect()).ok()
        };
        assert_eq!(link(&["downbeat.v2"], &[]), Some(None));
        assert_eq!(link(&["downbeat.v2, link.Ab"], &[]), Some(Some("Ab".into())));
        assert_eq!(link(&["downbeat.v2, link."], &[]), Some(Some(String::new())));
        assert_eq!(link(&["downbeat.v2"], &["a"]), Some(Some("a".into())));
        assert_eq!(link(&["link.a"], &["a"]), Some(Some("a".into())));
        assert_eq!(link(&["link.a"], &["b"]), None);
        assert_eq!(link(&["link.a, link.b"], &[]), None);
        assert_eq!(link(&[], &["a", "a"]), Some(Some("a".into())));
        assert_eq!(link(&[], &["a", "b"]), None);
    }
}
