//! Joining: somebody with a room's code is given a seat, or the one that they had.

use std::sync::Arc;

use downbeat_job::{Durable, ForgetLink};
use downbeat_session::{
    kinds::room::{NAME_BYTES_MAX, NAME_CHARS_MAX, SeatRole},
    text,
};
use downbeat_store::{Comer, NewRoomSeat, Room, RoomSeat};
use poem::{Request, web::Data};
use poem_openapi::{ApiResponse, Object, OpenApi, param::Path, payload::Json};
use rand::Rng;
use uuid::Uuid;

use super::{
    found::found,
    limits, password,
    seats::{self, make_token, sit, tell_code},
};
use crate::{
    access::{
        Caller, Limit, Maker, Who, address,
        links::{self, Link},
        passwords,
    },
    app::App,
    refusal::{FieldError, Refusal},
};

pub struct Joining;

#[derive(Debug, Object)]
#[oai(rename = "JoinRoomBody")]
struct JoinBody {
    /// 1 to 30 characters. Left out, it is the account's, or one that is free.
    name: Option<String>,
    /// Where the room wants one.
    password: Option<String>,
    /// Of a seat that you had: you have it again.
    token: Option<String>,
}

/// A place in a room.
#[derive(Debug, Object)]
#[oai(rename = "RoomSeat")]
struct Seated {
    /// The room's.
    session: Uuid,
    seat: Uuid,
    /// It is told once.
    token: String,
    /// `owner`, `cohost`, `member`, `guest`, or `viewer` of whoever knocks.
    role: String,
}

#[derive(ApiResponse)]
enum Joined {
    /// It is theirs.
    #[oai(status = 201)]
    Seat(Json<Seated>),
    /// They knock: their socket shows what everybody sees until somebody admits them.
    #[oai(status = 202)]
    Knocks(Json<Seated>),
}

/// Somebody who wants to sit.
pub struct Given<'a> {
    pub name: Option<String>,
    pub person: Option<&'a Caller>,
    pub address: Option<String>,
}

#[OpenApi(prefix_path = "/api/v1")]
impl Joining {
    /// Join a room
    ///
    /// Nobody need be signed in, unless the room wants it. Why not is 403 `banned`,
    /// `accounts_only`, `friends_only` or `password`, and 409 `full` or `name_taken`.
    /// Whoever has an account has one seat, on however many devices. A room that is
    /// closed opens as it was. Ten in a minute from one address.
    #[oai(path = "/rooms/:code/seats", method = "post")]
    async fn join(
        &self,
        app: Data<&Arc<App>>,
        request: &Request,
        code: Path<String>,
        who: Maker,
        body: Json<JoinBody>,
    ) -> Result<Joined, Refusal> {
        let address = address(request);
        let limit = request.data::<Limit>().cloned().unwrap_or_default();
        limits::joins(&app, &limit, address.as_deref()).await?;
        let room = found(&app, request, &code.0).await?;
        let caller = match &who {
            Maker::Known(caller) => Some(caller),
            Maker::New(_) => None,
        };
        let JoinBody { name, password, token } = body.0;
        let name = name_of(name.as_deref())?;
        let old = old_seat(&app, &room, (token.as_deref(), caller), address.as_deref()).await?;
        if let Some((seat, token)) = old {
            may_come(&app, &room, comer(&app, Some(seat.id), seat.person, address.as_deref()))
                .await?;
            let seat = come_back(&app, &room, seat, name).await?;
            return Ok(joined(&app, &seat, token).await);
        }
        let caller = caller.filter(|caller| !caller.has_seat());
        let person = caller.map(|caller| caller.user_id);
        may_come(&app, &room, comer(&app, None, person, address.as_deref())).await?;
        enter(&app, &room, caller, (password.as_deref(), address.as_deref())).await?;
        let (seat, token) =
            take_seat(&app, &room, &Given { name, person: caller, address }).await?;
        Ok(joined(&app, &seat, token).await)
    }
}

async fn joined(app: &App, seat: &RoomSeat, token: String) -> Joined {
    let role = seats::role(app, seat).await;
    let knocks = role == SeatRole::Viewer;
    let role = role.word().to_owned();
    let seated = Json(Seated { session: seat.session_id, seat: seat.id, token, role });
    if knocks { Joined::Knocks(seated) } else { Joined::Seat(seated) }
}

/// A name as it is given; `None` where none is.
pub fn name_of(given: Option<&str>) -> Result<Option<String>, Refusal> {
    let Some(name) = given.map(str::trim).filter(|name| !name.is_empty()) else { return Ok(None) };
    let is_good = text::is_name(name, NAME_CHARS_MAX)
        && name.len() <= NAME_BYTES_MAX
        && !name.chars().any(text::is_direction);
    if is_good {
        return Ok(Some(name.to_owned()));
    }
    let message = "1 to 30 characters, 90 bytes, none that turns the direction of a text";
    Err(Refusal::invalid(vec![FieldError::new("name", message)]))
}

/// The seat that a token is of, if it is one of this room that is good.
async fn old_seat(
    app: &Arc<App>,
    room: &Room,
    (given, caller): (Option<&str>, Option<&Caller>),
    address: Option<&str>,
) -> Result<Option<(RoomSeat, String)>, Refusal> {
    let by_bearer = match caller.map(|caller| &caller.who) {
        Some(Who::Link(link)) => Some(link.clone()),
        _ => None,
    };
    let Some(token) = given else {
        // Whoever comes by it alone is told by it who they are, and has it already.
        let Some(link) = by_bearer else { return Ok(None) };
        return Ok(seat_of(app, room, &link).await?.map(|seat| (seat, String::new())));
    };
    let Some(hash) = links::hash(token) else { return Ok(None) };
    let Some(link) = links::find(app, hash, address).await? else { return Ok(None) };
    Ok(seat_of(app, room, &link).await?.map(|seat| (seat, token.to_owned())))
}

async fn seat_of(app: &App, room: &Room, link: &Link) -> Result<Option<RoomSeat>, Refusal> {
    let Some(seat) = link.seat.filter(|_| link.session == room.session_id) else {
        return Ok(None);
    };
    Ok(app.store.room_seat(room.session_id, seat).await?)
}

fn comer(app: &App, seat: Option<Uuid>, person: Option<Uuid>, address: Option<&str>) -> Comer {
    Comer { seat, person, places: app.kinds.rooms.places(address) }
}

/// Whether nobody has kept them out. An owner is kept out of nothing.
async fn may_come(app: &App, room: &Room, comer: Comer) -> Result<(), Refusal> {
    let is_owner = comer.person == Some(room.owner);
    if !is_owner && app.store.is_banned(room.session_id, comer).await? {
        let detail = "somebody in charge of this room has kept you out";
        return Err(Refusal::forbidden_because("banned", detail));
    }
    Ok(())
}

/// Whether the room is for somebody like this.
async fn enter(
    app: &App,
    room: &Room,
    caller: Option<&Caller>,
    (password, address): (Option<&str>, Option<&str>),
) -> Result<(), Refusal> {
    if caller.is_some_and(|caller| caller.user_id == room.owner) {
        return Ok(());
    }
    let has_account = caller.is_some_and(|caller| !caller.is_guest());
    let config = &room.config;
    let entry = config["entry"].as_str().unwrap_or_default();
    if !has_account && (entry == "accounts" || config["guests"] == false) {
        let detail = "this room is for people with an account: sign in";
        return Err(Refusal::forbidden_because("accounts_only", detail));
    }
    if entry == "friends" {
        return befriended(app, room, caller).await;
    }
    if entry == "password" {
        return knows_password(app, room, (password, address)).await;
    }
    Ok(())
}

async fn befriended(app: &App, room: &Room, caller: Option<&Caller>) -> Result<(), Refusal> {
    let is_friend = match caller.filter(|caller| !caller.is_guest()) {
        Some(caller) => app.store.are_friends(room.owner, caller.user_id).await?,
        None => false,
    };
    if is_friend {
        return Ok(());
    }
    let detail = "this room is for friends of whoever made it";
    Err(Refusal::forbidden_because("friends_only", detail))
}

/// A room that wants a password and has none yet lets nobody in.
async fn knows_password(
    app: &App,
    room: &Room,
    (given, address): (Option<&str>, Option<&str>),
) -> Result<(), Refusal> {
    let wrong = || Refusal::forbidden_because("password", "this room wants its password");
    let (Some(given), Some(kept)) = (given, &room.password) else { return Err(wrong()) };
    app.kinds.rooms.may_try_passwords(address, room.session_id)?;
    if password::fitting(given).is_ok()
        && passwords::is_right(given.to_owned(), Some(kept.clone())).await?
    {
        return Ok(());
    }
    app.kinds.rooms.wrong_password(address, room.session_id);
    Err(wrong())
}

/// Somebody sits again, by another name if they say so.
async fn come_back(
    app: &App,
    room: &Room,
    mut seat: RoomSeat,
    name: Option<String>,
) -> Result<RoomSeat, Refusal> {
    seats::hot(app, room.session_id).await?;
    if let Some(name) = name {
        seat.name = name;
    }
    sit(app, &seat).await?;
    let transaction = app.store.begin().await?;
    transaction.see_room_seat(seat.id, &seat.name, None).await?;
    transaction.commit().await?;
    tell_code(app, room.session_id, &room.code).await?;
    Ok(seat)
}

/// Gives somebody a seat, or the one that they have, and one more token for it. Live
/// Redis decides before the row is committed, so a refusal leaves nothing; should the
/// commit fail, nobody comes to that seat, and it is given up as one that was dropped.
pub async fn take_seat(
    app: &App,
    room: &Room,
    given: &Given<'_>,
) -> Result<(RoomSeat, String), Refusal> {
    let session = room.session_id;
    seats::hot(app, session).await?;
    let transaction = app.store.begin().await?;
    // None is given of a room that ends meanwhile.
    if !transaction.share_session(session).await? {
        return Err(super::found::unknown());
    }
    let place = app.kinds.rooms.place(given.address.as_deref());
    let person = given.person.map(|caller| caller.user_id);
    let known = match person {
        Some(person) => transaction.room_seat_of(session, person).await?,
        None => None,
    };
    let seat = if let Some(seat) = known {
        transaction.see_room_seat(seat.id, &seat.name, place).await?;
        seat
    } else {
        let name = given.name.clone().unwrap_or_else(|| unnamed(given.person));
        let new = NewRoomSeat {
            id: Uuid::now_v7(),
            session_id: session,
            person,
            is_account: given.person.is_some_and(|caller| !caller.is_guest()),
            name: &name,
            role: role(room, given.person),
            place,
        };
        transaction.make_room_seat(new).await?
    };
    let (token, ended) = make_token(&transaction, &seat).await?;
    let jobs = ended.iter().map(|link| ForgetLink::ended(link.id).job());
    let enqueued = transaction.enqueue(&jobs.collect::<Result<Vec<_>, _>>()?).await?;
    sit(app, &seat).await?;
    transaction.commit().await?;
    app.queue.announce(&enqueued).await;
    tell_code(app, session, &room.code).await?;
    Ok((seat, token))
}

/// What somebody is who has not been there before.
fn role(room: &Room, person: Option<&Caller>) -> SeatRole {
    match person {
        Some(caller) if caller.user_id == room.owner => SeatRole::Owner,
        _ if room.config["entry"] == "knock" => SeatRole::Viewer,
        Some(caller) if !caller.is_guest() => SeatRole::Member,
        _ => SeatRole::Guest,
    }
}

/// Somebody who did not say how they are called: as their account is, cut to fit, or by
/// a number that hardly anybody else has.
fn unnamed(person: Option<&Caller>) -> String {
    let of_account = person.filter(|caller| !caller.is_guest()).map(|caller| caller.name.clone());
    let fits = of_account.and_then(|name| name_of(Some(&name)).ok().flatten());
    fits.unwrap_or_else(|| format!("Guest {}", rand::rng().random_range(1_000..10_000)))
}
