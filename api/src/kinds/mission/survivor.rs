//! A survivor, as it is shown.

use downbeat_session::kinds::mission::{
    Stats,
    camp::Config as Camp,
    growth::{self, LEVEL_MAX},
};
use downbeat_store::{Survivor as Record, name_in};
use poem_openapi::{Enum, Object};
use uuid::Uuid;

use crate::refusal::Refusal;

/// What a survivor is best at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename_all = "snake_case")]
pub enum Bent {
    Craft,
    Grit,
    Heart,
}

/// A survivor. What only its person may know is null to others.
#[derive(Debug, Clone, Object)]
pub struct Survivor {
    pub id: Uuid,
    /// As it is called here.
    pub name: String,
    /// The pack's name for it.
    pub pack_name: String,
    /// The name that its person gave it.
    pub own_name: Option<String>,
    /// Whether a moderator hid that.
    pub is_name_hidden: bool,
    pub bent: String,
    pub state: String,
    pub level: u8,
    pub xp: i64,
    /// What the next level takes; null at the last.
    pub next_xp: Option<i64>,
    pub stats: StatsShown,
    /// How many knacks it can carry.
    pub slots: u8,
    /// By their ids in the pack.
    pub knacks: Vec<String>,
    pub marks: i16,
    pub heals_ms: Option<i64>,
    /// It goes out no earlier.
    pub rests_ms: Option<i64>,
    /// With how many marks a hurt makes it turn back; 3 never does.
    pub caution: Option<i16>,
    /// Whether it goes out again by itself.
    pub auto: Option<bool>,
    /// So many times more before its person has to look.
    pub auto_left: Option<i16>,
    pub salvage: i64,
    pub missions: i32,
    pub completed: i32,
    pub made_ms: i64,
    pub lost_ms: Option<i64>,
    /// The mission that it was lost in.
    pub lost_in: Option<Uuid>,
    /// Whether it is whoever asks'.
    pub is_own: bool,
}

#[derive(Debug, Clone, Object)]
pub struct StatsShown {
    pub craft: i64,
    pub grit: i64,
    pub heart: i64,
}

impl From<Stats> for StatsShown {
    fn from(Stats { craft, grit, heart }: Stats) -> Self {
        Self { craft, grit, heart }
    }
}

impl Survivor {
    /// As `user` sees it at a time, in a camp where it is called by what goes there.
    pub fn of(
        record: Record,
        (user, now_ms): (Option<Uuid>, i64),
        camp: Option<&Camp>,
    ) -> Result<Self, Refusal> {
        let level = growth::level(record.xp);
        let bent = record.bent()?;
        let is_own = user.is_some() && record.user_id == user;
        let shown = record.shown_name();
        let name = match camp {
            Some(camp) => name_in(camp, shown, &record.pack_name),
            None => shown.unwrap_or(&record.pack_name),
        };
        let state = match record.state.as_str() {
            "active" if record.is_hurt(now_ms) => "injured",
            state => state,
        };
        Ok(Self {
            id: record.id,
            name: name.to_owned(),
            own_name: record.own_name.clone().filter(|_| is_own || !record.is_name_hidden),
            is_name_hidden: record.is_name_hidden,
            bent: bent.name().to_owned(),
            state: state.to_owned(),
            level,
            xp: record.xp,
            next_xp: (level < LEVEL_MAX).then(|| growth::takes(level + 1)),
            stats: growth::stats(bent, level).into(),
            slots: u8::try_from(growth::slots(level)).unwrap_or(u8::MAX),
            marks: record.marks,
            heals_ms: record.heals_ms.filter(|heals_ms| *heals_ms > now_ms),
            rests_ms: record.rests_ms.filter(|rests_ms| *rests_ms > now_ms),
            caution: is_own.then_some(record.caution),
            auto: is_own.then_some(record.auto),
            auto_left: is_own.then_some(record.auto_left),
            salvage: record.salvage,
            missions: record.missions,
            completed: record.completed,
            made_ms: record.created_ms,
            lost_ms: record.lost_ms,
            lost_in: record.lost_in,
            is_own,
            pack_name: record.pack_name,
            knacks: record.knacks,
        })
    }
}
