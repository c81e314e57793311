//! What happened in sessions, partitioned by the month of `at`.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "session_event")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub session_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub incarnation: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub rev: i64,
    /// The event's place within its commit.
    #[sea_orm(primary_key, auto_increment = false)]
    pub seq: i16,
    #[sea_orm(primary_key, auto_increment = false)]
    pub at: TimeDateTimeWithTimeZone,
    pub name: String,
    #[sea_orm(column_type = "JsonBinary")]
    pub payload: Json,
    #[sea_orm(column_type = "JsonBinary")]
    pub actor: Json,
    pub command_id: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
