//! The address of a medium.

use url::{Host, Url};

use super::{Against, Hosts};
use crate::{
    kinds::room::limits::{TITLE_BYTES_MAX, TITLE_CHARS_MAX, URL_CHARS_MAX},
    text,
};

/// Where media of this installation are, followed by 32 hexadecimal digits. They
/// are written without an origin: it has several, and may move.
pub const OWN_MEDIA: &str = "/api/v1/media/";

/// Names that lead into somebody's own network, or nowhere (RFC 6761, 6762, 8375
/// and what routers are called).
const PRIVATE: &[&str] = &[
    "localhost",
    "localdomain",
    "local",
    "internal",
    "intranet",
    "private",
    "corp",
    "home",
    "lan",
    "home.arpa",
    "in-addr.arpa",
    "ip6.arpa",
    "test",
    "invalid",
    "onion",
];

/// An address that may be played from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Address {
    /// A path on this installation.
    Own(String),
    There(Url),
}

impl Address {
    /// Read as browsers read it, so that nothing is hidden from the rules that a
    /// browser would find.
    ///
    /// # Errors
    /// The rule that it is against.
    pub fn read(text: &str) -> Result<Self, Against> {
        if text.chars().count() > URL_CHARS_MAX {
            return Err("an address has 1,000 characters at most");
        }
        if let Some(medium) = text.strip_prefix(OWN_MEDIA) {
            let is_id = medium.len() == 32
                && medium.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
            return if is_id {
                Ok(Self::Own(text.to_owned()))
            } else {
                Err("no medium has such an id")
            };
        }
        let url = Url::parse(text).map_err(|_| "this is no address")?;
        if url.scheme() != "https" {
            return Err("an address begins with https://");
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err("an address names no user");
        }
        match url.host() {
            Some(Host::Domain(name)) if is_public(name) => {}
            Some(Host::Domain(_)) => return Err("the host is in nobody's own network"),
            Some(Host::Ipv4(_) | Host::Ipv6(_)) | None => {
                return Err("the host has a name: an IP address is none");
            }
        }
        if url.as_str().chars().count() > URL_CHARS_MAX {
            return Err("an address has 1,000 characters at most");
        }
        Ok(Self::There(url))
    }

    pub(super) fn allowed(self, hosts: Option<&Hosts>) -> Result<Self, Against> {
        match (&self, hosts, self.host()) {
            (Self::There(_), Some(hosts), Some(host)) if !hosts.allow(&host) => {
                Err("this room does not play from that host")
            }
            _ => Ok(self),
        }
    }

    /// `None` on this installation.
    #[must_use]
    pub fn host(&self) -> Option<String> {
        match self {
            Self::Own(_) => None,
            Self::There(url) => url.host_str().map(bare),
        }
    }

    #[must_use]
    pub fn into_string(self) -> String {
        match self {
            Self::Own(path) => path,
            Self::There(url) => url.into(),
        }
    }
}

/// Without the dot of the root, which makes no other host.
pub(super) fn bare(host: &str) -> String {
    host.trim_end_matches('.').to_owned()
}

fn is_public(host: &str) -> bool {
    let host = bare(host);
    host.contains('.') && !PRIVATE.iter().any(|private| is_under(&host, private))
}

/// Whether a host is that one, or below it.
pub(super) fn is_under(host: &str, other: &str) -> bool {
    host.strip_suffix(other).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

/// The last of its path, or its host.
pub(super) fn title(text: &str) -> String {
    let Ok(Address::There(url)) = Address::read(text) else { return "A video".into() };
    let last = url.path_segments().and_then(|mut parts| parts.rfind(|part| !part.is_empty()));
    let name = last
        .map(decoded)
        .filter(|name| text::is_name(name, TITLE_CHARS_MAX) && name.len() <= TITLE_BYTES_MAX);
    let host = || url.host_str().unwrap_or_default().chars().take(TITLE_CHARS_MAX).collect();
    name.unwrap_or_else(host)
}

/// `%20` and the like as what they stand for.
fn decoded(part: &str) -> String {
    let mut bytes = Vec::with_capacity(part.len());
    let mut rest = part.as_bytes();
    while let [first, after @ ..] = rest {
        let code =
            after.get(..2).filter(|_| *first == b'%').and_then(|code| hex::decode(code).ok());
        if let Some([byte]) = code.as_deref() {
            bytes.push(*byte);
            rest = &after[2..];
        } else {
            bytes.push(*first);
            rest = after;
        }
    }
    String::from_utf8_lossy(&bytes).trim().to_owned()
}
