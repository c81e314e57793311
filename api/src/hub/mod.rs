//! How frames reach sockets.
//!
//! One **listener** task a process holds the line to live Redis and hands each
//! frame to the **seats** of its audience, encoded once, and the **post** writes
//! it to their connections. No socket is woken for it, but one whose connection
//! does not take all of it. The listener waits for nothing but its line; beside it
//! work
//!
//! - the **subscriptions**, each of which is asked for by itself;
//! - the **reader**, which reads a session again when something may be missing
//!   (a change without its base, a gap in n, a new epoch, a line cut), once for
//!   all seats, and has the listener hand it on as any whole frame;
//! - the **assertions** of what is watched here, and by how many sockets;
//! - the **activations** of what is found cold;
//! - the **pings** of all sockets;
//! - the **presence** of seats by their sockets, and what is told **together**.
//!
//! Frames of a session have an order, and no seat is handed an older one later.
//! What votes move is told of the session as it was read last, which is kept for
//! that alone, as long as votes come at that rev.

mod activations;
mod assertions;
mod children;
mod group;
mod listener;
mod moving;
mod pings;
mod post;
mod presence;
mod reader;
mod seat;
mod session;
mod subscriptions;
mod together;
mod votes;
mod wanted;
mod watched;
mod watchers;

use std::{
    sync::Arc,
    sync::atomic::{AtomicU64, Ordering},
    time::Duration,
};

use downbeat_boot::{Shutdown, task};
use downbeat_job::Queue;
use downbeat_live::{CommandError, Live, Present, Together as Gathered};
use tokio::sync::{mpsc, oneshot};
use uuid::Uuid;

use crate::socket::{Passes, outbox::Outbox};
use activations::Activations;
use assertions::Assertions;
use listener::{Listener, Sit};
use pings::Pings;
use post::Post;
pub use presence::Here;
use presence::Presence;
use reader::{READ_MAX, Reader};
use seat::Door;
pub use seat::{LastWord, News, Seat, Visit};
use together::Together;
use watched::Watched;

/// The sockets' handle to the listener.
#[derive(Clone)]
pub struct Hub {
    sits: mpsc::UnboundedSender<Sit>,
    words: mpsc::UnboundedSender<seat::FromSeat>,
    numbers: Arc<AtomicU64>,
    post: Post,
    pings: Pings,
    presence: Presence,
    together: Together,
}

impl Hub {
    /// Takes a seat. From its return on, every newer frame comes to the seat,
    /// so a state read afterwards misses nothing. `None` while live Redis
    /// cannot be reached.
    pub async fn sit(&self, visit: Visit, outbox: Arc<Outbox>) -> Option<Seat> {
        self.pings.keep(&outbox);
        self.sit_again(visit, outbox).await
    }

    /// The same for a socket that had a seat until now.
    pub async fn sit_again(&self, visit: Visit, outbox: Arc<Outbox>) -> Option<Seat> {
        let number = self.numbers.fetch_add(1, Ordering::Relaxed);
        let door = Door { outbox, post: self.post.clone(), words: self.words.clone() };
        let (place, seat) = seat::of(number, visit, door);
        let (seated, is_seated) = oneshot::channel();
        self.sits.send(Sit { place, seated }).ok()?;
        is_seated.await.ok()?;
        Some(seat)
    }

    /// A socket of a seat is here until what is answered is dropped.
    pub fn enter(&self, present: Present) -> Here {
        self.presence.enter(present)
    }

    /// Says that a seat is here for one lease, or that it is not any more.
    pub async fn be(&self, present: &Present, is_here: bool) -> Result<(), CommandError> {
        if is_here { self.presence.begin(present).await } else { self.presence.end(present).await }
    }

    /// Tells what is said with others of its name.
    pub fn tell_together(&self, session: Uuid, gathered: Gathered) {
        self.together.add(session, gathered);
    }
}

/// Starts the listener, and what works beside it.
pub fn start(live: Live, queue: Queue, passes: Arc<Passes>, shutdown: &Shutdown) -> Hub {
    let (sits, new_seats) = mpsc::unbounded_channel();
    let (words, from_seats) = mpsc::unbounded_channel();
    let (read, has_read) = mpsc::channel(READ_MAX);
    let (activations, cold) = Activations::new();
    let watched = Watched::default();
    let reader = Reader {
        live: live.clone(),
        wanted: watched.wanted.clone(),
        read,
        activations: activations.clone(),
        passes,
    };
    let name = Uuid::now_v7().simple().to_string();
    let presence = Presence::new(live.clone(), name.clone());
    let together = Together::new(live.clone());
    let assertions =
        Assertions { name, live: live.clone(), counts: watched.counts.clone(), activations };
    let (post, pings) = (Post::default(), Pings::default());
    let news = listener::News { sits: new_seats, words: from_seats, read: has_read };
    let listener = Listener::new(live, watched, news, post.clone(), shutdown.clone());
    beside("hub reader", shutdown, reader.run());
    beside("hub assertions", shutdown, assertions.run());
    beside("hub activations", shutdown, activations::run(queue, cold));
    beside("hub pings", shutdown, pings.clone().run());
    beside("hub presence", shutdown, presence.clone().run());
    task::spawn("hub listener", listener.run(shutdown.clone()));
    Hub { sits, words, numbers: Arc::default(), post, pings, presence, together }
}

/// Work that is there as long as the listener is.
fn beside(
    name: &'static str,
    shutdown: &Shutdown,
    work: impl Future<Output = ()> + Send + 'static,
) {
    let (shutdown, grace) = (shutdown.clone(), moving::WINDOW_MAX + Duration::from_secs(1));
    task::spawn(name, async move { shutdown.bound(grace, work).await });
}
