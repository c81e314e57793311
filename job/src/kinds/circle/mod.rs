//! What is said in circles by the clock, and what people are told of.

pub mod daily_message;
pub mod looking;
pub mod notify;
pub mod reading;
mod speaking;
