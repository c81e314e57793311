//! One wheel for the pings of all sockets: each stands in the slot of the second
//! in which it is looked at next, and none has a timer of its own.

use std::{
    array, mem,
    sync::{Arc, Weak},
    time::Duration,
};

use downbeat_boot::clock;
use parking_lot::Mutex;
use tokio::task::yield_now;

use crate::socket::outbox::Outbox;

const TURN: Duration = Duration::from_secs(1);
/// Turns between a ping and the next one.
const PING_EVERY: usize = 25;
/// Turns in which a pong has to come.
const PONG_LIMIT: usize = 10;
/// Sockets that are looked at without a pause.
const SLICE: usize = 128;

#[derive(Clone, Default)]
pub struct Pings(Arc<Mutex<Wheel>>);

struct Wheel {
    now: usize,
    slots: [Vec<Due>; PING_EVERY + 1],
}

/// A socket that may have closed.
struct Due {
    outbox: Weak<Outbox>,
    is_asked: bool,
}

impl Default for Wheel {
    fn default() -> Self {
        Self { now: 0, slots: array::from_fn(|_| Vec::new()) }
    }
}

impl Pings {
    /// Pings a socket until it is closed.
    pub fn keep(&self, outbox: &Arc<Outbox>) {
        let due = Due { outbox: Arc::downgrade(outbox), is_asked: false };
        self.0.lock().put(due, PING_EVERY);
    }

    pub async fn run(self) {
        let mut turns = clock::interval(TURN);
        loop {
            turns.tick().await;
            self.run_once().await;
        }
    }

    /// One turn.
    async fn run_once(&self) {
        let due = self.0.lock().turn();
        for (n, due) in due.into_iter().enumerate() {
            self.look(due);
            if n % SLICE == SLICE - 1 {
                yield_now().await;
            }
        }
    }

    fn look(&self, due: Due) {
        let Some(outbox) = due.outbox.upgrade() else { return };
        let turns = if !due.is_asked {
            outbox.ping();
            PONG_LIMIT
        } else if outbox.is_alive() {
            PING_EVERY - PONG_LIMIT
        } else {
            return;
        };
        self.0.lock().put(Due { is_asked: !due.is_asked, ..due }, turns);
    }
}

impl Wheel {
    fn put(&mut self, due: Due, turns: usize) {
        let slot = (self.now + turns) % self.slots.len();
        self.slots[slot].push(due);
    }

    fn turn(&mut self) -> Vec<Due> {
        self.now = (self.now + 1) % self.slots.len();
        mem::take(&mut self.slots[self.now])
    }
}

#[cfg(test)]
mod tests {
    use std::{io::Read as _, net::TcpStream as Client};

    use super::*;
    use crate::socket::{frame, outbox::Trouble, outbox_tests::connected};

    /// How many pings a client was sent.
    fn pings(client: &mut Client) -> usize {
        client.set_nonblocking(true).unwrap();
        let mut read = [0; 100];
        let bytes = client.read(&mut read).unwrap_or_default();
        assert_eq!(read[..bytes], frame::PING.repeat(bytes / 2));
        bytes / 2
    }

    async fn turns(pings: &Pings, turns: usize) {
        for _ in 0..turns {
            pings.run_once().await;
        }
    }

    #[tokio::test]
    async fn whoever_answers_is_asked_again_and_whoever_does_not_is_silent() {
        let wheel = Pings::default();
        let (outbox, mut client) = connected().await;
        let outbox = Arc::new(outbox);
        wheel.keep(&outbox);
        turns(&wheel, PING_EVERY - 1).await;
        assert_eq!(pings(&mut client), 0);
        for _ in 0..3 {
            turns(&wheel, 1).await;
            assert_eq!(pings(&mut client), 1);
            outbox.heard_pong();
            turns(&wheel, PING_EVERY - 1).await;
            assert_eq!((pings(&mut client), outbox.trouble()), (0, None));
        }
        turns(&wheel, PONG_LIMIT).await;
        assert_eq!((pings(&mut client), outbox.trouble()), (1, None));
        turns(&wheel, 1).await;
        assert_eq!(outbox.trouble(), Some(Trouble::Silent));
        turns(&wheel, 2 * PING_EVERY).await;
        assert_eq!(pings(&mut client), 0);
    }

    /// As it is promised: a ping after 25 s, and 10 s for its pong.
    #[tokio::test]
    async fn a_socket_that_is_silent_is_given_up_after_35_s() {
        let wheel = Pings::default();
        let (outbox, mut client) = connected().await;
        let outbox = Arc::new(outbox);
        wheel.keep(&outbox);
        let (mut passed, mut asked) = (Duration::ZERO, None);
        while outbox.trouble().is_none() {
            turns(&wheel, 1).await;
            passed += TURN;
            if pings(&mut client) > 0 {
                asked = Some(passed);
            }
            assert!(passed < Duration::from_mins(1), "it is never given up");
        }
        assert_eq!((asked, passed), (Some(Duration::from_secs(25)), Duration::from_secs(35)));
    }

    #[tokio::test]
    async fn nothing_is_kept_of_those_who_left() {
        let wheel = Pings::default();
        for _ in 0..3 {
            wheel.keep(&Arc::new(connected().await.0));
        }
        turns(&wheel, PING_EVERY).await;
        assert!(wheel.0.lock().slots.iter().all(Vec::is_empty));
    }
}
