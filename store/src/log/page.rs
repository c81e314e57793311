//! Pages of lines, as whoever asks counts them.

use sea_orm::{ConnectionTrait, FromQueryResult, QueryResult, prelude::TimeDateTimeWithTimeZone};
use serde_json::Value;
use uuid::Uuid;

use super::LineRow;
use crate::{
    Store, StoreError,
    sql::{epoch::to_ms, statement::sql},
};

/// Where a page lies: in numbers as whoever asks counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    Newest,
    Before(i64),
    After(i64),
}

/// Who asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reader {
    /// Lines that all see.
    Anybody,
    /// And the hidden ones of a seat, which counts them.
    Seat(String),
    /// And all hidden ones; those of its own it counts, and knows of no mark of them.
    Orderly(String),
}

/// A line, and its numbers as whoever asks counts.
#[derive(Clone, Debug, PartialEq)]
pub struct PagedLine {
    pub line: LineRow,
    pub n: i64,
    pub reply: Option<i64>,
}

/// Hidden lines of a seat: how many, and the newest numbers as it counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedOwn {
    pub seat: String,
    pub count: i64,
    pub newest: Vec<i64>,
}

/// The numbers as the seat counts: those of its own before a line count, too. A hidden
/// line of another seat has the number of the line before it.
const PAGE: &str = "
    SELECT session_id, q, n, own_n, seat, at, reply, own_reply, body::text AS body,
        coalesce(CASE WHEN seat = $2 THEN own_n END, n + (
            SELECT count(*) FROM session_line o WHERE o.session_id = l.session_id
                AND o.seat = $2 AND o.own_n IS NOT NULL AND o.q < l.q)) AS seen_n,
        coalesce(CASE WHEN seat = $2 THEN own_reply END, reply + (
            SELECT count(*) FROM session_line o WHERE o.session_id = l.session_id
                AND o.seat = $2 AND o.own_n IS NOT NULL AND o.n < l.reply)) AS seen_reply
    FROM session_line l
    WHERE session_id = $1 AND (own_n IS NULL OR seat = $2 OR $3)
        AND (n > $4 OR own_n > $5 AND seat = $2 OR $3 AND n = $4 AND own_n IS NOT NULL)
        AND (n < $6 AND own_n IS NULL OR own_n < $7 AND seat = $2
            OR $3 AND n < $6 AND own_n IS NOT NULL)
    ORDER BY CASE WHEN $8 THEN q ELSE -q END LIMIT $9";

impl Store {
    /// At most `limit` lines of a session, oldest first.
    pub async fn lines(
        &self,
        session: Uuid,
        reader: &Reader,
        bound: Bound,
        limit: u32,
    ) -> Result<Vec<PagedLine>, StoreError> {
        let (seat, is_orderly) = match reader {
            Reader::Anybody => ("", false),
            Reader::Seat(seat) => (seat.as_str(), false),
            Reader::Orderly(seat) => (seat.as_str(), true),
        };
        let (after, before) = match bound {
            Bound::Newest => (-1, i64::MAX),
            Bound::Before(n) => (-1, n),
            Bound::After(n) => (n, i64::MAX),
        };
        let all_after = self.counted(session, seat, after).await?;
        let all_before = match before {
            i64::MAX => before,
            // The lines before it are those up to the one before.
            n => self.counted(session, seat, n - 1).await? + 1,
        };
        let is_forward = matches!(bound, Bound::After(_));
        let page = sql(
            PAGE,
            [
                session.into(),
                seat.into(),
                is_orderly.into(),
                all_after.into(),
                after.into(),
                all_before.into(),
                before.into(),
                is_forward.into(),
                i64::from(limit).into(),
            ],
        );
        let rows = self.db.query_all_raw(page).await?;
        let mut lines = rows.iter().map(paged).collect::<Result<Vec<_>, _>>()?;
        if !is_forward {
            lines.reverse();
        }
        Ok(lines)
    }

    /// How all count the last line up to one that a seat counts so.
    async fn counted(&self, session: Uuid, seat: &str, seen: i64) -> Result<i64, StoreError> {
        if seat.is_empty() || seen <= 0 {
            return Ok(seen);
        }
        let own = sql(
            "SELECT count(*) AS own FROM session_line
             WHERE session_id = $1 AND seat = $2 AND own_n <= $3",
            [session.into(), seat.into(), seen.into()],
        );
        let row = self.db.query_one_raw(own).await?;
        let own: i64 = row.map_or(Ok(0), |row| row.try_get("", "own"))?;
        Ok(seen - own)
    }

    /// One line, by its place among all.
    pub async fn line_at(&self, session: Uuid, q: i64) -> Result<Option<LineRow>, StoreError> {
        let at = sql(
            "SELECT session_id, q, n, own_n, seat, at, reply, own_reply, body::text AS body,
                 n AS seen_n, reply AS seen_reply
             FROM session_line WHERE session_id = $1 AND q = $2",
            [session.into(), q.into()],
        );
        let row = self.db.query_one_raw(at).await?;
        Ok(row.as_ref().map(paged).transpose()?.map(|paged| paged.line))
    }

    /// How many lines a session has, hidden ones too, and how many of them all see.
    pub async fn line_counts(&self, session: Uuid) -> Result<(i64, i64), StoreError> {
        let counts = sql(
            "SELECT coalesce(max(q), 0) AS q, coalesce(max(n), 0) AS n
             FROM session_line WHERE session_id = $1",
            [session.into()],
        );
        let row = self.db.query_one_raw(counts).await?;
        Ok(match row {
            Some(row) => (row.try_get("", "q")?, row.try_get("", "n")?),
            None => (0, 0),
        })
    }

    /// Seats of a session that have hidden lines, so many at most, with the numbers of
    /// their newest.
    pub async fn owns(
        &self,
        session: Uuid,
        (seats, newest): (u32, u32),
    ) -> Result<Vec<SavedOwn>, StoreError> {
        let owns = sql(
            "SELECT seat, count(*) AS count,
                 (array_agg(own_n ORDER BY own_n DESC))[1:$2] AS newest
             FROM session_line WHERE session_id = $1 AND own_n IS NOT NULL
             GROUP BY seat ORDER BY max(q) DESC LIMIT $3",
            [
                session.into(),
                i32::try_from(newest).unwrap_or(i32::MAX).into(),
                i64::from(seats).into(),
            ],
        );
        let own = |row: &QueryResult| {
            let mut newest: Vec<i64> = row.try_get("", "newest")?;
            newest.reverse();
            Ok(SavedOwn {
                seat: row.try_get("", "seat")?,
                count: row.try_get("", "count")?,
                newest,
            })
        };
        self.db.query_all_raw(owns).await?.iter().map(own).collect()
    }

    /// How many reactions an item got, by the five seconds of it, in their order.
    pub async fn heat(&self, session: Uuid, item: &str) -> Result<Vec<(i64, i64)>, StoreError> {
        let heat = sql(
            "SELECT at, count FROM session_heat WHERE session_id = $1 AND item = $2 ORDER BY at",
            [session.into(), item.into()],
        );
        let count = |row: &QueryResult| Ok((row.try_get("", "at")?, row.try_get("", "count")?));
        self.reading.query_all_raw(heat).await?.iter().map(count).collect()
    }
}

#[derive(FromQueryResult)]
struct Row {
    session_id: Uuid,
    q: i64,
    n: i64,
    own_n: Option<i64>,
    seat: String,
    at: TimeDateTimeWithTimeZone,
    reply: Option<i64>,
    own_reply: Option<i64>,
    body: Option<String>,
    seen_n: i64,
    seen_reply: Option<i64>,
}

fn paged(row: &QueryResult) -> Result<PagedLine, StoreError> {
    let row = Row::from_query_result(row, "")?;
    let body = row.body.map(|body| serde_json::from_str(&body));
    let body: Option<Value> = body.transpose().map_err(StoreError::unwritable)?;
    let line = LineRow {
        session_id: row.session_id,
        q: row.q,
        n: row.n,
        own_n: row.own_n,
        seat: row.seat,
        at_ms: to_ms(row.at),
        days: 0,
        reply: row.reply,
        own_reply: row.own_reply,
        body,
    };
    Ok(PagedLine { n: row.seen_n, reply: row.seen_reply, line })
}
