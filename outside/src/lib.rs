//! What goes out to addresses of others, and a simulated one of each.
//!
//! [`http`] calls addresses that a person gave, and nothing that only we can reach.
//! [`mail`] hands mails to the house's own SMTP server; [`mail::sim`] is a server
//! that keeps them instead, for the demo and the tests. Neither tells an address in
//! an error or a log.

pub mod http;
pub mod mail;

pub use http::{NotOutside, Outside, Turns};
pub use mail::{MailError, Mailer};
