//! Where a request came from.

use std::{
    net::{IpAddr, SocketAddr},
    sync::{Arc, Once},
};

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
    if !lines.is_empty() && is_near(peer) && !is_ours(proxies, peer) {
        missing(peer);
    }
    Some(beyond(proxies, peer, &lines).to_canonical().to_string())
}

/// What counts as one place: whoever has an address of version 6 has 2^64 of them.
pub fn network(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(address) => IpAddr::V4(address),
        IpAddr::V6(address) => IpAddr::V6((address.to_bits() >> 64 << 64).into()),
    }
}

/// The same of an address as text.
pub fn place(address: Option<&str>) -> Option<IpAddr> {
    Some(network(address?.parse().ok()?))
}

/// From our side outwards, the first that is no load balancer of ours. Behind
/// what cannot be read nothing is believed.
fn beyond(proxies: &[Network], peer: IpAddr, lines: &[&[u8]]) -> IpAddr {
    let said = lines.iter().rev().flat_map(|line| line.rsplit(|byte| *byte == b','));
    // Lists may have empty elements.
    let said = said.map(<[u8]>::trim_ascii).filter(|text| !text.is_empty()).map_while(read);
    let mut way = std::iter::once(peer).chain(said);
    way.find(|address| !is_ours(proxies, *address)).unwrap_or(peer)
}

fn is_ours(proxies: &[Network], address: IpAddr) -> bool {
    proxies.iter().any(|proxy| proxy.contains(address))
}

/// An address, perhaps with the port that it came from.
fn read(text: &[u8]) -> Option<IpAddr> {
    let text = std::str::from_utf8(text).ok()?;
    let with_port = || text.parse().ok().map(|it: SocketAddr| it.ip());
    let in_brackets = || text.strip_prefix('[')?.strip_suffix(']')?.parse().ok();
    text.parse().ok().or_else(with_port).or_else(in_brackets)
}

/// Of a network of one's own, as a load balancer has.
fn is_near(peer: IpAddr) -> bool {
    match peer.to_canonical() {
        IpAddr::V4(address) => address.is_private() || address.is_loopback(),
        IpAddr::V6(address) => address.is_unique_local() || address.is_loopback(),
    }
}

/// Without its word all that it brings is from one address, and is limited as such.
fn missing(peer: IpAddr) {
    static TOLD: Once = Once::new();
    TOLD.call_once(|| {
        tracing::warn!(%peer, "it says where requests came from and is not among api.proxies");
    });
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
    fn a_port_and_an_empty_element_hide_no_address() {
        assert_eq!(from("10.0.0.1", &["203.0.113.7:51234"]), "203.0.113.7");
        assert_eq!(from("10.0.0.1", &["203.0.113.7, 10.0.0.2:443"]), "203.0.113.7");
        assert_eq!(from("10.0.0.1", &["[2001:db8::7]:51234"]), "2001:db8::7");
        assert_eq!(from("10.0.0.1", &["[2001:db8::7]"]), "2001:db8::7");
        assert_eq!(from("10.0.0.1", &["203.0.113.7, ,", ""]), "203.0.113.7");
    }

    #[test]
    fn without_a_word_it_is_the_load_balancer() {
        assert_eq!(from("10.0.0.1", &[]), "10.0.0.1");
        assert_eq!(from("10.0.0.1", &["198.51.100.1, nonsense"]), "10.0.0.1");
        assert_eq!(from("10.0.0.1", &["198.51.100.1, unknown"]), "10.0.0.1");
    }

    #[test]
    fn a_network_of_version_6_is_one_place() {
        assert_eq!(place(Some("2001:db8::1")), place(Some("2001:db8::ffff:1")));
        assert_ne!(place(Some("2001:db8::1")), place(Some("2001:db8:0:1::1")));
        assert_eq!(place(Some("somewhere")), None);
    }
}
