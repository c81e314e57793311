//! Who sits where before a party leaves.

use downbeat_session::kinds::mission::{
    camp::{Config as Camp, Names},
    expedition::Why,
};
use downbeat_session::text::folded;
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{MissionError, refused};
use crate::sql::statement::sql;
use crate::{StoreError, Transaction};

/// Somebody who wants a seat.
#[derive(Clone, Copy, Debug)]
pub struct Seat {
    pub survivor: Uuid,
    pub user: Uuid,
}

/// What a survivor is called in a camp, of its own name as far as that is shown and
/// of the pack's.
pub fn name_in<'a>(camp: &Camp, own: Option<&'a str>, of_pack: &'a str) -> &'a str {
    let is_blocked = |name: &str| {
        let name = folded(name);
        camp.blocked_names.iter().any(|blocked| folded(blocked) == name)
    };
    own.filter(|own| camp.names == Names::Free && !is_blocked(own)).unwrap_or(of_pack)
}

impl Transaction {
    /// Seats a survivor, once: the last seat goes to one, and who sits elsewhere
    /// is busy.
    pub async fn seat(
        &self,
        mission: Uuid,
        seat: Seat,
        code: Option<&str>,
        now_ms: i64,
    ) -> Result<(), MissionError> {
        let held = self.hold_mission(mission).await?;
        if held.status != "lobby" {
            return refused("wrong_status");
        }
        if held.code.is_some() && held.code.as_deref() != code {
            return refused("wrong_code");
        }
        let survivor = self.hold_survivor(seat.survivor).await?;
        let Some(survivor) = survivor.filter(|one| one.user_id == Some(seat.user)) else {
            return refused("no_survivor");
        };
        if survivor.state != "active" {
            return refused("lost");
        }
        if survivor.rests_ms.is_some_and(|rests_ms| rests_ms > now_ms) {
            return refused("resting");
        }
        if self.is_anywhere(survivor.id).await? {
            return refused("busy");
        }
        let taken = self.slots(mission).await?;
        let free = (0..held.party_max).find(|slot| !taken.contains(slot));
        let Some(slot) = free else { return refused("party_full") };
        let name = name_in(&held.camp()?, survivor.shown_name(), &survivor.pack_name).to_owned();
        let sit = sql(
            "INSERT INTO mission_members
                 (session_id, survivor_id, camp_id, user_id, slot, name, level, injured, marks)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
             ON CONFLICT (session_id, survivor_id) DO UPDATE
                 SET slot = excluded.slot, name = excluded.name, level = excluded.level,
                     injured = excluded.injured, marks = excluded.marks, is_active = true,
                     why_left = NULL, joined_at = now()",
            [
                mission.into(),
                survivor.id.into(),
                held.camp_id.into(),
                seat.user.into(),
                slot.into(),
                name.into(),
                survivor.level.into(),
                survivor.is_hurt(now_ms).into(),
                survivor.marks.into(),
            ],
        );
        self.0.execute_raw(sit).await?;
        Ok(())
    }

    /// Takes a survivor out of a party that waits. The one who is there longest is
    /// its host then; a party of nobody is over.
    pub async fn unseat(
        &self,
        mission: Uuid,
        survivor: Uuid,
        why: Why,
    ) -> Result<(), MissionError> {
        let held = self.hold_mission(mission).await?;
        if held.status != "lobby" {
            return refused("wrong_status");
        }
        let why = match why {
            Why::Left => "left",
            Why::Kicked => "kicked",
            Why::Gone => "gone",
        };
        let leave = sql(
            "UPDATE mission_members SET is_active = false, why_left = $3
             WHERE session_id = $1 AND survivor_id = $2 AND is_active RETURNING slot",
            [mission.into(), survivor.into(), why.into()],
        );
        if self.0.query_one_raw(leave).await?.is_none() {
            return refused("not_member");
        }
        let next = sql(
            "SELECT survivor_id FROM mission_members WHERE session_id = $1 AND is_active
             ORDER BY joined_at, slot LIMIT 1",
            [mission.into()],
        );
        match self.0.query_one_raw(next).await? {
            None => self.dissolve(mission).await,
            Some(next) if held.host == Some(survivor) => {
                self.set_host(mission, next.try_get("", "survivor_id")?).await
            }
            Some(_) => Ok(()),
        }
    }

    /// The host sends another one of a party away that waits.
    pub async fn kick(
        &self,
        mission: Uuid,
        (host, survivor): (Uuid, Uuid),
    ) -> Result<(), MissionError> {
        if self.hold_mission(mission).await?.host != Some(host) {
            return refused("not_host");
        }
        self.unseat(mission, survivor, Why::Kicked).await
    }

    /// Makes another of the party its host.
    pub async fn hand_over(
        &self,
        mission: Uuid,
        (from, to): (Uuid, Uuid),
    ) -> Result<(), MissionError> {
        let held = self.hold_mission(mission).await?;
        if !matches!(held.status.as_str(), "lobby" | "in_progress") {
            return refused("ended");
        }
        if held.host != Some(from) {
            return refused("not_host");
        }
        if !self.is_member(mission, to).await? {
            return refused("not_member");
        }
        self.set_host(mission, to).await
    }

    /// Sends a party away that waits.
    pub async fn dissolve(&self, mission: Uuid) -> Result<(), MissionError> {
        if self.hold_mission(mission).await?.status != "lobby" {
            return refused("wrong_status");
        }
        let end = sql(
            "UPDATE missions SET is_dissolved = true, status = 'abandoned', ended_at = now()
             WHERE session_id = $1",
            [mission.into()],
        );
        self.0.execute_raw(end).await?;
        let release = sql(
            "UPDATE mission_members SET is_active = false, home_at = now()
             WHERE session_id = $1 AND is_active",
            [mission.into()],
        );
        self.0.execute_raw(release).await?;
        Ok(())
    }

    /// Gives a survivor the name in the party it sits in that it has by now; answers
    /// the mission.
    pub async fn rename_seated(&self, survivor: Uuid) -> Result<Option<Uuid>, MissionError> {
        let find = sql(
            "SELECT session_id FROM mission_members WHERE survivor_id = $1 AND is_active",
            [survivor.into()],
        );
        let Some(row) = self.0.query_one_raw(find).await? else { return Ok(None) };
        let mission: Uuid = row.try_get("", "session_id")?;
        let camp = self.hold_mission(mission).await?.camp()?;
        let Some(who) = self.hold_survivor(survivor).await? else { return Ok(None) };
        let name = name_in(&camp, who.shown_name(), &who.pack_name).to_owned();
        let rename = sql(
            "UPDATE mission_members SET name = $3 WHERE session_id = $1 AND survivor_id = $2",
            [mission.into(), survivor.into(), name.into()],
        );
        self.0.execute_raw(rename).await?;
        Ok(Some(mission))
    }

    pub(super) async fn is_member(
        &self,
        mission: Uuid,
        survivor: Uuid,
    ) -> Result<bool, MissionError> {
        let find = sql(
            "SELECT 1 FROM mission_members
             WHERE session_id = $1 AND survivor_id = $2 AND is_active",
            [mission.into(), survivor.into()],
        );
        Ok(self.0.query_one_raw(find).await?.is_some())
    }

    pub(super) async fn is_anywhere(&self, survivor: Uuid) -> Result<bool, StoreError> {
        let find = sql(
            "SELECT 1 FROM mission_members WHERE survivor_id = $1 AND is_active",
            [survivor.into()],
        );
        Ok(self.0.query_one_raw(find).await?.is_some())
    }

    async fn slots(&self, mission: Uuid) -> Result<Vec<i16>, StoreError> {
        let find = sql(
            "SELECT slot FROM mission_members WHERE session_id = $1 AND is_active",
            [mission.into()],
        );
        let rows = self.0.query_all_raw(find).await?;
        Ok(rows.iter().map(|row| row.try_get("", "slot")).collect::<Result<_, _>>()?)
    }

    async fn set_host(&self, mission: Uuid, host: Uuid) -> Result<(), MissionError> {
        let set = sql(
            "UPDATE missions SET host = $2 WHERE session_id = $1",
            [mission.into(), host.into()],
        );
        self.0.execute_raw(set).await?;
        Ok(())
    }
}
