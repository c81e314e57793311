//! Boards: sums over who came home to a camp, and what is kept of a season.

use downbeat_session::kinds::mission::{
    board::{Counts, Scored},
    camp::Config as Camp,
};
use sea_orm::{ConnectionTrait, FromQueryResult};
use serde_json::Value;
use uuid::Uuid;

use super::seats::name_in;
use crate::sql::statement::sql;
use crate::{Store, StoreError, Transaction};

const TOP: i64 = 5;
/// The best of a season that are kept.
const KEPT: i64 = 100;
const DAY_MS: i64 = 24 * 60 * 60 * 1_000;

#[derive(FromQueryResult)]
struct Season {
    config: Value,
    number: Option<i32>,
    lost: i64,
}

#[derive(FromQueryResult)]
struct Row {
    survivor_id: Uuid,
    pack_name: String,
    own_name: Option<String>,
    salvage: i64,
}

impl Store {
    /// What a camp's board says that its expeditions do not; `None` for one that is
    /// not there. Two statements.
    pub async fn camp_counts(
        &self,
        camp_id: Uuid,
        now_ms: i64,
    ) -> Result<Option<Counts>, StoreError> {
        let day = now_ms.div_euclid(DAY_MS);
        let find = sql(
            "SELECT s.config,
                 (SELECT max(number) FROM mission_seasons
                     WHERE session_id = $1 AND closed_at IS NULL) AS number,
                 (SELECT count(*) FROM mission_members WHERE camp_id = $1 AND is_lost
                     AND home_at >= 'epoch'::timestamptz + $2 * interval '1 millisecond') AS lost
             FROM sessions s WHERE s.id = $1 AND s.deleted_at IS NULL",
            [camp_id.into(), (day * DAY_MS).into()],
        );
        let Some(row) = self.db.query_one_raw(find).await? else { return Ok(None) };
        let Season { config, number, lost } = Season::from_query_result(&row, "")?;
        let camp: Camp = serde_json::from_value(config).map_err(StoreError::unreadable)?;
        let top = match number {
            Some(number) => self.best(camp_id, number, &camp).await?,
            None => Vec::new(),
        };
        let season = number.and_then(|number| u32::try_from(number).ok()).unwrap_or(0);
        Ok(Some(Counts { day, lost: lost.unsigned_abs(), season, top }))
    }

    async fn best(
        &self,
        camp_id: Uuid,
        number: i32,
        camp: &Camp,
    ) -> Result<Vec<Scored>, StoreError> {
        let find = sql(
            "SELECT best.survivor_id, best.salvage, s.pack_name,
                 CASE WHEN s.name_hidden_at IS NULL THEN s.own_name END AS own_name
             FROM (SELECT m.survivor_id, sum(m.salvage)::bigint AS salvage
                   FROM mission_members m
                   JOIN mission_seasons season
                       ON season.session_id = m.camp_id AND season.number = $2
                   WHERE m.camp_id = $1 AND m.salvage > 0 AND m.home_at >= season.begun_at
                   GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT $3) AS best
             JOIN survivors s ON s.id = best.survivor_id
             ORDER BY best.salvage DESC, best.survivor_id",
            [camp_id.into(), number.into(), TOP.into()],
        );
        let rows = self.db.query_all_raw(find).await?;
        let scored = |row| {
            let Row { survivor_id: survivor, pack_name, own_name, salvage } =
                Row::from_query_result(row, "")?;
            let name = name_in(camp, own_name.as_deref(), &pack_name).to_owned();
            Ok(Scored { survivor, name, salvage })
        };
        rows.iter().map(scored).collect()
    }
}

impl Transaction {
    /// Keeps the best of a season that is over; done again, it changes nothing.
    pub async fn settle_season(&self, camp_id: Uuid, number: i32) -> Result<(), StoreError> {
        let settle = sql(
            "WITH season AS (
                 UPDATE mission_seasons SET settled_at = now()
                 WHERE session_id = $1 AND number = $2
                     AND closed_at IS NOT NULL AND settled_at IS NULL
                 RETURNING begun_at, closed_at
             ), best AS (
                 SELECT m.survivor_id, sum(m.salvage)::bigint AS salvage
                 FROM mission_members m, season
                 WHERE m.camp_id = $1 AND m.salvage > 0
                     AND m.home_at >= season.begun_at AND m.home_at < season.closed_at
                 GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT $3
             )
             INSERT INTO mission_scores (session_id, number, place, survivor_id, salvage)
             SELECT $1, $2, row_number() OVER (ORDER BY salvage DESC, survivor_id), survivor_id,
                 salvage
             FROM best",
            [camp_id.into(), number.into(), KEPT.into()],
        );
        self.0.execute_raw(settle).await?;
        Ok(())
    }
}
