//! What a meter has beyond what every kind has: rounds that are kept, the pace
//! of chat, its messages, and what Twitch was asked for.

mod chat;
pub mod chat_message;
mod health;
mod pace;
mod round;
mod rounds;
mod vote;

use chat::SimulatedChat;
pub use chat::TEXT_CHARS_MAX as CHAT_TEXT_CHARS_MAX;
use health::Subscriptions;
use pace::Pace;
use poem_openapi::OpenApi;
use rounds::Rounds;
pub use rounds::read_cursor;

/// The meter's documented routes.
pub fn routes() -> impl OpenApi {
    (Rounds, Pace, SimulatedChat, Subscriptions)
}
