//! Routes that only one kind has, a folder a kind. Adding a kind that has some is
//! its folder and its lines here.

mod circle;
mod inbox;
mod meter;
mod mission;
mod room;
mod timer;

pub use meter::CHAT_TEXT_CHARS_MAX;
pub use mission::{PLAY, SURVIVOR_CHARS_MAX};
pub use room::{media_files, medium};

use downbeat_boot::Config;
use downbeat_live::Cache;
use downbeat_session::{Rejection, Role, SayLimits};
use downbeat_store::{Store, StoreError, Transaction};
use downbeat_twitch::webhook::ChatMessage;
use poem::Response;
use poem_openapi::OpenApi;
use serde_json::Value;
use uuid::Uuid;

use crate::{
    access::Who,
    app::App,
    refusal::Refusal,
    socket::{Entry, saying},
};

/// A page that plays what others host, in players of theirs.
pub struct Screen {
    pub route: &'static str,
    /// What the paths of its addresses begin with.
    pub folder: &'static str,
    /// The file of the page.
    pub page: &'static str,
    /// Whose players are embedded there.
    pub frames: &'static str,
}

/// The only pages that take media and frames of others, and may ask for a microphone,
/// a camera and a screen.
pub const SCREENS: &[Screen] = &[room::SCREEN];

/// Pages that show pictures which were just chosen, play recordings, and may ask for a
/// microphone. What their paths begin with.
pub const RECORDERS: &[&str] = &[circle::RECORDER];

/// The documented routes of all kinds.
pub fn routes() -> impl OpenApi {
    (circle::routes(), meter::routes(), mission::routes(), room::routes(), timer::routes())
}

/// Bodies, by their schemas, that name a kind.
pub fn examples() -> Vec<(&'static str, Value)> {
    vec![circle::example_of_sharing()]
}

/// What kinds keep in this process for some seconds, or in the cache.
pub struct Kept {
    pub words: mission::Words,
    pub rooms: room::Rooms,
    pub pages: circle::Pages,
    pub authors: circle::Authors,
}

impl Kept {
    #[must_use]
    pub fn of(config: &Config, cache: &Cache) -> Self {
        let (words, rooms) = (mission::Words::new(), room::Rooms::of(config));
        let (pages, authors) = (circle::Pages::new(cache), circle::Authors::default());
        Self { words, rooms, pages, authors }
    }
}

/// Whether somebody without an account may make one more of a kind that is for such.
pub fn may_make_as_guest(app: &App, kind: &str) -> Result<(), Refusal> {
    room::may_make_as_guest(app, kind)
}

/// Whether this installation lets somebody ask that of a session, whatever its kind's
/// own rules say then.
pub fn may_ask(app: &App, name: &str, args: &Value) -> Result<(), Rejection> {
    room::may_ask(app, name, args)
}

/// How often one seat may say what, where people talk.
pub fn say_limits(app: &App) -> SayLimits {
    room::say_limits(app)
}

/// The same of a config.
pub fn takes(app: &App, kind: &str, config: &Value) -> Result<(), Rejection> {
    room::takes(app, kind, config)
}

/// Whether somebody may read what a medium belongs to.
pub async fn sees_medium(app: &App, viewer: Option<Uuid>, message: Uuid) -> Result<bool, Refusal> {
    circle::sees_medium(app, viewer, message).await
}

/// Bytes of a body that is sent there, where it is a large one.
pub fn body_bytes_max(path: &str) -> Option<usize> {
    room::body_bytes_max(path)
}

/// What a kind keeps beside a session that was just made.
pub async fn made(transaction: &Transaction, kind: &str, session: Uuid) -> Result<(), Refusal> {
    room::made(transaction, kind, session).await
}

/// What events mean at once for those who are there, as whoever was asked knows them; a
/// job does it again.
pub async fn accepted(app: &App, session: Uuid, events: &[Value]) {
    room::accepted(app, session, events).await;
}

/// Gives a seat that was given up again to whoever comes by its token; `false` where it
/// may not be.
pub async fn seat_again(app: &App, session: Uuid, seat: Uuid) -> Result<bool, Refusal> {
    room::seat_again(app, session, seat).await
}

/// What was said in a channel goes to the kinds that listen to it. The outcome,
/// as metrics name it, and the answer.
pub async fn chat(app: &App, delivery: &str, message: &ChatMessage) -> (&'static str, Response) {
    let sent_out = mission::chat::heard(app, message).await;
    let counted = meter::chat_message::count(app, delivery, message).await;
    match sent_out {
        // Twitch sends it again: nothing of it counts twice.
        Some(failed) if failed.1.status().is_server_error() => failed,
        _ => counted,
    }
}

/// Whether a list of a kind's own may go on behind this.
pub fn read_cursor(text: &str) -> bool {
    meter::read_cursor(text).is_ok() || mission::read_cursor(text)
}

/// What somebody is at a session that is nothing but rows; `None`: to them it is not there.
pub async fn role_of_rows(
    store: &Store,
    who: &Who,
    session: Uuid,
) -> Result<Option<Role>, StoreError> {
    if let Some(role) = inbox::role(who, session) {
        return Ok(Some(role));
    }
    circle::live::role(store, who, session).await
}

/// The session that is told to somebody alone.
pub fn own_session(account: Uuid) -> Uuid {
    inbox::of_account(account)
}

/// The seat under which it is shown that somebody is at a session of rows, of a kind that
/// shows it.
pub async fn seat_here(app: &App, entry: &Entry, kind: &str) -> Result<Option<String>, StoreError> {
    circle::live::seat_here(app, entry, kind).await
}

/// What somebody says at a session of rows.
pub async fn say(
    app: &App,
    entry: &Entry,
    said: (&str, &Value),
) -> Result<Option<u64>, saying::Refused> {
    circle::live::say(app, entry, said).await
}
