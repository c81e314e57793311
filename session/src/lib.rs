//! The domain: what a live session is and what may happen to it.
//!
//! A **session** has a kind, a config, a state and a rev. Somebody asks for a
//! **command**; the kind either rejects it with a code or answers with
//! **events**, and the state is always the fold of its events over `open`. A
//! viewer never sees the state, only a **view** of it made for an
//! **audience**.
//!
//! Everything here is pure: time is an argument (`now_ms`, integer epoch
//! milliseconds), there is no socket, no clock and no database. Typed kinds
//! implement [`Kind`]; everybody else holds a [`Session`], whose kind is erased
//! once, in `erased.rs` and `typed.rs`.

mod actor;
mod beside;
mod board;
mod description;
mod difference;
mod email;
mod erased;
mod event;
pub mod hash;
mod held;
pub mod id;
pub mod journal;
pub mod json;
mod kind;
pub mod kinds;
pub mod notice;
mod omitted;
#[cfg(test)]
mod passing_tests;
mod reading;
mod refusal;
mod retold;
mod rev;
mod row;
mod saying;
mod shared;
mod step;
pub mod tally;
pub mod text;
mod typed;
pub mod wall;

pub use actor::{Actor, Audience, Role, Seating, Sits};
pub use beside::Beside;
pub use board::{Board, List, Listed, Note};
pub use description::Description;
pub use difference::{Difference, Outlined, members};
pub use email::Email;
pub use erased::{Ask, Delivery, Session, Unreadable};
pub use event::{Answer, Event};
pub use kind::{Channel, Example, Kind, Reserve};
pub use reading::{READING, READING_KEY, Reading};
pub use refusal::{Problem, Refusal, Refused, Rejection};
pub use retold::Retold;
pub use rev::Rev;
pub use row::{Fact, Row, Table, Write};
pub use saying::{Log, Notes, Notice, Say, SayLimits, Saying, To, Unsaid, Window};
pub use step::Step;
