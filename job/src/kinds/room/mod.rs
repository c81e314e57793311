//! What follows from what becomes of seats, and what rooms do by the clock.

pub mod begin_rooms;
pub mod clock;
pub mod end_guest_rooms;
pub mod forget_said;
pub mod note_watched;
pub mod observances;
mod reminders;
pub mod restand;

use downbeat_session::{Kind, kinds::room::Room};
use downbeat_store::{Followed, NewJob, Transaction};
use uuid::Uuid;

use crate::Durable;
use forget_said::ForgetSaid;
use note_watched::NoteWatched;
use restand::Restand;

/// The job that an event wants, if it is one of ours.
pub fn following(event: &Followed) -> Result<Option<NewJob>, serde_json::Error> {
    let Followed { key: (session, ..), kind, payload, at_ms, .. } = event;
    if kind != Room::NAME {
        return Ok(None);
    }
    if payload["name"] == "item_started" {
        let item = payload["playback"]["item"].as_str();
        let watched =
            |item: &str| NoteWatched { session: *session, item: item.into(), at_ms: *at_ms };
        return item.map(|item| watched(item).job()).transpose();
    }
    Restand::of(*session, payload, *at_ms).map(|restand| restand.job()).transpose()
}

/// The jobs of a person who goes: each session that they sat in forgets what they
/// said.
pub async fn erasing(transaction: &Transaction, user: Uuid) -> anyhow::Result<Vec<NewJob>> {
    let mut jobs: Vec<ForgetSaid> = Vec::new();
    for (session, seat) in transaction.sat(user).await? {
        match jobs.last_mut().filter(|last| last.session == session) {
            Some(last) => last.seats.push(seat),
            None => jobs.push(ForgetSaid { session, seats: vec![seat] }),
        }
    }
    jobs.into_iter().map(|job| Ok(job.job()?)).collect()
}
