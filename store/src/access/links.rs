//! Links that open a session without a login. The caller hashes the token, and
//! seals it where it may be copied again; the token itself never comes here.

use downbeat_entity::{link_tokens, sessions};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveValue::NotSet, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter,
    QueryOrder, QuerySelect,
};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::audit::{AuditEntry, Doer};
use crate::sql::epoch::to_ms;
use crate::sql::statement::sql;
use crate::{Store, StoreError, Transaction};

/// What a valid link opens, and as whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    pub id: Uuid,
    pub session_id: Uuid,
    pub kind: String,
    pub role: String,
    pub participant: Option<String>,
    /// Whether it is the token of a seat, which the participant names.
    pub is_seat: bool,
}

/// A link as its owner sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkRecord {
    pub id: Uuid,
    pub session_id: Uuid,
    pub role: String,
    pub participant: Option<String>,
    pub hash: [u8; 32],
    /// The token, as [`Keys`](crate::Keys) sealed it.
    pub sealed: Option<Vec<u8>>,
    pub created_ms: i64,
}

/// A link that ended, as live Redis knows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EndedLink {
    pub id: Uuid,
    pub hash: [u8; 32],
}

#[derive(Clone, Debug)]
pub struct NewLinkToken<'a> {
    pub id: Uuid,
    pub session_id: Uuid,
    pub role: &'a str,
    pub participant: Option<&'a str>,
    pub hash: [u8; 32],
    pub sealed: Option<Vec<u8>>,
    /// Whether it is the token of a seat: nobody lists or copies it.
    pub is_seat: bool,
}

impl Store {
    /// The link of a token's SHA-256; `None` once it is revoked or its session
    /// deleted.
    pub async fn link(&self, hash: [u8; 32]) -> Result<Option<Link>, StoreError> {
        let found = link_tokens::Entity::find()
            .filter(link_tokens::Column::Hash.eq(hash.to_vec()))
            .filter(link_tokens::Column::RevokedAt.is_null())
            .one(&self.db)
            .await?;
        let Some(link) = found else { return Ok(None) };
        let session = sessions::Entity::find_by_id(link.session_id)
            .filter(sessions::Column::DeletedAt.is_null())
            .one(&self.db)
            .await?;
        Ok(session.map(|session| Link {
            id: link.id,
            session_id: session.id,
            kind: session.kind,
            role: link.role,
            participant: link.participant,
            is_seat: link.is_seat,
        }))
    }

    /// A link that is good, by its id; of a seat there is none that anybody has.
    pub async fn link_by_id(&self, id: Uuid) -> Result<Option<LinkRecord>, StoreError> {
        let found = link_tokens::Entity::find_by_id(id)
            .filter(link_tokens::Column::IsSeat.eq(false))
            .filter(link_tokens::Column::RevokedAt.is_null())
            .one(&self.db)
            .await?;
        Ok(found.and_then(record))
    }

    /// A link's hash, good or not.
    pub async fn link_hash(&self, id: Uuid) -> Result<Option<(Uuid, [u8; 32])>, StoreError> {
        let found = link_tokens::Entity::find_by_id(id).one(&self.db).await?;
        Ok(found.and_then(record).map(|link| (link.session_id, link.hash)))
    }

    /// The good links of a session, newest first.
    pub async fn links(
        &self,
        session_id: Uuid,
        before: Option<Uuid>,
        limit: u32,
    ) -> Result<Vec<LinkRecord>, StoreError> {
        let mut list = link_tokens::Entity::find()
            .filter(link_tokens::Column::SessionId.eq(session_id))
            .filter(link_tokens::Column::IsSeat.eq(false))
            .filter(link_tokens::Column::RevokedAt.is_null());
        if let Some(before) = before {
            list = list.filter(link_tokens::Column::Id.lt(before));
        }
        let rows = list
            .order_by_desc(link_tokens::Column::Id)
            .limit(u64::from(limit))
            .all(&self.db)
            .await?;
        Ok(rows.into_iter().filter_map(record).collect())
    }

    /// See [`Transaction::create_link`].
    pub async fn create_link(&self, link: NewLinkToken<'_>, doer: &Doer) -> Result<(), StoreError> {
        let transaction = self.begin().await?;
        transaction.create_link(link, doer).await?;
        transaction.commit().await
    }

    /// See [`Transaction::revoke_link`].
    pub async fn revoke_link(&self, id: Uuid, doer: &Doer) -> Result<bool, StoreError> {
        let transaction = self.begin().await?;
        let was_good = transaction.revoke_link(id, doer).await?;
        transaction.commit().await?;
        Ok(was_good)
    }
}

impl Transaction {
    /// Makes a link to a session, with its line in the audit log.
    pub async fn create_link(&self, link: NewLinkToken<'_>, doer: &Doer) -> Result<(), StoreError> {
        let NewLinkToken { id, session_id, role, participant, hash, sealed, is_seat } = link;
        let row = link_tokens::ActiveModel {
            id: Set(id),
            session_id: Set(session_id),
            role: Set(role.to_owned()),
            hash: Set(hash.to_vec()),
            participant: Set(participant.map(str::to_owned)),
            sealed: Set(sealed),
            is_seat: Set(is_seat),
            created_at: NotSet,
            revoked_at: NotSet,
        };
        link_tokens::Entity::insert(row).exec_without_returning(&self.0).await?;
        let details = json!({ "role": role, "session": session_id });
        note(self, doer, "link.create", id, details).await
    }

    /// How many good links a session has.
    pub async fn count_links(&self, session_id: Uuid) -> Result<i64, StoreError> {
        let count = sql(
            "SELECT count(*) AS count FROM link_tokens
             WHERE session_id = $1 AND revoked_at IS NULL AND NOT is_seat",
            [session_id.into()],
        );
        let row = self.0.query_one_raw(count).await?.ok_or(StoreError::NotFound)?;
        Ok(row.try_get("", "count")?)
    }

    /// Gives a good link another token, with its line in the audit log; `false` if it
    /// has ended, or has another already.
    pub async fn renew_link(
        &self,
        (id, old): (Uuid, [u8; 32]),
        hash: [u8; 32],
        sealed: Vec<u8>,
        doer: &Doer,
    ) -> Result<bool, StoreError> {
        let renew = sql(
            "UPDATE link_tokens SET hash = $3, sealed = $4
             WHERE id = $1 AND hash = $2 AND revoked_at IS NULL",
            [id.into(), old.to_vec().into(), hash.to_vec().into(), sealed.into()],
        );
        if self.0.execute_raw(renew).await?.rows_affected() == 0 {
            return Ok(false);
        }
        note(self, doer, "link.rotate", id, json!({})).await?;
        Ok(true)
    }

    /// Ends a link, with its line in the audit log; `false` if it had ended
    /// before or never was.
    pub async fn revoke_link(&self, id: Uuid, doer: &Doer) -> Result<bool, StoreError> {
        let revoked = link_tokens::Entity::update_many()
            .col_expr(link_tokens::Column::RevokedAt, Expr::current_timestamp())
            .col_expr(link_tokens::Column::Sealed, Expr::value(Option::<Vec<u8>>::None))
            .filter(link_tokens::Column::Id.eq(id))
            .filter(link_tokens::Column::RevokedAt.is_null())
            .exec(&self.0)
            .await?;
        if revoked.rows_affected == 0 {
            return Ok(false);
        }
        note(self, doer, "link.revoke", id, json!({})).await?;
        Ok(true)
    }

    /// Ends all links of a session that has ended; the line in the audit log is
    /// the session's.
    pub(crate) async fn end_links(&self, session_id: Uuid) -> Result<Vec<EndedLink>, StoreError> {
        let end = sql(
            "UPDATE link_tokens SET revoked_at = now(), sealed = NULL
             WHERE session_id = $1 AND revoked_at IS NULL RETURNING id, hash",
            [session_id.into()],
        );
        let rows = self.0.query_all_raw(end).await?;
        let mut ended = Vec::with_capacity(rows.len());
        for row in &rows {
            let (id, hash): (Uuid, Vec<u8>) = (row.try_get("", "id")?, row.try_get("", "hash")?);
            // The table forbids a hash of another length.
            let hash = hash.try_into().map_err(|_| StoreError::unreadable("the hash of a link"))?;
            ended.push(EndedLink { id, hash });
        }
        Ok(ended)
    }
}

/// `None` for a hash of another length, which the table forbids.
fn record(row: link_tokens::Model) -> Option<LinkRecord> {
    let link_tokens::Model {
        id,
        session_id,
        role,
        hash,
        created_at,
        revoked_at: _,
        participant,
        sealed,
        is_seat: _,
    } = row;
    let (hash, created_ms) = (hash.try_into().ok()?, to_ms(created_at));
    Some(LinkRecord { id, session_id, role, participant, hash, sealed, created_ms })
}

async fn note(
    transaction: &Transaction,
    doer: &Doer,
    action: &'static str,
    id: Uuid,
    details: Value,
) -> Result<(), StoreError> {
    let target_id = id.to_string();
    let entry = AuditEntry { doer, action, target_kind: "link", target_id, reason: None, details };
    transaction.note(&entry).await
}
