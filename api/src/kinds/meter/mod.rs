//! What a meter has beyond what every kind has: rounds that are kept, the pace
//! of chat, and what Twitch was asked for.

mod chat;
mod health;
mod pace;
mod round;
mod rounds;

pub use chat::SimulatedChat;
pub use health::Subscriptions;
pub use pace::Pace;
pub use rounds::{Rounds, read_cursor};
