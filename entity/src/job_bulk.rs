//! Actions on many jobs, and how far they have come.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "job_bulk")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub action: String,
    #[sea_orm(column_type = "JsonBinary")]
    pub filter: Json,
    pub actor: String,
    pub actor_id: Option<Uuid>,
    pub reason: Option<String>,
    pub total: i64,
    pub done: i64,
    pub skipped: i64,
    pub state: String,
    pub after_id: Uuid,
    pub until_id: Uuid,
    pub note: Option<String>,
    pub created_at: TimeDateTimeWithTimeZone,
    pub updated_at: TimeDateTimeWithTimeZone,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
