//! A private journal: what an entry, a mood and a draft may be, whose day a time is
//! in, and how long somebody has written day after day.
//!
//! All of it is pure, as everything here: nothing in this module seals, stores or
//! knows whose journal it is.

mod about;
pub mod day;
pub mod draft;
pub mod entry;
pub mod insights;
pub mod limits;
pub mod mood;
pub mod prompts;
pub mod sharing;
pub mod streak;
pub mod trends;

pub use about::{DraftOf, WHATS};
pub use day::{Clock, Day};
pub use draft::{Current, Decision, DraftRev, Put, decide};
pub use entry::Entry;
pub use mood::Mood;
pub use prompts::{PROMPTS, Prompt};
pub use streak::{Streak, streak};
