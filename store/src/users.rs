//! People, found by the account that vouches for them.

use downbeat_entity::{identities, users};
use sea_orm::{
    ActiveModelTrait, ActiveValue::NotSet, ActiveValue::Set, ConnectionTrait, EntityTrait,
    TransactionTrait, TryInsertResult,
};
use uuid::Uuid;

use crate::{Store, StoreError};

/// A person, as one of their accounts names them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    pub id: Uuid,
    pub login: String,
    pub display_name: String,
}

/// What a provider told us about an account.
#[derive(Clone, Copy, Debug)]
pub struct NewIdentity<'a> {
    /// "twitch"
    pub provider: &'a str,
    /// The account's id at the provider; names change, this does not.
    pub provider_user_id: &'a str,
    pub login: &'a str,
    pub display_name: &'a str,
}

impl Store {
    pub async fn user_by_identity(
        &self,
        provider: &str,
        provider_user_id: &str,
    ) -> Result<Option<User>, StoreError> {
        find(&self.db, provider, provider_user_id).await
    }

    /// The person behind an account, made at its first appearance and renamed
    /// at later ones. One transaction; of two first appearances at once, both
    /// callers get the same person.
    pub async fn create_user_with_identity(
        &self,
        account: NewIdentity<'_>,
    ) -> Result<User, StoreError> {
        if let Some(user) = self.insert_user(account).await? {
            return Ok(user);
        }
        self.rename(account).await
    }

    /// `None` if the account is known already; then nothing has changed.
    async fn insert_user(&self, account: NewIdentity<'_>) -> Result<Option<User>, StoreError> {
        let NewIdentity { provider, provider_user_id, login, display_name } = account;
        let transaction = self.db.begin().await?;
        let id = Uuid::now_v7();
        let user = users::ActiveModel {
            id: Set(id),
            display_name: Set(display_name.to_owned()),
            staff: NotSet,
            created_at: NotSet,
        };
        users::Entity::insert(user).exec_without_returning(&transaction).await?;
        let identity = identities::ActiveModel {
            provider: Set(provider.to_owned()),
            provider_user_id: Set(provider_user_id.to_owned()),
            user_id: Set(id),
            login: Set(login.to_owned()),
            created_at: NotSet,
        };
        let inserted = identities::Entity::insert(identity)
            .on_conflict_do_nothing()
            .exec_without_returning(&transaction)
            .await?;
        if !matches!(inserted, TryInsertResult::Inserted(1)) {
            transaction.rollback().await?;
            return Ok(None);
        }
        transaction.commit().await?;
        Ok(Some(User { id, login: login.to_owned(), display_name: display_name.to_owned() }))
    }

    async fn rename(&self, account: NewIdentity<'_>) -> Result<User, StoreError> {
        let NewIdentity { provider, provider_user_id, login, display_name } = account;
        let transaction = self.db.begin().await?;
        let known = find(&transaction, provider, provider_user_id).await?;
        let id = known.ok_or(StoreError::NotFound)?.id;
        users::ActiveModel {
            id: Set(id),
            display_name: Set(display_name.to_owned()),
            staff: NotSet,
            created_at: NotSet,
        }
        .update(&transaction)
        .await?;
        identities::ActiveModel {
            provider: Set(provider.to_owned()),
            provider_user_id: Set(provider_user_id.to_owned()),
            login: Set(login.to_owned()),
            user_id: NotSet,
            created_at: NotSet,
        }
        .update(&transaction)
        .await?;
        transaction.commit().await?;
        Ok(User { id, login: login.to_owned(), display_name: display_name.to_owned() })
    }
}

async fn find(
    db: &impl ConnectionTrait,
    provider: &str,
    provider_user_id: &str,
) -> Result<Option<User>, StoreError> {
    let key = (provider.to_owned(), provider_user_id.to_owned());
    let Some(identity) = identities::Entity::find_by_id(key).one(db).await? else {
        return Ok(None);
    };
    let user = users::Entity::find_by_id(identity.user_id).one(db).await?;
    Ok(user.map(|user| User {
        id: user.id,
        login: identity.login,
        display_name: user.display_name,
    }))
}
