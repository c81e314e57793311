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
mod erased;
mod event;
pub mod hash;
pub mod id;
pub mod json;
mod kind;
pub mod kinds;
#[cfg(test)]
mod passing_tests;
mod refusal;
mod rev;
mod row;
mod shared;
mod step;
pub mod tally;
pub mod text;
mod typed;

pub use actor::{Actor, Audience, Role};
pub use beside::Beside;
pub use board::{Board, List, Listed, Note};
pub use description::Description;
pub use difference::{Difference, Outlined, members};
pub use erased::{Ask, Delivery, Session, Unreadable};
pub use event::{Answer, Event};
pub use kind::{Channel, Example, Kind};
pub use refusal::{Problem, Refusal, Rejection};
pub use rev::Rev;
pub use row::{Fact, Row, Table, Write};
pub use step::Step;
