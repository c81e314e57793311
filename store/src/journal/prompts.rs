//! Which prompt a day offered to whom.

use downbeat_session::journal::{Day, limits::SWAPS_MAX};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::calendar::{day, value};
use crate::sql::statement::sql;
use crate::{Store, StoreError};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PromptRecord {
    pub day: Day,
    pub number: u16,
    pub swaps: i16,
    pub is_skipped: bool,
}

impl Store {
    /// Of days from one to another, oldest first.
    pub async fn offered_prompts(
        &self,
        user: Uuid,
        from: Day,
        until: Day,
    ) -> Result<Vec<PromptRecord>, StoreError> {
        let list = sql(
            "SELECT day - DATE '1970-01-01' AS number, number AS prompt, swaps, is_skipped
             FROM prompt WHERE user_id = $1
                 AND day BETWEEN DATE '1970-01-01' + $2 AND DATE '1970-01-01' + $3
             ORDER BY day",
            [user.into(), value(from), value(until)],
        );
        let rows = self.db.query_all_raw(list).await?;
        let prompt = |row: &sea_orm::QueryResult| {
            Ok(PromptRecord {
                day: day(row)?,
                number: row.try_get::<i16>("", "prompt")?.unsigned_abs(),
                swaps: row.try_get("", "swaps")?,
                is_skipped: row.try_get("", "is_skipped")?,
            })
        };
        rows.iter().map(prompt).collect()
    }

    /// The prompt of a day, unless it has one.
    pub async fn offer_prompt(&self, user: Uuid, day: Day, number: u16) -> Result<(), StoreError> {
        let offer = sql(
            "INSERT INTO prompt (user_id, day, number) VALUES ($1, DATE '1970-01-01' + $2, $3)
             ON CONFLICT (user_id, day) DO NOTHING",
            [user.into(), value(day), i32::from(number).into()],
        );
        self.db.execute_raw(offer).await?;
        Ok(())
    }

    /// Another prompt in the place of `instead_of`. `false` if that is not the day's, or
    /// it was swapped as often as a day allows.
    pub async fn swap_prompt(
        &self,
        user: Uuid,
        day: Day,
        (instead_of, number): (u16, u16),
    ) -> Result<bool, StoreError> {
        let swap = sql(
            "UPDATE prompt SET number = $4, swaps = swaps + 1, is_skipped = false
             WHERE user_id = $1 AND day = DATE '1970-01-01' + $2 AND number = $3 AND swaps < $5",
            [
                user.into(),
                value(day),
                i32::from(instead_of).into(),
                i32::from(number).into(),
                SWAPS_MAX.into(),
            ],
        );
        Ok(self.db.execute_raw(swap).await?.rows_affected() > 0)
    }

    /// `false` if that is not the day's any more.
    pub async fn skip_prompt(&self, user: Uuid, day: Day, number: u16) -> Result<bool, StoreError> {
        let skip = sql(
            "UPDATE prompt SET is_skipped = true
             WHERE user_id = $1 AND day = DATE '1970-01-01' + $2 AND number = $3",
            [user.into(), value(day), i32::from(number).into()],
        );
        Ok(self.db.execute_raw(skip).await?.rows_affected() > 0)
    }
}
