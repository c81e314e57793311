//! How much somebody may make without an account.

use downbeat_session::Description;
use downbeat_store::{StoreError, Transaction};
use serde_json::Value;

use crate::{
    access::Caller,
    refusal::{FieldError, Refusal},
};

/// Sessions of a guest that are not ended.
const SESSIONS_MAX: i64 = 20;
/// Bytes of a config of theirs, as JSON.
const CONFIG_BYTES_MAX: usize = 16 * 1024;

/// Whether somebody may make one of a kind.
pub fn may_make(caller: &Caller, kind: &Description) -> Result<(), Refusal> {
    if !caller.is_guest() || kind.is_for_guests {
        return Ok(());
    }
    let detail = format!("a {} needs an account: sign in", kind.name);
    Err(Refusal::forbidden(&detail))
}

/// Whether somebody may make one more. A guest's others are held until the
/// transaction is over: of two at once the second counts the first.
pub async fn has_room(transaction: &Transaction, caller: &Caller) -> Result<(), Refusal> {
    if !caller.is_guest() {
        return Ok(());
    }
    let sessions = match transaction.hold_guest(caller.user_id).await {
        // Claimed or over since it was known.
        Err(StoreError::NotFound) => return Err(Refusal::signed_out()),
        held => held?,
    };
    if sessions < SESSIONS_MAX {
        return Ok(());
    }
    let detail =
        format!("without an account you have {SESSIONS_MAX} at most: delete one, or sign in");
    Err(Refusal::conflict("too_many", detail))
}

/// Whether a config is small enough for somebody.
pub fn small(caller: &Caller, config: &Value) -> Result<(), Refusal> {
    let bytes = config.to_string().len();
    if !caller.is_guest() || bytes <= CONFIG_BYTES_MAX {
        return Ok(());
    }
    let message = format!("is {bytes} bytes; without an account {CONFIG_BYTES_MAX} at most");
    Err(Refusal::invalid(vec![FieldError::new("config", message)]))
}
