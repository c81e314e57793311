//! Who asks, however they came.

use downbeat_session::{Role, id, kinds};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Permissions, links::Link};

/// Somebody, as their credential names them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Who {
    /// A person, by a cookie.
    Account(Uuid),
    /// A person's program, by an API token, and what its scopes allow.
    Token { account: Uuid, may: Permissions },
    /// Somebody without an account, who has what they made and nothing else.
    Guest(Uuid),
    /// Whoever holds a link.
    Link(Link),
    /// Whoever looks at a channel by the extension.
    Viewer(Viewer),
}

/// A viewer of the extension, in one channel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Viewer {
    pub channel: String,
    /// In that channel, as Twitch says.
    pub role: Role,
    /// Who they are here; `None` of whoever is not signed in at Twitch, and while
    /// nothing is kept of them.
    pub account: Option<Uuid>,
}

impl Viewer {
    /// Whether that is a session of the channel that they look at: one that such a
    /// channel is told of.
    pub fn is_at(&self, session: Uuid) -> bool {
        let mut kinds = kinds::all().filter(|kind| kind.broadcasts.is_some());
        kinds.any(|kind| id::derived(kind.name, &self.channel) == session)
    }
}

impl Who {
    /// The person, or who stands for a guest: whose sessions count.
    pub const fn account(&self) -> Option<Uuid> {
        match self {
            Self::Account(account) | Self::Token { account, .. } | Self::Guest(account) => {
                Some(*account)
            }
            Self::Viewer(viewer) => viewer.account,
            Self::Link(_) => None,
        }
    }

    /// What they may do at most, wherever that is.
    pub const fn limit(&self) -> Permissions {
        match self {
            Self::Account(_) => Permissions::ALL,
            Self::Token { may, .. } => *may,
            Self::Guest(_) => Permissions::GUEST,
            // Of a seat the session says it.
            Self::Link(link) if link.seat.is_some() => Permissions::ALL,
            Self::Link(link) => Permissions::of_role(link.role),
            Self::Viewer(viewer) => Permissions::of_role(viewer.role),
        }
    }

    /// Whose seat a link is for.
    pub fn participant(&self) -> Option<&str> {
        match self {
            Self::Link(link) => link.participant.as_deref(),
            Self::Account(_) | Self::Token { .. } | Self::Guest(_) | Self::Viewer(_) => None,
        }
    }

    /// The seat that they come with.
    pub const fn seat(&self) -> Option<Uuid> {
        match self {
            Self::Link(link) => link.seat,
            Self::Account(_) | Self::Token { .. } | Self::Guest(_) | Self::Viewer(_) => None,
        }
    }

    /// As events name them.
    pub fn actor_id(&self) -> String {
        match self {
            Self::Account(account) | Self::Token { account, .. } | Self::Guest(account) => {
                account.to_string()
            }
            Self::Viewer(viewer) => match viewer.account {
                Some(account) => account.to_string(),
                None => "viewer".to_owned(),
            },
            Self::Link(link) => {
                link.participant.clone().unwrap_or_else(|| format!("link:{}", link.id))
            }
        }
    }
}
