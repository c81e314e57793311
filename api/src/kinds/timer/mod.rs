//! What a timer has beyond what every kind has: a lobby, where people pick a seat by
//! a code.

mod join;
mod lobby;
mod seats;

use join::Join;
use lobby::Lobbies;
use poem_openapi::OpenApi;

/// The timer's documented routes.
pub fn routes() -> impl OpenApi {
    (Lobbies, Join)
}
