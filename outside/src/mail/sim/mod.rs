//! An SMTP server of our own that delivers nothing: it keeps the mails in memory
//! and shows them over HTTP, to a test as JSON and to a person as a page.
//!
//! [`conversation`] is what it says to whoever brings a mail, [`message`] reads what
//! it was given, [`Kept`] is what it has, and [`start`] has it listen. A test may
//! make **trouble**: the next mails are answered with a code.

mod control;
mod conversation;
mod kept;
mod message;
mod run;

pub use kept::{Kept, KeptMail};
pub use run::{Options, Running, start};
