//! Requests to addresses that a person gave: to the outside only, so that
//! nobody reaches through us what only we can reach.

use std::{
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
    sync::Arc,
    time::Duration,
};

use reqwest::{
    Client, RequestBuilder, Url,
    dns::{Addrs, Name, Resolve, Resolving},
    redirect::Policy,
};
use url::Host;

/// Standard Webhooks asks for 15 to 30 seconds.
const PATIENCE: Duration = Duration::from_secs(15);

#[derive(Clone)]
pub struct Outside {
    client: Client,
    is_private_allowed: bool,
}

#[derive(Debug, thiserror::Error)]
pub enum NotOutside {
    #[error("it is no address of the form `https://…`")]
    NoAddress,
    #[error("it must begin with `https://`")]
    NotSafe,
    #[error("it leads to an address that is not public")]
    Private,
}

impl Outside {
    /// Private addresses are for receivers on the same machine or network.
    pub fn new(is_private_allowed: bool) -> reqwest::Result<Self> {
        let mut client = Client::builder()
            .timeout(PATIENCE)
            .redirect(Policy::none())
            .user_agent(concat!("Downbeat/", env!("CARGO_PKG_VERSION")));
        if !is_private_allowed {
            client = client.dns_resolver(Arc::new(PublicOnly));
        }
        Ok(Self { client: client.build()?, is_private_allowed })
    }

    pub fn post(&self, address: &str) -> Result<RequestBuilder, NotOutside> {
        Ok(self.client.post(self.check(address)?))
    }

    /// What can be told of an address before it is called. Names are looked at
    /// again when they are resolved.
    pub fn check(&self, address: &str) -> Result<Url, NotOutside> {
        let url = Url::parse(address).map_err(|_| NotOutside::NoAddress)?;
        let host = url.host().ok_or(NotOutside::NoAddress)?;
        match url.scheme() {
            "https" => {}
            "http" if self.is_private_allowed => {}
            "http" => return Err(NotOutside::NotSafe),
            _ => return Err(NotOutside::NoAddress),
        }
        let is_public = match host {
            Host::Domain(_) => true,
            Host::Ipv4(address) => is_public(IpAddr::V4(address)),
            Host::Ipv6(address) => is_public(IpAddr::V6(address)),
        };
        if is_public || self.is_private_allowed { Ok(url) } else { Err(NotOutside::Private) }
    }
}

/// Resolves names, and forgets what is not public.
struct PublicOnly;

impl Resolve for PublicOnly {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            let public: Vec<SocketAddr> = found.filter(|found| is_public(found.ip())).collect();
            if public.is_empty() {
                return Err(NotOutside::Private.into());
            }
            Ok(Box::new(public.into_iter()) as Addrs)
        })
    }
}

/// Whether an address is one that everybody can reach (IANA's special-purpose
/// registries).
fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => {
            address.to_ipv4_mapped().map_or_else(|| is_public_v6(address), is_public_v4)
        }
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let is_special = address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_broadcast()
        || address.is_documentation()
        || address.is_multicast()
        || a == 0
        || a >= 240
        || (a == 100 && (64..128).contains(&b))
        || (a == 198 && (18..20).contains(&b))
        || (a == 192 && b == 0 && c == 0);
    !is_special
}

/// `2000::/3` is all that is routed; within it, tunnels and examples are not ours.
fn is_public_v6(address: Ipv6Addr) -> bool {
    let [first, second, ..] = address.segments();
    let is_routed = (0x2000..0x4000).contains(&first);
    let is_special = first == 0x2002 || (first == 0x2001 && (second < 0x200 || second == 0xdb8));
    is_routed && !is_special
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_public_is_not_called() {
        let strict = Outside::new(false).unwrap();
        for private in [
            "http://example.org",
            "https://127.0.0.1/x",
            "https://10.1.2.3",
            "https://169.254.169.254/latest",
            "https://[::1]",
            "https://[::ffff:192.168.0.1]",
            "https://[fd00::1]",
            "https://[2002:7f00:1::]",
            "https://0x7f000001",
            "https://100.64.0.1",
            "ftp://example.org",
            "example.org",
            "",
        ] {
            assert!(strict.check(private).is_err(), "{private}");
        }
        for public in ["https://example.org/hook?x=1", "https://1.1.1.1", "https://[2606:4700::1]"]
        {
            assert!(strict.check(public).is_ok(), "{public}");
        }
        assert!(Outside::new(true).unwrap().check("http://127.0.0.1:9/x").is_ok());
    }

    #[tokio::test]
    async fn a_name_that_leads_home_is_not_called() {
        let strict = Outside::new(false).unwrap();
        let refused = strict.post("https://localhost:9/").unwrap().send().await.unwrap_err();
        assert!(format!("{refused:?}").contains("Private"), "{refused:?}");
    }
}
