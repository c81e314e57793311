//! Links that open a session without a login. The caller hashes the token;
//! the token itself never comes here.

use downbeat_entity::{link_tokens, sessions};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue::NotSet, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::deeds::{Deed, Doer};
use crate::{Store, StoreError, Transaction};

/// What a valid link opens, and as whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    pub id: Uuid,
    pub session_id: Uuid,
    pub kind: String,
    pub role: String,
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
        }))
    }

    /// Makes a link to a session and returns its id. One transaction with its
    /// line in the audit log.
    pub async fn create_link(
        &self,
        session_id: Uuid,
        role: &str,
        hash: [u8; 32],
        doer: &Doer,
    ) -> Result<Uuid, StoreError> {
        let transaction = self.begin().await?;
        let id = Uuid::now_v7();
        let link = link_tokens::ActiveModel {
            id: Set(id),
            session_id: Set(session_id),
            role: Set(role.to_owned()),
            hash: Set(hash.to_vec()),
            created_at: NotSet,
            revoked_at: NotSet,
        };
        link_tokens::Entity::insert(link).exec_without_returning(&transaction.0).await?;
        let details = json!({ "role": role, "session": session_id });
        note(&transaction, doer, "link.create", id, details).await?;
        transaction.commit().await?;
        Ok(id)
    }

    /// Ends a link; `false` if it had ended before or never was. One transaction
    /// with its line in the audit log.
    pub async fn revoke_link(&self, id: Uuid, doer: &Doer) -> Result<bool, StoreError> {
        let transaction = self.begin().await?;
        let revoked = link_tokens::Entity::update_many()
            .col_expr(link_tokens::Column::RevokedAt, Expr::current_timestamp())
            .filter(link_tokens::Column::Id.eq(id))
            .filter(link_tokens::Column::RevokedAt.is_null())
            .exec(&transaction.0)
            .await?;
        if revoked.rows_affected == 0 {
            return Ok(false);
        }
        note(&transaction, doer, "link.revoke", id, json!({})).await?;
        transaction.commit().await?;
        Ok(true)
    }
}

async fn note(
    transaction: &Transaction,
    doer: &Doer,
    action: &'static str,
    id: Uuid,
    details: Value,
) -> Result<(), StoreError> {
    let target_id = id.to_string();
    let deed = Deed { doer, action, target_kind: "link", target_id, reason: None, details };
    transaction.note(&deed).await
}
