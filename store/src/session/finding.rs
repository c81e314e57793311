//! Sessions as an operator finds them.

use sea_orm::{ConnectionTrait, FromQueryResult, Statement};
use uuid::Uuid;

use crate::sql::statement::Values;
use crate::{Store, StoreError};

#[derive(Clone, Debug, PartialEq, FromQueryResult)]
pub struct FoundSession {
    pub id: Uuid,
    pub kind: String,
    pub owner_login: Option<String>,
    pub owner_name: String,
    /// As its config has it, where kinds have one.
    pub title: Option<String>,
    pub shard: i16,
    /// Whose child it is.
    pub parent: Option<Uuid>,
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
    /// Of a session, newest first.
    ChildrenOf(Uuid),
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
        let rows = self.reading.query_all_raw(page(find, kind, behind, limit)).await?;
        Ok(rows
            .iter()
            .map(|row| FoundSession::from_query_result(row, ""))
            .collect::<Result<_, _>>()?)
    }

    /// One that is not deleted, as it is now.
    pub async fn find_session(&self, id: Uuid) -> Result<Option<FoundSession>, StoreError> {
        let row = self.db.query_one_raw(page(&Find::Ids(vec![id]), None, None, 1)).await?;
        Ok(row.map(|row| FoundSession::from_query_result(&row, "")).transpose()?)
    }
}

fn page(find: &Find, kind: Option<&str>, behind: Option<FoundCursor>, limit: u32) -> Statement {
    let mut values = Values::default();
    let limit = values.add(i64::from(limit));
    let mut clauses = vec!["s.deleted_at IS NULL".to_owned()];
    if let Some(kind) = kind {
        clauses.push(format!("s.kind = {}", values.add(kind)));
    }
    match find {
        Find::All | Find::ColdestFirst => {}
        Find::ChildrenOf(parent) => {
            clauses.push(format!("s.parent_id = {}", values.add(*parent)));
        }
        Find::Ids(ids) => clauses.push(format!("s.id = ANY({})", values.add(ids.clone()))),
        Find::OwnedBy(login) => {
            let login = values.add(login.to_lowercase());
            clauses.push(format!(
                "s.owner IN (SELECT user_id FROM identities WHERE lower(login) = {login})"
            ));
        }
    }
    let order = match find {
        Find::ColdestFirst => "s.incarnation DESC, s.id",
        Find::All | Find::Ids(_) | Find::OwnedBy(_) | Find::ChildrenOf(_) => {
            "s.created_at DESC, s.id DESC"
        }
    };
    if let Some(FoundCursor { incarnation, id }) = behind {
        let last = values.add(id);
        clauses.push(match find {
            Find::ColdestFirst => {
                let times = values.add(incarnation);
                format!(
                    "(s.incarnation < {times} OR s.incarnation = {times} AND s.id > {last})"
                )
            }
            Find::All | Find::Ids(_) | Find::OwnedBy(_) | Find::ChildrenOf(_) => format!(
                "(s.created_at, s.id) < ((SELECT created_at FROM sessions WHERE id = {last}), {last})"
            ),
        });
    }
    let clauses = clauses.join(" AND ");
    values.statement(format!(
        "SELECT s.id, s.kind, i.login AS owner_login, u.display_name AS owner_name, s.shard,
             s.config->>'title' AS title, s.parent_id AS parent,
             s.version AS config_version, s.incarnation,
             (extract(epoch FROM s.created_at) * 1000)::bigint AS created_ms,
             (extract(epoch FROM s.updated_at) * 1000)::bigint AS updated_ms
         FROM sessions s JOIN users u ON u.id = s.owner
         LEFT JOIN LATERAL (SELECT login FROM identities WHERE user_id = u.id LIMIT 1) i ON true
         WHERE {clauses} ORDER BY {order} LIMIT {limit}"
    ))
}
