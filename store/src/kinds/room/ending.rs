//! A room's session is ended: its code and its word are free again, and nobody has a
//! place there.

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::rooms::is_room;
use crate::sql::statement::sql;
use crate::{StoreError, Transaction};

pub async fn ended(transaction: &Transaction, kind: &str, session: Uuid) -> Result<(), StoreError> {
    if !is_room(kind) {
        return Ok(());
    }
    for forget in [
        "DELETE FROM room WHERE session_id = $1",
        "DELETE FROM room_schedule WHERE session_id = $1",
        "DELETE FROM room_ban WHERE session_id = $1",
        "DELETE FROM room_seat WHERE session_id = $1",
        "DELETE FROM room_track WHERE session_id = $1",
    ] {
        transaction.0.execute_raw(sql(forget, [session.into()])).await?;
    }
    Ok(())
}
