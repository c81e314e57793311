//! `/api/v1/sessions`: the same routes for every kind.
//!
//! A session is somebody's: to others it is not there (404). Configs are Postgres'
//! and carry an `ETag`; states are live Redis' and are brought back when they
//! are asked for. What one kind has beyond this is in its folder under `kinds/`.

mod commands;
mod crud;
pub mod file;
pub mod found;
mod history;
mod links;
mod merge;
mod webhook;

pub use commands::{Commands, revs};
pub use crud::{Sessions, named};
pub use history::{History, read_cursor};
pub use links::Links;
pub use merge::no_nul;
pub use webhook::Webhooks;
