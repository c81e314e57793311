//! Who asks, however they came.

use uuid::Uuid;

use super::{Permissions, links::Link};

/// Somebody, as their credential names them. The viewer of an extension, when a
/// kind has one, is a variant here and a line in `standing.rs`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Who {
    /// A person, by a cookie.
    Account(Uuid),
    /// A person's program, by an API token, and what its scopes allow.
    Token { account: Uuid, may: Permissions },
    /// Whoever holds a link.
    Link(Link),
}

impl Who {
    /// The person, whose sessions and memberships count.
    pub const fn account(&self) -> Option<Uuid> {
        match self {
            Self::Account(account) | Self::Token { account, .. } => Some(*account),
            Self::Link(_) => None,
        }
    }

    /// What they may do at most, wherever that is.
    pub const fn limit(&self) -> Permissions {
        match self {
            Self::Account(_) => Permissions::ALL,
            Self::Token { may, .. } => *may,
            Self::Link(link) => Permissions::of_role(link.role),
        }
    }

    /// Whose seat a link is for.
    pub fn participant(&self) -> Option<&str> {
        match self {
            Self::Link(link) => link.participant.as_deref(),
            Self::Account(_) | Self::Token { .. } => None,
        }
    }

    /// As events name them.
    pub fn actor_id(&self) -> String {
        match self {
            Self::Account(account) | Self::Token { account, .. } => account.to_string(),
            Self::Link(link) => {
                link.participant.clone().unwrap_or_else(|| format!("link:{}", link.id))
            }
        }
    }
}
