//! States of sessions, to fold later events over.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "session_snapshot")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub session_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub incarnation: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub rev: i64,
    pub at: TimeDateTimeWithTimeZone,
    pub kind: String,
    #[sea_orm(column_type = "JsonBinary")]
    pub state: Json,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
