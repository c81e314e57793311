//! What is said in circles by the clock, what people are told of, what is talked about,
//! whether counts are what rows say, and what the cache keeps.

pub mod check_counts;
pub mod daily_message;
pub mod forget_pages;
pub mod looking;
pub mod notify;
pub mod pages;
pub mod reading;
mod speaking;
pub mod trend;
