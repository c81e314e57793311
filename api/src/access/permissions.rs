//! What may be done at a session: one list, from which roles (here) and scopes
//! (`scope.rs`) are made.

use downbeat_session::Role;
use serde::{Deserialize, Serialize};

/// A set of permissions. Member records keep bits, so a bit keeps its meaning
/// for ever and none is used again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Permissions(u16);

impl Permissions {
    pub const NONE: Self = Self(0);
    /// See it live, as the role does: its socket, and how lively it is.
    pub const LOOK: Self = Self(1);
    /// Read what it is set to.
    pub const CONFIG: Self = Self(1 << 1);
    /// Read what happened: events, rounds, replays and exports.
    pub const HISTORY: Self = Self(1 << 2);
    /// Read what is tied to it: which links there are, its webhook, its
    /// subscription.
    pub const TIES: Self = Self(1 << 3);
    /// Send commands; which of them is decided by the kind, by role.
    pub const COMMAND: Self = Self(1 << 4);
    /// Put in what otherwise comes from outside: simulated chat.
    pub const FEED: Self = Self(1 << 5);
    /// Change what it is set to, and mend what it listens to.
    pub const CONFIGURE: Self = Self(1 << 6);
    /// Make, copy, replace and end links.
    pub const LINKS: Self = Self(1 << 7);
    /// Say where its events are sent.
    pub const WEBHOOK: Self = Self(1 << 8);
    /// End it.
    pub const END: Self = Self(1 << 9);

    pub const ALL: Self = Self((1 << 10) - 1);

    /// What a guest may at what they made: nothing that speaks to others, neither to
    /// a backend nor to a chat.
    pub const GUEST: Self = Self::LOOK
        .and(Self::CONFIG)
        .and(Self::HISTORY)
        .and(Self::TIES)
        .and(Self::COMMAND)
        .and(Self::CONFIGURE)
        .and(Self::LINKS)
        .and(Self::END);

    /// What each role may.
    pub const fn of_role(role: Role) -> Self {
        match role {
            Role::Owner | Role::System => Self::ALL,
            Role::Moderator => Self::LOOK.and(Self::CONFIG).and(Self::COMMAND).and(Self::FEED),
            Role::Participant | Role::Table => Self::LOOK.and(Self::COMMAND),
            Role::Viewer | Role::Overlay => Self::LOOK,
        }
    }

    /// As a member record keeps them. What this release does not know is nothing.
    pub fn of_bits(bits: i32) -> Self {
        Self(u16::try_from(bits & i32::from(Self::ALL.0)).unwrap_or(0))
    }

    pub const fn and(self, more: Self) -> Self {
        Self(self.0 | more.0)
    }

    /// What both have.
    pub const fn within(self, limit: Self) -> Self {
        Self(self.0 & limit.0)
    }

    /// Whether all that is wanted is there.
    pub const fn has(self, wanted: Self) -> bool {
        self.0 & wanted.0 == wanted.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EACH: [Permissions; 10] = [
        Permissions::LOOK,
        Permissions::CONFIG,
        Permissions::HISTORY,
        Permissions::TIES,
        Permissions::COMMAND,
        Permissions::FEED,
        Permissions::CONFIGURE,
        Permissions::LINKS,
        Permissions::WEBHOOK,
        Permissions::END,
    ];

    #[test]
    fn each_is_a_bit_of_its_own_and_together_they_are_all() {
        let mut all = Permissions::NONE;
        for one in EACH {
            assert!(!all.has(one), "{one:?}");
            all = all.and(one);
        }
        assert_eq!(all, Permissions::ALL);
        assert!(all.has(Permissions::NONE) && !Permissions::NONE.has(Permissions::LOOK));
    }

    #[test]
    fn bits_of_another_release_give_nothing() {
        assert_eq!(Permissions::of_bits(0b101), Permissions::LOOK.and(Permissions::HISTORY));
        assert_eq!(Permissions::of_bits(1 << 20), Permissions::NONE);
        assert_eq!(Permissions::of_bits(-1), Permissions::ALL);
        assert_eq!(Permissions::of_bits(i32::MIN), Permissions::NONE);
    }

    /// A role that may more may all that a lesser one may.
    #[test]
    fn roles_stand_in_an_order() {
        let order = [Role::Viewer, Role::Participant, Role::Moderator, Role::Owner];
        for pair in order.windows(2) {
            let [less, more] = [pair[0], pair[1]].map(Permissions::of_role);
            assert!(more.has(less) && more != less, "{pair:?}");
        }
    }
}
