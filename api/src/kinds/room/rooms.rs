//! Rooms: made, looked into, and listed.

use std::sync::Arc;

use downbeat_session::{Kind, kinds::room::Room as Rules};
use downbeat_store::PublicRoom;
use futures::future::join_all;
use poem::{Request, web::Data};
use poem_openapi::{
    ApiResponse, Object, OpenApi,
    param::{Path, Query},
    payload::Json,
};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    found::{found, unknown},
    joining::{Given, name_of, take_seat},
    limits, seats,
    shown::{Shown, url},
};
use crate::{
    access::{Limit, Maker, Permissions, address, place},
    app::App,
    code,
    once::Once,
    paging::Page,
    refusal::{Answer, FieldError, Refusal},
    session::{Making, create, named},
};

const SEARCH_CHARS_MAX: usize = 100;
/// Of a room whose maker gave it none.
const TITLE: &str = "Room";

pub struct Doors;

#[derive(Debug, Object)]
struct NewRoomBody {
    /// What is left out has its default, the title, too.
    config: Option<Value>,
    /// What its owner is called there: 1 to 30 characters.
    name: Option<String>,
}

/// A room, and its owner's place in it.
#[derive(Debug, Object)]
struct MadeRoom {
    /// The session's.
    id: Uuid,
    /// As it is typed, `BCDF-GHJK`.
    code: String,
    /// Where others come in.
    url: String,
    /// The owner's.
    seat: Uuid,
    /// Of the owner's seat. It is told once.
    token: String,
}

#[derive(ApiResponse)]
enum Made {
    /// It was made.
    #[oai(status = 201)]
    Room(Json<MadeRoom>, #[oai(header = "Location")] String),
}

/// A public room in the list.
#[derive(Debug, Object)]
struct Listed {
    /// As it is typed, `BCDF-GHJK`.
    code: String,
    url: String,
    title: String,
    about: Option<String>,
    /// As its last recorded event left it; null where nothing happened yet.
    status: Option<String>,
    /// How many are here; null while live Redis cannot be asked.
    present: Option<u64>,
    seats_max: u64,
    entry: String,
}

#[derive(Debug, Object)]
struct RoomPage {
    items: Vec<Listed>,
    next: Option<String>,
}

#[OpenApi(prefix_path = "/api/v1")]
impl Doors {
    /// Make a room
    ///
    /// And sit in it, as its owner. Without an account the browser is a guest from then
    /// on, as with `POST /sessions`, unless the installation has it otherwise
    /// (`rooms.guests_create`). Five in an hour. Scope: `sessions:write`.
    #[oai(path = "/rooms", method = "post")]
    async fn make(
        &self,
        app: Data<&Arc<App>>,
        request: &Request,
        maker: Maker,
        new: Json<NewRoomBody>,
    ) -> Result<Made, Refusal> {
        let limit = request.data::<Limit>().cloned().unwrap_or_default();
        let given = titled(new.0.config);
        let making = Making { kind: Rules::NAME, given: &given };
        let kind = named(making.kind)?;
        let name = name_of(new.0.name.as_deref())?;
        let (id, caller) = match maker {
            Maker::Known(caller) => {
                caller.may_of_own(Permissions::CONFIGURE)?;
                limits::makes(&app, &limit, &caller.user_id.to_string()).await?;
                let once = Once::of(&caller, None, &())?;
                let session = create(&app, &caller, &making, (&once, None)).await?;
                (session.id, caller)
            }
            Maker::New(newcomer) => {
                super::may_make_as_guest(&app, kind.name)?;
                making.checked(kind)?;
                let from = place(address(request).as_deref());
                let from = from.map_or_else(|| "somewhere".to_owned(), |it| it.to_string());
                limits::makes(&app, &limit, &from).await?;
                let arriving = newcomer.arrive(kind).await?;
                let once = Once::of(&arriving.caller, None, &())?;
                let making = create(&app, &arriving.caller, &making, (&once, Some(arriving.guest)));
                (making.await?.id, arriving.keep())
            }
        };
        let room = app.store.room(id).await?.ok_or_else(unknown)?;
        let given = Given { name, person: Some(&caller), address: address(request) };
        let (seat, token) = take_seat(&app, &room, &given).await?;
        let (code, url) = (code::shown(&room.code), url(&app, &room.code));
        let place = format!("/api/v1/sessions/{id}");
        Ok(Made::Room(Json(MadeRoom { id, code, url, seat: seat.id, token }), place))
    }

    /// List public rooms
    ///
    /// Newest first, and with a part of the title, if you say so. Nobody need be
    /// signed in.
    #[oai(path = "/rooms", method = "get")]
    async fn list(
        &self,
        app: Data<&Arc<App>>,
        search: Query<Option<String>>,
        cursor: Query<Option<String>>,
        limit: Query<Option<u32>>,
    ) -> Answer<RoomPage> {
        let page = Page::read(cursor.0.as_deref(), limit.0)?;
        let search = search.0.as_deref().map(searched).transpose()?;
        let rooms = app.store.public_rooms(search, page.before, page.limit).await?;
        let next = page.next(&rooms, |room| room.session_id);
        let items = join_all(rooms.into_iter().map(|room| listed(&app, room))).await;
        Ok(Json(RoomPage { items, next }))
    }

    /// Look into a room
    ///
    /// By its code, or the word that stands for it: what everybody may know. Nobody
    /// need be signed in. A cold one is brought back first; one that takes too long is
    /// 503 `activating`.
    #[oai(path = "/rooms/:code", method = "get")]
    async fn look(
        &self,
        app: Data<&Arc<App>>,
        request: &Request,
        code: Path<String>,
    ) -> Answer<Shown> {
        let room = found(&app, request, &code.0).await?;
        let hot = seats::hot(&app, room.session_id).await?;
        Ok(Json(Shown::of(&app, &room, &hot)?))
    }
}

/// One click makes a room.
fn titled(config: Option<Value>) -> Value {
    let mut config = config.unwrap_or_else(|| json!({}));
    if let Some(members) = config.as_object_mut() {
        members.entry("title").or_insert_with(|| TITLE.into());
    }
    config
}

fn searched(text: &str) -> Result<&str, Refusal> {
    if text.chars().count() <= SEARCH_CHARS_MAX && !text.contains('\0') {
        return Ok(text);
    }
    let message = format!("at most {SEARCH_CHARS_MAX} characters, none of them NUL");
    Err(Refusal::invalid(vec![FieldError::new("search", message)]))
}

/// Who is here, live Redis knows; in a room that sleeps it is nobody.
async fn listed(app: &App, room: PublicRoom) -> Listed {
    let PublicRoom { session_id, code, config, status } = room;
    let (view, nobody) = match app.live.read(session_id).await {
        Ok(Some(hot)) => {
            let view = serde_json::from_slice(&hot.view(downbeat_session::Audience::Public));
            (view.unwrap_or(Value::Null), None)
        }
        Ok(None) => (Value::Null, Some(0)),
        Err(error) => {
            tracing::warn!(%error, "who is in a public room is not known");
            (Value::Null, None)
        }
    };
    let text = |value: &Value| value.as_str().map(str::to_owned);
    Listed {
        code: code::shown(&code),
        url: url(app, &code),
        title: text(&config["title"]).unwrap_or_default(),
        about: text(&config["about"]),
        status: text(&view["status"]).or(status),
        present: view["present"].as_u64().or(nobody),
        seats_max: config["seats_max"].as_u64().unwrap_or(0),
        entry: text(&config["entry"]).unwrap_or_default(),
    }
}
