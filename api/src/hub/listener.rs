//! The one task that hears the shards, hands frames on and writes them. It waits
//! for nothing else: whatever takes a round trip is done beside it, and what a
//! connection does not take is written by its socket.

use std::{
    collections::{HashMap, HashSet},
    time::Duration,
};

use downbeat_boot::{Shutdown, again::Again, clock};
use downbeat_live::{Frame, Heard, Line, Live, LiveError, Message};
use metrics::counter;
use tokio::sync::{mpsc, oneshot};

use super::{
    moving::{self, Moving},
    post::Post,
    reader::Read,
    seat::{FromSeat, LastWord, Place},
    subscriptions::Subscriptions,
    watched::Watched,
};

const PING_EVERY: Duration = Duration::from_secs(5);
const RETRY_MS: (u64, u64) = (50, 1_000);
/// A line that was open for so long was a good one.
const LINE_HOLDS: Duration = Duration::from_secs(1);

/// Somebody who wants a seat.
pub struct Sit {
    pub place: Place,
    /// Told when the shard's subscription is confirmed.
    pub seated: oneshot::Sender<()>,
}

pub struct Listener {
    live: Live,
    watched: Watched,
    moving: Moving,
    /// (epoch, n) of the last message of each shard.
    heard: HashMap<u16, (u64, u64)>,
    /// Those whose shard's subscription is not confirmed yet.
    waiting: HashMap<u16, Vec<Sit>>,
    news: News,
    post: Post,
}

/// What comes to the listener beside frames.
pub struct News {
    pub sits: mpsc::UnboundedReceiver<Sit>,
    pub words: mpsc::UnboundedReceiver<FromSeat>,
    pub read: mpsc::Receiver<Read>,
}

/// Why the listener's loop ended.
enum End {
    LineLost(LiveError),
    Stopped,
}

impl Listener {
    pub fn new(live: Live, watched: Watched, news: News, post: Post, shutdown: Shutdown) -> Self {
        let (heard, waiting) = (HashMap::new(), HashMap::new());
        Self { live, watched, moving: Moving::new(shutdown), heard, waiting, news, post }
    }

    pub async fn run(mut self, shutdown: Shutdown) {
        tokio::select! {
            () = self.hear_always() => {}
            // Whoever has not left by then has no line to leave in order.
            () = async {
                shutdown.requested().await;
                clock::sleep(moving::WINDOW_MAX + Duration::from_secs(1)).await;
            } => {}
        }
        self.watched.drain(usize::MAX);
        self.waiting.into_values().flatten().for_each(Sit::turn_away);
        // Whoever comes now is told the same.
        while let Some(sit) = self.news.sits.recv().await {
            sit.turn_away();
        }
    }

    /// A line that is lost as soon as it is open is waited after ever longer, as
    /// one that cannot be opened.
    async fn hear_always(&mut self) {
        let mut retry_ms = RETRY_MS.0;
        let mut again = Again::of("hub listener");
        loop {
            let redis = self.live.clone();
            let error = match self.beside(Line::open(&redis)).await {
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
            let pause = Duration::from_millis(rand::random_range(retry_ms / 2..=retry_ms));
            self.beside(clock::sleep(pause)).await;
            retry_ms = (retry_ms * 2).min(RETRY_MS.1);
        }
    }

    /// Without a line seats leave all the same, and what was read is handed on.
    async fn beside<T>(&mut self, other: impl Future<Output = T>) -> T {
        tokio::pin!(other);
        loop {
            self.post.deliver().await;
            tokio::select! {
                done = &mut other => return done,
                Some(word) = self.news.words.recv() => self.on_word(&word),
                Some(read) = self.news.read.recv() => self.on_read(read),
            }
        }
    }

    async fn listen(&mut self, mut line: Line) -> End {
        let mut subscriptions = Subscriptions::of(self.live.clone(), line.subscriber());
        for shard in self.watched.shards().iter().chain(self.waiting.keys()) {
            subscriptions.ask(*shard);
        }
        let mut pings = clock::interval(PING_EVERY);
        loop {
            self.post.deliver().await;
            tokio::select! {
                heard = line.hear() => match heard {
                    Ok(heard) => self.on_heard(&mut subscriptions, heard),
                    Err(error) => return End::LineLost(error),
                },
                confirmed = subscriptions.next() => match confirmed {
                    Ok(shard) => self.on_confirmed(shard),
                    Err(error) => return End::LineLost(error),
                },
                Some(word) = self.news.words.recv() => self.on_word(&word),
                Some(read) = self.news.read.recv() => self.on_read(read),
                sit = self.news.sits.recv() => match sit {
                    Some(sit) => self.on_sit(&mut subscriptions, sit),
                    None => return End::Stopped,
                },
                _ = pings.tick() => subscriptions.ping(),
                () = self.moving.turn() => {
                    let here = self.watched.count();
                    self.watched.drain(self.moving.slice(here));
                    if self.watched.count() == 0 {
                        return End::Stopped;
                    }
                }
            }
        }
    }

    fn on_sit(&mut self, subscriptions: &mut Subscriptions, sit: Sit) {
        let shard = self.live.shard(sit.place.visit.session);
        subscriptions.ask(shard);
        if subscriptions.is_confirmed(shard) {
            return self.seat(shard, sit);
        }
        let waiting = self.waiting.entry(shard).or_default();
        // Whoever gave up comes again.
        waiting.retain(|sit| !sit.seated.is_closed());
        waiting.push(sit);
    }

    fn seat(&mut self, shard: u16, sit: Sit) {
        // Whoever asked may have given up while the line was down.
        if !sit.seated.is_closed() {
            self.watched.sit(shard, sit.place);
            let _ = sit.seated.send(());
        }
    }

    /// From here on nothing is missed. What came before may have been.
    fn on_confirmed(&mut self, shard: u16) {
        self.heard.remove(&shard);
        self.watched.doubt_shard(shard);
        for sit in self.waiting.remove(&shard).into_iter().flatten() {
            self.seat(shard, sit);
        }
    }

    fn on_heard(&mut self, subscriptions: &mut Subscriptions, heard: Heard) {
        match heard {
            Heard::Message { shard, message } => self.on_message(shard, message),
            Heard::Missed { shard } => self.watched.doubt_shard(shard),
            Heard::Lost => subscriptions.ask_again(),
        }
    }

    fn on_message(&mut self, shard: u16, message: Message) {
        let Message { epoch, n, frames } = message;
        let last = self.heard.get(&shard).copied();
        // An older epoch is an owner that has been replaced.
        if last.is_some_and(|(known, _)| epoch < known) {
            return;
        }
        self.heard.insert(shard, (epoch, n));
        if last.is_some_and(|known| known != (epoch, n.wrapping_sub(1))) {
            counter!("downbeat_frame_gaps_total").increment(1);
            self.watched.doubt_shard(shard);
        }
        let mut voted = HashSet::new();
        for frame in frames {
            match frame {
                Frame::State(told) => self.watched.whole(shard, &told),
                Frame::Change(told) => self.watched.change(shard, &told),
                Frame::Tally(change) => {
                    if self.watched.vote(shard, &change) {
                        voted.insert(change.session);
                    }
                }
                Frame::Said(said) => self.watched.said(shard, &said),
                Frame::Ended { session } => self.watched.end(shard, session),
                Frame::Revoked { session, pass } => self.watched.revoke(shard, session, pass),
            }
        }
        for session in voted {
            self.watched.tell_votes(shard, session);
        }
    }

    fn on_word(&mut self, word: &FromSeat) {
        match *word {
            FromSeat::Left { session, number } => {
                self.watched.leave(self.live.shard(session), session, number);
            }
            FromSeat::Missed { session, protocol } => {
                self.watched.doubt(self.live.shard(session), session, protocol);
            }
        }
    }

    fn on_read(&mut self, read: Read) {
        match read {
            Read::Whole { shard, told, tallied } => {
                self.watched.read(shard, &told, tallied);
            }
            Read::Unreadable { shard, session } => self.watched.unreadable(shard, session),
        }
    }
}

impl Sit {
    fn turn_away(self) {
        self.place.take_back(LastWord::Draining);
        let _ = self.seated.send(());
    }
}
