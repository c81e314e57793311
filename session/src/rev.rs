//! The place of a state in a session's life.

use std::{fmt, str::FromStr};

/// Orders states: first by life, then by accepted change. Printed
/// `<incarnation>-<rev>`, which clients treat as opaque.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Rev {
    pub incarnation: u64,
    pub rev: u64,
}

impl fmt::Display for Rev {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.incarnation, self.rev)
    }
}

#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("a rev looks like 3-17")]
pub struct NotARev;

impl FromStr for Rev {
    type Err = NotARev;

    fn from_str(text: &str) -> Result<Self, NotARev> {
        let (incarnation, rev) = text.split_once('-').ok_or(NotARev)?;
        Ok(Self {
            incarnation: incarnation.parse().map_err(|_| NotARev)?,
            rev: rev.parse().map_err(|_| NotARev)?,
        })
    }
}
