//! A socket as its own task has it: what the client says is read from the
//! connection by tungstenite. What tungstenite answers by itself, to pings and to
//! a close, goes through the outbox like all else.

use std::{
    future::poll_fn,
    io::{self, Read, Write},
    sync::Arc,
    task::{Poll, ready},
};

use bytes::Bytes;
use tokio::net::TcpStream;
use tungstenite::{
    Error, Message, WebSocket,
    protocol::{CloseFrame, Role, WebSocketConfig},
};

use super::{
    message::MESSAGE_BYTES_MAX,
    outbox::{Behind, Outbox},
};

/// Clients say little: most sockets only listen.
const READ_BUFFER_BYTES: usize = 512;

pub struct Socket {
    reader: WebSocket<Connection>,
    outbox: Arc<Outbox>,
}

impl Socket {
    /// With what the client said before it heard the answer to its handshake.
    pub fn new(stream: TcpStream, early: &[u8]) -> Self {
        let outbox = Arc::new(Outbox::new(stream));
        let connection = Connection(Arc::clone(&outbox));
        let (early, config) = (early.to_vec(), Some(config()));
        let reader = WebSocket::from_partially_read(connection, early, Role::Server, config);
        Self { reader, outbox }
    }

    pub const fn outbox(&self) -> &Arc<Outbox> {
        &self.outbox
    }

    pub fn say(&self, message: Bytes) -> Result<(), Behind> {
        self.outbox.say(message)
    }

    /// What the client says next.
    pub async fn next(&mut self) -> Result<Message, Error> {
        let Self { reader, outbox } = self;
        poll_fn(|context| {
            loop {
                match reader.read() {
                    Err(Error::Io(error)) if error.kind() == io::ErrorKind::WouldBlock => {}
                    said => return Poll::Ready(said),
                }
                ready!(outbox.stream().poll_read_ready(context))?;
            }
        })
        .await
    }

    /// Answers the client's close: the last that it hears.
    pub fn answer_close(&mut self) {
        self.outbox.seal();
        // What it fails with, the next read fails with.
        let _ = self.reader.flush();
    }

    /// Closes it from here, after a last word.
    pub fn close(&mut self, word: Bytes, close: CloseFrame) {
        self.outbox.seal();
        // Whoever is gone need not hear it.
        let _ = self.outbox.say(word);
        let _ = self.reader.close(Some(close));
    }
}

/// The hub may hold the outbox a moment longer, but the connection ends here.
impl Drop for Socket {
    fn drop(&mut self) {
        self.outbox.end();
    }
}

/// The connection, as tungstenite sees it.
struct Connection(Arc<Outbox>);

impl Read for Connection {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0.stream().try_read(buffer)
    }
}

/// Each write is a whole message: it is taken, or not.
impl Write for Connection {
    fn write(&mut self, message: &[u8]) -> io::Result<usize> {
        match self.0.say(Bytes::copy_from_slice(message)) {
            Ok(()) => Ok(message.len()),
            Err(Behind) => Err(io::ErrorKind::WouldBlock.into()),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn config() -> WebSocketConfig {
    WebSocketConfig::default()
        .read_buffer_size(READ_BUFFER_BYTES)
        .write_buffer_size(0)
        .max_write_buffer_size(MESSAGE_BYTES_MAX)
        .max_message_size(Some(MESSAGE_BYTES_MAX))
        .max_frame_size(Some(MESSAGE_BYTES_MAX))
        .accept_unmasked_frames(false)
}
