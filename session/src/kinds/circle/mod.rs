//! A circle: a community whose words, roles and decisions are rows. What its people may
//! is here, and what may stand in it.
//!
//! A circle has a **kind**: *public* (anyone reads and joins), *private* (hidden, by
//! invitation), *invite only* (seen by its link, joined by approval). A **member** has a
//! role and a state, and only an *active* one has what the role gives. Its **messages**
//! are numbered by `seq`; each **change** to them by `n`, without gaps. Warnings climb a
//! **ladder**, and lapse.
//!
//! What people see live of it, `news`, `counts`, who is `here` and who is `typing`, is a
//! session beside the rows (`live/`), which records nothing.
//!
//! All of it is pure: nothing in this module stores anything or knows who asks.

pub mod by_clock;
pub mod config;
pub mod days;
pub mod ladder;
pub mod limits;
pub mod live;
pub mod markdown;
pub mod message;
pub mod rights;
pub mod trending;
pub mod word_list;

pub use config::{Category, Config, Links, Privacy};
pub use ladder::{Penalty, Step};
pub use live::Circle;
pub use message::{MessageKind, ReactionKind};
pub use rights::{Change, MemberState, Membership, Rank, Rights};
pub use word_list::{Word, WordAct};
