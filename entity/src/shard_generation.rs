//! How often each shard of live Redis has been found empty and filled again.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "shard_generation")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub shard: i16,
    pub generation: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
