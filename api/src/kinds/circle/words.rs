//! Words of circles, as the document lists them.

use downbeat_session::kinds::circle;
use poem_openapi::Enum;
use serde::{Deserialize, Serialize};

macro_rules! mirrored {
    ($(#[$about:meta])* $name:ident of $of:path { $($(#[$doc:meta])* $variant:ident),+ $(,)? }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Enum, Serialize, Deserialize)]
        #[oai(rename_all = "snake_case")]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$doc])* $variant),+ }

        impl From<$of> for $name {
            fn from(of: $of) -> Self {
                match of { $(<$of>::$variant => Self::$variant),+ }
            }
        }

        impl From<$name> for $of {
            fn from(name: $name) -> Self {
                match name { $($name::$variant => Self::$variant),+ }
            }
        }
    };
}

mirrored! {
    /// Who finds a circle, and how they come in.
    CirclePrivacy of circle::Privacy {
        /// Anyone reads and joins.
        Public,
        /// Hidden from all but members; joined by invitation.
        Private,
        /// Its front is seen by its link; joined by approval or invitation.
        InviteOnly,
    }
}

mirrored! {
    /// What a circle is about, for those who look for one.
    CircleCategory of circle::Category {
        Creativity, Faith, Family, Friends, Grief, Habits, Health, Learning, Other, Parenting,
        Recovery, Work,
    }
}

mirrored! {
    /// Whose messages may have links.
    CircleLinks of circle::Links {
        All,
        /// Of moderators, and of members of seven days.
        Trusted,
        None,
    }
}

mirrored! {
    CircleRole of circle::Rank { Member, Moderator, Admin, Owner }
}

mirrored! {
    CircleMemberState of circle::MemberState {
        /// Asked to come in.
        Pending,
        Active,
        Rejected,
        Banned,
        Left,
    }
}

mirrored! {
    /// What a message is meant as.
    CircleMessageKind of circle::MessageKind {
        Encouragement, Gratitude, Prayer, Motivation, Support, Positive,
        /// Of the owner and of admins.
        Announcement,
    }
}

mirrored! {
    CircleReaction of circle::ReactionKind { Like, Love, Pray, Grateful, Inspire, Support }
}

mirrored! {
    /// What becomes of a text with such a word.
    CircleWordAct of circle::WordAct {
        /// It is shown, and a moderator looks at it.
        Note,
        /// A moderator looks at it first.
        Hold,
        /// It is not said.
        Block,
    }
}

/// How things are with a circle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename_all = "snake_case")]
pub enum CircleStatus {
    Open,
    /// Nobody but moderators writes.
    Frozen,
    /// It is deleted, and its owner may have it back.
    Closing,
}
