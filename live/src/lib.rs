//! All of live Redis: where hot sessions are, and who may change them.
//!
//! A session is a packed **state** and, for kinds whose audience votes, a
//! **tally** and what a **round** of it counts. Rust decides and Redis
//! arbitrates: a command reads the state, decides in plain Rust and commits
//! through a Redis Function that refuses whatever has moved meanwhile. The
//! functions are in `lua/`, the keys in `key.rs`.
//!
//! A worker that owns a shard proves it with a **lease** in each write. The
//! **beat** tells the shard's watchers what votes changed and what is dirty;
//! **advance** turns passed time into events. What is kept in process memory
//! between calls are connections, the offset of Redis' clock, and sessions as they
//! were changed last, which only a commit may be tried on (`session/known.rs`).
//!
//! Beside it, `aside/` speaks to the **cache**, another Redis, which holds nothing that
//! Postgres does not say.

mod aside;
mod cache;
mod cut;
mod draft;
mod error;
pub mod key;
mod kinds;
mod limit;
mod log;
mod login;
mod presence;
mod redis;
mod session;
mod shard;
mod ticket;
mod windows;

pub use self::redis::checkup::Checkup;
pub use self::redis::connection::{Connection, KNOWN_BYTES_MAX, Options};
pub use self::redis::handle::Live;
pub use self::redis::inspection::Inspection;
pub use self::redis::library::{Loaded, names as library_names};
pub use self::redis::memory::Memory;
pub use self::redis::primary::Primary;
pub use self::redis::rights;
pub use aside::{
    Aside, Cache, CacheCheckup, CacheError, CachedValue, Found, Load, Made, WHATEVER,
    rights as cache_rights,
};
pub use cache::Kept;
pub use draft::{CachedKey, DraftPlace, DraftPut, DraftsWaiting, LiveDraft, WaitingDraft};
pub use error::{LiveError, is_away};
#[doc(hidden)]
pub use kinds::vote_marks;
pub use kinds::{OpenRound, Outcome, PACE_MS, RoundCount, Vote};
pub use limit::{Quota, Taken};
pub use log::line::{LogLine, Own};
pub use log::saved::{Kept as LogKept, SavedLog, Waiting};
pub use log::say::{Line as MeantLine, Newest, SayError, Together, Utterance, Uttered};
pub use presence::{Gone, LEASE as PRESENCE_LEASE, Present, RENEW_EVERY as PRESENCE_RENEWED_EVERY};
pub use session::begin::{Beginning, Begun};
pub use session::broadcasts::{Sending, Sent, Untold};
pub use session::close::Closed;
pub use session::command::{Accepted, Asked, CommandError};
pub use session::command_id::CommandId;
pub use session::gate::{Gate, Through};
pub use session::hot::{Hot, Reading};
pub use session::open::{Opened, Opening, RoundSaved};
#[doc(hidden)]
pub use session::packed::Packed;
pub use session::park::Parked;
pub use session::standing::Stood;
pub use shard::beat::{Dirty, FRAMES_BYTES_MAX, Mark, ShardBeat, ShardNews, ShardUpdate};
pub use shard::due::{Due, Settled};
pub use shard::events::{Recorded, StoredEvent};
pub use shard::frame::{Frame, Message, Order, Part, Protocol, Told};
pub use shard::lease::{Acquired, Lease};
pub use shard::line::{Heard, Line, Subscriber};
pub use shard::members::{Alive, Member, Membership};
pub use shard::report::ShardReport;
pub use shard::said::{Said, Whom};
pub use shard::tallied::{Counted, Tallied, TallyChange};
pub use shard::wake::{Looked, Wake, WakeLine, WakeSubscriber};
pub use shard::watchers::Watchers;
pub use windows::Full;
