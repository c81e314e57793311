//! Events that could not be stored.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "event_quarantine")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub shard: i16,
    pub stream_id: String,
    pub session_id: Option<Uuid>,
    /// As it came: it may be no text.
    pub body: Vec<u8>,
    pub error: String,
    pub at: TimeDateTimeWithTimeZone,
    pub state: String,
    pub decided_by: Option<String>,
    pub decided_at: Option<TimeDateTimeWithTimeZone>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
