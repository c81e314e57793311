//! What a timer keeps beside its history.

mod exported;
pub mod lobby;
mod personal;

pub use exported::LEFT_OUT as NOT_EXPORTED;
pub use personal::DATA;
