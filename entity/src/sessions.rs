//! What was configured, and how often it has been woken.
//!
//! A deleted session stays as a tombstone: its `version` must never go down.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "sessions")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub kind: String,
    pub owner: Uuid,
    #[sea_orm(column_type = "JsonBinary")]
    pub config: Json,
    pub version: i64,
    pub incarnation: i64,
    pub first_incarnation: i64,
    pub shard: i16,
    pub parent_id: Option<Uuid>,
    pub wake_at: Option<TimeDateTimeWithTimeZone>,
    pub status: Option<String>,
    pub created_at: TimeDateTimeWithTimeZone,
    pub updated_at: TimeDateTimeWithTimeZone,
    pub deleted_at: Option<TimeDateTimeWithTimeZone>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
