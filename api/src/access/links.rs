//! What a link token opens: in live Redis long enough that a reload works while
//! Postgres is away.

use downbeat_live::{Kept, key};
use downbeat_session::Role;
use downbeat_store::{Store, StoreError};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::{
    access::{LookUpError, Source, look_up},
    app::App,
};

const TOKEN_BYTES_MAX: usize = 128;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    pub id: Uuid,
    pub session: Uuid,
    pub role: Role,
    #[serde(default)]
    pub participant: Option<String>,
    /// The seat that it is a token of, where people sit: what its bearer is, the state
    /// of the session says.
    #[serde(default)]
    pub seat: Option<Uuid>,
}

/// A token's hash, by which its link is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LinkHash(pub [u8; 32]);

impl Source for LinkHash {
    type Found = Link;

    const KEPT: Kept = Kept::Link;

    fn key(&self) -> String {
        key::link(&hex::encode(self.0))
    }

    async fn load(&self, store: &Store) -> Result<Option<Link>, StoreError> {
        let stored = store.link(self.0).await?;
        Ok(stored.and_then(|link| {
            let role = Role::named(&link.role)?;
            let (id, session, participant) = (link.id, link.session_id, link.participant);
            let seat = participant.as_deref().filter(|_| link.is_seat);
            let seat = seat.and_then(|seat| Uuid::parse_str(seat).ok());
            Some(Link { id, session, role, participant, seat })
        }))
    }
}

/// Looks a link up by its token's hash: in Redis, then in Postgres. `None` when
/// it opens nothing.
pub async fn find(
    app: &App,
    hash: LinkHash,
    address: Option<&str>,
) -> Result<Option<Link>, LookUpError> {
    look_up(app, &hash, address).await
}

/// `None` of what is no token.
pub fn hash(token: &str) -> Option<LinkHash> {
    let is_token = (1..=TOKEN_BYTES_MAX).contains(&token.len());
    is_token.then(|| LinkHash(Sha256::digest(token.as_bytes()).into()))
}
