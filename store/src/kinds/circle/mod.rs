//! Circles: what they are set to, who is in them, what was said, what
//! was decided, and what people make of one another.
//!
//! Whatever changes what stands in a circle holds its row first, so that messages and
//! changes are numbered without gaps and counts are what there is. Rows are held without
//! their keys: whoever only refers to one (a reaction, to its circle) waits for nobody.
//!
//! All hold in one order, so that none waits for another in a ring: circles by their ids,
//! people (a row that names somebody holds them), items, and what people are told. Whoever
//! erases a person keeps to it, too.

pub mod appeals;
pub mod causes;
pub mod changes;
pub mod circles;
pub mod comments;
pub mod counts;
pub mod daily;
pub mod decisions;
mod ending;
mod erasure;
mod exported;
pub mod feeds;
pub mod invitations;
pub mod live;
mod media;
pub mod members;
pub mod messages;
pub mod pages;
pub mod people;
mod personal;
pub mod queue;
pub mod reactions;
pub mod regards;
pub mod reports;
pub mod scheduled;
pub mod search;
pub mod statistics;
mod trending;
pub mod unseen;
mod versions;
pub mod word_list;

pub use erasure::{erase, hold, hold_late};
pub use exported::{LEFT_OUT as NOT_EXPORTED, PARTS as EXPORTED};
pub use personal::DATA;
