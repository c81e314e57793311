//! A Twitch of our own: true headers, true signatures, true shapes, and a chat
//! that argues.
//!
//! The **crowd** writes the script of a chat, the same for the same seed. The
//! **sender** delivers **messages** as Twitch does: signed, at least once,
//! tried again when the answer is not 2xx, and now and then delivered twice;
//! the **tally** counts them. **OAuth** and **Helix** answer an application as
//! the real ones do, out of one **world** and behind one **gate**. The
//! **extension** has viewers with JWTs, `PubSub`, and pages that frame our views. The
//! **control** port lets a test or a person say something, send a request that
//! is wrong on purpose, or make **trouble**.

pub mod crowd;

mod control;
mod extension;
mod fragments;
mod gate;
mod helix;
mod message;
mod notification;
mod oauth;
mod raw;
mod run;
mod sender;
mod tally;
mod trouble;
mod world;

pub use control::Application;
pub use crowd::{Crowd, Line};
pub use extension::Options as ExtensionOptions;
pub use notification::{BOT, ChatMessage, notification};
pub use run::{Options, run};
pub use tally::Stats;

#[cfg(test)]
mod tests;
