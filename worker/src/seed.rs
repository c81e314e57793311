//! A streamer with a meter, an overlay link, a way in and a token for programs:
//! what the demo and tests begin with.

use std::time::Duration;

use anyhow::Context as _;
use downbeat_job::{
    ActivateSession, Queue,
    api_token::SCOPES,
    sign_up::{arrive, create_link, token},
};
use downbeat_session::{Role, kinds::meter};
use downbeat_store::{Doer, Enqueued, Keys, NewIdentity, NewLink, NewToken, Store};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

const TOKENS_MAX: i64 = 1_000;
/// A demo may run for a month.
const LINK_LIVES: Duration = Duration::from_hours(720);

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seeded {
    pub session_id: Uuid,
    pub overlay_token: String,
    pub user_id: Uuid,
    /// Signs in to the dashboard, any number of times.
    pub login_token: String,
    pub api_token: String,
}

/// Makes what is missing, and answers the jobs that wait with it. Each call
/// makes fresh tokens; earlier ones stay good.
pub async fn seed(
    store: &Store,
    (keys, shards): (&Keys, u16),
    twitch_id: &str,
    login: &str,
) -> anyhow::Result<(Seeded, Vec<Enqueued>)> {
    let account =
        NewIdentity { provider: "twitch", provider_user_id: twitch_id, login, display_name: login };
    let doer = Doer::cli();
    let transaction = store.begin().await?;
    let (user, jobs) = arrive(&transaction, (keys, shards), account).await?;
    let session_id = meter::of_broadcaster(twitch_id);
    let link = (session_id, Role::Overlay, None);
    let (_, overlay_token) = create_link(&transaction, keys, link, &doer).await?;
    let (api_token, hash) = token();
    let new = NewToken {
        id: Uuid::now_v7(),
        user_id: user.id,
        name: "seed",
        hash,
        scopes: SCOPES.map(str::to_owned).to_vec(),
        lives: None,
    };
    transaction.create_token(new, TOKENS_MAX, &doer).await?;
    let enqueued = transaction.enqueue(&jobs).await?;
    transaction.commit().await?;
    let (login_token, hash) = token();
    let (user_id, lands_on, is_reusable, lives) = (user.id, "/dashboard", true, LINK_LIVES);
    let link = NewLink { hash, user_id, lands_on, is_reusable, lives };
    store.create_login_link(&link, &doer).await?;
    Ok((Seeded { session_id, overlay_token, user_id, login_token, api_token }, enqueued))
}

/// Asks for the seeded session to be live when the workers come, and for the
/// jobs.
pub async fn announce(queue: &Queue, seeded: &Seeded, enqueued: &[Enqueued]) -> anyhow::Result<()> {
    let signal = ActivateSession { session: seeded.session_id };
    queue.signal(&signal).await.context("asking for the session")?;
    queue.announce(enqueued).await;
    Ok(())
}
