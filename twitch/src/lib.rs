//! The outside service: what Twitch tells us, and a Twitch of our own to be
//! told by.
//!
//! [`client`] asks Twitch: who somebody is, and to be told of things.
//! [`extension`] is our extension there: who a viewer is, and what all of them are
//! told.
//! [`webhook`] verifies a request and yields a domain event; nobody behind it
//! sees a signature or raw JSON. [`sim`] is the simulated Twitch of the demo and
//! the tests: it signs, retries and repeats itself as the real one does, and
//! its chat argues.

pub mod client;
pub mod extension;
pub mod sim;
pub mod webhook;

pub use client::{Application, Twitch, TwitchError};
pub use extension::Extension;
