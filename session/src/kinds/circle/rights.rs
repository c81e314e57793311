//! Who may what in a circle.

use serde::{Deserialize, Serialize};

use super::Privacy;

/// What a member is. Who is above whom is the order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rank {
    Member,
    Moderator,
    Admin,
    Owner,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MemberState {
    /// Asked to come in.
    Pending,
    Active,
    /// Asked, and was told no; which can be taken back.
    Rejected,
    Banned,
    Left,
}

/// Somebody at a circle, now: a ban whose time is over is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Membership {
    pub role: Rank,
    pub state: MemberState,
}

/// What somebody may in a circle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rights {
    /// Its front: name, description, rules.
    pub sees: bool,
    /// Its messages.
    pub reads: bool,
    /// Its messages, and says something itself.
    pub writes: bool,
    /// What an active member is.
    pub rank: Option<Rank>,
}

/// What is to become of a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    Role(Rank),
    State(MemberState),
}

impl Rank {
    pub const ALL: [Self; 4] = [Self::Member, Self::Moderator, Self::Admin, Self::Owner];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Member => "member",
            Self::Moderator => "moderator",
            Self::Admin => "admin",
            Self::Owner => "owner",
        }
    }

    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.as_str() == name)
    }
}

impl MemberState {
    pub const ALL: [Self; 5] =
        [Self::Pending, Self::Active, Self::Rejected, Self::Banned, Self::Left];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Active => "active",
            Self::Rejected => "rejected",
            Self::Banned => "banned",
            Self::Left => "left",
        }
    }

    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == name)
    }
}

impl Rights {
    /// Of the house where it decides: all but what is the owner's own, so that no circle is
    /// left without one.
    pub const HOUSE: Self =
        Self { sees: true, reads: true, writes: false, rank: Some(Rank::Owner) };

    /// Of somebody at a circle; `is_invited` by an invitation that is still good.
    #[must_use]
    pub fn of(kind: Privacy, member: Option<Membership>, is_invited: bool) -> Self {
        let rank = member.filter(|it| it.state == MemberState::Active).map(|it| it.role);
        let is_banned = member.is_some_and(|it| it.state == MemberState::Banned);
        let is_hidden = kind == Privacy::Private;
        Self {
            sees: rank.is_some() || !is_hidden || is_invited && !is_banned,
            reads: rank.is_some() || kind == Privacy::Public && !is_banned,
            writes: rank.is_some(),
            rank,
        }
    }

    #[must_use]
    pub fn has(&self, rank: Rank) -> bool {
        self.rank.is_some_and(|own| own >= rank)
    }

    /// Whether somebody may do that to another member. Nobody does anything to whoever
    /// is as high as they are; only the owner makes admins, and nobody an owner: a
    /// circle is handed over.
    #[must_use]
    pub fn may(&self, change: Change, target: Membership) -> bool {
        let Some(own) = self.rank else { return false };
        if own < Rank::Moderator || target.role >= own {
            return false;
        }
        match change {
            Change::Role(to) => {
                own >= Rank::Admin && to < own && target.state == MemberState::Active
            }
            // Nobody asks or leaves for another.
            Change::State(MemberState::Pending | MemberState::Left) => false,
            Change::State(MemberState::Active) => target.state != MemberState::Left,
            Change::State(MemberState::Rejected) => target.state == MemberState::Pending,
            Change::State(MemberState::Banned) => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const KINDS: [Privacy; 3] = [Privacy::Public, Privacy::Private, Privacy::InviteOnly];

    fn member() -> impl Strategy<Value = Membership> {
        let (roles, states) =
            (prop::sample::select(&Rank::ALL), prop::sample::select(&MemberState::ALL));
        (roles, states).prop_map(|(role, state)| Membership { role, state })
    }

    proptest! {
        /// Who may more may all that is less, and nobody writes where they do not read.
        #[test]
        fn rights_stand_in_an_order(
            kind in prop::sample::select(&KINDS),
            member in prop::option::of(member()),
            is_invited: bool,
        ) {
            let rights = Rights::of(kind, member, is_invited);
            prop_assert!(!rights.writes || rights.reads);
            prop_assert!(!rights.reads || rights.sees);
            prop_assert_eq!(rights.writes, rights.rank.is_some());
        }

        /// A private circle shows nothing to whoever is neither in it nor invited.
        #[test]
        fn what_is_private_is_not_there(member in prop::option::of(member())) {
            let rights = Rights::of(Privacy::Private, member, false);
            let is_in = member.is_some_and(|it| it.state == MemberState::Active);
            prop_assert_eq!((rights.sees, rights.reads), (is_in, is_in));
        }

        /// No chain of changes makes somebody as high as whoever made it.
        #[test]
        fn nobody_makes_an_equal(own in member(), target in member(), to in prop::sample::select(&Rank::ALL)) {
            let rights = Rights::of(Privacy::Public, Some(own), false);
            if rights.may(Change::Role(to), target) {
                prop_assert!(to < own.role && target.role < own.role);
            }
            for state in MemberState::ALL {
                prop_assert!(!rights.may(Change::State(state), target) || target.role < own.role);
            }
        }
    }

    #[test]
    fn a_ban_shuts_what_is_public_too() {
        let banned = Membership { role: Rank::Member, state: MemberState::Banned };
        let rights = Rights::of(Privacy::Public, Some(banned), true);
        assert!(rights.sees && !rights.reads);
        assert!(!Rights::of(Privacy::Private, Some(banned), true).sees);
    }

    #[test]
    fn the_house_may_do_something_to_everybody_but_an_owner() {
        for role in Rank::ALL {
            let target = Membership { role, state: MemberState::Active };
            let may = Rights::HOUSE.may(Change::State(MemberState::Banned), target);
            assert_eq!(may, role != Rank::Owner);
        }
    }

    #[test]
    fn only_the_owner_makes_admins() {
        let of = |role| {
            let own = Membership { role, state: MemberState::Active };
            Rights::of(Privacy::Private, Some(own), false)
        };
        let target = Membership { role: Rank::Member, state: MemberState::Active };
        assert!(of(Rank::Owner).may(Change::Role(Rank::Admin), target));
        assert!(!of(Rank::Admin).may(Change::Role(Rank::Admin), target));
        assert!(of(Rank::Admin).may(Change::Role(Rank::Moderator), target));
        assert!(!of(Rank::Moderator).may(Change::Role(Rank::Member), target));
        assert!(of(Rank::Moderator).may(Change::State(MemberState::Banned), target));
    }
}
