//! What is said without a name. Its row has no author: beside it stand a **mark**, by which
//! the same person is known again in the same circle, and the author, sealed for an
//! administrator. What is decided about whoever said it, and what they are told of it, goes
//! by mark and seal, too: no row has the person and the message.

use std::{collections::BTreeSet, fmt};

use chacha20poly1305::aead::{OsRng, rand_core::RngCore};
use hmac::{Hmac, Mac};
use sea_orm::{ConnectionTrait, FromQueryResult};
use sha2::Sha256;
use uuid::Uuid;

use super::messages::{MessageRecord, NewMessage};
use super::reactions::Item;
use crate::sealed::{Cell, Keys};
use crate::sql::statement::sql;
use crate::{Store, StoreError, Transaction};

const KEY_BYTES: usize = 32;
/// There is one, which is made when it is first wanted.
const KEY: Uuid = Uuid::from_u128(1);
const FIND: &str = "SELECT sealed FROM author_key WHERE id = $1";

/// What marks are made with and authors are sealed with.
#[derive(Clone)]
pub struct AuthorKey {
    secret: [u8; KEY_BYTES],
    keys: Keys,
}

/// Who said something without a name, as an administrator is told.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct AuthorRecord {
    pub id: Uuid,
    pub name: String,
}

impl AuthorKey {
    fn open(keys: &Keys, sealed: &[u8]) -> Result<Self, StoreError> {
        let opened = keys.open(key_cell(&KEY.to_string()), sealed);
        let opened = opened.map_err(StoreError::unreadable)?;
        let secret = opened.try_into().map_err(|_| StoreError::unreadable("the key of authors"))?;
        Ok(Self { secret, keys: keys.clone() })
    }

    /// Of whatever somebody says without their name in a circle.
    #[must_use]
    pub fn mark(&self, circle: Uuid, person: Uuid) -> Vec<u8> {
        self.hash("mark", &[circle, person]).to_vec()
    }

    /// What somebody is told as who must not be found by it: `what` of a message or of a
    /// decision.
    #[must_use]
    pub fn subject(&self, what: &str, id: Uuid) -> String {
        let mut half = [0; 16];
        half.copy_from_slice(&self.hash(what, &[id])[..16]);
        format!("{what}:{}", Uuid::from_bytes(half))
    }

    fn hash(&self, purpose: &str, ids: &[Uuid]) -> [u8; 32] {
        // A key of HMAC may have any length.
        let mac = Hmac::<Sha256>::new_from_slice(&self.secret);
        let mut mac = mac.unwrap_or_else(|_| unreachable!());
        mac.update(purpose.as_bytes());
        mac.update(&[0]);
        for id in ids {
            mac.update(id.as_bytes());
        }
        mac.finalize().into_bytes().into()
    }

    fn seal_author(&self, item: Uuid, person: Uuid) -> Result<Vec<u8>, StoreError> {
        self.keys.seal(author_cell(&item.to_string()), person.as_bytes())
    }

    fn open_author(&self, item: Uuid, sealed: &[u8]) -> Result<Uuid, StoreError> {
        let opened = self.keys.open(author_cell(&item.to_string()), sealed);
        let opened = opened.map_err(StoreError::unreadable)?;
        Uuid::from_slice(&opened).map_err(StoreError::unreadable)
    }
}

fn key_cell(row: &str) -> Cell<'_> {
    Cell { table: "author_key", column: "sealed", row }
}

fn author_cell(row: &str) -> Cell<'_> {
    Cell { table: "message_author", column: "sealed", row }
}

impl fmt::Debug for AuthorKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key of authors")
    }
}

impl Store {
    /// The house's key; `None` where nobody ever wanted it.
    pub async fn author_key(&self, keys: &Keys) -> Result<Option<AuthorKey>, StoreError> {
        let row = self.db.query_one_raw(sql(FIND, [KEY.into()])).await?;
        let Some(row) = row else { return Ok(None) };
        AuthorKey::open(keys, &row.try_get::<Vec<u8>>("", "sealed")?).map(Some)
    }

    /// The same, or a new one. Of several who make it at once the first one did.
    pub async fn author_key_or_new(&self, keys: &Keys) -> Result<AuthorKey, StoreError> {
        if let Some(known) = self.author_key(keys).await? {
            return Ok(known);
        }
        let mut secret = [0; KEY_BYTES];
        OsRng.fill_bytes(&mut secret);
        let sealed = keys.seal(key_cell(&KEY.to_string()), &secret)?;
        let make = sql(
            "INSERT INTO author_key (id, sealed) VALUES ($1, $2) ON CONFLICT (id) DO NOTHING",
            [KEY.into(), sealed.into()],
        );
        self.db.execute_raw(make).await?;
        self.author_key(keys).await?.ok_or(StoreError::NotFound)
    }

    /// By which somebody is known in each circle that they ever were in.
    pub async fn marks_of(&self, user: Uuid, key: &AuthorKey) -> Result<Vec<Vec<u8>>, StoreError> {
        marks(&self.db, user, key).await
    }
}

impl Transaction {
    /// Says something in a held circle without its author's name.
    pub async fn post_unseen(
        &self,
        new: NewMessage<'_>,
        is_held: bool,
        key: &AuthorKey,
    ) -> Result<MessageRecord, StoreError> {
        let NewMessage { id, circle, author, kind, text, .. } = new;
        // Whoever is erased is held: they are so before this, or find it.
        let person = sql("SELECT FROM users WHERE id = $1 FOR KEY SHARE", [author.into()]);
        self.0.query_one_raw(person).await?.ok_or(StoreError::NotFound)?;
        let keep = sql(
            "INSERT INTO message (id, circle_id, kind, text, state, is_anonymous)
             VALUES ($1, $2, $3, $4, 'held', true)",
            [id.into(), circle.into(), kind.into(), text.into()],
        );
        self.0.execute_raw(keep).await?;
        let (mark, sealed) = (key.mark(circle, author), key.seal_author(id, author)?);
        let seal = sql(
            "INSERT INTO message_author (item_id, circle_id, mark, sealed)
             VALUES ($1, $2, $3, $4)",
            [id.into(), circle.into(), mark.into(), sealed.into()],
        );
        self.0.execute_raw(seal).await?;
        if is_held {
            self.open_case(Item { id, circle, is_comment: false }, None).await?;
        } else {
            self.number_message(circle, id, (Some(author), true)).await?;
        }
        self.message(id, author).await?.ok_or(StoreError::NotFound)
    }

    /// Opens who said something without a name; `None` of what has an author, and once they
    /// are erased.
    pub async fn unseen_author(
        &self,
        item: Uuid,
        key: &AuthorKey,
    ) -> Result<Option<Uuid>, StoreError> {
        let find = sql("SELECT sealed FROM message_author WHERE item_id = $1", [item.into()]);
        let Some(row) = self.0.query_one_raw(find).await? else { return Ok(None) };
        key.open_author(item, &row.try_get::<Vec<u8>>("", "sealed")?).map(Some)
    }

    /// The same for whoever has no key of authors at hand, with it.
    pub async fn unseen_author_by(
        &self,
        item: Uuid,
        keys: &Keys,
    ) -> Result<Option<(Uuid, AuthorKey)>, StoreError> {
        let find = sql(
            "SELECT m.sealed, k.sealed AS key FROM message_author m
             JOIN author_key k ON k.id = $2 WHERE m.item_id = $1",
            [item.into(), KEY.into()],
        );
        let Some(row) = self.0.query_one_raw(find).await? else { return Ok(None) };
        let key = AuthorKey::open(keys, &row.try_get::<Vec<u8>>("", "key")?)?;
        let author = key.open_author(item, &row.try_get::<Vec<u8>>("", "sealed")?)?;
        Ok(Some((author, key)))
    }

    /// The same with their name, for an administrator.
    pub async fn unseal_author(
        &self,
        item: Uuid,
        key: &AuthorKey,
    ) -> Result<Option<AuthorRecord>, StoreError> {
        let Some(author) = self.unseen_author(item, key).await? else { return Ok(None) };
        let find = sql("SELECT id, display_name AS name FROM users WHERE id = $1", [author.into()]);
        let row = self.0.query_one_raw(find).await?;
        Ok(row.map(|row| AuthorRecord::from_query_result(&row, "")).transpose()?)
    }

    /// Until when whoever has a mark says nothing without a name there.
    pub async fn unseen_restriction_ms(
        &self,
        circle: Uuid,
        mark: &[u8],
    ) -> Result<Option<i64>, StoreError> {
        let find = sql(
            "SELECT (extract(epoch FROM max(until)) * 1000)::bigint AS until_ms FROM decision
             WHERE mark = $2 AND circle_id = $1 AND act = 'restrict' AND lifted_at IS NULL
                 AND until > now()",
            [circle.into(), mark.to_vec().into()],
        );
        let row = self.0.query_one_raw(find).await?.ok_or(StoreError::NotFound)?;
        Ok(row.try_get("", "until_ms")?)
    }

    /// Takes away what a person who is held said without their name, and what it was known
    /// by. The rest of them is erased after it: where they were is how it is found.
    pub async fn erase_unseen(&self, user: Uuid, key: &AuthorKey) -> Result<(), StoreError> {
        let known = marks(&self.0, user, key).await?;
        let find = sql(
            "SELECT item_id, circle_id FROM message_author WHERE mark = ANY($1)
             ORDER BY circle_id, item_id",
            [known.clone().into()],
        );
        let mut circles = BTreeSet::new();
        for row in self.0.query_all_raw(find).await? {
            let (id, circle) = (row.try_get("", "item_id")?, row.try_get("", "circle_id")?);
            self.remove_message(circle, id).await?;
            circles.insert(circle);
        }
        for rows in [
            "DELETE FROM message_author WHERE mark = ANY($1)",
            "DELETE FROM appeal WHERE decision_id IN (
                 SELECT id FROM decision WHERE mark = ANY($1))",
            "UPDATE decision SET mark = NULL, reason = NULL WHERE mark = ANY($1)",
        ] {
            self.0.execute_raw(sql(rows, [known.clone().into()])).await?;
        }
        for circle in circles {
            self.notify_waiting(circle).await?;
        }
        Ok(())
    }
}

async fn marks(
    db: &impl ConnectionTrait,
    user: Uuid,
    key: &AuthorKey,
) -> Result<Vec<Vec<u8>>, StoreError> {
    let find = sql("SELECT circle_id FROM circle_member WHERE user_id = $1", [user.into()]);
    let rows = db.query_all_raw(find).await?;
    let mark = |row: &sea_orm::QueryResult| Ok(key.mark(row.try_get("", "circle_id")?, user));
    rows.iter().map(mark).collect()
}

#[cfg(test)]
mod tests {
    use base64::{Engine, prelude::BASE64_STANDARD};

    use super::*;

    fn key(byte: u8) -> AuthorKey {
        let keys = Keys::read(&[format!("a:{}", BASE64_STANDARD.encode([7; 32]))]).unwrap();
        AuthorKey { secret: [byte; KEY_BYTES], keys }
    }

    #[test]
    fn a_mark_is_of_one_person_in_one_circle_under_one_key() {
        let (here, there) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let (ann, bob) = (Uuid::from_u128(3), Uuid::from_u128(4));
        let mark = key(1).mark(here, ann);
        assert_eq!((mark.len(), &mark), (32, &key(1).mark(here, ann)));
        for other in [key(1).mark(there, ann), key(1).mark(here, bob), key(2).mark(here, ann)] {
            assert_ne!(mark, other);
        }
        assert_ne!(key(1).subject("reaction", ann), key(1).subject("comment", ann));
        assert!(!format!("{:?}", key(1)).contains('1'));
    }

    #[test]
    fn an_author_is_opened_where_they_were_sealed_and_nowhere_else() {
        let (item, other, ann) = (Uuid::from_u128(1), Uuid::from_u128(2), Uuid::from_u128(3));
        let sealed = key(1).seal_author(item, ann).unwrap();
        assert!(!sealed.windows(16).any(|part| part == ann.as_bytes()));
        assert_eq!(key(1).open_author(item, &sealed).unwrap(), ann);
        assert!(key(1).open_author(other, &sealed).is_err());
    }
}
