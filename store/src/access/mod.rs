//! Who people are, and by what they come in.

pub mod idempotency;
pub mod links;
pub mod passes;
mod personal;
pub mod sign_in;
pub mod tokens;
pub mod users;

pub use personal::DATA;
