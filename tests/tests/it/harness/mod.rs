//! What tests stand on; a test reads as a story because the plumbing is here.

mod postgres;

pub use postgres::{empty_postgres, postgres};
