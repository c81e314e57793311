//! Attempts of durable jobs, and failures of signals.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "job_attempt")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub job_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub attempt: i32,
    pub is_signal: bool,
    pub name: String,
    pub queue: String,
    pub key: Option<String>,
    pub worker: String,
    pub started_at: TimeDateTimeWithTimeZone,
    pub ended_at: TimeDateTimeWithTimeZone,
    pub outcome: String,
    pub error: Option<String>,
    #[sea_orm(column_type = "JsonBinary")]
    pub log: Option<Json>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
