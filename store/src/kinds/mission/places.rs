//! Boards of a camp, with the places around one survivor.

use downbeat_session::kinds::mission::camp::Config as Camp;
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

use super::seats::name_in;
use crate::sql::statement::sql;
use crate::{Store, StoreError};

/// The places of a board that are shown.
const TOP: i64 = 100;
/// Before and behind one's own.
const AROUND: i64 = 2;
/// A board of all time has no season.
const ALL_TIME: i32 = 0;

/// A season of a camp.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Season {
    pub number: i32,
    pub title: String,
    pub begun_ms: i64,
    pub ends_ms: i64,
    pub closed_ms: Option<i64>,
    /// Its best are kept, and are counted no more.
    pub is_settled: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    pub place: i64,
    pub survivor: Uuid,
    pub name: String,
    pub salvage: i64,
}

#[derive(FromQueryResult)]
struct Row {
    place: i64,
    survivor_id: Uuid,
    pack_name: String,
    own_name: Option<String>,
    salvage: i64,
}

impl Row {
    fn named(self, camp: &Camp) -> Place {
        let Self { place, survivor_id: survivor, pack_name, own_name, salvage } = self;
        let name = name_in(camp, own_name.as_deref(), &pack_name).to_owned();
        Place { place, survivor, name, salvage }
    }
}

/// What was brought home in the season `$2`, or in all time for 0, by survivor.
macro_rules! ranked {
    () => {
        "WITH season AS (
             SELECT begun_at, closed_at FROM mission_seasons
             WHERE session_id = $1 AND number = $2
             UNION ALL SELECT '-infinity'::timestamptz, NULL WHERE $2 = 0
         ), sums AS (
             SELECT b.survivor_id, sum(b.salvage)::bigint AS salvage
             FROM mission_members b, season
             WHERE b.camp_id = $1 AND b.salvage > 0 AND b.home_at >= season.begun_at
                 AND (season.closed_at IS NULL OR b.home_at < season.closed_at)
             GROUP BY 1
         ), ranked AS (
             SELECT survivor_id, salvage,
                 row_number() OVER (ORDER BY salvage DESC, survivor_id) AS place
             FROM sums
         )
         SELECT r.place, r.survivor_id, r.salvage, s.pack_name,
             CASE WHEN s.name_hidden_at IS NULL THEN s.own_name END AS own_name
         FROM ranked r JOIN survivors s ON s.id = r.survivor_id "
    };
}

impl Store {
    /// One of a camp's seasons, or the newest.
    pub async fn season(
        &self,
        camp: Uuid,
        number: Option<i32>,
    ) -> Result<Option<Season>, StoreError> {
        let find = sql(
            "SELECT number, title, (extract(epoch FROM begun_at) * 1000)::bigint AS begun_ms,
                 (extract(epoch FROM ends_at) * 1000)::bigint AS ends_ms,
                 (extract(epoch FROM closed_at) * 1000)::bigint AS closed_ms,
                 settled_at IS NOT NULL AS is_settled
             FROM mission_seasons WHERE session_id = $1 AND number = coalesce($2, number)
             ORDER BY number DESC LIMIT 1",
            [camp.into(), number.into()],
        );
        let row = self.db.query_one_raw(find).await?;
        Ok(row.map(|row| Season::from_query_result(&row, "")).transpose()?)
    }

    /// The best of a season, or of all time for `None`.
    pub async fn top_places(
        &self,
        (camp_id, camp): (Uuid, &Camp),
        season: Option<&Season>,
    ) -> Result<Vec<Place>, StoreError> {
        let number = season.map_or(ALL_TIME, |season| season.number);
        let find = if season.is_some_and(|season| season.is_settled) {
            sql(
                "SELECT k.place::bigint AS place, k.survivor_id, k.salvage, s.pack_name,
                     CASE WHEN s.name_hidden_at IS NULL THEN s.own_name END AS own_name
                 FROM mission_scores k JOIN survivors s ON s.id = k.survivor_id
                 WHERE k.session_id = $1 AND k.number = $2 ORDER BY k.place LIMIT $3",
                [camp_id.into(), number.into(), TOP.into()],
            )
        } else {
            let find = concat!(ranked!(), "WHERE r.place <= $3 ORDER BY r.place");
            sql(find, [camp_id.into(), number.into(), TOP.into()])
        };
        let rows = self.db.query_all_raw(find).await?;
        let place = |row| Ok(Row::from_query_result(row, "")?.named(camp));
        rows.iter().map(place).collect()
    }

    /// A survivor's place, and those before and behind it: five at most.
    pub async fn places_around(
        &self,
        (camp_id, camp): (Uuid, &Camp),
        season: Option<&Season>,
        survivor: Uuid,
    ) -> Result<Vec<Place>, StoreError> {
        let number = season.map_or(ALL_TIME, |season| season.number);
        let find = concat!(
            ranked!(),
            "WHERE r.place BETWEEN (SELECT place - $4 FROM ranked WHERE survivor_id = $3)
                 AND (SELECT place + $4 FROM ranked WHERE survivor_id = $3)
             ORDER BY r.place"
        );
        let find = sql(find, [camp_id.into(), number.into(), survivor.into(), AROUND.into()]);
        let rows = self.db.query_all_raw(find).await?;
        let place = |row| Ok(Row::from_query_result(row, "")?.named(camp));
        rows.iter().map(place).collect()
    }
}
