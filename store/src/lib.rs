//! All SQL, and nothing but SQL: what Postgres remembers for everybody else.
//!
//! A [`Store`] is a handle on the pool; cloning it is cheap. Its methods stand
//! in files by idea: people, sessions, how sessions wake and sleep, links,
//! events. Each method is one statement or one transaction and says so.
//!
//! Words used here. A session has a **config** with a **version** that only
//! goes up, even through deletion: a deleted session is a **tombstone** and
//! keeps its number. Its **incarnation** counts how often it was loaded into
//! live Redis; whatever an older incarnation still sends is late and never
//! changes what the newer one wrote. **`wake_at`** is when somebody must look
//! at the session again, and null while it sleeps.
//!
//! Times cross this API as integer epoch milliseconds (`_ms`). No rule of any
//! kind of session lives here, and nothing here speaks to Redis.

mod activation;
mod connection;
mod epoch;
mod error;
mod events;
mod installation;
mod links;
pub mod partitions;
mod schema;
mod sessions;
mod statement;
mod users;
mod waking;

pub use activation::Activation;
pub use error::StoreError;
pub use events::{Appended, EventCursor, EventRow, Wake};
pub use links::Link;
pub use schema::SCHEMA;
pub use sessions::{ConfigState, NewSession, SessionRecord};
pub use users::{NewIdentity, User};
pub use waking::{Waking, WakingCursor};

use sea_orm::DatabaseConnection;

/// The door to Postgres.
#[derive(Clone, Debug)]
pub struct Store {
    db: DatabaseConnection,
}

impl From<DatabaseConnection> for Store {
    fn from(db: DatabaseConnection) -> Self {
        Self { db }
    }
}
