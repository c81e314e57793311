//! What is settled once for all processes: the number of shards, and how often
//! each shard of live Redis had to be filled again.

use downbeat_entity::installation;
use sea_orm::{ActiveValue, ConnectionTrait, EntityTrait};

use crate::sql::statement::sql;
use crate::{Store, StoreError};

impl Store {
    /// The installation's number of shards; `first` is taken if nobody chose
    /// one before. Two statements: the row never changes once it is there.
    pub async fn shards(&self, first: u16) -> Result<u16, StoreError> {
        let row = installation::ActiveModel {
            singleton: ActiveValue::Set(true),
            shards: ActiveValue::Set(i16::try_from(first).unwrap_or(i16::MAX)),
            created_at: ActiveValue::NotSet,
        };
        installation::Entity::insert(row)
            .on_conflict_do_nothing()
            .exec_without_returning(&self.db)
            .await?;
        let stored = installation::Entity::find().one(&self.db).await?;
        let shards = stored.ok_or(StoreError::NotFound)?.shards;
        Ok(shards.unsigned_abs())
    }

    /// The number of shards that was chosen; `None` before the first start.
    pub async fn chosen_shards(&self) -> Result<Option<u16>, StoreError> {
        let stored = installation::Entity::find().one(&self.db).await?;
        Ok(stored.map(|row| row.shards.unsigned_abs()))
    }

    /// The next generation of a shard whose live data was found missing; the
    /// first is 1. One statement, so two callers never get the same number.
    pub async fn next_generation(&self, shard: u16) -> Result<i64, StoreError> {
        let next = sql(
            "INSERT INTO shard_generation (shard, generation) VALUES ($1, 1)
             ON CONFLICT (shard) DO UPDATE SET generation = shard_generation.generation + 1
             RETURNING generation",
            [i32::from(shard).into()],
        );
        let row = self.db.query_one_raw(next).await?.ok_or(StoreError::NotFound)?;
        Ok(row.try_get("", "generation")?)
    }
}
