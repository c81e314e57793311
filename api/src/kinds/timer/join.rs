//! Joining: somebody with a lobby's code picks a seat. They need no account, and so
//! are counted by where they are, and by the lobby that they ask for.

use std::sync::Arc;

use downbeat_session::Role;
use downbeat_store::{Doer, Lobby};
use poem::{Request, web::Data};
use poem_openapi::{ApiResponse, Object, OpenApi, param::Path, payload::Json};
use uuid::Uuid;

use super::{
    lobby::PENDING,
    seats::{Participant, Seats},
};
use crate::{
    access::{Limit, address, place},
    app::App,
    code,
    refusal::{Answer, FieldError, Refusal},
    session::{PARTICIPANT_CHARS_MAX, make_link},
};

/// Looks and seats in a minute, from one address: a class sits behind one.
const OF_ADDRESS: u32 = 240;
/// And of one lobby.
const OF_LOBBY: u32 = 600;

pub struct Join;

#[derive(Debug, Object)]
struct JoinView {
    /// The timer's id.
    session: Uuid,
    title: Option<String>,
    /// In the order of their turns.
    seats: Vec<JoinSeat>,
}

#[derive(Debug, Object)]
struct JoinSeat {
    /// The participant's id.
    id: String,
    name: String,
    color: Option<String>,
    is_free: bool,
}

#[derive(Debug, Object)]
struct SeatBody {
    /// Whose seat it shall be; without it the first that is free.
    participant: Option<String>,
}

/// A seat, and the link that opens it.
#[derive(Debug, Object)]
struct Seat {
    /// The timer's id.
    session: Uuid,
    participant: String,
    token: String,
    url: String,
}

#[derive(ApiResponse)]
enum Taken {
    /// It is theirs.
    #[oai(status = 201)]
    Seat(Json<Seat>),
}

#[OpenApi(prefix_path = "/api/v1")]
impl Join {
    /// Look into a lobby
    ///
    /// The seats of a timer whose lobby is open, for whoever has its code. Nobody
    /// need be signed in.
    #[oai(path = "/lobbies/:code", method = "get")]
    async fn look(
        &self,
        app: Data<&Arc<App>>,
        request: &Request,
        code: Path<String>,
    ) -> Answer<JoinView> {
        let (lobby, _) = found(&app, request, &code.0).await?;
        let seats = open_seats(&app, &lobby).await?;
        let seat = |one: &Participant| JoinSeat {
            id: one.id.clone(),
            name: one.name.clone(),
            color: one.color.clone(),
            is_free: seats.taken(&one.id).is_none(),
        };
        let all = seats.timer.participants.iter().map(seat).collect();
        Ok(Json(JoinView { session: lobby.session_id, title: seats.timer.title, seats: all }))
    }

    /// Take a seat
    ///
    /// Gives a participant's link, which is kept by whoever asked: it is told once.
    /// A seat that somebody has is 409 `taken`; when all are, 409 `full`. Nobody
    /// need be signed in.
    #[oai(path = "/lobbies/:code/seats", method = "post")]
    async fn take(
        &self,
        app: Data<&Arc<App>>,
        request: &Request,
        code: Path<String>,
        body: Json<SeatBody>,
    ) -> Result<Taken, Refusal> {
        let (lobby, typed) = found(&app, request, &code.0).await?;
        let seats = open_seats(&app, &lobby).await?;
        let participant = if let Some(wanted) = body.participant.as_deref() {
            wanted_seat(&seats, wanted)?
        } else {
            let full = || Refusal::conflict("full", "every seat is taken");
            seats.first_free().ok_or_else(full)?
        };
        let session = lobby.session_id;
        let transaction = app.store.begin().await?;
        // None is given of a session that ends, or of a lobby that closes meanwhile.
        let is_there = transaction.hold_session(session).await?;
        if !is_there || !transaction.has_lobby(session, &typed).await? {
            return Err(no_lobby());
        }
        let link = (session, Role::Participant, Some(participant));
        let made = make_link(&app, &transaction, link, &Doer::system()).await?;
        if !transaction.take_seat(session, participant, made.id).await? {
            return Err(taken());
        }
        transaction.commit().await?;
        let participant = participant.to_owned();
        Ok(Taken::Seat(Json(Seat { session, participant, token: made.token, url: made.url })))
    }
}

/// The lobby of a code, for somebody who may ask that often. What opens nothing
/// counts as a guess, and so do codes of another shape.
async fn found(app: &App, request: &Request, typed: &str) -> Result<(Lobby, String), Refusal> {
    let address = address(request);
    let limit = request.data::<Limit>().cloned().unwrap_or_default();
    let place = place(address.as_deref()).map_or_else(|| "somewhere".into(), |it| it.to_string());
    limit.count_apart(app, ("lobby_address", &format!("join:{place}")), OF_ADDRESS).await?;
    let code = code::read(typed).ok_or_else(no_lobby)?;
    let key = format!("lobby:{code}");
    let lobby = app.guesses.ask(address.as_deref(), &key, app.store.lobby_of(&code)).await?;
    let lobby = lobby.ok_or_else(no_lobby)?;
    let who = format!("lobby:{}", lobby.session_id);
    limit.count_apart(app, ("lobby", &who), OF_LOBBY).await?;
    Ok((lobby, code))
}

/// The seats of a lobby, unless the timer has started and it closes then.
async fn open_seats(app: &App, lobby: &Lobby) -> Result<Seats, Refusal> {
    let seats = Seats::of(app, lobby.session_id).await?;
    if lobby.closes_at_start && seats.timer.status != PENDING {
        return Err(no_lobby());
    }
    Ok(seats)
}

fn wanted_seat<'a>(seats: &'a Seats, wanted: &str) -> Result<&'a str, Refusal> {
    let mut all = seats.timer.participants.iter();
    let one = all.find(|one| one.id == wanted).ok_or_else(|| {
        let message = format!("there is no such seat: `{wanted:.PARTICIPANT_CHARS_MAX$}`");
        Refusal::invalid(vec![FieldError::new("participant", message)])
    })?;
    if seats.taken(&one.id).is_some() { Err(taken()) } else { Ok(&one.id) }
}

fn taken() -> Refusal {
    Refusal::conflict("taken", "somebody has that seat")
}

/// Closed or never there: nobody learns which.
fn no_lobby() -> Refusal {
    Refusal::not_found("lobby")
}
