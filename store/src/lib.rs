//! All SQL, and nothing but SQL: what Postgres remembers for everybody else.
//!
//! A [`Store`] is a handle on its pools; cloning it is cheap. Its methods stand
//! in files by idea: people, sessions and their templates, how sessions wake and
//! sleep, links, events and where they are sent, rounds, what Twitch is asked
//! for, jobs, deeds. Each method is one statement or one transaction and says
//! so; a [`Transaction`] holds several changes together.
//!
//! Words used here. A session has a **config** with a **version** that only
//! goes up, even through deletion: a deleted session is a **tombstone** and
//! keeps its number. Its **incarnation** counts how often it was loaded into
//! live Redis; whatever an older incarnation still sends is late and never
//! changes what the newer one wrote. **`wake_at`** is when somebody must look
//! at the session again, and null while it sleeps.
//!
//! A Store has two doors. `db` is the primary: what decides reads there, and so
//! does what must see a change that was just made. `reading` is for what is only
//! shown, and leads to a replica if there is one: it may show the past.
//!
//! Times cross this API as integer epoch milliseconds (`_ms`). No rule of any
//! kind of session lives here, and nothing here speaks to Redis.

mod access;
mod activation;
mod checkup;
mod connection;
mod deeds;
mod epoch;
mod erasing;
mod error;
mod events;
mod finding;
mod following;
mod idempotency;
mod installation;
mod jobs;
mod links;
mod messages;
pub mod partitions;
mod patient;
mod pool;
mod pruning;
mod reading;
mod replica;
mod resealing;
mod rounds;
mod schedules;
mod schema;
mod sealed;
mod sessions;
mod standing;
mod statement;
mod subscriptions;
mod templates;
mod tokens;
mod transaction;
mod users;
mod waking;
mod webhooks;
mod workers;

pub use access::{CameIn, Idle, NewLink, Origin, Person, SignedIn, Staff};
pub use activation::Activation;
pub use checkup::{Checkup, Months};
pub use deeds::{Deed, DeedFilter, DeedRecord, Doer};
pub use erasing::{ERASED, Gone, Traces};
pub use error::StoreError;
pub use events::{
    Appended, EventCursor, EventRow, Hooked, QuarantineRecord, Refused, Snapshot, Wake,
};
pub use finding::{Find, FoundCursor, FoundSession};
pub use following::Following;
pub use idempotency::{AskedOnce, Remembered};
pub use jobs::{
    Acted, Action, AttemptRecord, Bulk, BulkOrder, BulkState, ChartPoint, Claimed, Claims, Ending,
    Enqueued, FailedSignal, JobFilter, JobRecord, JobState, Listed, Minute, NewBulk, NewJob, Next,
    Outcome, QueueDepth, QueueRecord, QueueState, StateCount,
};
pub use links::{EndedLink, Link, LinkRecord, NewLinkToken};
pub use pruning::Keep;
pub use resealing::{ResealCursor, Resealed};
pub use rounds::{RoundCursor, RoundProgress, RoundRecord, RoundSecond, SavedRound};
pub use schedules::ScheduleRecord;
pub use schema::SCHEMA;
pub use sealed::{Keys, Place, Unsealable};
pub use sessions::{Changed, ConfigState, EndedSession, NewSession, Own, SessionRecord};
pub use standing::{At, Standing};
pub use subscriptions::{SubscriptionRecord, SubscriptionState, Told, WantedSubscription};
pub use templates::{NewTemplate, TemplateRecord};
pub use tokens::{Bearer, NewToken, TokenRecord};
pub use transaction::Transaction;
pub use users::{Account, Human, NewIdentity, User};
pub use waking::{Asleep, Waking, WakingCursor};
pub use webhooks::WebhookRecord;
pub use workers::{Wanted, WorkerRecord};

use patient::{Doubt, Patient};
use reading::Reading;
use sea_orm::DatabaseConnection;

/// The door to Postgres.
#[derive(Clone, Debug)]
pub struct Store {
    db: Patient<DatabaseConnection>,
    reading: Reading,
}

impl From<DatabaseConnection> for Store {
    fn from(db: DatabaseConnection) -> Self {
        Self::new(Patient::new(db, Doubt::default()), None)
    }
}
