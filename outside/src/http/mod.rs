//! Requests to addresses that a person gave: to the outside only, so that
//! nobody reaches through us what only we can reach. Such an address may be a
//! secret: neither an error nor a log ever has more of it than its host.

mod answer;
mod networks;
mod turns;

use std::{
    net::{IpAddr, SocketAddr},
    sync::Arc,
    time::Duration,
};

use networks::is_public;
use reqwest::{
    Client, RequestBuilder, Url,
    dns::{Addrs, Name, Resolve, Resolving},
    redirect::Policy,
};
use url::Host;

pub use answer::{Said, Unanswered};
pub use turns::{NotNow, REST, Turn, Turns};

/// Standard Webhooks asks for 15 to 30 seconds.
const PATIENCE: Duration = Duration::from_secs(15);

/// Those of HTTPS, so that nobody knocks at other doors through us.
const PORTS: [u16; 2] = [443, 8443];

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
    #[error("it must name neither a user nor a password")]
    HasUser,
    #[error("its port must be 443 or 8443")]
    OtherPort,
    #[error("it leads to no address that everybody can reach")]
    Private,
}

impl Outside {
    /// Private addresses are for receivers on the same machine or network.
    pub fn new(is_private_allowed: bool) -> reqwest::Result<Self> {
        let mut client = Client::builder()
            .timeout(PATIENCE)
            .redirect(Policy::none())
            // A proxy would look names up by itself, past the resolver below.
            .no_proxy()
            .user_agent(concat!("Downbeat/", env!("CARGO_PKG_VERSION")));
        if !is_private_allowed {
            client = client.dns_resolver(Arc::new(PublicOnly));
        }
        Ok(Self { client: client.build()?, is_private_allowed })
    }

    pub fn post(&self, address: &str) -> Result<RequestBuilder, NotOutside> {
        Ok(self.client.post(self.check(address)?))
    }

    /// Sends it; what is answered is not read.
    pub async fn send(&self, request: RequestBuilder) -> Result<Said, Unanswered> {
        Ok(Said::of(&request.send().await?))
    }

    /// The host of an address, and its port where it is not the usual one: what may
    /// be told of it.
    #[must_use]
    pub fn host(address: &str) -> String {
        let url = Url::parse(address).ok();
        url.map(|url| url.authority().rsplit('@').next().unwrap_or_default().to_owned())
            .unwrap_or_default()
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
        if !url.username().is_empty() || url.password().is_some() {
            return Err(NotOutside::HasUser);
        }
        if self.is_private_allowed {
            return Ok(url);
        }
        if !url.port_or_known_default().is_some_and(|port| PORTS.contains(&port)) {
            return Err(NotOutside::OtherPort);
        }
        let is_public = match host {
            Host::Domain(_) => true,
            Host::Ipv4(address) => is_public(IpAddr::V4(address)),
            Host::Ipv6(address) => is_public(IpAddr::V6(address)),
        };
        if is_public { Ok(url) } else { Err(NotOutside::Private) }
    }
}

/// Resolves names, and forgets what is not public. A name that leads nowhere and
/// one that leads to us are the same to whoever asks.
struct PublicOnly;

impl Resolve for PublicOnly {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await;
            let found = found.map_err(|_| NotOutside::Private)?;
            let public: Vec<SocketAddr> = found.filter(|found| is_public(found.ip())).collect();
            if public.is_empty() {
                return Err(NotOutside::Private.into());
            }
            Ok(Box::new(public.into_iter()) as Addrs)
        })
    }
}

#[cfg(test)]
mod tests {
    use futures::FutureExt;
    use tokio::{
        io::{AsyncReadExt, AsyncWriteExt},
        net::TcpListener,
    };

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
            "https://168.63.129.16",
            "https://ann@example.org",
            "https://ann:secret@example.org",
            "https://example.org:22",
            "https://example.org:80",
            "ftp://example.org",
            "example.org",
            "",
        ] {
            assert!(strict.check(private).is_err(), "{private}");
        }
        for public in [
            "https://example.org/hook?x=1",
            "https://example.org:8443/hook",
            "https://1.1.1.1",
            "https://[2606:4700::1]",
        ] {
            assert!(strict.check(public).is_ok(), "{public}");
        }
        let loose = Outside::new(true).unwrap();
        assert!(loose.check("http://127.0.0.1:9/x").is_ok());
        assert!(loose.check("http://ann:secret@127.0.0.1:9/x").is_err());
    }

    #[tokio::test]
    async fn a_name_that_leads_home_is_not_called_and_told_as_one_that_leads_nowhere() {
        let strict = Outside::new(false).unwrap();
        let request = strict.post("https://localhost:8443/a-secret").unwrap();
        let refused = strict.send(request).await.unwrap_err();
        assert!(matches!(refused, Unanswered::Refused), "{refused:?}");
        // No part of a name may be as long.
        let nowhere = format!("{}.example", "a".repeat(64));
        let mut told = Vec::new();
        for name in ["localhost", &nowhere] {
            let found = PublicOnly.resolve(name.parse().unwrap()).await;
            told.push(found.err().unwrap().to_string());
        }
        assert_eq!((&told[0], &told[1]), (&told[1], &NotOutside::Private.to_string()));
    }

    /// Answers one request with a redirect, and tells the requests that came.
    async fn redirecting(listener: &TcpListener, to: &str) -> String {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut head = vec![0; 4_096];
        let read = stream.read(&mut head).await.unwrap();
        let answer = format!(
            "HTTP/1.1 302 Found\r\nLocation: {to}\r\nRetry-After: 7\r\nContent-Length: 0\r\n\r\n"
        );
        stream.write_all(answer.as_bytes()).await.unwrap();
        String::from_utf8_lossy(&head[..read]).into_owned()
    }

    /// By the very client that calls the outside. An address that is written out
    /// needs no resolver, so only the rule of redirects stands before it.
    #[tokio::test]
    async fn a_redirect_to_the_inside_is_not_followed() {
        let strict = Outside::new(false).unwrap();
        let outer = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let inner = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let to = format!("http://{}/latest", inner.local_addr().unwrap());
        let request = strict.client.post(format!("http://{}/", outer.local_addr().unwrap()));
        let (said, _) = tokio::join!(strict.send(request), redirecting(&outer, &to));
        let said = said.unwrap();
        assert_eq!((said.status.as_u16(), said.retry_after), (302, Some(Duration::from_secs(7))));
        assert!(inner.accept().now_or_never().is_none(), "the inside was called");
    }

    #[tokio::test]
    async fn what_went_wrong_is_told_without_the_address() {
        let loose = Outside::new(true).unwrap();
        let closed = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
        for address in [
            format!("http://{closed}/a-secret?token=another"),
            format!("https://{closed}/a-secret?token=another"),
            format!("http://{}.example/a-secret?token=another", "a".repeat(64)),
        ] {
            let told = loose.send(loose.post(&address).unwrap()).await.unwrap_err();
            let told = format!("{told} {told:?}");
            assert!(!told.contains("secret") && !told.contains("token"), "{told}");
        }
    }

    #[test]
    fn of_an_address_its_host_is_told() {
        for (address, host) in [
            ("https://example.org/a-secret", "example.org"),
            ("https://example.org:443/", "example.org"),
            ("https://ann:secret@example.org:8443/x?y#z", "example.org:8443"),
            ("http://[::1]:9/x", "[::1]:9"),
            ("nonsense", ""),
        ] {
            assert_eq!(Outside::host(address), host);
        }
    }
}
