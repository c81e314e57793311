//! Who is kept out, and who may not speak: as those in charge see it.

use std::{sync::Arc, time::Duration};

use downbeat_live::Hot;
use downbeat_session::{Kind, kinds::room::Room as Rules, text};
use downbeat_store::{NewRoomBan, RoomBan, RoomMute};
use poem::web::Data;
use poem_openapi::{ApiResponse, Object, OpenApi, param::Path, payload::Json};
use serde_json::json;
use uuid::Uuid;

use super::{seats, stood::accepted};
use crate::{
    access::{Caller, Permissions, Standing},
    app::App,
    refusal::{Answer, FieldError, Refusal},
    session::found::{hot as found_hot, unknown},
};

/// What is kept of addresses goes after so long, and so do bans.
const BANNED_MAX: Duration = Duration::from_hours(90 * 24);
const REASON_CHARS_MAX: usize = 200;
const LISTED_MAX: u32 = 500;

pub struct Moderating;

#[derive(Debug, Object)]
struct BanBody {
    /// Who sits there, or has sat.
    seat: Uuid,
    /// 1 to 129,600; without it 90 days.
    minutes: Option<u32>,
    /// Whether all who come from their address are kept out, too.
    #[oai(default)]
    address: bool,
    /// 1 to 200 characters, for those in charge.
    reason: Option<String>,
}

/// Somebody who is kept out.
#[derive(Debug, Object)]
#[oai(rename = "RoomBan")]
struct Ban {
    id: Uuid,
    seat: Uuid,
    name: String,
    reason: Option<String>,
    /// Whether their account is, too, on whatever device.
    account: bool,
    /// Whether all from their address are.
    address: bool,
    made_ms: i64,
    until_ms: i64,
}

/// Somebody who may not speak.
#[derive(Debug, Object)]
#[oai(rename = "RoomMute")]
struct Mute {
    seat: Uuid,
    name: String,
    chat_until_ms: Option<i64>,
    voice_until_ms: Option<i64>,
    /// Nobody but them sees what they write until then, and they do not know.
    shadow_until_ms: Option<i64>,
}

/// What only those in charge see.
#[derive(Debug, Object)]
struct Moderation {
    bans: Vec<Ban>,
    mutes: Vec<Mute>,
}

#[derive(Debug, Object)]
struct MadeBan {
    id: Uuid,
}

#[derive(ApiResponse)]
enum Banned {
    /// They are out, and stay out.
    #[oai(status = 201)]
    Ban(Json<MadeBan>),
}

#[derive(ApiResponse)]
enum Lifted {
    /// They may come in again.
    #[oai(status = 204)]
    Lifted,
}

#[OpenApi(prefix_path = "/api/v1")]
impl Moderating {
    /// Get what those in charge see
    ///
    /// Who is kept out and who may not speak, those that nobody else knows of, too. By
    /// the right `mute`. Scope: `sessions:command`.
    #[oai(path = "/sessions/:id/moderation", method = "get")]
    async fn list(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        id: Path<Uuid>,
    ) -> Answer<Moderation> {
        permitted(&app, &caller, id.0, ("mute", None)).await?;
        let bans = app.store.room_bans(id.0, LISTED_MAX).await?;
        let mutes = app.store.room_mutes(id.0, LISTED_MAX).await?;
        Ok(Json(Moderation {
            bans: bans.into_iter().map(Ban::from).collect(),
            mutes: mutes.into_iter().map(Mute::from).collect(),
        }))
    }

    /// Keep somebody out
    ///
    /// By their seat, their account, and if you say so by their address; whoever sits
    /// there goes. By the right `ban`, of a lower role (409 `outranked`). Scope:
    /// `sessions:command`.
    #[oai(path = "/sessions/:id/bans", method = "post")]
    async fn ban(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        id: Path<Uuid>,
        body: Json<BanBody>,
    ) -> Result<Banned, Refusal> {
        let BanBody { seat, minutes, address, reason } = body.0;
        let seat_id = seat.to_string();
        let (hot, standing) = permitted(&app, &caller, id.0, ("ban", Some(&seat_id))).await?;
        let until_ms = hot.now_ms + banned_ms(minutes)?;
        let reason = reason.as_deref().map(str::trim).filter(|reason| !reason.is_empty());
        if reason.is_some_and(|reason| !text::is_text(reason, REASON_CHARS_MAX)) {
            let message = format!("1 to {REASON_CHARS_MAX} characters");
            return Err(Refusal::invalid(vec![FieldError::new("reason", message)]));
        }
        let transaction = app.store.begin().await?;
        let row = transaction.hold_room_seat(id.0, seat).await?;
        let row = row.ok_or_else(|| Refusal::not_found("seat"))?;
        if row.person == Some(hot.owner) {
            return Err(Refusal::conflict("outranked", "each role acts on lower ones"));
        }
        let ban = Uuid::new_v4();
        let with_address = address;
        let new = NewRoomBan { id: ban, session: id.0, seat, until_ms, with_address, reason };
        if !transaction.ban_from_room(new).await? {
            return Err(Refusal::not_found("seat"));
        }
        let details = json!({ "ban": ban, "seat": seat, "by": standing.actor.id });
        transaction.note_room(&caller.doer, "room.ban", id.0, details).await?;
        transaction.commit().await?;
        send_out(&app, id.0, &seat_id).await?;
        Ok(Banned::Ban(Json(MadeBan { id: ban })))
    }

    /// Let somebody come in again
    ///
    /// With this ban end all others of their seat and of their account here, that of a
    /// kick, too. By the right `ban`. Scope: `sessions:command`.
    #[oai(path = "/sessions/:id/bans/:ban", method = "delete")]
    async fn lift(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        id: Path<Uuid>,
        ban: Path<Uuid>,
    ) -> Result<Lifted, Refusal> {
        let (_, standing) = permitted(&app, &caller, id.0, ("ban", None)).await?;
        let transaction = app.store.begin().await?;
        if !transaction.lift_room_ban(id.0, ban.0).await? {
            return Err(Refusal::not_found("ban"));
        }
        let details = json!({ "ban": ban.0, "by": standing.actor.id });
        transaction.note_room(&caller.doer, "room.unban", id.0, details).await?;
        transaction.commit().await?;
        Ok(Lifted::Lifted)
    }
}

/// A room, for somebody who has a right there, and over a seat if one is named.
pub async fn permitted(
    app: &App,
    caller: &Caller,
    id: Uuid,
    (right, seat): (&str, Option<&str>),
) -> Result<(Hot, Standing), Refusal> {
    let (hot, standing) = found_hot(app, caller, id, Permissions::COMMAND).await?;
    if hot.session.kind() != Rules::NAME {
        return Err(unknown());
    }
    let permitted = hot.session.permits(&standing.actor, right, seat);
    permitted.map_err(|rejection| Refusal::from(downbeat_session::Refusal::from(rejection)))?;
    Ok((hot, standing))
}

fn banned_ms(minutes: Option<u32>) -> Result<i64, Refusal> {
    let Some(minutes) = minutes else {
        return Ok(i64::try_from(BANNED_MAX.as_millis()).unwrap_or(i64::MAX));
    };
    let time = Duration::from_mins(minutes.into());
    if minutes == 0 || time > BANNED_MAX {
        let message = "1 to 129,600";
        return Err(Refusal::invalid(vec![FieldError::new("minutes", message)]));
    }
    Ok(i64::try_from(time.as_millis()).unwrap_or(i64::MAX))
}

/// Whoever sits there goes, by Downbeat's own word: who may ban need not be one who may
/// kick.
async fn send_out(app: &App, session: Uuid, seat: &str) -> Result<(), Refusal> {
    let hot = seats::hot(app, session).await?;
    if matches!(hot.session.seating(seat), downbeat_session::Seating::Away) {
        return Ok(());
    }
    match app.live.tell_system(session, "kick", json!({ "seat": seat })).await {
        Ok(done) => {
            app.ask_for_drain(session);
            accepted(app, session, &done.events).await;
            Ok(())
        }
        // They left meanwhile, or the room is closed: their token opens nothing for them.
        Err(downbeat_live::CommandError::Refused(_)) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

impl From<RoomBan> for Ban {
    fn from(ban: RoomBan) -> Self {
        let RoomBan { id, seat, name, reason, has_account, has_address, made_ms, until_ms } = ban;
        let (account, address) = (has_account, has_address);
        Self { id, seat, name, reason, account, address, made_ms, until_ms }
    }
}

impl From<RoomMute> for Mute {
    fn from(mute: RoomMute) -> Self {
        let RoomMute { id, name, chat_ms, voice_ms, shadow_ms } = mute;
        Self {
            seat: id,
            name,
            chat_until_ms: chat_ms,
            voice_until_ms: voice_ms,
            shadow_until_ms: shadow_ms,
        }
    }
}
