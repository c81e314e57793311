//! Viewers of the extension: accounts that Twitch names by an id of its own, and
//! that are somebody's once they share who they are.

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::users::NewIdentity;
use crate::sql::statement::sql;
use crate::upkeep::erasure::ERASED;
use crate::{Store, StoreError, Transaction};

/// As identities name the provider of Twitch's ids for viewers.
const VIEWERS: &str = "twitch_extension";
const TWITCH: &str = "twitch";
/// What a viewer is called who said nothing of themselves.
const NAME: &str = "viewer";

/// Two accounts that are to be one person's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Linking {
    /// Who the account is from now on.
    pub person: Uuid,
    /// Who it was, where it was somebody else.
    pub other: Option<Uuid>,
}

impl Store {
    /// Who is behind Twitch's id for a viewer; `None` where nothing is kept of them.
    pub async fn viewer(&self, opaque: &str) -> Result<Option<Uuid>, StoreError> {
        Ok(self.user_by_identity(VIEWERS, opaque).await?.map(|user| user.id))
    }

    /// The same, made where they are not known yet, and whether that was so. One
    /// transaction.
    pub async fn keep_viewer(&self, opaque: &str) -> Result<(Uuid, bool), StoreError> {
        if let Some(known) = self.viewer(opaque).await? {
            return Ok((known, false));
        }
        let transaction = self.begin().await?;
        let known = transaction.find_or_lock(VIEWERS, opaque).await?;
        let user = match known {
            Some(user) => user,
            None => transaction.person_of(identity(VIEWERS, opaque)).await?.id,
        };
        transaction.commit().await?;
        Ok((user, known.is_none()))
    }

    /// Who is behind an account at Twitch, made where nobody is known yet.
    pub async fn keep_account(&self, account: &str) -> Result<Uuid, StoreError> {
        let transaction = self.begin().await?;
        let user = match transaction.find_or_lock(TWITCH, account).await? {
            Some(user) => user,
            None => transaction.person_of(identity(TWITCH, account)).await?.id,
        };
        transaction.commit().await?;
        Ok(user)
    }
}

impl Transaction {
    /// Has a viewer's id and the Twitch account that they share lead to one person:
    /// whoever the account is, or else the viewer. Both are made where nobody knows
    /// them.
    pub async fn link_viewer(&self, opaque: &str, account: &str) -> Result<Linking, StoreError> {
        // In this order always, so that two at once wait for each other.
        let viewer = self.find_or_lock(VIEWERS, opaque).await?;
        let person = self.find_or_lock(TWITCH, account).await?;
        let person = match (viewer, person) {
            (Some(viewer), Some(person)) if viewer != person => {
                return Ok(Linking { person, other: Some(viewer) });
            }
            (_, Some(person)) => {
                self.add_identity(VIEWERS, opaque, person).await?;
                person
            }
            (Some(viewer), None) => {
                self.add_identity(TWITCH, account, viewer).await?;
                viewer
            }
            (None, None) => {
                let person = self.person_of(identity(VIEWERS, opaque)).await?.id;
                self.add_identity(TWITCH, account, person).await?;
                person
            }
        };
        Ok(Linking { person, other: None })
    }

    /// All accounts of one person are the other's; who they were is nobody's name any
    /// more.
    pub async fn merge_person(&self, from: Uuid, to: Uuid) -> Result<(), StoreError> {
        let accounts =
            sql("UPDATE identities SET user_id = $2 WHERE user_id = $1", [from.into(), to.into()]);
        self.0.execute_raw(accounts).await?;
        let nobody =
            sql("UPDATE users SET display_name = $2 WHERE id = $1", [from.into(), ERASED.into()]);
        self.0.execute_raw(nobody).await?;
        Ok(())
    }

    async fn find_or_lock(
        &self,
        provider: &str,
        account: &str,
    ) -> Result<Option<Uuid>, StoreError> {
        let lock = sql(
            "SELECT pg_advisory_xact_lock(hashtext($1 || ':' || $2))",
            [provider.into(), account.into()],
        );
        self.0.query_one_raw(lock).await?;
        let find = sql(
            "SELECT user_id FROM identities WHERE provider = $1 AND provider_user_id = $2
             FOR UPDATE",
            [provider.into(), account.into()],
        );
        let row = self.0.query_one_raw(find).await?;
        Ok(row.map(|row| row.try_get("", "user_id")).transpose()?)
    }

    async fn add_identity(
        &self,
        provider: &str,
        account: &str,
        user: Uuid,
    ) -> Result<(), StoreError> {
        let add = sql(
            "INSERT INTO identities (provider, provider_user_id, user_id, login)
             VALUES ($1, $2, $3, '') ON CONFLICT DO NOTHING",
            [provider.into(), account.into(), user.into()],
        );
        self.0.execute_raw(add).await?;
        Ok(())
    }
}

const fn identity<'a>(provider: &'a str, id: &'a str) -> NewIdentity<'a> {
    NewIdentity { provider, provider_user_id: id, login: "", display_name: NAME }
}
