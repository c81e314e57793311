//! What rooms have beyond what every kind has: a code by which people come in, seats
//! and their tokens, and who may not.
//!
//! A seat's **token** is a link whose participant is the seat; what its bearer is, the
//! state of the session says (`access/standing.rs`). A seat's row is written, then live
//! Redis is told that somebody sits (`seats.rs`); what becomes of a seat afterwards is
//! told to its sockets at once (`stood.rs`), and by a job.

mod calendar;
mod doors;
mod found;
mod friends;
mod history;
mod hosts;
mod ice;
mod joining;
mod limits;
mod media;
mod moderation;
mod password;
mod reports;
mod rooms;
mod schedules;
mod seats;
mod shown;
mod stood;
mod tracks;
mod vtt;

use downbeat_session::{Kind, Rejection, SayLimits, kinds::room::Room};
use downbeat_store::{StoreError, Transaction};
use poem_openapi::OpenApi;
use serde_json::Value;
use uuid::Uuid;

use super::Screen;
use crate::{app::App, code, refusal::Refusal};
use doors::Keys;
use friends::Friends;
use history::Histories;
use ice::Ice;
use joining::Joining;
pub use limits::Rooms;
pub use media::{list as media_files, medium};
use moderation::Moderating;
use reports::Reporting;
use rooms::Doors;
use schedules::Schedules;
pub use seats::seat_again;
pub use stood::accepted;
use tracks::Tracks;

/// Where a room is watched.
pub const SCREEN: Screen = Screen {
    route: "/room/:code",
    folder: "/room/",
    page: "room.html",
    frames: "https://www.youtube-nocookie.com",
};

/// Codes that are tried until one is new.
const CODES_MAX: usize = 5;

/// The documented routes of rooms.
pub fn routes() -> impl OpenApi {
    let people = (Friends, Histories, Moderating, Reporting);
    (Doors, Joining, Keys, Schedules, people, (Ice, Tracks))
}

/// Bytes of a body that is sent there, where it is a track.
pub fn body_bytes_max(path: &str) -> Option<usize> {
    path.ends_with("/tracks").then_some(tracks::BODY_BYTES_MAX)
}

/// Whether somebody without an account may make one.
pub fn may_make_as_guest(app: &App, kind: &str) -> Result<(), Refusal> {
    if kind != Room::NAME || app.kinds.rooms.settings.guests_create {
        return Ok(());
    }
    Err(Refusal::forbidden("here a room needs an account: sign in"))
}

/// Whether this installation lets somebody ask that of a session.
pub fn may_ask(app: &App, name: &str, args: &Value) -> Result<(), Rejection> {
    if name == "add" { hosts::check(app, &args["items"]) } else { Ok(()) }
}

/// How often one seat may say what.
pub fn say_limits(app: &App) -> SayLimits {
    app.kinds.rooms.say_limits()
}

/// Whether this installation takes a config.
pub fn takes(app: &App, kind: &str, config: &Value) -> Result<(), Rejection> {
    if kind == Room::NAME { hosts::check(app, &config["items"]) } else { Ok(()) }
}

/// How a session that was just made is found, if it is a room.
pub async fn made(transaction: &Transaction, kind: &str, session: Uuid) -> Result<(), Refusal> {
    if kind != Room::NAME {
        return Ok(());
    }
    for _ in 0..CODES_MAX {
        match transaction.make_room(session, &code::new()).await {
            Err(StoreError::Conflict) => {}
            made => return Ok(made?),
        }
    }
    Err(no_code())
}

fn no_code() -> Refusal {
    Refusal::unavailable("no code is free now")
}
