//! People, found by the account that vouches for them.

use downbeat_entity::{identities, users};
use sea_orm::{
    ActiveModelTrait, ActiveValue::NotSet, ActiveValue::Set, ColumnTrait, ConnectionTrait,
    EntityTrait, QueryFilter,
};
use uuid::Uuid;

use crate::sql::statement::sql;
use crate::{Store, StoreError, Transaction};

/// A person, as one of their accounts names them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    pub id: Uuid,
    pub login: String,
    pub display_name: String,
    /// Made by the very call that answers this.
    pub is_new: bool,
}

/// A person, whichever accounts they have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Human {
    pub id: Uuid,
    pub display_name: String,
}

/// A person's account at a provider.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    pub id: String,
    pub login: String,
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

    /// See [`Transaction::person_of`].
    pub async fn create_user_with_identity(
        &self,
        account: NewIdentity<'_>,
    ) -> Result<User, StoreError> {
        let transaction = self.begin().await?;
        let user = transaction.person_of(account).await?;
        transaction.commit().await?;
        Ok(user)
    }

    pub async fn human(&self, id: Uuid) -> Result<Option<Human>, StoreError> {
        let found = users::Entity::find_by_id(id).one(&self.db).await?;
        Ok(found.map(Human::from))
    }

    /// By the name of one of their accounts, in whatever case. Names move on: it
    /// may be several people's, of whom all but one had it before.
    pub async fn humans_by_login(&self, login: &str) -> Result<Vec<Human>, StoreError> {
        let find = sql(
            "SELECT DISTINCT u.id, u.display_name FROM identities i JOIN users u ON u.id = i.user_id
             WHERE lower(i.login) = lower($1) ORDER BY u.id LIMIT 10",
            [login.into()],
        );
        let rows = self.db.query_all_raw(find).await?;
        let human = |row: &sea_orm::QueryResult| -> Result<Human, StoreError> {
            Ok(Human { id: row.try_get("", "id")?, display_name: row.try_get("", "display_name")? })
        };
        rows.iter().map(human).collect()
    }

    /// Whether a person was erased, whatever they were called.
    pub async fn is_erased(&self, user: Uuid) -> Result<bool, StoreError> {
        let find = sql(
            "SELECT FROM audit_log WHERE target_id = $1::text AND action = 'user.erase' LIMIT 1",
            [user.into()],
        );
        Ok(self.db.query_one_raw(find).await?.is_some())
    }

    /// The account of a person at a provider.
    pub async fn account_of(
        &self,
        user: Uuid,
        provider: &str,
    ) -> Result<Option<Account>, StoreError> {
        let found = identities::Entity::find()
            .filter(identities::Column::UserId.eq(user))
            .filter(identities::Column::Provider.eq(provider))
            .one(&self.db)
            .await?;
        Ok(found.map(|found| Account { id: found.provider_user_id, login: found.login }))
    }
}

impl Transaction {
    /// The person behind an account, made at its first appearance and renamed
    /// at later ones. Of two first appearances at once the second waits for the
    /// first, and both get the same person.
    pub async fn person_of(&self, account: NewIdentity<'_>) -> Result<User, StoreError> {
        let NewIdentity { provider, provider_user_id, login, display_name } = account;
        let lock = sql(
            "SELECT pg_advisory_xact_lock(hashtext($1 || ':' || $2))",
            [provider.into(), provider_user_id.into()],
        );
        self.0.query_one_raw(lock).await?;
        let known = find(&self.0, provider, provider_user_id).await?;
        let id = known.as_ref().map_or_else(Uuid::now_v7, |user| user.id);
        let user = users::ActiveModel {
            id: Set(id),
            display_name: Set(display_name.to_owned()),
            staff: NotSet,
            created_at: NotSet,
        };
        let identity = identities::ActiveModel {
            provider: Set(provider.to_owned()),
            provider_user_id: Set(provider_user_id.to_owned()),
            user_id: if known.is_some() { NotSet } else { Set(id) },
            login: Set(login.to_owned()),
            created_at: NotSet,
        };
        if known.is_some() {
            user.update(&self.0).await?;
            identity.update(&self.0).await?;
        } else {
            users::Entity::insert(user).exec_without_returning(&self.0).await?;
            identities::Entity::insert(identity).exec_without_returning(&self.0).await?;
        }
        let (login, display_name) = (login.to_owned(), display_name.to_owned());
        Ok(User { id, login, display_name, is_new: known.is_none() })
    }
}

impl From<users::Model> for Human {
    fn from(row: users::Model) -> Self {
        let users::Model { id, display_name, staff: _, created_at: _ } = row;
        Self { id, display_name }
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
        is_new: false,
    }))
}
