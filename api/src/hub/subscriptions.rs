//! The shards that a line listens to.
//!
//! Each is asked for beside hearing the others. One server holds all shards, so
//! what fails there is the line. On a cluster a shard whose node is away is asked
//! for again until it answers, and the others go on: by another connection, for a
//! line that does not find a node looks for all of them anew.

use std::{
    collections::{HashMap, hash_map::Entry},
    time::Duration,
};

use downbeat_boot::clock;
use downbeat_live::{Live, LiveError, Subscriber};
use futures::{FutureExt, StreamExt, future::BoxFuture, stream::FuturesUnordered};

const ANSWER_LIMIT: Duration = Duration::from_secs(5);
const RETRY_AFTER: Duration = Duration::from_secs(1);

pub struct Subscriptions {
    live: Live,
    subscriber: Subscriber,
    /// Those that were asked for.
    shards: HashMap<u16, State>,
    is_pinging: bool,
    answers: FuturesUnordered<BoxFuture<'static, Answer>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Asked,
    Confirmed,
    /// It was asked for in vain.
    Away,
}

enum Answer {
    Listens(u16, Result<(), LiveError>),
    Away(u16, LiveError),
    Pong(Result<(), LiveError>),
}

impl Subscriptions {
    pub fn of(live: Live, subscriber: Subscriber) -> Self {
        let (shards, answers) = (HashMap::new(), FuturesUnordered::new());
        Self { live, subscriber, shards, is_pinging: false, answers }
    }

    pub fn ask(&mut self, shard: u16) {
        if let Entry::Vacant(unknown) = self.shards.entry(shard) {
            unknown.insert(State::Asked);
            self.listen(shard, Duration::ZERO);
        }
    }

    /// Nobody knows which subscriptions still are: all are confirmed anew.
    pub fn ask_again(&mut self) {
        let confirmed = self.shards.iter().filter(|(_, state)| **state == State::Confirmed);
        let again: Vec<u16> = confirmed.map(|(shard, _)| *shard).collect();
        for shard in again {
            self.shards.insert(shard, State::Asked);
            self.listen(shard, Duration::ZERO);
        }
    }

    pub fn is_confirmed(&self, shard: u16) -> bool {
        self.shards.get(&shard) == Some(&State::Confirmed)
    }

    /// A connection to a server that is dead and was never closed says nothing. A
    /// cluster's client minds its connections by itself.
    pub fn ping(&mut self) {
        if self.is_pinging || !self.subscriber.is_one_server() {
            return;
        }
        self.is_pinging = true;
        let mut subscriber = self.subscriber.clone();
        let ping = async move {
            let pong = clock::timeout(ANSWER_LIMIT, subscriber.ping()).await;
            Answer::Pong(pong.unwrap_or(Err(LiveError::LineLost("does not answer"))))
        };
        self.answers.push(ping.boxed());
    }

    /// The next shard whose subscription is confirmed. `Err` means that the line
    /// is lost.
    pub async fn next(&mut self) -> Result<u16, LiveError> {
        loop {
            match self.answers.next().await {
                None => std::future::pending().await,
                Some(Answer::Listens(shard, Ok(()))) => {
                    if self.shards.insert(shard, State::Confirmed) == Some(State::Away) {
                        tracing::info!(shard, "a shard is heard again");
                    }
                    return Ok(shard);
                }
                Some(Answer::Listens(_, Err(error))) => return Err(error),
                Some(Answer::Away(shard, error)) => {
                    if self.shards.insert(shard, State::Away) != Some(State::Away) {
                        tracing::warn!(shard, %error, "a shard is not heard");
                    }
                    self.listen(shard, RETRY_AFTER);
                }
                Some(Answer::Pong(pong)) => {
                    self.is_pinging = false;
                    pong?;
                }
            }
        }
    }

    fn listen(&mut self, shard: u16, after: Duration) {
        let (live, mut subscriber) = (self.live.clone(), self.subscriber.clone());
        let listen = async move {
            clock::sleep(after).await;
            if !subscriber.is_one_server()
                && let Err(error) = live.epoch(shard).await
            {
                return Answer::Away(shard, error);
            }
            let listens = clock::timeout(ANSWER_LIMIT, subscriber.listen(shard)).await;
            Answer::Listens(shard, listens.unwrap_or(Err(LiveError::Silent)))
        };
        self.answers.push(listen.boxed());
    }
}
