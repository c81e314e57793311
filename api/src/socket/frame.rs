//! What a server sends, as bytes of a WebSocket (RFC 6455, section 5.2). They are
//! not masked, so that what was made once goes to every socket as it is.

use bytes::{BufMut, Bytes, BytesMut};

/// A whole text, and that it is one.
const TEXT: u8 = 0x81;
/// Of the longest header.
const HEADER_BYTES_MAX: usize = 10;

/// A ping with nothing in it.
pub const PING: Bytes = Bytes::from_static(&[0x89, 0]);

pub fn text(text: &str) -> Bytes {
    let mut frame = BytesMut::with_capacity(HEADER_BYTES_MAX + text.len());
    frame.put_u8(TEXT);
    match (u8::try_from(text.len()), u16::try_from(text.len())) {
        (Ok(short @ ..=125), _) => frame.put_u8(short),
        (_, Ok(length)) => {
            frame.put_u8(126);
            frame.put_u16(length);
        }
        (_, Err(_)) => {
            frame.put_u8(127);
            frame.put_u64(text.len() as u64);
        }
    }
    frame.put_slice(text.as_bytes());
    frame.freeze()
}

#[cfg(test)]
mod tests {
    use tungstenite::protocol::frame::{
        Frame,
        coding::{Data, OpCode},
    };

    use super::*;

    #[test]
    fn a_text_of_any_length_is_framed_as_the_protocol_says() {
        for length in [0, 1, 125, 126, 127, 255, 256, 65_535, 65_536, 600_000] {
            let said = "a".repeat(length);
            let mut expected = Vec::new();
            let frame = Frame::message(said.clone(), OpCode::Data(Data::Text), true);
            frame.format(&mut expected).unwrap();
            assert_eq!(text(&said), expected, "{length}");
        }
        let mut expected = Vec::new();
        Frame::ping(Bytes::new()).format(&mut expected).unwrap();
        assert_eq!(PING, expected);
    }
}
