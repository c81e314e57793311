//! Mails, one at a time, by the SMTP server of the house.
//!
//! A mail has an id that is the same each time it is tried, and its Message-ID is
//! made of that: a second copy replaces the first where the reader's side knows how.
//! What a server answers may quote the address, so only its code is told.

mod client;
mod error;
pub mod sim;

pub use client::{Mail, Mailer};
pub use error::MailError;
