//! Inboxes as sessions: whose each is.

use downbeat_session::{Role, kinds::inbox};
use uuid::Uuid;

use crate::access::Who;

pub use inbox::of_account;

/// A person's own is theirs, by their own sign-in, as the list of their notices is.
pub fn role(who: &Who, session: Uuid) -> Option<Role> {
    match who {
        Who::Account(account) if of_account(*account) == session => Some(Role::Owner),
        _ => None,
    }
}
