//! Sessions as an operator finds them.

use sea_orm::{ConnectionTrait, DbBackend, FromQueryResult, Statement, Value};
use uuid::Uuid;

use crate::{Store, StoreError};

#[derive(Clone, Debug, PartialEq, FromQueryResult)]
pub struct FoundSession {
    pub id: Uuid,
    pub kind: String,
    pub owner_login: Option<String>,
    pub owner_name: String,
    pub shard: i16,
    pub config_version: i64,
    /// How often it was started cold.
    pub incarnation: i64,
    pub created_ms: i64,
    pub updated_ms: i64,
}

/// How the list goes on: behind this one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FoundCursor {
    pub incarnation: i64,
    pub id: Uuid,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Find {
    /// Newest first.
    All,
    /// Those that started cold most often first.
    ColdestFirst,
    Ids(Vec<Uuid>),
    /// Of the person who is called so at Twitch.
    OwnedBy(String),
}

impl Store {
    /// At most `limit` sessions that are not deleted, of one kind or of all.
    pub async fn find_sessions(
        &self,
        find: &Find,
        kind: Option<&str>,
        behind: Option<FoundCursor>,
        limit: u32,
    ) -> Result<Vec<FoundSession>, StoreError> {
        let mut values: Vec<Value> = vec![i64::from(limit).into()];
        let mut place = |value: Value| {
            values.push(value);
            format!("${}", values.len())
        };
        let mut clauses = String::new();
        if let Some(kind) = kind {
            clauses += &format!(" AND s.kind = {}", place(kind.into()));
        }
        match find {
            Find::All | Find::ColdestFirst => {}
            Find::Ids(ids) => clauses += &format!(" AND s.id = ANY({})", place(ids.clone().into())),
            Find::OwnedBy(login) => {
                clauses += &format!(
                    " AND s.owner IN (SELECT user_id FROM identities WHERE lower(login) = {})",
                    place(login.to_lowercase().into())
                );
            }
        }
        let order = match find {
            Find::ColdestFirst => "s.incarnation DESC, s.id",
            Find::All | Find::Ids(_) | Find::OwnedBy(_) => "s.created_at DESC, s.id DESC",
        };
        if let Some(FoundCursor { incarnation, id }) = behind {
            let last = place(id.into());
            clauses += &match find {
                Find::ColdestFirst => {
                    let times = place(incarnation.into());
                    format!(
                        " AND (s.incarnation < {times} OR s.incarnation = {times} AND s.id > {last})"
                    )
                }
                Find::All | Find::Ids(_) | Find::OwnedBy(_) => format!(
                    " AND (s.created_at, s.id) <
                         ((SELECT created_at FROM sessions WHERE id = {last}), {last})"
                ),
            };
        }
        let text = format!(
            "SELECT s.id, s.kind, i.login AS owner_login, u.display_name AS owner_name, s.shard,
                 s.version AS config_version, s.incarnation,
                 (extract(epoch FROM s.created_at) * 1000)::bigint AS created_ms,
                 (extract(epoch FROM s.updated_at) * 1000)::bigint AS updated_ms
             FROM sessions s JOIN users u ON u.id = s.owner
             LEFT JOIN LATERAL (SELECT login FROM identities WHERE user_id = u.id LIMIT 1) i ON true
             WHERE s.deleted_at IS NULL{clauses} ORDER BY {order} LIMIT $1"
        );
        let page = Statement::from_sql_and_values(DbBackend::Postgres, text, values);
        let rows = self.db.query_all_raw(page).await?;
        Ok(rows
            .iter()
            .map(|row| FoundSession::from_query_result(row, ""))
            .collect::<Result<_, _>>()?)
    }
}
