//! How lively it is: overlays, votes a second, the last ten minutes.

use std::sync::Arc;

use downbeat_live::PACE_MS;
use poem::web::Data;
use poem_openapi::{Object, OpenApi, param::Path, payload::Json};
use uuid::Uuid;

use crate::{
    access::{Caller, Permissions},
    app::App,
    refusal::Answer,
    session::found::{allowed, stored},
};

/// Votes a second are told over this time.
const RECENT_BUCKETS: usize = 2;

pub struct Pace;

#[derive(Debug, Object)]
struct Activity {
    /// Whether votes are counted now.
    is_active: bool,
    /// Overlays that are connected.
    overlays: u64,
    votes_per_s: f64,
    bucket_s: i64,
    /// The last ten minutes, oldest first.
    buckets: Vec<Bucket>,
}

#[derive(Debug, Object)]
struct Bucket {
    at_ms: i64,
    votes: u64,
}

#[OpenApi(prefix_path = "/api/v1")]
impl Pace {
    /// Activity
    ///
    /// Scope: `sessions:read`.
    #[oai(path = "/sessions/:id/activity", method = "get")]
    async fn activity(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        id: Path<Uuid>,
    ) -> Answer<Activity> {
        caller.may(Permissions::LOOK)?;
        let hot = app.live.read(id.0).await?;
        match &hot {
            Some(hot) => allowed(&app, &caller, hot, Permissions::LOOK).await?,
            None => stored(&app, &caller, id.0, Permissions::LOOK).await?.1,
        };
        let pace = app.live.pace(id.0).await?;
        // The newest bucket is still being filled: it counts with the one before.
        let recent: u64 = pace.iter().rev().take(RECENT_BUCKETS).map(|(_, votes)| votes).sum();
        let (newest_ms, _) = pace.last().copied().unwrap_or_default();
        let now_ms = app.live.now_ms(app.live.shard(id.0));
        let span_ms = PACE_MS + (now_ms - newest_ms).clamp(0, PACE_MS);
        #[expect(clippy::cast_precision_loss, reason = "counts and spans are small")]
        let votes_per_s = recent as f64 * 1_000.0 / span_ms as f64;
        Ok(Json(Activity {
            is_active: hot.is_some(),
            overlays: app.live.watchers(id.0).await?.overlays,
            votes_per_s,
            bucket_s: PACE_MS / 1_000,
            buckets: pace.into_iter().map(|(at_ms, votes)| Bucket { at_ms, votes }).collect(),
        }))
    }
}
