//! What may be played, and from where. The server fetches none of it: a source is
//! checked by how it is written, here, and read by people's own players.

mod address;
mod hosts;
mod youtube;

pub use address::{Address, OWN_MEDIA};
pub use hosts::Hosts;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    limits::{DURATION_MS, FILE_NAME_CHARS_MAX},
    playback::Rate,
};
use crate::text;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Source {
    /// A video or a sound by its address.
    File {
        /// `https://`, or a medium of this installation.
        url: String,
    },
    Hls {
        url: String,
    },
    Youtube {
        /// 11 characters.
        video: String,
    },
    /// Each opens a copy of their own.
    Own {
        /// 1 to 200 characters.
        name: String,
        bytes: u64,
        /// 1,000 to 86,400,000.
        duration_ms: i64,
    },
    /// Of whoever adds it.
    Screen {},
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SourceKind {
    File,
    Hls,
    Youtube,
    Own,
    Screen,
}

/// The rule that a source is against, in words.
pub type Against = &'static str;

impl Source {
    #[must_use]
    pub const fn kind(&self) -> SourceKind {
        match self {
            Self::File { .. } => SourceKind::File,
            Self::Hls { .. } => SourceKind::Hls,
            Self::Youtube { .. } => SourceKind::Youtube,
            Self::Own { .. } => SourceKind::Own,
            Self::Screen {} => SourceKind::Screen,
        }
    }

    /// As it is kept: addresses as a browser reads them, so that what was checked
    /// is what is opened.
    ///
    /// # Errors
    /// The rule that it is against.
    pub fn checked(
        self,
        kinds: Option<&[SourceKind]>,
        hosts: Option<&Hosts>,
    ) -> Result<Self, Against> {
        if kinds.is_some_and(|kinds| !kinds.contains(&self.kind())) {
            return Err("this room takes no such source");
        }
        let address = |url: &str| Address::read(url)?.allowed(hosts).map(Address::into_string);
        match self {
            Self::File { url } => Ok(Self::File { url: address(&url)? }),
            Self::Hls { url } => Ok(Self::Hls { url: address(&url)? }),
            Self::Youtube { video } => match youtube::id(&video) {
                Some(video) => Ok(Self::Youtube { video: video.to_owned() }),
                None => Err("a video of YouTube has an id of 11 letters, digits, - and _"),
            },
            Self::Own { name, bytes, duration_ms } => {
                if !text::is_text(&name, FILE_NAME_CHARS_MAX) || bytes == 0 {
                    return Err("a file has a name of 1 to 200 characters, and a size");
                }
                if !DURATION_MS.contains(&duration_ms) {
                    return Err("a file lasts a second to a day");
                }
                Ok(Self::Own { name: name.trim().to_owned(), bytes, duration_ms })
            }
            Self::Screen {} => Ok(self),
        }
    }

    /// The host that sees the addresses of those who play it.
    #[must_use]
    pub fn host(&self) -> Option<String> {
        match self {
            Self::File { url } | Self::Hls { url } => Address::read(url).ok()?.host(),
            Self::Youtube { .. } => Some(youtube::HOST.to_owned()),
            Self::Own { .. } | Self::Screen {} => None,
        }
    }

    /// What it is called when nobody says.
    #[must_use]
    pub fn title(&self) -> String {
        match self {
            Self::File { url } | Self::Hls { url } => address::title(url),
            Self::Youtube { video } => format!("YouTube {video}"),
            Self::Own { name, .. } => name.clone(),
            Self::Screen {} => "A screen".into(),
        }
    }

    #[must_use]
    pub const fn duration_ms(&self) -> Option<i64> {
        match self {
            Self::Own { duration_ms, .. } => Some(*duration_ms),
            Self::File { .. } | Self::Hls { .. } | Self::Youtube { .. } | Self::Screen {} => None,
        }
    }

    /// Whether there is another place in it to go to.
    #[must_use]
    pub const fn is_seekable(&self) -> bool {
        !matches!(self, Self::Screen {})
    }

    #[must_use]
    pub fn plays_at(&self, rate: Rate) -> bool {
        match self {
            Self::File { .. } | Self::Hls { .. } | Self::Own { .. } => true,
            Self::Youtube { .. } => youtube::plays_at(rate),
            Self::Screen {} => rate == Rate::ONE,
        }
    }
}
