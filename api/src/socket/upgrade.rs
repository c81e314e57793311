//! From an HTTP request to a WebSocket (RFC 6455, section 4.2).
//!
//! Done here rather than by poem's extractor: a frame is encoded once and written
//! to many sockets, for which the connection itself is needed.

use hyper_util::{rt::TokioIo, server::conn::auto::upgrade::downcast};
use poem::{
    Body, Request, Response,
    http::{HeaderMap, Method, StatusCode, header},
};
use tokio::net::TcpStream;
use tungstenite::handshake::derive_accept_key;

use super::{offer::Offer, reading::Socket};
use crate::{connections::Place, serve::Upgrade};

/// The answer to a handshake that offers so much, and the socket that follows once
/// it is sent, with its place among the connections; `None` for a request that is no handshake.
pub fn accept(
    request: &Request,
    offer: &Offer,
) -> Option<(Response, impl Future<Output = Option<(Socket, Place)>> + Send + 'static)> {
    let headers = request.headers();
    let key = headers.get(header::SEC_WEBSOCKET_KEY)?;
    let is_handshake = request.method() == Method::GET
        && names(headers, header::CONNECTION, "upgrade")
        && names(headers, header::UPGRADE, "websocket")
        && names(headers, header::SEC_WEBSOCKET_VERSION, "13");
    if !is_handshake {
        return None;
    }
    let mut answer = Response::builder()
        .status(StatusCode::SWITCHING_PROTOCOLS)
        .header(header::CONNECTION, "upgrade")
        .header(header::UPGRADE, "websocket")
        .header(header::SEC_WEBSOCKET_ACCEPT, derive_accept_key(key.as_bytes()));
    if let Some(name) = offer.name() {
        answer = answer.header(header::SEC_WEBSOCKET_PROTOCOL, name);
    }
    let Upgrade(upgrade, place) = request.data::<Upgrade>()?.clone();
    let socket = async move {
        let upgraded = upgrade.await.ok()?;
        let parts = downcast::<TokioIo<TcpStream>>(upgraded).ok()?;
        Some((Socket::new(parts.io.into_inner(), &parts.read_buf), place))
    };
    Some((answer.body(Body::empty()), socket))
}

/// Whether a header's comma-separated list has a word.
fn names(headers: &HeaderMap, name: header::HeaderName, word: &str) -> bool {
    let values = headers.get_all(name).into_iter().filter_map(|value| value.to_str().ok());
    values.flat_map(|value| value.split(',')).any(|item| item.trim().eq_ignore_ascii_case(word))
}
