//! Addresses that belong together, as `10.0.0.0/8` or `::1`.

use std::net::{IpAddr, Ipv6Addr};
use std::str::FromStr;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Network {
    first: Ipv6Addr,
    bits: u8,
}

#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("is no address or network, such as `10.0.0.0/8`")]
pub struct NoNetwork;

/// Where IPv4 begins within IPv6 (RFC 4291, section 2.5.5.2).
const MAPPED_BITS: u8 = 96;

impl FromStr for Network {
    type Err = NoNetwork;

    fn from_str(text: &str) -> Result<Self, NoNetwork> {
        let (address, bits) = match text.split_once('/') {
            Some((address, bits)) => (address, Some(bits.parse::<u8>().map_err(|_| NoNetwork)?)),
            None => (text, None),
        };
        let address: IpAddr = address.parse().map_err(|_| NoNetwork)?;
        let (first, offset, most) = match address {
            IpAddr::V4(v4) => (v4.to_ipv6_mapped(), MAPPED_BITS, 32),
            IpAddr::V6(v6) => (v6, 0, 128),
        };
        let bits = bits.unwrap_or(most);
        if bits > most {
            return Err(NoNetwork);
        }
        Ok(Self { first, bits: offset + bits })
    }
}

impl Network {
    #[must_use]
    pub fn contains(&self, address: IpAddr) -> bool {
        let address = match address {
            IpAddr::V4(v4) => v4.to_ipv6_mapped(),
            IpAddr::V6(v6) => v6,
        };
        let differs = u128::from(address) ^ u128::from(self.first);
        differs.leading_zeros() >= u32::from(self.bits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contains(network: &str, address: &str) -> bool {
        network.parse::<Network>().unwrap().contains(address.parse().unwrap())
    }

    #[test]
    fn a_network_knows_its_addresses_in_both_families() {
        assert!(contains("172.16.0.0/12", "172.31.255.1"));
        assert!(!contains("172.16.0.0/12", "172.32.0.1"));
        assert!(contains("10.1.2.3", "::ffff:10.1.2.3"));
        assert!(!contains("10.1.2.3", "10.1.2.4"));
        assert!(contains("fd00::/8", "fd12::1"));
        assert!(contains("::/0", "10.0.0.1"));
        assert!(!contains("0.0.0.0/0", "fd00::1"));
    }

    #[test]
    fn what_is_none_is_refused() {
        for text in ["", "here", "10.0.0.0/33", "10.0.0/8", "::1/129", "10.0.0.0/x"] {
            assert_eq!(text.parse::<Network>(), Err(NoNetwork), "{text}");
        }
    }
}
