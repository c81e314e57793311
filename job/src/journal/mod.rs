//! Journals: whose key opens what, and where a draft is kept while it is written.
//!
//! A **vault** is all that it takes to write something down sealed: both stores, and
//! `journal.keys` of the settings. Drafts go through live Redis, and to Postgres where
//! that is away; what becomes of one is decided by the same function in both.

mod copies;
mod drafts;
mod ending;
pub mod erase_journal;
mod flush;
mod in_postgres;
mod markdown;
mod pages;
pub mod rewrap_keys;
pub mod sealed;
mod vault;

pub use drafts::{DraftAnswer, NewDraft, Shown, Theirs};
pub use ending::EndingDraft;
pub use erase_journal::shred;
pub use flush::FlushedDrafts;
pub use markdown::as_markdown;
pub use pages::{JournalPages, as_json};
pub use vault::{Vault, VaultError};
