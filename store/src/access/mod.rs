//! Who people are, and by what they come in.

pub mod guests;
pub mod idempotency;
pub mod links;
pub mod local_logins;
pub mod mail_links;
pub mod passes;
mod personal;
pub mod sign_in;
pub mod staff;
pub mod tokens;
pub mod users;
pub mod viewers;

pub use personal::DATA;
