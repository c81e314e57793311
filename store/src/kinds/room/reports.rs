//! What people say against each other.

use sea_orm::{ConnectionTrait, FromQueryResult};
use serde_json::Value;
use uuid::Uuid;

use crate::audit::{AuditEntry, Doer};
use crate::sql::statement::sql;
use crate::{Store, StoreError, Transaction};

#[derive(Clone, Debug)]
pub struct NewReport<'a> {
    pub id: Uuid,
    pub session: Uuid,
    pub by_seat: Uuid,
    pub by_person: Option<Uuid>,
    pub seat: Option<Uuid>,
    pub n: Option<i64>,
    pub reason: &'a str,
    pub text: Option<&'a str>,
    /// The last ones that were said.
    pub lines: Value,
}

#[derive(Clone, Debug, PartialEq, FromQueryResult)]
pub struct Report {
    pub id: Uuid,
    pub session_id: Uuid,
    pub seat: Option<Uuid>,
    pub name: Option<String>,
    pub n: Option<i64>,
    pub reason: String,
    pub text: Option<String>,
    pub lines: Value,
    pub made_ms: i64,
    pub closed_ms: Option<i64>,
    pub closed_by: Option<String>,
}

/// Which reports.
#[derive(Clone, Copy, Debug, Default)]
pub struct Reports {
    pub session: Option<Uuid>,
    pub is_open: bool,
    pub before: Option<Uuid>,
}

impl Store {
    /// Reports, newest first.
    pub async fn reports(&self, which: Reports, limit: u32) -> Result<Vec<Report>, StoreError> {
        let Reports { session, is_open, before } = which;
        let find = sql(
            "SELECT id, session_id, seat, name, n, reason, text, lines, closed_by,
                 (extract(epoch FROM made_at) * 1000)::bigint AS made_ms,
                 (extract(epoch FROM closed_at) * 1000)::bigint AS closed_ms
             FROM room_report WHERE ($1::uuid IS NULL OR session_id = $1)
                 AND (NOT $2 OR closed_at IS NULL) AND ($3::uuid IS NULL OR id < $3)
             ORDER BY id DESC LIMIT $4",
            [session.into(), is_open.into(), before.into(), i64::from(limit).into()],
        );
        let rows = self.db.query_all_raw(find).await?;
        let report = |row: &sea_orm::QueryResult| Report::from_query_result(row, "");
        Ok(rows.iter().map(report).collect::<Result<_, _>>()?)
    }
}

impl Transaction {
    /// Keeps a report, unless the seat has made so many in the last day.
    pub async fn make_report(&self, new: NewReport<'_>, most: i64) -> Result<bool, StoreError> {
        let NewReport { id, session, by_seat, by_person, seat, n, reason, text, lines } = new;
        let make = sql(
            "INSERT INTO room_report
                 (id, session_id, by_seat, by_person, seat, person, name, n, reason, text, lines)
             SELECT $1, $2, $3, $4, s.id, s.person, s.name, $6, $7, $8, $9
             FROM (SELECT) AS once LEFT JOIN room_seat s ON s.session_id = $2 AND s.id = $5
             WHERE (SELECT count(*) FROM room_report WHERE session_id = $2 AND by_seat = $3
                 AND made_at > now() - interval '1 day') < $10
             RETURNING id",
            [
                id.into(),
                session.into(),
                by_seat.into(),
                by_person.into(),
                seat.into(),
                n.into(),
                reason.into(),
                text.into(),
                lines.into(),
                most.into(),
            ],
        );
        Ok(self.0.query_one_raw(make).await?.is_some())
    }

    /// Closes a report, with its line in the audit log; `false` where it is closed.
    pub async fn close_report(
        &self,
        id: Uuid,
        doer: &Doer,
        reason: Option<&str>,
    ) -> Result<bool, StoreError> {
        let close = sql(
            "UPDATE room_report SET closed_at = now(), closed_by = $2
             WHERE id = $1 AND closed_at IS NULL RETURNING session_id",
            [id.into(), doer.name.clone().into()],
        );
        if self.0.query_one_raw(close).await?.is_none() {
            return Ok(false);
        }
        let (action, target_kind, target_id) = ("report.close", "report", id.to_string());
        let details = serde_json::json!({});
        self.note(&AuditEntry { doer, action, target_kind, target_id, reason, details }).await?;
        Ok(true)
    }
}
