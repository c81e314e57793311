//! Loopback ports that nobody uses.

use std::net::{Ipv4Addr, TcpListener};

use anyhow::{Context, Result, bail};

use crate::chance;

/// Below the ports that systems hand to outgoing connections: one of those
/// could take a port between our letting go of it and its user's start.
const RANGE: std::ops::Range<u16> = 20_000..32_000;

/// A port held until its user starts.
pub struct Port {
    number: u16,
    held: TcpListener,
}

impl Port {
    pub fn hold() -> Result<Self> {
        let width = u64::from(RANGE.end - RANGE.start);
        for _ in 0..1_000 {
            let number = RANGE.start + u16::try_from(chance::number() % width)?;
            if let Ok(held) = TcpListener::bind((Ipv4Addr::LOCALHOST, number)) {
                return Ok(Self { number, held });
            }
        }
        bail!("no loopback port between {} and {} is free", RANGE.start, RANGE.end)
    }

    /// One that its user has just left.
    pub fn at(number: u16) -> Result<Self> {
        let held = TcpListener::bind((Ipv4Addr::LOCALHOST, number))
            .with_context(|| format!("port {number} is not free again"))?;
        Ok(Self { number, held })
    }

    pub fn number(&self) -> u16 {
        self.number
    }

    /// Lets go, for the process that starts now.
    pub fn release(self) -> u16 {
        drop(self.held);
        self.number
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn held_ports_differ_and_are_usable_when_released() {
        let (one, two) = (Port::hold().unwrap(), Port::hold().unwrap());
        assert_ne!(one.number(), two.number());
        let number = one.release();
        assert!(TcpListener::bind((Ipv4Addr::LOCALHOST, number)).is_ok());
    }
}
