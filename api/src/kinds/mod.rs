//! Routes that only one kind has, a folder a kind. Adding a kind that has some is
//! its folder and its lines here.

mod meter;

use downbeat_twitch::webhook::ChatMessage;
use poem::Response;
use poem_openapi::OpenApi;

use crate::app::App;

/// The documented routes of all kinds.
pub fn routes() -> impl OpenApi {
    meter::routes()
}

/// What was said in a channel goes to the kinds that listen to it. The outcome,
/// as metrics name it, and the answer.
pub async fn chat(app: &App, delivery: &str, message: &ChatMessage) -> (&'static str, Response) {
    meter::chat_message::count(app, delivery, message).await
}

/// Whether a list of a kind's own may go on behind this.
pub fn read_cursor(text: &str) -> bool {
    meter::read_cursor(text).is_ok()
}
