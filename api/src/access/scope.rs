//! What a program may do with its token.

use poem_openapi::Enum;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
pub enum Scope {
    /// Sessions, their events, rounds and sockets.
    #[oai(rename = "sessions:read")]
    Read,
    /// Make, change and end sessions.
    #[oai(rename = "sessions:write")]
    Write,
    /// Send commands.
    #[oai(rename = "sessions:command")]
    Command,
    /// Make, copy, rotate and revoke links.
    #[oai(rename = "links:write")]
    Links,
}

impl Scope {
    pub const ALL: [Self; 4] = [Self::Read, Self::Write, Self::Command, Self::Links];

    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Read => "sessions:read",
            Self::Write => "sessions:write",
            Self::Command => "sessions:command",
            Self::Links => "links:write",
        }
    }

    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scope| scope.as_str() == name)
    }
}
