//! A mission's session is ended from outside, by whoever runs the installation or
//! with its camp: nobody stays out for ever.

use downbeat_session::{Kind, kinds::mission::Expedition};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use crate::sql::statement::sql;
use crate::{StoreError, Transaction};

/// Deletes what the seasons of a camp came to: a camp that is made again counts its
/// own from the first.
pub async fn forget_seasons(transaction: &Transaction, camp: Uuid) -> Result<(), StoreError> {
    for forget in [
        "DELETE FROM mission_scores WHERE session_id = $1",
        "DELETE FROM mission_seasons WHERE session_id = $1",
    ] {
        transaction.0.execute_raw(sql(forget, [camp.into()])).await?;
    }
    Ok(())
}

/// Lets go whoever was in a mission whose session has just ended.
pub async fn ended(transaction: &Transaction, kind: &str, session: Uuid) -> Result<(), StoreError> {
    if kind != Expedition::NAME {
        return Ok(());
    }
    let end = sql(
        "UPDATE missions SET is_dissolved = is_dissolved OR status = 'lobby',
             status = 'abandoned', ended_at = now()
         WHERE session_id = $1 AND status IN ('lobby', 'in_progress')",
        [session.into()],
    );
    transaction.0.execute_raw(end).await?;
    let release = sql(
        "UPDATE mission_members SET is_active = false, home_at = now()
         WHERE session_id = $1 AND is_active",
        [session.into()],
    );
    transaction.0.execute_raw(release).await?;
    Ok(())
}
