//! What somebody writes for themselves, and the keys that keep it theirs.
//!
//! Everything that was written comes here sealed with a key of its person, and leaves
//! so: no statement in this module can look into it. What stands beside it in plain is
//! whose it is, for which day, and when. The person's key is sealed itself, with one
//! of `journal.keys`, which are in the settings and never in a database.

pub mod calendar;
pub mod drafts;
pub mod entries;
pub mod erasure;
pub mod keys;
pub mod moods;
mod personal;
pub mod prompts;
pub mod sealing;
pub mod versions;

pub use personal::DATA;
