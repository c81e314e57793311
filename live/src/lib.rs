//! All of live Redis: where hot sessions are, and who may change them.
//!
//! A session is a packed **state** and, for kinds whose audience votes, a
//! **tally** and what a **round** of it counts. Rust decides and Redis
//! arbitrates: a command reads the state, decides in plain Rust and commits
//! through a Redis Function that refuses whatever has moved meanwhile. The
//! functions are in `downbeat_v5.lua`, the keys in `key.rs`.
//!
//! A worker that owns a shard proves it with a **lease** in each write. The
//! **beat** tells the shard's watchers what is dirty; **advance** turns passed
//! time into events. Nothing here is kept in process memory between calls but
//! connections and the offset of Redis' clock.

mod answers;
mod beat;
mod cache;
mod call;
mod checkup;
mod close;
mod command;
mod command_id;
mod commit;
mod connection;
mod cut;
mod due;
mod error;
mod events;
mod frame;
mod hot;
mod inspection;
pub mod key;
mod lease;
mod library;
mod limit;
mod line;
mod login;
mod memory;
mod open;
mod packed;
mod park;
mod primary;
mod remembered;
mod report;
mod retiring;
pub mod rights;
mod rounds;
mod seats;
mod time;
mod told;
mod turns;
mod vote;
mod watch;

pub use beat::{Dirty, FRAMES_BYTES_MAX, Mark, Telling};
pub use cache::Kept;
pub use call::Live;
pub use checkup::{Checkup, Library};
pub use close::Closed;
pub use command::{Accepted, Asked, CommandError};
pub use command_id::CommandId;
pub use connection::{Connection, Options};
pub use due::Settled;
pub use error::{LiveError, is_away};
pub use events::{Recorded, StoredEvent};
pub use frame::{Frame, Message, Order, Part, Told};
pub use hot::{Hot, Reading};
pub use inspection::Inspection;
pub use lease::{Lease, Member};
pub use library::LIBRARY;
pub use limit::{Quota, Taken};
pub use line::{Heard, Line};
pub use memory::Memory;
pub use open::{Opened, Opening, RoundSaved};
#[doc(hidden)]
pub use packed::Packed;
pub use park::Parked;
pub use primary::Primary;
pub use report::ShardReport;
pub use rounds::{OpenRound, PACE_MS, RoundCount};
pub use seats::Watchers;
pub use vote::{Outcome, Vote};
