//! What is said in circles by the clock, what people are told of, what is talked about, and
//! whether counts are what rows say.

pub mod check_counts;
pub mod daily_message;
pub mod looking;
pub mod notify;
pub mod reading;
mod speaking;
pub mod trend;
