//! Words that circles look out for.

use sea_orm::{ConnectionTrait, FromQueryResult, QueryResult};
use serde_json::{Value, json};
use uuid::Uuid;

use super::reactions::Item;
use crate::sql::statement::sql;
use crate::{Store, StoreError, Transaction};

const FIND: &str = "SELECT version, words FROM circle_words WHERE circle_id = $1";
/// Why a case is open that nobody reported.
const REASON: &str = "words";

#[derive(Clone, Debug, PartialEq, FromQueryResult)]
pub struct CircleWords {
    /// 0 where there never were any.
    pub version: i64,
    /// A list of `{word, act}`.
    pub words: Value,
}

impl Store {
    pub async fn circle_words(&self, circle: Uuid) -> Result<CircleWords, StoreError> {
        found(self.db.query_one_raw(sql(FIND, [circle.into()])).await?)
    }
}

impl Transaction {
    pub async fn circle_words(&self, circle: Uuid) -> Result<CircleWords, StoreError> {
        found(self.0.query_one_raw(sql(FIND, [circle.into()])).await?)
    }

    /// Sets those of a held circle.
    pub async fn set_circle_words(
        &self,
        circle: Uuid,
        words: &Value,
    ) -> Result<CircleWords, StoreError> {
        let set = sql(
            "INSERT INTO circle_words (circle_id, words) VALUES ($1, $2)
             ON CONFLICT (circle_id) DO UPDATE SET version = circle_words.version + 1,
                 words = excluded.words, updated_at = now()
             RETURNING version, words",
            [circle.into(), words.clone().into()],
        );
        found(self.0.query_one_raw(set).await?)
    }

    /// Has moderators look at what was said in a held circle, for the words that it has.
    pub async fn note_words(&self, item: Item) -> Result<(), StoreError> {
        self.open_case(item, Some(REASON)).await
    }
}

fn found(row: Option<QueryResult>) -> Result<CircleWords, StoreError> {
    match row {
        Some(row) => Ok(CircleWords::from_query_result(&row, "")?),
        None => Ok(CircleWords { version: 0, words: json!([]) }),
    }
}
