//! Texts beside a picture, as somebody uploads them.

use std::sync::Arc;

use downbeat_session::text;
use downbeat_store::NewRoomTrack;
use poem::web::Data;
use poem_openapi::{
    ApiResponse, Object, OpenApi,
    param::Path,
    payload::{Json, PlainText},
};
use uuid::Uuid;

use super::{moderation::permitted, vtt};
use crate::{
    access::Caller,
    app::App,
    refusal::{FieldError, Refusal},
};

/// Of a body that has a track: line ends are two characters there.
pub const BODY_BYTES_MAX: usize = 768 * 1024;
const LABEL_CHARS_MAX: usize = 60;
const TRACKS_MAX: i64 = 100;

pub struct Tracks;

#[derive(Debug, Object)]
struct NewTrackBody {
    /// As in BCP 47: `en`, `pt-BR`.
    lang: String,
    /// 1 to 60 characters.
    label: String,
    /// A file of `WebVTT` or `SubRip`: 512 KiB at most.
    text: String,
}

/// A track, as an item of the queue names it.
#[derive(Debug, Object)]
#[oai(rename = "RoomTrack")]
struct MadeTrack {
    id: Uuid,
    lang: String,
    label: String,
}

#[derive(ApiResponse)]
enum Made {
    /// It is there.
    #[oai(status = 201)]
    Track(Json<MadeTrack>),
}

#[derive(ApiResponse)]
enum Read {
    /// As `WebVTT`.
    #[oai(status = 200, content_type = "text/vtt; charset=utf-8")]
    Vtt(PlainText<String>, #[oai(header = "Cache-Control")] String),
}

#[OpenApi(prefix_path = "/api/v1")]
impl Tracks {
    /// Upload a track
    ///
    /// Of times and texts everything else is left out: styles, notes, marks. Where no
    /// text is left it is 422. A room has 100 at most (409 `too_many`). By the right
    /// `add`. Scope: `sessions:command`.
    #[oai(path = "/sessions/:id/tracks", method = "post")]
    async fn make(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        id: Path<Uuid>,
        body: Json<NewTrackBody>,
    ) -> Result<Made, Refusal> {
        permitted(&app, &caller, id.0, ("add", None)).await?;
        let NewTrackBody { lang, label, text } = body.0;
        let (lang, label) = (lang.trim().to_owned(), label.trim().to_owned());
        let wrong = |field, message| Err(Refusal::invalid(vec![FieldError::new(field, message)]));
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        if !(2..=35).contains(&lang.len()) || !lang.bytes().all(is_plain) {
            return wrong("lang", "as in BCP 47: `en`, `pt-BR`");
        }
        if !text::is_name(&label, LABEL_CHARS_MAX) {
            return wrong("label", "1 to 60 characters");
        }
        if text.len() > vtt::BYTES_MAX {
            return wrong("text", "512 KiB at most");
        }
        let Some(body) = vtt::cleaned(&text) else {
            return wrong("text", "no text with times is in it");
        };
        let track = Uuid::new_v4();
        let new =
            NewRoomTrack { id: track, session: id.0, lang: &lang, label: &label, body: &body };
        let transaction = app.store.begin().await?;
        if !transaction.hold_session(id.0).await? {
            return Err(Refusal::not_found("session"));
        }
        if !transaction.make_room_track(new, TRACKS_MAX).await? {
            return Err(Refusal::conflict("too_many", "a room has 100 tracks at most"));
        }
        transaction.commit().await?;
        Ok(Made::Track(Json(MadeTrack { id: track, lang, label })))
    }

    /// Get a track
    ///
    /// For whoever has its id, which nobody guesses.
    #[oai(path = "/tracks/:id", method = "get")]
    async fn read(&self, app: Data<&Arc<App>>, id: Path<Uuid>) -> Result<Read, Refusal> {
        let body = app.store.room_track(id.0).await?;
        let body = body.ok_or_else(|| Refusal::not_found("track"))?;
        Ok(Read::Vtt(PlainText(body), "private, max-age=86400".to_owned()))
    }
}
