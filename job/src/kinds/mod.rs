//! Jobs that only one kind needs, a folder a kind. Adding one is its file and its
//! line here.

mod circle;
mod inbox;
mod meter;
mod mission;
mod room;

use downbeat_live::Present;
use downbeat_session::{Reading, Row};
use downbeat_store::{Followed, NewJob, Store, StoreError, Told, Transaction};
use uuid::Uuid;

pub use circle::{check_counts, daily_message, forget_pages, notify, pages, trend};
pub use inbox::draft_stands;
pub use meter::say_in_chat;
pub use mission::{
    check_stories, count_camp, dissolve_lobby, forget_lines, go_by_chat, hide_name,
    leave_when_ready, merging, rename_seated, send_out, settle_season, tell_mission,
};
pub use room::{
    begin_rooms, clock, end_guest_rooms, forget_said, note_watched, observances, restand,
};

/// The jobs that events want which their kinds act upon, for the transaction that
/// stores them.
pub fn following(followed: &[Followed]) -> Result<Vec<NewJob>, serde_json::Error> {
    let wanted = |event| {
        let of_mission = mission::following(event)?;
        Ok(meter::following(event)?.or(of_mission).or(room::following(event)?))
    };
    followed.iter().filter_map(|event| wanted(event).transpose()).collect()
}

/// The jobs of a person who goes, beside their own sessions.
pub async fn erasing(transaction: &Transaction, user: Uuid) -> anyhow::Result<Vec<NewJob>> {
    let mut jobs = mission::erasing(transaction, user).await?;
    jobs.extend(room::erasing(transaction, user).await?);
    jobs.extend(circle::forget_pages::erasing(transaction, user).await?);
    Ok(jobs)
}

/// Counts what new events wrote, once that is sure.
pub fn written(rows: &[Row]) {
    mission::written(rows);
}

/// What is read again from Postgres for sessions of these kinds that were opened.
pub fn opened(sessions: &[(&str, Uuid)]) -> Result<Vec<NewJob>, serde_json::Error> {
    sessions.iter().filter_map(|(kind, id)| mission::opened(kind, *id).transpose()).collect()
}

/// What the rows of a session say that is nothing else, of a kind if that is known; `None`
/// where there are none of this id.
pub async fn reading(
    store: &Store,
    session: Uuid,
    kind: Option<&str>,
) -> Result<Option<Reading>, StoreError> {
    if kind.is_none_or(circle::reading::is_its)
        && let Some(read) = circle::reading::of(store, session).await?
    {
        return Ok(Some(read));
    }
    if kind.is_none_or(inbox::is_its) {
        return inbox::reading(store, session).await;
    }
    Ok(None)
}

/// The session whose rows those are that changed.
#[must_use]
pub fn session_of_rows(told: Told) -> Uuid {
    inbox::session_of(told).unwrap_or(told.id)
}

/// How the seat begins of somebody who looks at the circle that a notice is about.
#[must_use]
pub fn looking(circle: Uuid, user: Uuid) -> Present {
    circle::looking::seat(circle, user)
}

/// Sessions of rows in which somebody has a place.
pub async fn places_of(store: &Store, user: Uuid) -> Result<Vec<Uuid>, StoreError> {
    let mut places = store.circles_in(user).await?;
    places.push(inbox::of_account(user));
    Ok(places)
}
