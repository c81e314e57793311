//! All that one socket says, in the order in which it is said.
//!
//! Whoever says something writes it there and then, and wakes nobody, as long as
//! the connection takes it and nothing waits. What it does not take waits here,
//! bounded in number and bytes; the socket's own task writes it once it can, and
//! what is said meanwhile goes behind it. So a message is written whole before
//! the next one begins, whoever says them.

use std::{collections::VecDeque, io, net::Shutdown, time::Duration};

use bytes::{Buf as _, Bytes};
use downbeat_boot::clock::{self, Instant};
use downbeat_session::kinds;
use parking_lot::Mutex;
use socket2::SockRef;
use tokio::{net::TcpStream, sync::Notify};

use super::frame;

/// Messages a socket may be behind before it is told to come again.
pub const BEHIND_MAX: usize = 64;
/// A view with the words around it is smaller, so that a socket that has read
/// everything can be sent any.
const BEHIND_BYTES_MAX: usize = 4 * kinds::VIEW_BYTES_MAX;
/// How long the connection may take for one message.
const WRITE_LIMIT: Duration = Duration::from_secs(10);
/// Messages that one call writes.
const TOGETHER_MAX: usize = 16;

pub struct Outbox {
    stream: TcpStream,
    said: Mutex<Said>,
    /// There is something for the socket's own task to look at.
    roused: Notify,
}

#[derive(Default)]
struct Said {
    waiting: VecDeque<Message>,
    /// Of all that waits.
    bytes: usize,
    /// A part of the first one is written.
    has_begun: bool,
    /// Since when the connection does not take the first one.
    blocked: Option<Instant>,
    /// The end has begun: no frame follows.
    is_sealed: bool,
    is_broken: bool,
    pong: Pong,
}

struct Message {
    bytes: Bytes,
    /// The hub's, which whoever leaves need not hear.
    is_frame: bool,
}

/// What became of the last ping.
#[derive(Default, Clone, Copy, PartialEq, Eq)]
enum Pong {
    #[default]
    Heard,
    Awaited,
    Missed,
}

/// The connection is too far behind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Behind;

/// Why the socket's own task was roused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    Broken,
    /// The client did not answer a ping.
    Silent,
}

impl Outbox {
    pub fn new(stream: TcpStream) -> Self {
        Self { stream, said: Mutex::default(), roused: Notify::new() }
    }

    /// For whoever reads.
    pub const fn stream(&self) -> &TcpStream {
        &self.stream
    }

    /// Adds a frame for the next `flush`; answers whether anybody has to see to
    /// that.
    pub fn add(&self, frame: Bytes) -> Result<bool, Behind> {
        let mut said = self.said.lock();
        if said.is_sealed {
            return Ok(false);
        }
        // Many may come at once for a socket that has read everything.
        if !said.has_room(frame.len()) {
            self.write(&mut said);
        }
        let is_first = said.waiting.is_empty();
        said.push(Message { bytes: frame, is_frame: true })?;
        Ok(is_first)
    }

    /// Says something, at once if nothing waits.
    pub fn say(&self, message: Bytes) -> Result<(), Behind> {
        let mut said = self.said.lock();
        if !said.has_room(message.len()) {
            self.write(&mut said);
        }
        said.push(Message { bytes: message, is_frame: false })?;
        self.write(&mut said);
        Ok(())
    }

    /// Writes what waits, as far as the connection takes it.
    pub fn flush(&self) {
        self.write(&mut self.said.lock());
    }

    /// The end begins: nothing comes from the hub any more, and what of it was
    /// not begun is let go.
    pub fn seal(&self) {
        let mut said = self.said.lock();
        said.is_sealed = true;
        let mut is_begun = said.has_begun;
        said.waiting.retain(|message| std::mem::take(&mut is_begun) || !message.is_frame);
        said.bytes = said.waiting.iter().map(|message| message.bytes.len()).sum();
    }

    /// The connection ends, whoever still holds this.
    pub fn end(&self) {
        let mut said = self.said.lock();
        said.is_sealed = true;
        said.breaks();
        // It may have ended by itself.
        let _ = SockRef::from(&self.stream).shutdown(Shutdown::Write);
    }

    /// Asks for a sign of life. Whoever is too far behind to be asked is judged by
    /// that.
    pub fn ping(&self) {
        let mut said = self.said.lock();
        let ping = Message { bytes: frame::PING, is_frame: true };
        if !said.is_sealed && said.push(ping).is_ok() {
            said.pong = Pong::Awaited;
            self.write(&mut said);
        }
    }

    /// The client answered.
    pub fn heard_pong(&self) {
        self.said.lock().pong = Pong::Heard;
    }

    /// Whether the last ping was answered, or may still wait to be written. One
    /// that was not ends the socket.
    pub fn is_alive(&self) -> bool {
        let mut said = self.said.lock();
        if said.pong == Pong::Heard || said.blocked.is_some() {
            return true;
        }
        said.pong = Pong::Missed;
        self.roused.notify_one();
        false
    }

    /// Has the socket's own task look.
    pub fn rouse(&self) {
        self.roused.notify_one();
    }

    pub async fn roused(&self) {
        self.roused.notified().await;
    }

    pub fn trouble(&self) -> Option<Trouble> {
        let said = self.said.lock();
        match said.pong {
            _ if said.is_broken => Some(Trouble::Broken),
            Pong::Missed => Some(Trouble::Silent),
            Pong::Heard | Pong::Awaited => None,
        }
    }

    /// Whether something is not written yet.
    pub fn is_waiting(&self) -> bool {
        !self.said.lock().waiting.is_empty()
    }

    /// So much waits that nothing should be asked that has to be answered.
    pub fn is_half_full(&self) -> bool {
        let said = self.said.lock();
        said.waiting.len() > BEHIND_MAX / 2 || said.bytes > BEHIND_BYTES_MAX / 2
    }

    /// Until nothing waits, or the connection has taken too long for a message.
    pub async fn relieved(&self) -> Result<(), Behind> {
        loop {
            self.flush();
            let Some(since) = self.said.lock().blocked else { return Ok(()) };
            let limit = (since + WRITE_LIMIT).saturating_duration_since(clock::monotonic());
            match clock::timeout(limit, self.stream.writable()).await {
                Ok(Ok(())) => {}
                Ok(Err(_)) | Err(_) => return Err(Behind),
            }
        }
    }

    fn write(&self, said: &mut Said) {
        while !said.waiting.is_empty() {
            match self.write_some(said) {
                Ok(written) if written > 0 => said.wrote(written),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                    if said.blocked.is_none() {
                        said.blocked = Some(clock::monotonic());
                        self.roused.notify_one();
                    }
                    return;
                }
                Ok(_) | Err(_) => {
                    said.breaks();
                    self.roused.notify_one();
                }
            }
        }
        // A connection that takes what it did not take has somebody at its end.
        if said.blocked.take().is_some() && said.pong == Pong::Awaited {
            said.pong = Pong::Heard;
        }
    }

    fn write_some(&self, said: &Said) -> io::Result<usize> {
        if said.waiting.len() == 1 {
            return self.stream.try_write(&said.waiting[0].bytes);
        }
        let mut slices = [io::IoSlice::new(&[]); TOGETHER_MAX];
        for (slice, message) in slices.iter_mut().zip(&said.waiting) {
            *slice = io::IoSlice::new(&message.bytes);
        }
        self.stream.try_write_vectored(&slices[..said.waiting.len().min(TOGETHER_MAX)])
    }
}

impl Said {
    fn has_room(&self, bytes: usize) -> bool {
        self.waiting.len() < BEHIND_MAX && self.bytes + bytes <= BEHIND_BYTES_MAX
    }

    /// The last words always have room.
    fn push(&mut self, message: Message) -> Result<(), Behind> {
        if self.is_broken {
            return Ok(());
        }
        if !self.is_sealed && !self.has_room(message.bytes.len()) {
            return Err(Behind);
        }
        self.bytes += message.bytes.len();
        self.waiting.push_back(message);
        Ok(())
    }

    fn wrote(&mut self, written: usize) {
        self.bytes -= written;
        let mut left = written;
        while let Some(first) = self.waiting.front_mut() {
            if left < first.bytes.len() {
                first.bytes.advance(left);
                self.has_begun |= left > 0;
                break;
            }
            left -= first.bytes.len();
            self.has_begun = false;
            self.blocked = self.blocked.map(|_| clock::monotonic());
            self.waiting.pop_front();
        }
        // What once waited takes no memory of an idle socket.
        if self.waiting.is_empty() && self.waiting.capacity() > TOGETHER_MAX {
            self.waiting = VecDeque::new();
        }
    }

    /// Nobody hears any of it any more.
    fn breaks(&mut self) {
        self.is_broken = true;
        self.waiting = VecDeque::new();
        (self.bytes, self.has_begun) = (0, false);
    }
}
