//! Taking what somebody sends: what it is, written anew, within what they may have.

use std::{sync::Arc, time::Duration};

use downbeat_boot::{clock, task};
use downbeat_store::NewMedium;
use metrics::counter;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, oneshot};
use uuid::Uuid;

use super::{
    MediumKind, SentMedium, format,
    format::{Format, SoundFormat},
    picture::{self, KEPT_SIDE_MAX, PIXELS_MAX, Picture, Unseen},
    sound::{self, DURATION_MS_MAX, Sound, Unsound},
};
use crate::{app::App, refusal::Refusal};

const TAKEN: &str = "send PNG, JPEG, WebP or GIF, Opus in WebM or Ogg, AAC in MP4, or MP3, and \
     as `Content-Type` what it is";
/// Of what is sent.
const IMAGE_BYTES_MAX: usize = 5_000_000;
const AUDIO_BYTES_MAX: usize = 2 * 1024 * 1024;
pub const BODY_BYTES_MAX: usize = IMAGE_BYTES_MAX;
/// Of all that somebody has.
const OWNED_BYTES_MAX: i64 = 100_000_000;
/// Files that wait for their turn.
const WAITING_MAX: usize = 16;
/// How long one waits.
const PATIENCE: Duration = Duration::from_secs(5);

static WAITING: Semaphore = Semaphore::const_new(WAITING_MAX);

/// A file as it is kept.
struct Anew {
    kind: MediumKind,
    content: Vec<u8>,
    content_type: &'static str,
    size: Option<(i32, i32)>,
    duration_ms: Option<i32>,
}

/// Why one is not, as metrics name it.
struct Untaken(&'static str, Refusal);

pub async fn take(
    app: &App,
    owner: Uuid,
    content_type: Option<&str>,
    given: Vec<u8>,
) -> Result<SentMedium, Refusal> {
    let kept = match anew(&app.media_turns, content_type, given).await {
        Ok(anew) => keep(app, owner, anew).await,
        Err(untaken) => Err(untaken),
    };
    kept.map_err(|Untaken(reason, refusal)| {
        counter!("downbeat_media_refused_total", "reason" => reason).increment(1);
        refusal
    })
}

async fn keep(app: &App, owner: Uuid, anew: Anew) -> Result<SentMedium, Untaken> {
    let Anew { kind, content, content_type, size, duration_ms } = anew;
    let id = Uuid::now_v7();
    let name = match kind {
        MediumKind::Image => "image",
        MediumKind::Audio => "audio",
    };
    let content = &content;
    let new = NewMedium { id, owner, kind: name, content_type, size, duration_ms, content };
    let failed = |error| Untaken("failed", Refusal::from(error));
    let transaction = app.store.begin().await.map_err(failed)?;
    if !transaction.keep_medium(new, OWNED_BYTES_MAX).await.map_err(failed)? {
        let detail = "you have 100 MB of media, which is all: remove messages with some";
        return Err(Untaken("full", Refusal::conflict("full", detail)));
    }
    transaction.commit().await.map_err(failed)?;
    let (width, height) = size.unzip();
    let bytes = i32::try_from(content.len()).unwrap_or(i32::MAX);
    Ok(SentMedium { id, kind, width, height, duration_ms, bytes })
}

async fn anew(
    turns: &Arc<Semaphore>,
    content_type: Option<&str>,
    given: Vec<u8>,
) -> Result<Anew, Untaken> {
    let format = format::of(content_type, &given);
    let format = format.ok_or_else(|| Untaken("type", Refusal::unsupported(TAKEN)))?;
    match format {
        Format::Picture(format) => {
            fits(&given, IMAGE_BYTES_MAX, "an image has 5 MB at most")?;
            let picture = in_turn(turns, move || picture::anew(format, &given)).await?;
            let Picture { content, content_type, width, height } = picture.map_err(unseen)?;
            let size = i32::try_from(width).ok().zip(i32::try_from(height).ok());
            Ok(Anew { kind: MediumKind::Image, content, content_type, size, duration_ms: None })
        }
        Format::Sound(format) => {
            fits(&given, AUDIO_BYTES_MAX, "audio has 2 MiB at most")?;
            let sound = in_turn(turns, move || sound::anew(format, &given)).await?;
            Ok(heard(format, sound.map_err(unheard)?))
        }
    }
}

fn heard(format: SoundFormat, sound: Sound) -> Anew {
    let Sound { content, duration_ms } = sound;
    let duration_ms = Some(i32::try_from(duration_ms).unwrap_or(i32::MAX));
    let content_type = format.content_type();
    Anew { kind: MediumKind::Audio, content, content_type, size: None, duration_ms }
}

fn fits(given: &[u8], bytes_max: usize, detail: &str) -> Result<(), Untaken> {
    if given.len() <= bytes_max {
        return Ok(());
    }
    Err(Untaken("too_large", Refusal::too_large(detail)))
}

fn unseen(why: Unseen) -> Untaken {
    match why {
        Unseen::Broken => broken(),
        Unseen::TooManyPixels => {
            let detail = format!(
                "a picture has {} million pixels at most; {KEPT_SIDE_MAX} a side are kept",
                PIXELS_MAX / 1_000_000
            );
            Untaken("too_many_pixels", Refusal::refused("too_many_pixels", detail))
        }
    }
}

fn unheard(why: Unsound) -> Untaken {
    match why {
        Unsound::Broken => broken(),
        Unsound::Foreign => Untaken("type", Refusal::unsupported(TAKEN)),
        Unsound::TooLong => {
            let detail = format!("a recording has {} seconds at most", DURATION_MS_MAX / 1_000);
            Untaken("too_long", Refusal::refused("too_long", detail))
        }
    }
}

fn broken() -> Untaken {
    Untaken("broken", Refusal::refused("broken", "this file cannot be read: is it whole?"))
}

/// Unpacking takes memory on purpose of others, so little is done at once, each in a
/// thread of its own; the turn is over when the work is, whoever waits for it.
async fn in_turn<T: Send + 'static>(
    turns: &Arc<Semaphore>,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Untaken> {
    let busy = || Untaken("busy", Refusal::unavailable("too many media are looked at: try again"));
    let waiting = WAITING.try_acquire().map_err(|_| busy())?;
    let turn = clock::timeout(PATIENCE, Arc::clone(turns).acquire_owned()).await;
    let turn: OwnedSemaphorePermit = turn.ok().and_then(Result::ok).ok_or_else(busy)?;
    drop(waiting);
    let failed =
        |error: &(dyn std::error::Error + 'static)| Untaken("failed", Refusal::internal(error));
    let (done, result) = oneshot::channel();
    let thread = task::thread("medium", move || {
        let _turn = turn;
        let _ = done.send(work());
    });
    thread.map_err(|error| failed(&error))?;
    result.await.map_err(|error| failed(&error))
}

#[cfg(test)]
mod tests {
    use futures::FutureExt;

    use super::*;

    #[tokio::test]
    async fn whoever_has_no_turn_waits_for_one_and_gives_it_back() {
        let turns = Arc::new(Semaphore::new(1));
        let held = Arc::clone(&turns).acquire_owned().await.unwrap();
        let waits = in_turn(&turns, || 1);
        assert!(waits.now_or_never().is_none());
        drop(held);
        for n in 0..3 {
            assert_eq!(in_turn(&turns, move || n).await.ok(), Some(n));
        }
    }
}
