//! The one task that hears the shards.

use std::{
    collections::HashMap,
    sync::Arc,
    sync::atomic::{AtomicU64, Ordering},
    time::Duration,
};

use downbeat_boot::{Shutdown, again::Again, clock, task};
use downbeat_job::{ActivateSession, Queue};
use downbeat_live::{Frame, Heard, Line, Live, LiveError, Message};
use metrics::counter;
use tokio::sync::{mpsc, oneshot};
use uuid::Uuid;

use super::{
    moving::{self, Moving},
    seat::{self, Outgoing, Place, Seat, Visit},
    watched::Watched,
};
use crate::socket::Passes;

const ASSERT_EVERY: Duration = Duration::from_secs(5);
/// Sessions asked for in one call.
const SESSIONS_AT_ONCE: usize = 500;
const RETRY_MS: (u64, u64) = (50, 1_000);
/// A line that was open for so long was a good one.
const LINE_HOLDS: Duration = Duration::from_secs(1);

/// The sockets' handle to the listener.
#[derive(Clone)]
pub struct Hub {
    sits: mpsc::UnboundedSender<Sit>,
    leaves: mpsc::UnboundedSender<(Uuid, u64)>,
    numbers: Arc<AtomicU64>,
}

struct Sit {
    place: Place,
    /// Told when the shard's subscription is confirmed.
    seated: oneshot::Sender<()>,
}

impl Hub {
    /// Takes a seat. From its return on, every newer frame comes to the seat,
    /// so a state read afterwards misses nothing. `None` while live Redis
    /// cannot be reached.
    pub async fn sit(&self, visit: Visit) -> Option<Seat> {
        let number = self.numbers.fetch_add(1, Ordering::Relaxed);
        let (sender, frames) = seat::channel();
        let (seated, is_seated) = oneshot::channel();
        let place = Place { number, visit, frames: sender };
        let seat = Seat { session: visit.session, number, frames, leave: self.leaves.clone() };
        self.sits.send(Sit { place, seated }).ok()?;
        is_seated.await.ok()?;
        Some(seat)
    }
}

/// Starts the listener.
pub fn start(live: Live, queue: Queue, passes: Arc<Passes>, shutdown: Shutdown) -> Hub {
    let (sits, new_seats) = mpsc::unbounded_channel();
    let (leaves, left_seats) = mpsc::unbounded_channel();
    let listener = Listener {
        name: Uuid::now_v7().simple().to_string(),
        live,
        queue,
        passes,
        watched: Watched::default(),
        moving: Moving::new(shutdown.clone()),
        heard: HashMap::new(),
        new_seats,
        left_seats,
    };
    task::spawn("hub listener", listener.run(shutdown));
    Hub { sits, leaves, numbers: Arc::default() }
}

struct Listener {
    /// A name that no other API has.
    name: String,
    live: Live,
    queue: Queue,
    passes: Arc<Passes>,
    watched: Watched,
    moving: Moving,
    /// (epoch, n) of the last message of each shard.
    heard: HashMap<u16, (u64, u64)>,
    new_seats: mpsc::UnboundedReceiver<Sit>,
    left_seats: mpsc::UnboundedReceiver<(Uuid, u64)>,
}

/// Why the listener's loop ended.
enum End {
    LineLost(LiveError),
    Stopped,
}

impl Listener {
    async fn run(mut self, shutdown: Shutdown) {
        tokio::select! {
            () = self.hear_always() => {}
            // Whoever has not left by then has no line to leave in order.
            () = async {
                shutdown.requested().await;
                clock::sleep(moving::WINDOW_MAX + Duration::from_secs(1)).await;
            } => {}
        }
        self.watched.drain(usize::MAX);
        // Whoever comes now is told the same.
        while let Some(sit) = self.new_seats.recv().await {
            let _ = sit.place.frames.try_send(Outgoing::Draining);
            let _ = sit.seated.send(());
        }
    }

    /// A line that is lost as soon as it is open is waited after ever longer, as
    /// one that cannot be opened.
    async fn hear_always(&mut self) {
        let mut retry_ms = RETRY_MS.0;
        let mut again = Again::of("hub listener");
        loop {
            let error = match self.open_line().await {
                Ok(line) => {
                    let opened = clock::monotonic();
                    match self.listen(line).await {
                        End::Stopped => return,
                        End::LineLost(error) => {
                            if !again.note(opened.elapsed() < LINE_HOLDS) {
                                retry_ms = RETRY_MS.0;
                            }
                            error
                        }
                    }
                }
                Err(error) => error,
            };
            tracing::warn!(%error, retry_ms, "the line to live Redis is down");
            clock::sleep(Duration::from_millis(rand::random_range(retry_ms / 2..=retry_ms))).await;
            retry_ms = (retry_ms * 2).min(RETRY_MS.1);
        }
    }

    /// A new line, listening to what is watched, and nothing missed.
    async fn open_line(&mut self) -> Result<Line, LiveError> {
        let mut line = Line::open(&self.live).await?;
        self.heard.clear();
        for shard in self.watched.shards() {
            line.listen(shard).await?;
            self.read_again(shard).await?;
        }
        Ok(line)
    }

    async fn listen(&mut self, mut line: Line) -> End {
        let mut assert = clock::interval(ASSERT_EVERY);
        loop {
            let turn = tokio::select! {
                heard = line.hear() => match heard {
                    Ok(heard) => self.on_heard(heard).await,
                    Err(error) => Err(error),
                },
                Some((session, number)) = self.left_seats.recv() => {
                    self.watched.leave(session, number);
                    Ok(())
                }
                sit = self.new_seats.recv() => match sit {
                    Some(sit) => self.on_sit(&mut line, sit).await,
                    None => return End::Stopped,
                },
                _ = assert.tick() => self.assert_watched(&mut line).await,
                () = self.moving.turn() => {
                    let here = self.watched.count();
                    self.watched.drain(self.moving.slice(here));
                    if self.watched.count() == 0 {
                        return End::Stopped;
                    }
                    Ok(())
                }
            };
            if let Err(error) = turn {
                return End::LineLost(error);
            }
        }
    }

    async fn on_sit(&mut self, line: &mut Line, sit: Sit) -> Result<(), LiveError> {
        // Whoever asked may have given up while the line was down.
        if sit.seated.is_closed() {
            return Ok(());
        }
        let shard = self.live.shard(sit.place.visit.session);
        line.listen(shard).await?;
        self.watched.sit(shard, sit.place);
        let _ = sit.seated.send(());
        Ok(())
    }

    async fn on_heard(&mut self, heard: Heard) -> Result<(), LiveError> {
        match heard {
            Heard::Message { shard, message } => self.on_message(shard, message).await,
            Heard::Lost => {
                for shard in self.watched.shards() {
                    self.read_again(shard).await?;
                }
                Ok(())
            }
        }
    }

    async fn on_message(&mut self, shard: u16, message: Message) -> Result<(), LiveError> {
        let Message { epoch, n, frames } = message;
        let last = self.heard.get(&shard).copied();
        // An older epoch is an owner that has been replaced.
        if last.is_some_and(|(known, _)| epoch < known) {
            return Ok(());
        }
        self.heard.insert(shard, (epoch, n));
        let is_gap = last.is_some_and(|known| known != (epoch, n.wrapping_sub(1)));
        for frame in frames {
            match frame {
                Frame::State(told) => self.watched.hand(&told, false),
                // Something is missing before it: the whole is read below.
                Frame::Change(_) if is_gap => {}
                Frame::Change(told) => self.watched.hand(&told, true),
                Frame::Ended { session } => self.watched.end(session),
                Frame::Revoked { session, pass } => self.watched.revoke(session, pass),
            }
        }
        if is_gap {
            counter!("downbeat_frame_gaps_total").increment(1);
            self.read_again(shard).await?;
        }
        Ok(())
    }

    async fn read_again(&mut self, shard: u16) -> Result<(), LiveError> {
        // Word of a revocation may have been missed, too.
        self.passes.look_soon(|session| self.live.shard(session) == shard);
        for ids in self.watched.of_shard(shard).chunks(SESSIONS_AT_ONCE) {
            let read = self.live.read_many(shard, ids).await?;
            for (id, hot) in ids.iter().zip(read) {
                match hot {
                    Ok(Some(hot)) => self.watched.hand_state(&hot),
                    Ok(None) => self.activate(*id).await,
                    Err(error) => {
                        tracing::error!(session = %id, %error, "a session cannot be read");
                    }
                }
            }
        }
        Ok(())
    }

    async fn assert_watched(&mut self, line: &mut Line) -> Result<(), LiveError> {
        clock::timeout(ASSERT_EVERY, line.ping())
            .await
            .map_err(|_| LiveError::Unreadable("the line does not answer".into()))??;
        for shard in self.watched.shards() {
            for ids in self.watched.of_shard(shard).chunks(SESSIONS_AT_ONCE) {
                for cold in self.live.watch(shard, ids).await? {
                    self.activate(cold).await;
                }
            }
            self.live.seat(&self.name, shard, &self.watched.seats(shard)).await?;
        }
        Ok(())
    }

    async fn activate(&self, session: Uuid) {
        if let Err(error) = self.queue.signal(&ActivateSession { session }).await {
            tracing::warn!(%session, %error, "an activation could not be asked for");
        }
    }
}
