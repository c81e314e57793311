//! Notices to browsers, by the push service that each browser names (RFC 8030).
//!
//! A **device** is where a browser lets itself be told: an address at its push service,
//! and keys that only the browser opens what comes with. [`Pusher`] encrypts for it
//! ([`sealed`], RFC 8291) and says who we are ([`Vapid`], RFC 8292). The service learns
//! when something comes to whom, and how long it is, and nothing of what it says. The
//! address may be a secret: it is called as all that people gave, and told nowhere.

mod client;
mod sealed;
pub mod sim;
mod vapid;

pub use client::{PUSH_BYTES_MAX, Push, PushError, Pusher, Urgency};
pub use sealed::{AUTH_BYTES, Device, KEY_BYTES, NoDevice};
pub use vapid::{NoKey, Vapid};
