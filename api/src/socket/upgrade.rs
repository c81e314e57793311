//! From an HTTP request to a WebSocket (RFC 6455, section 4.2).
//!
//! Done here rather than by poem's extractor, which copies each text into a
//! string of its own: a frame goes to many sockets and is encoded once.

use poem::{
    Body, Request, Response, Upgraded,
    http::{HeaderMap, Method, StatusCode, header},
};
use tokio_tungstenite::{
    WebSocketStream,
    tungstenite::{
        handshake::derive_accept_key,
        protocol::{Role, WebSocketConfig},
    },
};

use downbeat_session::kinds;

use super::{message::MESSAGE_BYTES_MAX, offer::Offer};

pub type Socket = WebSocketStream<Upgraded>;

/// Clients say little: most sockets only listen.
const READ_BUFFER_BYTES: usize = 512;
/// A socket that is behind by more reads too slowly. A view with the words around
/// it is smaller, so that a socket that has read everything can be sent any.
const WRITE_BUFFER_BYTES_MAX: usize = kinds::VIEW_BYTES_MAX + 64 * 1024;

/// The answer to a handshake that offers so much, and the socket that follows once
/// it is sent; `None` for a request that is no handshake.
pub fn accept(
    request: &Request,
    offer: &Offer,
) -> Option<(Response, impl Future<Output = Option<Socket>> + Send + 'static)> {
    let headers = request.headers();
    let key = headers.get(header::SEC_WEBSOCKET_KEY)?;
    let is_handshake = request.method() == Method::GET
        && names(headers, header::CONNECTION, "upgrade")
        && names(headers, header::UPGRADE, "websocket")
        && names(headers, header::SEC_WEBSOCKET_VERSION, "13");
    if !is_handshake {
        return None;
    }
    let upgrade = request.take_upgrade().ok()?;
    let mut answer = Response::builder()
        .status(StatusCode::SWITCHING_PROTOCOLS)
        .header(header::CONNECTION, "upgrade")
        .header(header::UPGRADE, "websocket")
        .header(header::SEC_WEBSOCKET_ACCEPT, derive_accept_key(key.as_bytes()));
    if let Some(name) = offer.name() {
        answer = answer.header(header::SEC_WEBSOCKET_PROTOCOL, name);
    }
    let socket = async move {
        let upgraded = upgrade.await.ok()?;
        Some(WebSocketStream::from_raw_socket(upgraded, Role::Server, Some(config())).await)
    };
    Some((answer.body(Body::empty()), socket))
}

fn config() -> WebSocketConfig {
    WebSocketConfig::default()
        .read_buffer_size(READ_BUFFER_BYTES)
        .write_buffer_size(0)
        .max_write_buffer_size(WRITE_BUFFER_BYTES_MAX)
        .max_message_size(Some(MESSAGE_BYTES_MAX))
        .max_frame_size(Some(MESSAGE_BYTES_MAX))
        .accept_unmasked_frames(false)
}

/// Whether a header's comma-separated list has a word.
fn names(headers: &HeaderMap, name: header::HeaderName, word: &str) -> bool {
    let values = headers.get_all(name).into_iter().filter_map(|value| value.to_str().ok());
    values.flat_map(|value| value.split(',')).any(|item| item.trim().eq_ignore_ascii_case(word))
}
