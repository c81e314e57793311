//! Which addresses everybody can reach: none of IANA's special-purpose
//! registries, none that tunnels to one, and none that a cloud answers to its own
//! machines only.

use std::{net::IpAddr, sync::LazyLock};

use downbeat_boot::network::Network;

/// All of IPv6 that is routed between networks (RFC 4291, 2.4; IANA gives out no
/// more of it).
const ROUTED_V6: &str = "2000::/3";

/// The registries of IANA (RFC 6890) whole, also what they call reachable: nobody
/// has a receiver there. Multicast and what is reserved beside them.
const SPECIAL: [&str; 26] = [
    "0.0.0.0/8",
    "10.0.0.0/8",
    "100.64.0.0/10",
    "127.0.0.0/8",
    // It answers to machines in Azure, and is in no registry.
    "168.63.129.16",
    "169.254.0.0/16",
    "172.16.0.0/12",
    "192.0.0.0/24",
    "192.0.2.0/24",
    "192.31.196.0/24",
    "192.52.193.0/24",
    "192.88.99.0/24",
    "192.168.0.0/16",
    "192.175.48.0/24",
    "198.18.0.0/15",
    "198.51.100.0/24",
    "203.0.113.0/24",
    "224.0.0.0/4",
    "240.0.0.0/4",
    // Teredo, ORCHID and other assignments of protocols.
    "2001::/23",
    "2001:db8::/32",
    // 6to4.
    "2002::/16",
    "2620:4f:8000::/48",
    "3fff::/20",
    // Outside of what is routed, and named so that the list is the registry's.
    "64:ff9b::/96",
    "fc00::/7",
];

static NETWORKS: LazyLock<Vec<Network>> = LazyLock::new(|| read(&SPECIAL));
static ROUTED: LazyLock<Vec<Network>> = LazyLock::new(|| read(&[ROUTED_V6]));

pub fn is_public(address: IpAddr) -> bool {
    // An IPv4 address in the clothes of IPv6 is what it is within.
    let address = address.to_canonical();
    let is_in = |networks: &[Network]| networks.iter().any(|network| network.contains(address));
    (address.is_ipv4() || is_in(&ROUTED)) && !is_in(&NETWORKS)
}

/// A test holds that each can be read.
fn read(networks: &[&str]) -> Vec<Network> {
    networks.iter().filter_map(|network| network.parse().ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_network_of_the_list_is_one() {
        assert_eq!((NETWORKS.len(), ROUTED.len()), (SPECIAL.len(), 1));
    }

    #[test]
    fn the_first_and_the_last_of_each_special_network_are_not_public() {
        for special in [
            "0.0.0.0",
            "0.255.255.255",
            "10.0.0.0",
            "10.255.255.255",
            "100.64.0.0",
            "100.100.100.200",
            "100.127.255.255",
            "127.255.255.255",
            "168.63.129.16",
            "169.254.169.254",
            "172.16.0.0",
            "172.31.255.255",
            "192.0.0.192",
            "192.0.2.1",
            "192.31.196.1",
            "192.52.193.1",
            "192.88.99.1",
            "192.168.255.255",
            "192.175.48.1",
            "198.18.0.0",
            "198.19.255.255",
            "198.51.100.9",
            "203.0.113.9",
            "224.0.0.1",
            "239.255.255.255",
            "240.0.0.0",
            "255.255.255.255",
            "::",
            "::1",
            "::7f00:1",
            "::ffff:168.63.129.16",
            "::ffff:10.0.0.1",
            "64:ff9b::a00:1",
            "64:ff9b:1::1",
            "100::1",
            "2001::1",
            "2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff",
            "2001:db8::1",
            "2002:a00:1::1",
            "2620:4f:8000::1",
            "3fff::1",
            "3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff",
            "4000::1",
            "5f00::1",
            "fc00::1",
            "fd00:ec2::254",
            "fe80::1",
            "fec0::1",
            "ff02::1",
        ] {
            assert!(!is_public(special.parse().unwrap()), "{special}");
        }
    }

    #[test]
    fn what_lies_beside_them_is_public() {
        for public in [
            "1.1.1.1",
            "9.255.255.255",
            "11.0.0.0",
            "100.63.255.255",
            "100.128.0.0",
            "168.63.129.15",
            "168.63.129.17",
            "172.15.255.255",
            "172.32.0.0",
            "192.0.1.1",
            "198.17.255.255",
            "198.20.0.0",
            "223.255.255.255",
            "::ffff:1.1.1.1",
            "2001:200::1",
            "2606:4700::1",
            "3fff:1000::1",
            "3ffe:ffff::1",
        ] {
            assert!(is_public(public.parse().unwrap()), "{public}");
        }
    }
}
