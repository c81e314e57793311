//! `/api/v1/sessions`: the same routes for every kind.
//!
//! A session is somebody's: to others it is not there (404). Configs are Postgres'
//! and carry an `ETag`; states are live Redis' and are brought back when they
//! are asked for. What one kind has beyond this is in its folder under `kinds/`.

mod commands;
mod crud;
mod export;
pub mod file;
mod fixed;
pub mod found;
mod guest;
mod history;
pub mod lines;
mod links;
mod making;
mod meanwhile;
mod merge;
mod shown;
mod summary;
mod webhook;

pub use commands::{Commands, revs};
pub use crud::{Sessions, named};
pub use history::{History, read_cursor};
pub use lines::Lines;
pub use links::{Links, PARTICIPANT_CHARS_MAX, end_link, make_link, to_grant};
pub use making::{Making, create};
pub use merge::no_nul;
pub use webhook::Webhooks;
