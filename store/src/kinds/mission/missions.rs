//! Missions, made and held.

use downbeat_session::{
    Kind,
    kinds::mission::{
        Expedition,
        camp::Config as Camp,
        expedition::{Config, Party},
        pack::Named,
    },
};
use sea_orm::{ConnectionTrait, FromQueryResult, QueryResult};
use serde_json::Value;
use uuid::Uuid;

use super::{MissionError, Seat, refused};
use crate::event::rows;
use crate::sql::statement::sql;
use crate::{NewSession, Store, StoreError, Transaction};

/// Parties that wait in a camp at once.
pub(super) const LOBBIES_MAX: i64 = 20;

#[derive(Clone, Debug)]
pub struct NewMission {
    /// Drawn until it falls in the camp's shard.
    pub id: Uuid,
    pub camp: Uuid,
    pub shard: u16,
    pub difficulty: u8,
    pub party: Party,
    pub code: Option<String>,
    pub now_ms: i64,
}

/// A mission whose row is held.
#[derive(Debug, FromQueryResult)]
pub struct Held {
    pub camp_id: Uuid,
    pub difficulty: i16,
    pub party: String,
    pub party_max: i16,
    pub code: Option<String>,
    pub host: Option<Uuid>,
    pub status: String,
    /// The config of the camp.
    pub config: Value,
    /// The pack that it was made with.
    pub pack: Value,
}

impl Held {
    pub fn camp(&self) -> Result<Camp, StoreError> {
        camp(&self.config)
    }

    /// What its story is told from: a release that has not this one leaves all of the
    /// mission alone.
    pub fn pack(&self) -> Result<Named, StoreError> {
        serde_json::from_value(self.pack.clone()).map_err(StoreError::unreadable)
    }

    pub fn is_solo(&self) -> bool {
        self.party == word(Party::Solo)
    }
}

fn camp(config: &Value) -> Result<Camp, StoreError> {
    serde_json::from_value(config.clone()).map_err(StoreError::unreadable)
}

const fn word(party: Party) -> &'static str {
    match party {
        Party::Solo => "solo",
        Party::Open => "open",
        Party::Code => "code",
    }
}

impl Store {
    /// What the rows of a mission say, as its session is told. The row stays held
    /// in `transaction`, so that nothing newer is told before this.
    pub async fn mission_facts(
        &self,
        transaction: &Transaction,
        mission: Uuid,
    ) -> Result<Option<Value>, StoreError> {
        let hold = sql(
            "SELECT session_id FROM missions WHERE session_id = $1 FOR UPDATE",
            [mission.into()],
        );
        if transaction.0.query_one_raw(hold).await?.is_none() {
            return Ok(None);
        }
        rows::facts(&transaction.0, Expedition::NAME, mission).await.map(Some)
    }

    /// How many are out. One statement.
    pub async fn count_missions_out(&self) -> Result<u32, StoreError> {
        let count = sql("SELECT count(*) FROM missions WHERE status = 'in_progress'", []);
        let row = self.db.query_one_raw(count).await?.ok_or(StoreError::NotFound)?;
        let count: i64 = row.try_get("", "count")?;
        Ok(u32::try_from(count).unwrap_or(u32::MAX))
    }
}

impl Transaction {
    /// Those that are not over and that a person's survivor is in.
    pub async fn missions_of(&self, user: Uuid) -> Result<Vec<Uuid>, StoreError> {
        let find = sql(
            "SELECT m.session_id FROM mission_members m JOIN survivors s ON s.id = m.survivor_id
             WHERE s.user_id = $1 AND m.is_active",
            [user.into()],
        );
        let rows = self.0.query_all_raw(find).await?;
        Ok(rows.iter().map(|row| row.try_get("", "session_id")).collect::<Result<_, _>>()?)
    }

    /// The camps that a person's survivors were at, each with their last missions
    /// there.
    pub async fn camps_of(&self, user: Uuid) -> Result<Vec<(Uuid, Vec<Uuid>)>, StoreError> {
        let find = sql(
            "SELECT m.camp_id, (array_agg(m.session_id ORDER BY m.joined_at DESC))[1:50] AS missions
             FROM mission_members m JOIN survivors s ON s.id = m.survivor_id
             WHERE s.user_id = $1 GROUP BY m.camp_id",
            [user.into()],
        );
        let rows = self.0.query_all_raw(find).await?;
        let camp =
            |row: &QueryResult| Ok((row.try_get("", "camp_id")?, row.try_get("", "missions")?));
        rows.iter().map(camp).collect()
    }

    /// Where a mission leaves from.
    pub async fn camp_of(&self, mission: Uuid) -> Result<Option<Uuid>, StoreError> {
        let find = sql("SELECT camp_id FROM missions WHERE session_id = $1", [mission.into()]);
        let row = self.0.query_one_raw(find).await?;
        Ok(row.map(|row| row.try_get("", "camp_id")).transpose()?)
    }

    /// Makes a mission, with its host in the first seat. Its session is found by
    /// whoever looks for what must wake.
    pub async fn make_mission(&self, new: &NewMission, host: Seat) -> Result<(), MissionError> {
        let NewMission { id, camp: camp_id, shard, difficulty, party, ref code, now_ms } = *new;
        let (owner, camp) = self.hold_camp(camp_id).await?;
        self.has_room(camp_id, &camp, party != Party::Solo).await?;
        let pack = camp.pack().ok_or_else(|| StoreError::unreadable("the camp's pack"))?;
        if !camp.difficulties.contains(&difficulty) {
            return refused("wrong_status");
        }
        let party_max = if party == Party::Solo { 1 } else { camp.party_max };
        let config = Config {
            mission: id,
            camp: camp_id,
            made_ms: now_ms,
            difficulty,
            party,
            party_max,
            pack: pack.name(),
        };
        let config = serde_json::to_value(config).map_err(StoreError::unwritable)?;
        let (kind, parent) = (Expedition::NAME.to_owned(), Some(camp_id));
        self.create_inner(NewSession { id, kind, owner, config, shard, parent }).await?;
        let make = sql(
            "INSERT INTO missions
                 (session_id, camp_id, difficulty, party, party_max, code, host)
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
            [
                id.into(),
                camp_id.into(),
                i16::from(difficulty).into(),
                word(party).into(),
                i16::from(party_max).into(),
                code.clone().into(),
                host.survivor.into(),
            ],
        );
        self.0.execute_raw(make).await?;
        self.seat(id, host, code.as_deref(), now_ms).await
    }

    /// Seats somebody who joins, while fewer are out from the camp than may be.
    pub async fn join(
        &self,
        mission: Uuid,
        seat: Seat,
        code: Option<&str>,
        now_ms: i64,
    ) -> Result<(), MissionError> {
        let camp_id = self.camp_of(mission).await?.ok_or(StoreError::NotFound)?;
        let (_, camp) = self.hold_camp(camp_id).await?;
        self.has_room(camp_id, &camp, false).await?;
        self.seat(mission, seat, code, now_ms).await
    }

    /// Whose a camp is, and its config. It stays held: who leaves from there is counted
    /// one after the other.
    async fn hold_camp(&self, camp_id: Uuid) -> Result<(Uuid, Camp), MissionError> {
        let hold = sql(
            "SELECT owner, config FROM sessions WHERE id = $1 AND deleted_at IS NULL
             FOR NO KEY UPDATE",
            [camp_id.into()],
        );
        let row = self.0.query_one_raw(hold).await?.ok_or(StoreError::NotFound)?;
        let (owner, config): (Uuid, Value) =
            (row.try_get("", "owner")?, row.try_get("", "config")?);
        Ok((owner, camp(&config)?))
    }

    async fn has_room(
        &self,
        camp_id: Uuid,
        camp: &Camp,
        is_new_party: bool,
    ) -> Result<(), MissionError> {
        let count = sql(
            "SELECT (SELECT count(*) FROM mission_members WHERE camp_id = $1 AND is_active)
                 AS members,
             (SELECT count(*) FROM missions
                 WHERE camp_id = $1 AND status = 'lobby' AND party <> 'solo') AS lobbies",
            [camp_id.into()],
        );
        let row = self.0.query_one_raw(count).await?.ok_or(StoreError::NotFound)?;
        let (members, lobbies): (i64, i64) =
            (row.try_get("", "members")?, row.try_get("", "lobbies")?);
        let is_crowded = is_new_party && lobbies >= LOBBIES_MAX;
        if members >= i64::from(camp.out_max) || is_crowded {
            return refused("full");
        }
        Ok(())
    }

    /// Holds the missions that survivors of these people are in, before anything of
    /// the survivors themselves is.
    pub(super) async fn hold_parties_of(&self, users: &[Uuid]) -> Result<(), StoreError> {
        let hold = sql(
            "SELECT FROM missions m
             JOIN mission_members mm ON mm.session_id = m.session_id AND mm.is_active
             JOIN survivors s ON s.id = mm.survivor_id
             WHERE s.user_id = ANY($1) ORDER BY m.session_id FOR UPDATE OF m",
            [users.to_vec().into()],
        );
        self.0.query_all_raw(hold).await?;
        Ok(())
    }

    /// The same of one survivor.
    pub(super) async fn hold_party(&self, survivor: Uuid) -> Result<(), StoreError> {
        let hold = sql(
            "SELECT FROM missions m
             JOIN mission_members mm ON mm.session_id = m.session_id AND mm.is_active
             WHERE mm.survivor_id = $1 FOR UPDATE OF m",
            [survivor.into()],
        );
        self.0.query_all_raw(hold).await?;
        Ok(())
    }

    /// Holds a mission until the transaction ends.
    pub(super) async fn hold_mission(&self, mission: Uuid) -> Result<Held, MissionError> {
        let hold = sql(
            "SELECT m.camp_id, m.difficulty, m.party, m.party_max, m.code, m.host, m.status,
                 camp.config, own.config->'pack' AS pack
             FROM missions m JOIN sessions camp ON camp.id = m.camp_id
             JOIN sessions own ON own.id = m.session_id
             WHERE m.session_id = $1 FOR UPDATE OF m",
            [mission.into()],
        );
        let row = self.0.query_one_raw(hold).await?.ok_or(StoreError::NotFound)?;
        Ok(Held::from_query_result(&row, "")?)
    }
}
