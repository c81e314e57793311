//! Seats: given, and given again.

use downbeat_job::sign_up::token_of;
use downbeat_live::Hot;
use downbeat_session::{Audience, Role, kinds::room::SeatRole};
use downbeat_store::{Doer, EndedLink, NewLinkToken, RoomSeat, Transaction};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    app::App,
    code,
    refusal::Refusal,
    session::found::{activating, woken},
};

/// 192 bits.
const TOKEN_BYTES: usize = 24;
/// Devices that come by tokens of one seat.
const TOKENS_MAX: u32 = 10;

/// A room that is hot, brought back if need be.
pub async fn hot(app: &App, session: Uuid) -> Result<Hot, Refusal> {
    match app.live.read(session).await? {
        Some(hot) => Ok(hot),
        None => woken(app, session).await?.ok_or_else(activating),
    }
}

/// Tells live Redis that somebody sits, as their row has them. Said again, it changes
/// nothing.
pub async fn sit(app: &App, seat: &RoomSeat) -> Result<(), Refusal> {
    let args = json!({
        "seat": seat.id.to_string(),
        "name": seat.name,
        "role": seat.role(),
        "account": seat.is_account,
        "mutes": seat.mutes(),
    });
    tell(app, seat.session_id, "seat", args).await
}

/// What somebody is who sits: live Redis knows it before their row does.
pub async fn role(app: &App, seat: &RoomSeat) -> SeatRole {
    let hot = app.live.read(seat.session_id).await.ok().flatten();
    let view = hot.map(|hot| hot.view(Audience::Participant));
    let view: Option<Value> = view.and_then(|view| serde_json::from_slice(&view).ok());
    let role = view.map(|view| view["seats"][seat.id.to_string()]["role"].clone());
    role.and_then(|role| serde_json::from_value(role).ok()).unwrap_or_else(|| seat.role())
}

/// Tells a room by which code it is found.
pub async fn tell_code(app: &App, session: Uuid, code: &str) -> Result<(), Refusal> {
    tell(app, session, "tune", json!({ "code": code::shown(code) })).await
}

async fn tell(app: &App, session: Uuid, name: &'static str, args: Value) -> Result<(), Refusal> {
    app.live.tell_system(session, name, args).await?;
    app.ask_for_drain(session);
    Ok(())
}

/// Makes one more token of a seat; of too many the oldest end, and are answered.
pub async fn make_token(
    transaction: &Transaction,
    seat: &RoomSeat,
) -> Result<(String, Vec<EndedLink>), Refusal> {
    let (token, hash) = token_of::<TOKEN_BYTES>();
    let participant = seat.id.to_string();
    let link = NewLinkToken {
        id: Uuid::now_v7(),
        session_id: seat.session_id,
        role: Role::Participant.as_str(),
        participant: Some(&participant),
        hash,
        sealed: None,
        is_seat: true,
    };
    transaction.create_link(link, &Doer::system()).await?;
    let ended = transaction.end_old_seat_tokens(seat.session_id, seat.id, TOKENS_MAX).await?;
    Ok((token, ended))
}

/// Gives a seat that was given up again to whoever comes by its token.
pub async fn seat_again(app: &App, session: Uuid, seat: Uuid) -> Result<bool, Refusal> {
    let Some(row) = app.store.room_seat(session, seat).await? else { return Ok(false) };
    let comer = downbeat_store::Comer { seat: Some(seat), person: row.person, places: Vec::new() };
    if app.store.is_banned(session, comer).await? {
        return Ok(false);
    }
    match sit(app, &row).await {
        Ok(()) => Ok(true),
        Err(Refusal::Conflict(_)) => Ok(false),
        Err(error) => Err(error),
    }
}
