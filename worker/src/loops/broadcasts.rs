//! What viewers of the extension are told: of each channel a message a second.
//!
//! Commits note in live Redis what there is to tell (`downbeat_live::Untold`), so
//! whoever owns the shard next goes on with it. Each turn looks at what our shards
//! have and begins to send; what is under way is waited for beside the turns, so
//! a channel that Twitch is slow to answer for holds up no other. While nothing
//! is to be told it sleeps, until the beat tells of such a session.

use std::{
    collections::{HashMap, HashSet},
    time::Duration,
};

use downbeat_boot::{
    Shutdown,
    clock::{self, Instant},
    recent::Recent,
    task,
};
use downbeat_job::{ActivateSession, Queue};
use downbeat_live::{Hot, Lease, Live, Sending, Sent, Untold};
use downbeat_session::List;
use downbeat_store::Store;
use downbeat_twitch::{TwitchError, extension::Broadcaster};
use futures::{FutureExt, StreamExt, future::BoxFuture, stream::FuturesUnordered};
use metrics::{counter, gauge};
use tokio::{sync::watch, task::JoinHandle};
use uuid::Uuid;

use crate::{
    failures::Failures,
    loops::{
        ownership::Leases,
        turns::{GRACE, Turns, keep_turning},
        wakes::SELDOM,
    },
};

/// Messages under way at once.
const AT_ONCE: usize = 64;
/// A channel's next turn comes no sooner.
const AGAIN_AFTER: Duration = Duration::from_secs(1);
/// What Twitch refuses it refuses until somebody changes something.
const REFUSED_FOR: Duration = Duration::from_mins(1);
const UNREACHED_FOR: Duration = Duration::from_secs(5);
/// A session that is cold is brought back once in so long.
const COLD_FOR: Duration = Duration::from_secs(1);
/// Channels of sessions, by their ids.
const CHANNELS_MAX: usize = 20_000;
const CHANNEL_BYTES: usize = 100;

pub struct Broadcasts {
    live: Live,
    store: Store,
    queue: Queue,
    leases: Leases,
    /// Which shards are ours, and what was left there by others.
    changes: watch::Receiver<()>,
    /// `None` where no extension is set up: nobody is told.
    broadcaster: Option<Broadcaster>,
    channels: Recent<Uuid, String>,
    flights: FuturesUnordered<BoxFuture<'static, Flight>>,
    flying: HashSet<Uuid>,
    /// Sessions whose next turn is not yet.
    held: HashMap<Uuid, Instant>,
    /// When there may be something to do again, whoever wakes us.
    next: Instant,
}

/// A message that is under way.
struct Flight {
    lease: Lease,
    session: Uuid,
    shown: &'static List,
    answer: Result<(), TwitchError>,
}

/// What the loop stands on.
pub struct Telling {
    pub live: Live,
    pub store: Store,
    pub queue: Queue,
    pub leases: Leases,
    pub broadcaster: Option<Broadcaster>,
}

impl Turns for Broadcasts {
    const NAME: &'static str = "broadcasts";
    const TURN: Duration = Duration::from_millis(100);

    /// Until something is to be told, a message came to an end, or it is time to
    /// look again.
    async fn rest(&mut self) {
        let next = self.next;
        tokio::select! {
            () = self.leases.wakes().untold() => {}
            Some(flight) = self.flights.next() => self.landed(flight).await,
            _ = self.changes.changed() => {}
            () = clock::sleep_until(next) => {}
        }
    }

    async fn run_once(&mut self) -> anyhow::Result<()> {
        while let Some(Some(flight)) = self.flights.next().now_or_never() {
            self.landed(flight).await;
        }
        let leases = self.leases.all();
        let mut failures = Failures::default();
        let now = clock::monotonic();
        self.held.retain(|_, until| *until > now);
        self.next = now + SELDOM;
        let mut waiting = 0_u32;
        for (lease, untold) in leases.iter().zip(self.live.untold(&leases).await?) {
            for one in failures.note(untold).unwrap_or_default() {
                failures.note(self.begin(lease, &one).await);
                // What is under way says itself when it is not any more.
                if !self.flying.contains(&one.session) {
                    waiting += 1;
                    let again = self.held.get(&one.session).copied();
                    self.next = self.next.min(again.unwrap_or(now + AGAIN_AFTER));
                }
            }
        }
        gauge!("downbeat_pubsub_waiting").set(f64::from(waiting));
        failures.outcome()
    }
}

impl Broadcasts {
    #[must_use]
    pub fn new(telling: Telling) -> Self {
        let Telling { live, store, queue, leases, broadcaster } = telling;
        Self {
            live,
            store,
            queue,
            changes: leases.changes(),
            leases,
            broadcaster,
            channels: Recent::new(CHANNELS_MAX, CHANNELS_MAX * CHANNEL_BYTES),
            flights: FuturesUnordered::new(),
            flying: HashSet::new(),
            held: HashMap::new(),
            next: clock::monotonic(),
        }
    }

    /// Turns in a task of its own. What is under way when the shutdown is requested
    /// gets some time to end; what does not is sent again by the next owner.
    #[must_use]
    pub fn start(mut self, shutdown: Shutdown) -> JoinHandle<()> {
        task::spawn(Self::NAME, async move {
            keep_turning(&mut self, &shutdown).await;
            if clock::timeout(GRACE, self.land_all()).await.is_err() {
                tracing::warn!("some broadcasts were not answered in time");
            }
        })
    }

    /// Until nothing is under way.
    pub async fn land_all(&mut self) {
        while let Some(flight) = self.flights.next().await {
            self.landed(flight).await;
        }
    }

    async fn begin(&mut self, lease: &Lease, untold: &Untold) -> anyhow::Result<()> {
        let session = untold.session;
        let Some(broadcaster) = self.broadcaster.clone() else {
            return Ok(self.live.leave_untold(session).await?);
        };
        let is_busy = self.flying.contains(&session) || self.held.contains_key(&session);
        if is_busy || self.flights.len() >= AT_ONCE {
            return Ok(());
        }
        let Some(hot) = self.live.read(session).await? else {
            return self.wake(session).await;
        };
        let Some(shown) = hot.session.broadcasts() else {
            return Ok(self.live.leave_untold(session).await?);
        };
        let Some(channel) = channel_of(&self.store, &self.channels, &hot).await? else {
            return Ok(self.live.leave_untold(session).await?);
        };
        // One that only waits to be sent again says what it said.
        let body = if untold.changes > 0 { body(&hot, untold.lines) } else { String::new() };
        match self.live.send(lease, untold, &body).await? {
            Sending::Message(message) => {
                // Whoever is told of has somebody who looks.
                self.live.watch(lease.shard, &[session]).await?;
                self.flying.insert(session);
                let (lease, session) = (lease.clone(), session);
                let flight = async move {
                    let answer = broadcaster.send(&channel, &message).await;
                    Flight { lease, session, shown, answer }
                };
                self.flights.push(flight.boxed());
            }
            Sending::Wait(wait) => self.hold(session, wait),
            Sending::Nothing => {}
            Sending::Fenced => self.leases.fenced(lease),
        }
        Ok(())
    }

    /// A session that its children change, and that nobody watches here.
    async fn wake(&mut self, session: Uuid) -> anyhow::Result<()> {
        let is_parked = self.live.why_parked(session).await?.is_some();
        if is_parked || self.store.find(session).await?.is_none() {
            return Ok(self.live.leave_untold(session).await?);
        }
        self.hold(session, COLD_FOR);
        self.queue.signal(&ActivateSession { session }).await?;
        Ok(())
    }

    async fn landed(&mut self, flight: Flight) {
        let Flight { lease, session, shown, answer } = flight;
        self.flying.remove(&session);
        let (outcome, sent) = became(answer.as_ref());
        counter!("downbeat_pubsub_messages_total", "outcome" => outcome).increment(1);
        if let Err(error) = answer {
            tracing::warn!(%session, outcome, %error, "a broadcast was not sent");
        }
        if let Sent::Not(_, wait) | Sent::Unclear(_, wait) = sent {
            self.hold(session, wait);
        }
        match self.live.sent(&lease, session, sent, shown).await {
            Ok(true) => {}
            Ok(false) => self.leases.fenced(&lease),
            // It is sent again, and dropped by those who have it.
            Err(error) => tracing::warn!(%session, %error, "a broadcast is not noted as sent"),
        }
    }

    fn hold(&mut self, session: Uuid, wait: Duration) {
        self.held.insert(session, clock::monotonic() + wait);
    }
}

/// The account whose channel it is.
async fn channel_of(
    store: &Store,
    known: &Recent<Uuid, String>,
    hot: &Hot,
) -> anyhow::Result<Option<String>> {
    if let Some(channel) = known.get(&hot.id) {
        return Ok(Some(channel));
    }
    let channel = store.channel_of(hot.id, hot.session.kind()).await?;
    if let Some(channel) = &channel {
        known.put(hot.id, channel.clone(), CHANNEL_BYTES);
    }
    Ok(channel)
}

fn body(hot: &Hot, lines: u64) -> String {
    let said = hot.session.broadcast(&hot.beside, lines, hot.now_ms);
    said.map(|said| said.to_string()).unwrap_or_default()
}

/// What became of a message, as metrics name it and as it is noted.
fn became(answer: Result<&(), &TwitchError>) -> (&'static str, Sent) {
    match answer {
        Ok(()) => ("sent", Sent::Done),
        Err(TwitchError::RateLimited { after }) => ("limited", Sent::Not("limited", *after)),
        Err(TwitchError::Refused { status: 413 | 422, .. }) => {
            ("too_large", Sent::Not("too_large", AGAIN_AFTER))
        }
        Err(TwitchError::Unreachable(_) | TwitchError::Unwell { .. }) => {
            ("unreachable", Sent::Unclear("unreachable", UNREACHED_FOR))
        }
        Err(_) => ("refused", Sent::Not("refused", REFUSED_FOR)),
    }
}
