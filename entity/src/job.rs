//! Durable jobs, from enqueued to ended.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "job")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub name: String,
    pub queue: String,
    pub version: i16,
    #[sea_orm(column_type = "JsonBinary")]
    pub payload: Json,
    pub key: Option<String>,
    pub state: String,
    pub attempt: i32,
    pub attempts_max: i32,
    pub run_at: TimeDateTimeWithTimeZone,
    pub pushed_at: Option<TimeDateTimeWithTimeZone>,
    pub worker: Option<String>,
    pub started_at: Option<TimeDateTimeWithTimeZone>,
    pub lease_until: Option<TimeDateTimeWithTimeZone>,
    pub ended_at: Option<TimeDateTimeWithTimeZone>,
    pub error: Option<String>,
    pub created_at: TimeDateTimeWithTimeZone,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
