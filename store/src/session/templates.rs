//! Templates: configs that a person makes sessions from.

use sea_orm::{ConnectionTrait, FromQueryResult};
use serde_json::Value;
use uuid::Uuid;

use crate::sql::statement::sql;
use crate::{Store, StoreError};

#[derive(Clone, Debug, PartialEq, FromQueryResult)]
pub struct TemplateRecord {
    pub id: Uuid,
    pub kind: String,
    pub name: String,
    pub config: Value,
    pub created_ms: i64,
}

#[derive(Clone, Debug)]
pub struct NewTemplate<'a> {
    pub user_id: Uuid,
    pub kind: &'a str,
    pub name: &'a str,
    pub config: Value,
}

macro_rules! columns {
    () => {
        "id, kind, name, config, (extract(epoch FROM created_at) * 1000)::bigint AS created_ms"
    };
}

impl Store {
    /// A person's templates, newest first, older than the cursor.
    pub async fn templates(
        &self,
        user: Uuid,
        before: Option<Uuid>,
        limit: u32,
    ) -> Result<Vec<TemplateRecord>, StoreError> {
        let list = sql(
            concat!(
                "SELECT ",
                columns!(),
                " FROM template WHERE user_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3"
            ),
            [user.into(), before.unwrap_or(Uuid::max()).into(), i64::from(limit).into()],
        );
        let rows = self.db.query_all_raw(list).await?;
        let templates = rows.iter().map(|row| TemplateRecord::from_query_result(row, ""));
        Ok(templates.collect::<Result<_, _>>()?)
    }

    /// Makes a template, unless its owner has `most` already: then it is
    /// [`StoreError::Conflict`].
    pub async fn create_template(
        &self,
        new: NewTemplate<'_>,
        most: i64,
    ) -> Result<TemplateRecord, StoreError> {
        let NewTemplate { user_id, kind, name, config } = new;
        let transaction = self.begin().await?;
        // Whoever makes two at once makes them one after the other.
        let lock = sql("SELECT id FROM users WHERE id = $1 FOR UPDATE", [user_id.into()]);
        transaction.0.query_one_raw(lock).await?;
        let insert = sql(
            concat!(
                "INSERT INTO template (id, user_id, kind, name, config)
                 SELECT $1, $2, $3, $4, $5
                 WHERE (SELECT count(*) FROM template WHERE user_id = $2) < $6
                 RETURNING ",
                columns!()
            ),
            [
                Uuid::now_v7().into(),
                user_id.into(),
                kind.into(),
                name.into(),
                config.into(),
                most.into(),
            ],
        );
        let row = transaction.0.query_one_raw(insert).await?.ok_or(StoreError::Conflict)?;
        let made = TemplateRecord::from_query_result(&row, "")?;
        transaction.commit().await?;
        Ok(made)
    }

    /// Whether the person had a template of that id.
    pub async fn delete_template(&self, id: Uuid, user: Uuid) -> Result<bool, StoreError> {
        let delete =
            sql("DELETE FROM template WHERE id = $1 AND user_id = $2", [id.into(), user.into()]);
        Ok(self.db.execute_raw(delete).await?.rows_affected() > 0)
    }
}
