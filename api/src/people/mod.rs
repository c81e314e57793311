//! People: how they sign in, who they are, and their tokens.

pub mod auth;
pub mod erase;
pub mod exports;
pub mod login;
pub mod me;
pub mod tokens;
