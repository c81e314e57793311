//! A departure, and what is wished on the way.

use downbeat_session::kinds::mission::{
    expedition::{Departing, Terms, Traveller},
    growth,
    pack::Pack,
    resolver::{RESOLVER, Seed, Sheet},
};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{MissionError, Survivor, refused};
use crate::sql::statement::sql;
use crate::{StoreError, Transaction};

fn count(number: i32) -> u32 {
    u32::try_from(number).unwrap_or(0)
}

fn small(number: i16) -> u8 {
    u8::try_from(number).unwrap_or(0)
}

/// As the survivor is when the party leaves; a knack that the pack has not stays at
/// home.
fn traveller(survivor: &Survivor, pack: &Pack, now_ms: i64) -> Result<Traveller, StoreError> {
    let knacks = survivor.knacks.iter().filter(|id| pack.knack(id).is_some());
    let sheet = Sheet {
        stats: growth::stats(survivor.bent()?, growth::level(survivor.xp)),
        knacks: knacks.cloned().collect(),
        hurt: survivor.is_hurt(now_ms),
        marks: small(survivor.marks),
        caution: small(survivor.caution),
    };
    Ok(Traveller {
        survivor: survivor.id,
        sheet,
        xp: survivor.xp,
        salvage: survivor.salvage,
        missions: count(survivor.missions),
        completed: count(survivor.completed),
        unhurt: count(survivor.unhurt),
    })
}

impl Transaction {
    /// The party leaves, as its host wants it, under the camp's config of now.
    pub async fn depart(
        &self,
        mission: Uuid,
        host: Uuid,
        seed: Seed,
        now_ms: i64,
    ) -> Result<Terms, MissionError> {
        let held = self.hold_mission(mission).await?;
        if held.status != "lobby" {
            return refused("wrong_status");
        }
        if held.host != Some(host) {
            return refused("not_host");
        }
        let seated = sql(
            "SELECT survivor_id FROM mission_members WHERE session_id = $1 AND is_active
             ORDER BY slot",
            [mission.into()],
        );
        let seated = self.0.query_all_raw(seated).await?;
        if seated.is_empty() || (!held.is_solo() && seated.len() < 2) {
            return refused("not_ready");
        }
        let name = held.pack()?;
        let pack = name.pack().ok_or_else(|| StoreError::unreadable("the mission's pack"))?;
        let mut party = Vec::with_capacity(seated.len());
        for (slot, row) in (0_i16..).zip(&seated) {
            let id: Uuid = row.try_get("", "survivor_id")?;
            let survivor = self.hold_survivor(id).await?.ok_or(StoreError::NotFound)?;
            party.push(traveller(&survivor, pack, now_ms)?);
            // Slots close up.
            let place = sql(
                "UPDATE mission_members SET slot = $3 WHERE session_id = $1 AND survivor_id = $2",
                [mission.into(), id.into(), slot.into()],
            );
            self.0.execute_raw(place).await?;
        }
        let camp = held.camp()?;
        let terms = Terms {
            pack: name,
            resolver: RESOLVER,
            depart_ms: now_ms,
            tick_ms: camp.tick_ms,
            rest_s: camp.rest_s,
            third_mark: camp.third_mark,
            after_outage: camp.after_outage,
            party,
        };
        let departing = Departing { seed, terms };
        let story = departing.begun(small(held.difficulty));
        let story = story.ok_or_else(|| StoreError::unreadable("a departure of that pack"))?;
        let Departing { seed, terms } = departing;
        let leave = sql(
            "UPDATE missions SET seed = $2, seal = $3, terms = $4, ticks = $5, goal = $6,
                 status = 'in_progress'
             WHERE session_id = $1",
            [
                mission.into(),
                String::from(seed).into(),
                seed.seal().into(),
                serde_json::to_value(&terms).map_err(StoreError::unwritable)?.into(),
                i64::from(story.ticks).into(),
                i64::from(story.goal).into(),
            ],
        );
        self.0.execute_raw(leave).await?;
        Ok(terms)
    }

    /// One of the party turns back: the first tick from then on is its last.
    pub async fn turn_back(
        &self,
        mission: Uuid,
        survivor: Uuid,
        from_ms: i64,
    ) -> Result<(), MissionError> {
        self.hold_on_the_way(mission).await?;
        if !self.is_member(mission, survivor).await? {
            return refused("not_member");
        }
        let wish = sql(
            "UPDATE mission_members SET turn_back_ms = coalesce(turn_back_ms, $3)
             WHERE session_id = $1 AND survivor_id = $2",
            [mission.into(), survivor.into(), from_ms.into()],
        );
        self.0.execute_raw(wish).await?;
        Ok(())
    }

    /// The host ends it then.
    pub async fn recall(
        &self,
        mission: Uuid,
        host: Uuid,
        from_ms: i64,
    ) -> Result<(), MissionError> {
        if self.hold_on_the_way(mission).await? != Some(host) {
            return refused("not_host");
        }
        let wish = sql(
            "UPDATE missions SET recall_ms = coalesce(recall_ms, $2) WHERE session_id = $1",
            [mission.into(), from_ms.into()],
        );
        self.0.execute_raw(wish).await?;
        Ok(())
    }

    /// Its host.
    async fn hold_on_the_way(&self, mission: Uuid) -> Result<Option<Uuid>, MissionError> {
        let held = self.hold_mission(mission).await?;
        match held.status.as_str() {
            "in_progress" => Ok(held.host),
            "lobby" => refused("wrong_status"),
            _ => refused("ended"),
        }
    }
}
