//! A streamer with a meter and an overlay link: what the demo and tests begin
//! with.

use anyhow::Context as _;
use downbeat_session::{Kind, Role, id, kinds::meter};
use downbeat_store::{Doer, NewIdentity, NewSession, Store, StoreError};
use rand::Rng;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// 256 bits: a token is never guessed.
const TOKEN_BYTES: usize = 32;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seeded {
    pub session_id: Uuid,
    pub overlay_token: String,
    pub user_id: Uuid,
}

/// Makes what is missing. Each call makes a fresh overlay link; earlier ones
/// stay good.
pub async fn seed(
    store: &Store,
    shards: u16,
    twitch_id: &str,
    login: &str,
) -> anyhow::Result<Seeded> {
    let account =
        NewIdentity { provider: "twitch", provider_user_id: twitch_id, login, display_name: login };
    let user = store.create_user_with_identity(account).await?;
    let session_id = meter::of_broadcaster(twitch_id);
    let session = NewSession {
        id: session_id,
        kind: meter::Meter::NAME.into(),
        owner: user.id,
        config: serde_json::to_value(meter::Config::default())?,
        shard: id::shard(session_id, shards),
    };
    match store.create(session, &Doer::cli()).await {
        Ok(_) | Err(StoreError::Conflict) => {}
        Err(error) => return Err(error).context("making the session"),
    }
    let overlay_token = hex::encode(rand::rng().random::<[u8; TOKEN_BYTES]>());
    let hash = Sha256::digest(overlay_token.as_bytes()).into();
    store.create_link(session_id, Role::Overlay.as_str(), hash, &Doer::cli()).await?;
    Ok(Seeded { session_id, overlay_token, user_id: user.id })
}
