//! Where everybody's picture is.
//!
//! A playback has an **anchor**: at that time of the server the picture is there,
//! and from then on it moves by the rate. What a command changes has its anchor
//! ahead, so that all players change at one instant; until then screens go on by
//! the playback before. The pages compute the same (web/src/kinds/room/position.ts).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::limits::RATE;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Playback {
    /// The id of what is on the screens.
    pub item: Option<String>,
    pub playing: bool,
    #[schemars(with = "f64")]
    pub rate: Rate,
    pub anchor_media_ms: i64,
    pub anchor_server_ms: i64,
}

/// How fast, in thousandths of life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "f64", into = "f64")]
pub struct Rate(i64);

impl Rate {
    pub const ONE: Self = Self(1_000);

    /// `None` outside a quarter to four times. Hundredths count.
    #[must_use]
    pub fn given(rate: f64) -> Option<Self> {
        let hundredths = (rate * 100.0).round();
        #[expect(clippy::cast_possible_truncation, reason = "what is far too much stays too much")]
        let permille = (hundredths as i64).saturating_mul(10);
        RATE.contains(&permille).then_some(Self(permille))
    }

    #[must_use]
    pub const fn permille(self) -> i64 {
        self.0
    }

    /// How far the picture goes in so long.
    #[must_use]
    pub const fn media_ms(self, server_ms: i64) -> i64 {
        (server_ms * self.0).div_euclid(1_000)
    }

    /// How long it takes to go so far, and no less.
    #[must_use]
    pub const fn server_ms(self, media_ms: i64) -> i64 {
        -(-media_ms * 1_000).div_euclid(self.0)
    }
}

impl From<f64> for Rate {
    fn from(rate: f64) -> Self {
        Self::given(rate).unwrap_or(Self::ONE)
    }
}

impl From<Rate> for f64 {
    fn from(rate: Rate) -> Self {
        #[expect(clippy::cast_precision_loss, reason = "it is 4,000 at most")]
        let permille = rate.0 as Self;
        permille / 1_000.0
    }
}

impl Playback {
    /// Nothing is on the screens.
    #[must_use]
    pub const fn nothing(at_ms: i64) -> Self {
        Self {
            item: None,
            playing: false,
            rate: Rate::ONE,
            anchor_media_ms: 0,
            anchor_server_ms: at_ms,
        }
    }

    /// Where the picture is at a time of the server.
    #[must_use]
    pub fn position_ms(&self, server_ms: i64) -> i64 {
        if !self.playing {
            return self.anchor_media_ms;
        }
        self.anchor_media_ms + self.rate.media_ms((server_ms - self.anchor_server_ms).max(0))
    }

    /// When the picture is there, if it plays and has not passed it at the anchor.
    #[must_use]
    pub fn reaches_ms(&self, media_ms: i64) -> Option<i64> {
        let ahead_ms = media_ms - self.anchor_media_ms;
        (self.playing && ahead_ms >= 0)
            .then(|| self.anchor_server_ms + self.rate.server_ms(ahead_ms))
    }
}
