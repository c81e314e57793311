//! The line by which wakes come.

use std::{collections::BTreeSet, time::Duration};

use downbeat_boot::{Shutdown, again::Again, clock, task};
use downbeat_live::{Live, LiveError, Wake, WakeLine, WakeSubscriber};
use futures::{FutureExt, StreamExt, future::BoxFuture, stream::FuturesUnordered};
use tokio::task::JoinHandle;

use crate::loops::ownership::Leases;

/// A connection that is dead and was never closed says nothing.
const PING_EVERY: Duration = Duration::from_secs(5);
const ANSWER_LIMIT: Duration = Duration::from_secs(2);
const PAUSE: Duration = Duration::from_millis(500);
/// A shard whose node is away is asked for again after so long.
const RETRY_AFTER: Duration = Duration::from_secs(1);

/// Hears the wakes of the shards that are ours, until the shutdown is requested.
pub fn start(live: Live, leases: Leases, shutdown: Shutdown) -> JoinHandle<()> {
    task::spawn("wakes", async move {
        tokio::select! {
            () = shutdown.requested() => {}
            () = listen(&live, &leases) => {}
        }
    })
}

/// Without a line the loops turn as if they were woken all the time.
async fn listen(live: &Live, leases: &Leases) {
    let (mut is_told, mut again) = (false, Again::of("wakes"));
    loop {
        let error = match WakeLine::open(live).await {
            Ok(wakes) => {
                let opened = clock::monotonic();
                let error = Hearing::of(live, &wakes, leases).run(wakes).await;
                is_told &= again.note(opened.elapsed() < PAUSE);
                error
            }
            Err(error) => error,
        };
        leases.wakes().forget();
        if !is_told {
            tracing::warn!(%error, "no wakes from live Redis: owners look all the time");
        }
        is_told = true;
        clock::sleep(PAUSE).await;
    }
}

struct Hearing<'a> {
    live: &'a Live,
    leases: &'a Leases,
    subscriber: WakeSubscriber,
    /// Those that were asked for.
    shards: BTreeSet<u16>,
    answers: FuturesUnordered<BoxFuture<'static, Answer>>,
}

enum Answer {
    Hears(u16),
    Away(u16, LiveError),
    Members(Result<(), LiveError>),
    Pong(Result<(), LiveError>),
}

impl<'a> Hearing<'a> {
    fn of(live: &'a Live, wakes: &WakeLine, leases: &'a Leases) -> Self {
        let (shards, answers) = (BTreeSet::new(), FuturesUnordered::new());
        Self { live, leases, subscriber: wakes.subscriber(), shards, answers }
    }

    /// Until the line is lost, and why.
    async fn run(mut self, mut wakes: WakeLine) -> LiveError {
        let mut changes = self.leases.changes();
        let mut pings = clock::interval(PING_EVERY);
        self.ask_members(Duration::ZERO);
        self.ask();
        loop {
            tokio::select! {
                wake = wakes.next() => match wake {
                    Ok(Wake::Lost) => self.ask_again(),
                    Ok(wake) => self.hear(wake),
                    Err(error) => return error,
                },
                Ok(()) = changes.changed() => self.ask(),
                Some(answer) = self.answers.next() => {
                    if let Err(error) = self.take(answer) {
                        return error;
                    }
                }
                _ = pings.tick() => self.ping(),
            }
        }
    }

    /// What another owner is woken for is none of ours: we do not unsubscribe.
    fn hear(&self, wake: Wake) {
        let is_ours = match wake {
            Wake::Dirty { shard } | Wake::Due { shard } => self.leases.has(shard),
            Wake::Released | Wake::Lost => true,
        };
        if is_ours {
            self.leases.wakes().woken(wake);
        }
    }

    /// For shards that became ours.
    fn ask(&mut self) {
        for lease in self.leases.all() {
            if self.shards.insert(lease.shard) {
                self.listen(lease.shard, Duration::ZERO);
            }
        }
    }

    fn ask_again(&mut self) {
        self.leases.wakes().forget();
        self.shards.clear();
        self.answers = FuturesUnordered::new();
        self.ask_members(Duration::ZERO);
        self.ask();
    }

    fn take(&mut self, answer: Answer) -> Result<(), LiveError> {
        match answer {
            Answer::Hears(shard) => self.leases.wakes().hear(shard),
            Answer::Away(_, error) | Answer::Members(Err(error))
                if self.subscriber.is_one_server() =>
            {
                return Err(error);
            }
            Answer::Away(shard, error) => {
                tracing::debug!(shard, %error, "the wakes of a shard are not heard");
                self.listen(shard, RETRY_AFTER);
            }
            Answer::Members(Err(error)) => {
                tracing::debug!(%error, "it is not heard when leases are let go");
                self.ask_members(RETRY_AFTER * 10);
            }
            Answer::Members(Ok(())) => {}
            Answer::Pong(pong) => pong?,
        }
        Ok(())
    }

    /// A cluster's client that does not find a node looks for all of them anew: so
    /// the shard is asked first, by another connection.
    fn listen(&self, shard: u16, after: Duration) {
        let (live, mut subscriber) = (self.live.clone(), self.subscriber.clone());
        let listen = async move {
            clock::sleep(after).await;
            if !subscriber.is_one_server()
                && let Err(error) = live.epoch(shard).await
            {
                return Answer::Away(shard, error);
            }
            match in_time(subscriber.shard(shard)).await {
                Ok(()) => Answer::Hears(shard),
                Err(error) => Answer::Away(shard, error),
            }
        };
        self.answers.push(listen.boxed());
    }

    fn ask_members(&self, after: Duration) {
        let mut subscriber = self.subscriber.clone();
        let listen = async move {
            clock::sleep(after).await;
            Answer::Members(in_time(subscriber.members()).await)
        };
        self.answers.push(listen.boxed());
    }

    /// A cluster's client minds its connections by itself.
    fn ping(&self) {
        if self.subscriber.is_one_server() {
            let mut subscriber = self.subscriber.clone();
            let ping = async move { Answer::Pong(in_time(subscriber.ping()).await) };
            self.answers.push(ping.boxed());
        }
    }
}

async fn in_time(asked: impl Future<Output = Result<(), LiveError>>) -> Result<(), LiveError> {
    clock::timeout(ANSWER_LIMIT, asked).await.unwrap_or(Err(LiveError::Silent))
}
