//! What somebody has watched, and where their friends are now.

use std::{
    collections::{BTreeMap, btree_map::Entry},
    sync::Arc,
};

use downbeat_session::Audience;
use downbeat_store::FriendSeat;
use poem::web::Data;
use poem_openapi::{
    ApiResponse, Object, OpenApi,
    param::{Path, Query},
    payload::Json,
};
use serde_json::Value;
use uuid::Uuid;

use super::shown::url;
use crate::{
    access::User,
    app::App,
    code,
    paging::Page,
    refusal::{Answer, Refusal},
};

const FRIENDS_MAX: u32 = 200;

pub struct Histories;

#[derive(Debug, Object)]
struct WatchedItem {
    id: Uuid,
    /// The room's session.
    session_id: Uuid,
    /// As the room was called.
    room: String,
    title: String,
    at_ms: i64,
}

#[derive(Debug, Object)]
struct WatchedPage {
    items: Vec<WatchedItem>,
    next: Option<String>,
}

#[derive(Debug, Object)]
struct WatchedBody {
    /// Whether it is left out of the list, and kept.
    hidden: bool,
}

#[derive(Debug, Object)]
struct PresenceView {
    /// Whether friends see where you are.
    seen: bool,
    /// Where friends are now.
    friends: Vec<FriendHere>,
}

#[derive(Debug, Object)]
struct FriendHere {
    id: Uuid,
    name: String,
    room: String,
    /// As it is typed, `BCDF-GHJK`.
    code: String,
    url: String,
}

#[derive(Debug, Object)]
struct PresenceBody {
    seen: bool,
}

#[derive(ApiResponse)]
enum Done {
    /// It is so.
    #[oai(status = 204)]
    Done,
}

#[OpenApi(prefix_path = "/api/v1")]
impl Histories {
    /// List what you watched
    ///
    /// In rooms that keep it, newest first.
    #[oai(path = "/me/history", method = "get")]
    async fn list(
        &self,
        app: Data<&Arc<App>>,
        user: User,
        cursor: Query<Option<String>>,
        limit: Query<Option<u32>>,
    ) -> Answer<WatchedPage> {
        let page = Page::read(cursor.0.as_deref(), limit.0)?;
        let me = user.0.user.user_id;
        let watched = app.store.watched(me, page.before, page.limit).await?;
        let next = page.next(&watched, |one| one.id);
        let items = watched.into_iter().map(|one| WatchedItem {
            id: one.id,
            session_id: one.session_id,
            room: one.room,
            title: one.title,
            at_ms: one.at_ms,
        });
        Ok(Json(WatchedPage { items: items.collect(), next }))
    }

    /// Hide something that you watched, or show it again
    ///
    /// Said again, it is the same.
    #[oai(path = "/me/history/:id", method = "put")]
    async fn hide(
        &self,
        app: Data<&Arc<App>>,
        user: User,
        id: Path<Uuid>,
        body: Json<WatchedBody>,
    ) -> Result<Done, Refusal> {
        if app.store.hide_watched(user.0.user.user_id, id.0, body.hidden).await? {
            return Ok(Done::Done);
        }
        Err(Refusal::not_found("item"))
    }

    /// Delete something that you watched
    #[oai(path = "/me/history/:id", method = "delete")]
    async fn forget(
        &self,
        app: Data<&Arc<App>>,
        user: User,
        id: Path<Uuid>,
    ) -> Result<Done, Refusal> {
        if app.store.forget_watched(user.0.user.user_id, id.0).await? {
            return Ok(Done::Done);
        }
        Err(Refusal::not_found("item"))
    }

    /// Delete all that you watched
    #[oai(path = "/me/history", method = "delete")]
    async fn forget_all(&self, app: Data<&Arc<App>>, user: User) -> Result<Done, Refusal> {
        app.store.forget_all_watched(user.0.user.user_id).await?;
        Ok(Done::Done)
    }

    /// Get where your friends are
    ///
    /// In rooms that anybody may find, or where you have a seat, too; but for those who
    /// do not want to be seen.
    #[oai(path = "/me/presence", method = "get")]
    async fn presence(&self, app: Data<&Arc<App>>, user: User) -> Answer<PresenceView> {
        let me = user.0.user.user_id;
        let seen = app.store.is_seen(me).await?;
        let seats = app.store.seats_of_friends(me, FRIENDS_MAX).await?;
        let mut rooms: BTreeMap<Uuid, Value> = BTreeMap::new();
        let mut friends = Vec::new();
        for seat in seats {
            let room = match rooms.entry(seat.session_id) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(new) => new.insert(view(&app, seat.session_id).await),
            };
            let is_here = &room["seats"][seat.seat.to_string()]["here"];
            if *is_here == true {
                friends.push(here(&app, seat));
            }
        }
        Ok(Json(PresenceView { seen, friends }))
    }

    /// Choose whether friends see where you are
    #[oai(path = "/me/presence", method = "put")]
    async fn choose(
        &self,
        app: Data<&Arc<App>>,
        user: User,
        body: Json<PresenceBody>,
    ) -> Result<Done, Refusal> {
        app.store.set_seen(user.0.user.user_id, body.seen).await?;
        Ok(Done::Done)
    }
}

/// Of a room that sleeps there is nothing to be seen.
async fn view(app: &App, session: Uuid) -> Value {
    let hot = app.live.read(session).await.ok().flatten();
    let view = hot.map(|hot| hot.view(Audience::Participant));
    view.and_then(|view| serde_json::from_slice(&view).ok()).unwrap_or_default()
}

fn here(app: &App, seat: FriendSeat) -> FriendHere {
    let url = url(app, &seat.code);
    FriendHere {
        id: seat.user_id,
        name: seat.name,
        room: seat.room,
        code: code::shown(&seat.code),
        url,
    }
}
