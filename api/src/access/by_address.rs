//! How much an address may ask for, whoever it is that asks: counted by each API
//! for itself, before a cookie, a token or a link is looked up.
//!
//! Pages and their files cost nothing that could run out. Twitch is one address for
//! all channels, and its webhooks prove themselves.

use std::{sync::Arc, time::Duration};

use downbeat_boot::clock;
use metrics::counter;
use parking_lot::Mutex;
use poem::{Endpoint, IntoResponse, Request, Response, Result};

use super::{
    address,
    address::place,
    bucket::{ByAddress, Rate},
    limit::{Policy, busy, tell},
};
use crate::{app::App, refusal::Refusal};

/// Where something is looked up.
const COUNTED: [&str; 3] = ["/api/", "/auth/", "/ws/"];
const SOCKETS: &str = "/ws/";
const SIGN_INS: &str = "/auth/";
/// It asks all that stands behind us.
const READY: &str = "/readyz";

pub struct Addresses {
    /// `None` where nothing is counted.
    asked: Option<Mutex<ByAddress>>,
    a_minute: u32,
}

/// An address that asks too much, for sockets to refuse.
#[derive(Debug, Clone, Copy)]
pub struct TooMuch;

impl Addresses {
    #[must_use]
    pub fn new(a_minute: u32) -> Self {
        let rate = Rate { most: a_minute.into(), a_second: f64::from(a_minute) / 60.0 };
        let asked = (a_minute > 0).then(|| Mutex::new(ByAddress::new(rate)));
        Self { asked, a_minute }
    }

    /// Counts one more; how long to wait before it, if at all.
    fn take(&self, address: Option<&str>) -> Result<(), Duration> {
        let (Some(asked), Some(place)) = (&self.asked, place(address)) else { return Ok(()) };
        let (now, mut asked) = (clock::monotonic(), asked.lock());
        match asked.wait(now, &place) {
            Duration::ZERO => {
                asked.add(now, place);
                Ok(())
            }
            wait => Err(wait),
        }
    }
}

pub async fn by_address<E: Endpoint>(next: Arc<E>, mut request: Request) -> Result<Response> {
    let Some(app) = request.data::<Arc<App>>().cloned() else {
        return Ok(next.call(request).await?.into_response());
    };
    let path = request.uri().path();
    let asks_stores = path == READY && request.uri().query().is_none();
    let is_counted = asks_stores || COUNTED.iter().any(|place| path.starts_with(place));
    let Some(wait) =
        is_counted.then(|| app.addresses.take(address(&request).as_deref())).and_then(Result::err)
    else {
        return Ok(next.call(request).await?.into_response());
    };
    counter!("downbeat_requests_limited_total").increment(1);
    if path.starts_with(SOCKETS) {
        request.set_data(TooMuch);
        return Ok(next.call(request).await?.into_response());
    }
    let policy = Policy { name: "address", most: app.addresses.a_minute, window_s: 60 };
    let is_page = path.starts_with(SIGN_INS) && request.method().is_safe();
    if is_page {
        return Ok(busy(&policy, wait));
    }
    let mut response = Refusal::limited(wait).into_response();
    tell(&mut response, &policy, 0, wait);
    Ok(response)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_counted_as_its_network_and_nothing_is_where_nothing_shall_be() {
        let addresses = Addresses::new(3);
        for n in 0..3 {
            assert_eq!(addresses.take(Some(&format!("2001:db8::{n}"))), Ok(()));
        }
        let wait = addresses.take(Some("2001:db8::ffff")).unwrap_err();
        assert!(wait <= Duration::from_secs(20), "{wait:?}");
        assert_eq!(addresses.take(Some("2001:db8:0:1::")), Ok(()));
        let free = Addresses::new(0);
        assert!((0..1_000).all(|_| free.take(Some("203.0.113.7")).is_ok()));
    }
}
