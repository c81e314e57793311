//! What a program may do with its token.

use downbeat_session::Role;
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

    /// What a token needs in order to hand out a role: whoever holds the link may
    /// not do more than whoever made it.
    pub const fn of_role(role: Role) -> &'static [Self] {
        match role {
            Role::Viewer | Role::Overlay => &[Self::Read],
            Role::Participant | Role::Table | Role::Moderator => &[Self::Read, Self::Command],
            Role::Owner | Role::System => &Self::ALL,
        }
    }

    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scope| scope.as_str() == name)
    }
}
