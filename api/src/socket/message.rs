//! What is said on a socket, in both directions.

use bytes::Bytes;
use downbeat_live::Hot;
use downbeat_session::Role;
use serde::{Deserialize, Serialize};
use serde_json::{Number, Value};

use super::frame;

pub const MESSAGE_BYTES_MAX: usize = 16 * 1024;

/// What a client says.
#[derive(Debug, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum FromClient {
    Ping {
        t0: Number,
    },
    Command {
        id: String,
        #[serde(default)]
        name: String,
        #[serde(default)]
        args: Value,
        #[serde(default)]
        rev: Option<String>,
    },
    Say {
        id: String,
        #[serde(default)]
        name: String,
        #[serde(default)]
        args: Value,
    },
    Resume {
        rev: String,
    },
}

/// What a server says on its own account; frames are made by workers.
#[derive(Debug, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum ToClient<'a> {
    Pong {
        t0: &'a Number,
        server_ms: i64,
    },
    Ack {
        id: &'a str,
        /// Of a command.
        #[serde(skip_serializing_if = "Option::is_none")]
        rev: Option<String>,
        /// The number of a line.
        #[serde(skip_serializing_if = "Option::is_none")]
        n: Option<u64>,
        /// It was accepted before, and happened once.
        #[serde(skip_serializing_if = "std::ops::Not::not")]
        repeated: bool,
    },
    Reject {
        id: Option<&'a str>,
        code: &'a str,
        message: &'a str,
        #[serde(skip_serializing_if = "Option::is_none")]
        retry_ms: Option<u64>,
    },
    Bye {
        code: u16,
        retry_ms: Option<u32>,
    },
}

impl ToClient<'_> {
    pub fn to_frame(&self) -> Bytes {
        frame::text(&serde_json::to_string(self).unwrap_or_default())
    }
}

/// Where a session is now: the first thing a socket hears.
pub fn hello(hot: &Hot, (role, seat): (Role, Option<&str>), server_ms: i64) -> Bytes {
    let (session, kind, rev) = (hot.id, hot.session.kind(), hot.shown_rev());
    let view = hot.view(role.audience());
    let view = String::from_utf8_lossy(&view);
    let role = role.as_str();
    let seat =
        seat.map_or_else(String::new, |seat| format!(r#""participant":{},"#, Value::from(seat)));
    frame::text(&format!(
        r#"{{"type":"hello","server_ms":{server_ms},"session":"{session}","kind":"{kind}","rev":"{rev}","role":"{role}",{seat}"view":{view}}}"#
    ))
}

pub fn bye(code: u16, retry_ms: Option<u32>) -> Bytes {
    ToClient::Bye { code, retry_ms }.to_frame()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ping_comes_back_as_it_was() {
        let FromClient::Ping { t0 } = serde_json::from_str(r#"{"type":"ping","t0":12.5}"#).unwrap()
        else {
            panic!("not a ping");
        };
        let pong = ToClient::Pong { t0: &t0, server_ms: 7 }.to_frame();
        assert_eq!(pong, frame::text(r#"{"type":"pong","t0":12.5,"server_ms":7}"#));
    }

    #[test]
    fn what_has_no_type_is_malformed() {
        for text in ["", "[]", "{}", r#"{"type":"shout"}"#, r#"{"type":"ping"}"#, "\u{0}"] {
            assert!(serde_json::from_str::<FromClient>(text).is_err(), "{text}");
        }
    }
}
