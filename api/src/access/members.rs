//! What an account is at a session of somebody else's, kept in live Redis like a
//! link (`look_up.rs`).

use downbeat_live::{Kept, key};
use downbeat_session::Role;
use downbeat_store::{Store, StoreError};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{LookUpError, Permissions, Source, look_up};
use crate::app::App;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    pub role: Role,
    /// Beyond the role's.
    pub rights: Permissions,
}

/// An account at a session.
#[derive(Debug, Clone, Copy)]
struct Membership {
    session: Uuid,
    account: Uuid,
}

impl Source for Membership {
    type Found = Member;

    const KEPT: Kept = Kept::Member;
    /// A member who was changed is one still, and one who left may come back.
    const MAY_RETURN: bool = true;
    /// Who asks is known.
    const IS_SECRET: bool = false;

    fn key(&self) -> String {
        key::member(self.session, self.account)
    }

    async fn load(&self, store: &Store) -> Result<Option<Member>, StoreError> {
        let stored = store.member(self.session, self.account).await?;
        Ok(stored.and_then(|member| {
            // A role that this release does not know opens nothing.
            let role = Role::named(&member.role)?;
            Some(Member { role, rights: Permissions::of_bits(member.rights) })
        }))
    }
}

/// Looks a member up; while live Redis is away, Postgres is asked each time.
pub async fn find(app: &App, session: Uuid, account: Uuid) -> Result<Option<Member>, LookUpError> {
    look_up(app, &Membership { session, account }, None).await
}
