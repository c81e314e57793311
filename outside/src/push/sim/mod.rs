//! A push service of our own that wakes no device: it keeps what it is given, as it was
//! given, and shows it over HTTP. It opens nothing: it has no keys.
//!
//! [`control`] takes pushes and shows them, [`KeptPush`] is one, and [`Browser`] is what
//! a test lets itself be told by: it has the keys. A test may make **trouble**: the next
//! pushes are answered with a status.

mod browser;
mod control;
mod kept;

use std::net::SocketAddr;

use downbeat_boot::Shutdown;

pub use browser::Browser;
pub use kept::{Kept, KeptPush, Trouble};

use crate::caught::serve;

/// One that listens.
#[derive(Debug)]
pub struct Running {
    pub http: SocketAddr,
    pub kept: Kept,
}

impl Running {
    /// The address of a device here, as its browser would say it.
    #[must_use]
    pub fn endpoint(&self, device: &str) -> String {
        format!("http://{}/push/{device}", self.http)
    }
}

/// Listens, and answers where; it ends with the shutdown.
pub async fn start(address: SocketAddr, shutdown: &Shutdown) -> anyhow::Result<Running> {
    let kept = Kept::default();
    let routes = control::routes(kept.clone());
    let http = serve("caught pushes", address, routes, shutdown).await?;
    Ok(Running { http, kept })
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use downbeat_boot::settings;

    use super::*;
    use crate::push::{Push, PushError, Pusher, Urgency, Vapid};

    #[tokio::test]
    async fn what_is_sent_is_kept_as_it_came_and_opens_with_the_browsers_keys() {
        let shutdown = Shutdown::new();
        let sim = start("127.0.0.1:0".parse().unwrap(), &shutdown).await.unwrap();
        let pusher = Pusher::of(&settings::Push {
            private_key: Vapid::new_key(),
            subject: "mailto:house@example.org".into(),
            allow_private: true,
        });
        let pusher = pusher.unwrap().unwrap();
        let browser = Browser::new();
        let (device, endpoint) = (browser.device(), sim.endpoint("ann"));
        let push = Push {
            endpoint: &endpoint,
            device: &device,
            ttl_s: 60,
            urgency: Urgency::Low,
            topic: "0123456789abcdef0123456789abcdef",
            said: "Grüße".as_bytes(),
        };
        let told =
            async |push| -> Result<u16, PushError> { Ok(pusher.send(push).await?.status.as_u16()) };
        sim.kept.refuse(Trouble { status: 410, retry_after_s: None }, 1);
        assert_eq!(told(push).await.unwrap(), 410);
        sim.kept.refuse(Trouble { status: 429, retry_after_s: Some(7) }, 1);
        let said = pusher.send(push).await.unwrap();
        assert_eq!((said.status.as_u16(), said.retry_after), (429, Some(Duration::from_secs(7))));
        assert_eq!(told(push).await.unwrap(), 201);
        // A service refuses what is not as the standards have it.
        let topic = "no letters of base64url!";
        assert_eq!(told(Push { topic, ..push }).await.unwrap(), 400);

        let kept = sim.kept.newest(|one| one.device == "ann");
        assert_eq!(kept.len(), 1, "{kept:?}");
        let KeptPush { ttl_s, urgency, topic, authorization, .. } = &kept[0];
        assert_eq!((*ttl_s, urgency.as_str(), topic.as_str()), (60, "low", push.topic));
        assert!(authorization.ends_with(&format!(", k={}", pusher.public_key())));
        assert_eq!(browser.opens(&kept[0].body).unwrap(), push.said);
        assert_eq!(Browser::new().opens(&kept[0].body), None);
        assert!(sim.kept.newest(|one| one.device == "bob").is_empty());
        shutdown.request();
    }
}
