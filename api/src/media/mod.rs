//! Media: pictures and recordings that people show to others.
//!
//! What comes is looked at byte by byte, and **written anew** before it is kept: of a
//! picture its pixels go over, of a recording its packets, and nothing else that a file
//! may tell of whoever made it. What cannot be written anew is refused; bytes that we do
//! not understand are never passed on.
//!
//! A medium is its owner's alone until it belongs to something that they said. From then
//! on whoever may read that sees it, and nobody else (`giving.rs`). Files that lie on this
//! machine stand under the same address, by ids of their own, and are the kinds'.

mod format;
mod giving;
mod picture;
mod sound;
mod taking;
mod webp;

use std::sync::Arc;

use downbeat_boot::clock;
use downbeat_live::Quota;
use metrics::counter;
use poem::{Request, web::Data};
use poem_openapi::{
    ApiResponse, Enum, Object, OpenApi,
    payload::{Binary, Json},
};
use uuid::Uuid;

pub use giving::medium;
pub use taking::BODY_BYTES_MAX;

use crate::{
    access::{Caller, Permissions, Who},
    app::App,
    kinds,
    refusal::{Answer, Refusal},
};

pub struct Media;

/// A file that lies on this machine.
#[derive(Debug, Object)]
pub struct Medium {
    /// As the source of an item has it, with kind `file`.
    pub url: String,
    pub name: String,
    pub bytes: u64,
    #[oai(rename = "type")]
    pub kind: String,
}

#[derive(Debug, Object)]
struct MediaList {
    items: Vec<Medium>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename_all = "snake_case")]
pub enum MediumKind {
    Image,
    Audio,
}

/// What was sent, as it is kept.
#[derive(Debug, Object)]
pub struct SentMedium {
    id: Uuid,
    kind: MediumKind,
    /// Of an image, as it is shown.
    width: Option<i32>,
    height: Option<i32>,
    /// Of audio.
    duration_ms: Option<i32>,
    bytes: i32,
}

#[derive(ApiResponse)]
enum Sent {
    /// It is kept, for a day if nothing has it by then.
    #[oai(status = 201)]
    Kept(Json<SentMedium>),
}

#[OpenApi(prefix_path = "/api/v1")]
impl Media {
    /// List media
    ///
    /// That lie on this machine, for rooms to play: 1,000 at most, by name. For people
    /// with an account. Scope: `sessions:read`.
    #[oai(path = "/media", method = "get")]
    async fn list(&self, app: Data<&Arc<App>>, caller: Caller) -> Answer<MediaList> {
        caller.may_as_person(Permissions::CONFIG)?;
        Ok(Json(MediaList { items: kinds::media_files(&app).await? }))
    }

    /// Send a medium
    ///
    /// The body is the file, its `Content-Type` what it is: an image (PNG, JPEG, `WebP`, the
    /// first picture of a GIF; 5 MB, 24 million pixels) or audio (Opus in `WebM` or Ogg, AAC
    /// in MP4, MP3; 2 MiB, two minutes). It is written anew without anything but what is
    /// seen or heard, an image with 2,048 pixels a side at most. It is yours alone until a
    /// message has it, and gone after a day if none has. 415 `unsupported_media_type`
    /// where it is not of these, or not what it says; 422 `broken` where it cannot be
    /// read, `too_many_pixels`, `too_long`; 409 `full` beyond 100 MB of yours; twenty in a
    /// minute, 300 in a day. Scope: `sessions:command`.
    #[oai(path = "/media", method = "post")]
    async fn send(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        request: &Request,
        body: Binary<Vec<u8>>,
    ) -> Result<Sent, Refusal> {
        let owner = account(&caller, Permissions::COMMAND)?;
        let kept = taking::take(&app, owner, request.content_type(), body.0).await?;
        Ok(Sent::Kept(Json(kept)))
    }
}

/// Whether whoever asks may send a file now, before anything of it is read.
pub async fn admit(request: &Request, app: &App) -> Result<(), Refusal> {
    let caller = Caller::of(request).await?;
    limited(app, account(&caller, Permissions::COMMAND)?).await
}

/// The account of whoever has media.
fn account(caller: &Caller, wanted: Permissions) -> Result<Uuid, Refusal> {
    caller.may_as_person(wanted)?;
    match caller.who {
        Who::Account(user) | Who::Token { account: user, .. } => Ok(user),
        Who::Guest(_) | Who::Link(_) | Who::Viewer(_) => {
            Err(Refusal::forbidden("media are of people with an account: sign in"))
        }
    }
}

const WINDOWS: [(&str, Quota); 2] = [
    ("media a minute", Quota { most: 20, window: std::time::Duration::from_mins(1) }),
    ("media a day", Quota { most: 300, window: std::time::Duration::from_hours(24) }),
];
/// A limit must not make anybody wait for a Redis that is slow.
const PATIENCE: std::time::Duration = std::time::Duration::from_millis(100);

/// As other windows: while live Redis is away nothing is counted.
async fn limited(app: &App, owner: Uuid) -> Result<(), Refusal> {
    if app.requests_per_min == 0 {
        return Ok(());
    }
    let whose = format!("media:{owner}");
    let taken = clock::timeout(PATIENCE, app.live.take_all(&whose, &WINDOWS)).await;
    let Ok(Ok(Err(full))) = taken else { return Ok(()) };
    counter!("downbeat_requests_limited_total").increment(1);
    let (name, quota) = WINDOWS[full.window];
    Err(Refusal::limited_by(&format!("{} {name}", quota.most), full.wait))
}
