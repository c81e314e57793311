//! Who may what in a room.
//!
//! A **right** is one of seventeen. A seat has those of its role, those that
//! `control` gives, those that the config's grants add to the role, and its own
//! grants, less what was taken from it. The owner has all of them always.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{
    config::{Config, Control},
    seat::{Seat, SeatRole},
    state::State,
};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Right {
    Play,
    Seek,
    Rate,
    Next,
    Add,
    Order,
    Share,
    Chat,
    React,
    Vote,
    Voice,
    Invite,
    Mute,
    Kick,
    Ban,
    Roles,
    Settings,
}

/// A set of them, written as a list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Rights(u32);

impl Right {
    pub const ALL: [Self; 17] = [
        Self::Play,
        Self::Seek,
        Self::Rate,
        Self::Next,
        Self::Add,
        Self::Order,
        Self::Share,
        Self::Chat,
        Self::React,
        Self::Vote,
        Self::Voice,
        Self::Invite,
        Self::Mute,
        Self::Kick,
        Self::Ban,
        Self::Roles,
        Self::Settings,
    ];

    const fn bit(self) -> u32 {
        1 << self as u32
    }
}

impl Rights {
    pub const ALL: Self = Self((1 << Right::ALL.len()) - 1);
    /// What `control` gives.
    pub const CONTROL: Self = Self((1 << 7) - 1);

    #[must_use]
    pub fn of(rights: &[Right]) -> Self {
        Self(rights.iter().fold(0, |bits, right| bits | right.bit()))
    }

    #[must_use]
    pub const fn has(self, right: Right) -> bool {
        self.0 & right.bit() != 0
    }

    #[must_use]
    pub const fn with(self, more: Self) -> Self {
        Self(self.0 | more.0)
    }

    #[must_use]
    pub const fn without(self, less: Self) -> Self {
        Self(self.0 & !less.0)
    }

    #[must_use]
    pub const fn contains(self, all: Self) -> bool {
        self.0 & all.0 == all.0
    }

    pub fn iter(self) -> impl Iterator<Item = Right> {
        Right::ALL.into_iter().filter(move |right| self.has(*right))
    }
}

impl State {
    /// All that a seat may; who stands in for the owner may what an owner may.
    pub fn rights(&self, id: &str, seat: &Seat) -> Rights {
        if self.stands_in_for_owner(id) { Rights::ALL } else { seat.rights(&self.config) }
    }

    pub fn stands_in_for_owner(&self, id: &str) -> bool {
        self.host.as_ref().is_some_and(|host| host.seat == id)
    }
}

impl Seat {
    fn rights(&self, config: &Config) -> Rights {
        let of_role = match self.role {
            SeatRole::Owner => return Rights::ALL,
            SeatRole::Viewer => return Rights::default(),
            SeatRole::Cohost => {
                let helps = [Right::Invite, Right::Mute, Right::Kick, Right::Ban, Right::Roles];
                talks().with(Rights::CONTROL).with(Rights::of(&helps)).with(config.grants.cohost)
            }
            SeatRole::Member => {
                talks().with(Rights::of(&[Right::Invite])).with(config.grants.member)
            }
            SeatRole::Guest => talks().with(config.grants.guest),
        };
        let controls = match config.control {
            Control::Everyone => Rights::CONTROL,
            Control::Owner | Control::Selected => Rights::default(),
        };
        of_role.with(controls).with(self.add).without(self.take)
    }
}

fn talks() -> Rights {
    Rights::of(&[Right::Chat, Right::React, Right::Vote, Right::Voice])
}

impl Serialize for Rights {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(self.iter())
    }
}

impl<'de> Deserialize<'de> for Rights {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Ok(Self::of(&Vec::<Right>::deserialize(from)?))
    }
}

impl JsonSchema for Rights {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Rights".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        Vec::<Right>::json_schema(generator)
    }
}

/// In a state a set is a number: five hundred seats have one.
pub mod bits {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use super::Rights;

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
    pub fn serialize<S: Serializer>(rights: &Rights, to: S) -> Result<S::Ok, S::Error> {
        rights.0.serialize(to)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Rights, D::Error> {
        u32::deserialize(from).map(Rights)
    }
}
