//! Where a request came from.

use std::{net::IpAddr, sync::Arc};

use downbeat_boot::network::Network;
use poem::{Request, http::HeaderValue};

use crate::app::App;

const FORWARDED: &str = "X-Forwarded-For";

/// The address of whoever asks. A load balancer that we know says so; what
/// others say of it, anybody could have written.
pub fn address(request: &Request) -> Option<String> {
    let peer = request.remote_addr().as_socket_addr()?.ip();
    let proxies = request.data::<Arc<App>>().map_or(&[][..], |app| &app.proxies);
    let lines = request.headers().get_all(FORWARDED).into_iter();
    // Read byte by byte: what a visitor wrote must not hide what our side added.
    let lines: Vec<&[u8]> = lines.map(HeaderValue::as_bytes).collect();
    Some(beyond(proxies, peer, &lines).to_canonical().to_string())
}

/// From our side outwards, the first that is no load balancer of ours.
fn beyond(proxies: &[Network], peer: IpAddr, lines: &[&[u8]]) -> IpAddr {
    let said = lines.iter().rev().flat_map(|line| line.rsplit(|byte| *byte == b','));
    let said = said.map_while(|text| std::str::from_utf8(text).ok()?.trim().parse().ok());
    let mut way = std::iter::once(peer).chain(said);
    let is_other = |address: &IpAddr| !proxies.iter().any(|proxy| proxy.contains(*address));
    way.find(is_other).unwrap_or(peer)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from(peer: &str, lines: &[&str]) -> String {
        let proxies = ["10.0.0.0/8".parse().unwrap()];
        let lines: Vec<&[u8]> = lines.iter().map(|line| line.as_bytes()).collect();
        beyond(&proxies, peer.parse().unwrap(), &lines).to_string()
    }

    #[test]
    fn a_load_balancer_is_believed_and_a_stranger_is_not() {
        assert_eq!(from("10.0.0.1", &["203.0.113.7"]), "203.0.113.7");
        assert_eq!(from("203.0.113.7", &["198.51.100.1"]), "203.0.113.7");
    }

    #[test]
    fn what_a_visitor_wrote_themselves_is_not_reached() {
        assert_eq!(from("10.0.0.1", &["198.51.100.1, 203.0.113.7, 10.0.0.2"]), "203.0.113.7");
        assert_eq!(from("10.0.0.1", &["198.51.100.1", "203.0.113.7"]), "203.0.113.7");
        assert_eq!(from("10.0.0.1", &["ü, 203.0.113.7, 10.0.0.2"]), "203.0.113.7");
    }

    #[test]
    fn without_a_word_it_is_the_load_balancer() {
        assert_eq!(from("10.0.0.1", &[]), "10.0.0.1");
        assert_eq!(from("10.0.0.1", &["198.51.100.1, nonsense"]), "10.0.0.1");
    }
}
