//! `/api/v1/journal` and `/api/v1/drafts`: what a person writes for themselves.
//!
//! Only the person, with their own cookie, reads and writes there: no token, no guest,
//! no member of the staff, whatever else they may. What comes is sealed before it goes
//! to a store, and opened after it came from one; nothing of it stands in a log line.

mod cursor;
mod day;
mod drafts;
mod ending;
mod entries;
mod entry;
mod export;
mod import;
mod insights;
mod moods;
mod prompts;
mod search;
mod streak;
mod trends;

use downbeat_job::journal::{Vault, VaultError, sealed};
use downbeat_store::NotSaved;
use uuid::Uuid;

pub use drafts::Drafts;
pub use ending::Ending;
pub use entries::Entries;
pub use entry::DraftRef;
pub use export::Transfer;
pub use insights::InsightsDoor;
pub use moods::Moods;
pub use prompts::Prompts;
pub use streak::Streaks;
pub use trends::Trends;

use crate::{
    access::{Caller, Permissions, Who},
    app::App,
    refusal::Refusal,
};

/// A person at their own journal.
pub struct Writer {
    pub user: Uuid,
    pub vault: Vault,
}

impl Writer {
    pub fn of(app: &App, caller: &Caller) -> Result<Self, Refusal> {
        caller.may_as_person(Permissions::CONFIG)?;
        let Who::Account(user) = caller.who else {
            return Err(Refusal::forbidden("a journal is for its person alone: sign in"));
        };
        let keys = app.journal_keys.clone().ok_or_else(|| {
            Refusal::away("journal_off", "nobody can keep a journal here: journal.keys is empty")
        })?;
        Ok(Self { user, vault: Vault { live: app.live.clone(), store: app.store.clone(), keys } })
    }
}

impl From<VaultError> for Refusal {
    fn from(error: VaultError) -> Self {
        match error {
            VaultError::Full => Self::conflict("full", "you have 50 drafts, which is all"),
            VaultError::AllFull => {
                Self::away("drafts_full", "there is no room for a draft now: it stays with you")
            }
            VaultError::Contended => Self::away("contended", "too many changes at once"),
            VaultError::Live(error) => error.into(),
            VaultError::Store(error) => error.into(),
            VaultError::Unsealable(_) | VaultError::Unreadable(_) => Self::internal(&error),
        }
    }
}

impl From<NotSaved> for Refusal {
    fn from(error: NotSaved) -> Self {
        match error {
            NotSaved::Enough => Self::conflict("enough", "that is all that a day may have"),
            NotSaved::Full => Self::conflict("full", "your journal has all that one may have"),
            NotSaved::Store(error) => error.into(),
        }
    }
}
