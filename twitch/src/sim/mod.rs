//! A Twitch of our own: true headers, true signatures, true shapes, and a chat
//! that argues.
//!
//! The **crowd** writes the script of a chat, the same for the same seed. The
//! **postman** delivers messages as Twitch does: signed, at least once, tried
//! again when the answer is not 2xx, and now and then delivered twice. The
//! **control** port lets a test or a person say something.

mod control;
mod crowd;
mod notification;
mod postman;
mod run;

pub use crowd::{Crowd, Line};
pub use notification::notification;
pub use run::{Options, run};
