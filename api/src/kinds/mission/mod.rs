//! What missions have beyond what every kind has: camps by their channel, survivors,
//! parties and how they go, stories as they are stored, boards, packs, what only viewers
//! of the extension ask for, and a word of chat.
//!
//! Whoever plays is a [`Player`](crate::access::Player). What is asked is written to
//! rows, with the job that tells live Redis, and told at once besides
//! (`carrying_on.rs`), so that the answer shows it.

mod boards;
mod camp;
mod camps;
mod carrying_on;
pub mod chat;
mod ext;
mod joining;
mod leaving;
mod lobbies;
mod log;
mod me;
mod memorial;
mod packs;
mod refused;
mod replay;
mod shown;
mod since;
mod survivor;
mod survivors;
mod words;

use boards::Boards;
use camps::Camps;
use downbeat_session::kinds::mission::camp::NAME_CHARS_MAX;
use ext::Extension;
use joining::Joining;
use leaving::Leaving;
use lobbies::Lobbies;
use log::Logs;
use memorial::Memorials;
use packs::Packs;
use poem_openapi::OpenApi;
use replay::Replays;
use since::SinceThen;
use survivors::Survivors;
pub use words::Words;

/// Below which addresses an audience has its pages.
pub const PLAY: &[&str] = &["/camps", "/missions", "/survivor"];

/// Characters of a survivor's own name.
pub const SURVIVOR_CHARS_MAX: usize = NAME_CHARS_MAX;

/// The documented routes of missions.
pub fn routes() -> impl OpenApi {
    let of_camps = (Camps, Boards, Lobbies, Memorials);
    let of_missions = (Joining, Leaving, Logs, Replays);
    (of_camps, of_missions, Survivors, SinceThen, Packs, Extension)
}

/// Whether a list of missions' own may go on behind this.
pub fn read_cursor(text: &str) -> bool {
    memorial::read_cursor(text).is_ok() || survivors::read_cursor(text).is_ok()
}
