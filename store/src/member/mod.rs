//! Who is at a session of somebody else's, and as what.
//!
//! A member is an account, a role, permissions beyond the role's, and a state.
//! Which roles there are, and what a permission is, others say. Whoever changes
//! a member tells live Redis and the sockets; see `job/src/forget_members.rs`.

pub mod change;
mod personal;
pub mod read;

pub use personal::DATA;

/// How somebody is a member. A word of a newer release is none of these and
/// opens nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MemberState {
    Active,
    /// Stays on record, so that they do not come back.
    Banned,
}

impl MemberState {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Banned => "banned",
        }
    }

    pub fn named(name: &str) -> Option<Self> {
        [Self::Active, Self::Banned].into_iter().find(|state| state.as_str() == name)
    }
}
