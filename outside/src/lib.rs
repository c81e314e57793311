//! What goes out to addresses of others, and a simulated one of each.
//!
//! [`http`] calls addresses that a person gave, and nothing that only we can reach.
//! [`mail`] hands mails to the house's own SMTP server; [`mail::sim`] is a server
//! that keeps them instead, for the demo and the tests. [`push`] tells browsers, by the
//! push services that they name, and [`push::sim`] is such a service. None of them tells
//! an address in an error or a log.

mod caught;
pub mod http;
pub mod mail;
pub mod push;

pub use http::{NotOutside, Outside, Turns};
pub use mail::{MailError, Mailer};
pub use push::Pusher;
