//! Two processes that know sessions and two that do not are asked for the same,
//! in any order, and answer the same.

use downbeat_live::{
    Asked, Closed, CommandError, CommandId, Frame, Heard, Line, Live, Opened, Opening, Protocol,
};
use downbeat_session::{Audience, Refusal, Rev, Role};
use proptest::{
    prelude::*,
    test_runner::{Config as Runs, TestRunner},
};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{forgetful, open_timer, owner};
use crate::harness::{Redis, Shown};

#[derive(Debug, Clone)]
enum Step {
    Command {
        by: usize,
        name: &'static str,
        args: Value,
        /// One of few, so that some come again.
        id: Option<u8>,
        /// One that was told before, from the newest.
        rev: Option<usize>,
        is_viewer: bool,
        is_theirs: bool,
    },
    Configure {
        by: usize,
        title: u8,
    },
    /// The owner of its shard looks at the time.
    Advance,
    /// It sleeps, and wakes in its next life.
    Sleep,
    /// It is gone, and is made again.
    Delete {
        by: usize,
    },
}

fn command() -> impl Strategy<Value = Step> {
    let asked = prop_oneof![
        6 => Just(("switch", json!({}))),
        3 => Just(("switch", json!({ "to": "p1" }))),
        2 => Just(("start", json!({}))),
        2 => Just(("pause", json!({}))),
        2 => Just(("resume", json!({}))),
        2 => Just(("undo", json!({}))),
        1 => (0..4_u8).prop_map(|n| ("add_participant", json!({ "id": n.to_string(), "name": "New" }))),
        1 => (0..4_u8).prop_map(|n| ("remove_participant", json!({ "id": n.to_string() }))),
        1 => Just(("adjust", json!({ "participant": "p0", "ms": 1_000 }))),
        1 => Just(("explode", json!({}))),
        1 => Just(("switch", json!({ "to": 7 }))),
    ];
    let id = prop::option::weighted(0.4, 0..6_u8);
    let rev = prop::option::weighted(0.2, 0..4_usize);
    let odds = (prop::bool::weighted(0.05), prop::bool::weighted(0.95));
    (0..2_usize, asked, id, rev, odds).prop_map(
        |(by, (name, args), id, rev, (is_viewer, is_theirs))| Step::Command {
            by,
            name,
            args,
            id,
            rev,
            is_viewer,
            is_theirs,
        },
    )
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        30 => command(),
        2 => (0..2_usize, 0..4_u8).prop_map(|(by, title)| Step::Configure { by, title }),
        2 => Just(Step::Advance),
        1 => Just(Step::Sleep),
        1 => (0..2_usize).prop_map(|by| Step::Delete { by }),
    ]
}

/// One session, and the two processes that are asked for it.
struct Side {
    lives: [Live; 2],
    opening: Opening,
    version: u64,
    last: Option<Rev>,
    told: Vec<Rev>,
    channel: Line,
    /// What whoever listens has made of all changes.
    shown: Shown,
}

impl Side {
    async fn new(lives: [Live; 2]) -> Self {
        let opening = open_timer(&lives[0], 3).await;
        let channel = Line::open(&lives[0]).await.unwrap();
        channel.subscriber().listen(lives[0].shard(opening.id)).await.unwrap();
        let shown = Shown { view: Value::Null, rev: "0-0".into() };
        let (version, last, told) = (1, None, Vec::new());
        let mut side = Self { lives, opening, version, last, told, channel, shown };
        side.look().await;
        side
    }

    fn id(&self) -> Uuid {
        self.opening.id
    }

    /// Once a step is done: what it was answered.
    async fn take(&mut self, step: &Step) -> String {
        match step {
            Step::Command { by, name, args, id, rev, is_viewer, is_theirs } => {
                let rev = rev.and_then(|back| self.told.iter().rev().nth(back).copied());
                let id = id.map(|id| CommandId::of_account(Uuid::nil(), id.to_string()));
                let mut actor = owner();
                if *is_viewer {
                    actor.role = Role::Viewer;
                }
                let whose = if *is_theirs { self.opening.owner } else { Uuid::nil() };
                let (session, name, args) = (self.id(), (*name).to_owned(), args.clone());
                let asked = Asked { session, id, name, args, actor, owner: Some(whose), rev };
                let answer = self.lives[*by].command(&asked).await;
                if let Ok(accepted) = &answer
                    && !accepted.repeated
                {
                    self.told.push(accepted.rev);
                    self.last = Some(accepted.rev);
                    self.hear(accepted.rev).await;
                }
                said(answer.map(|it| (it.rev, it.events, it.repeated)))
            }
            Step::Configure { by, title } => {
                self.version += 1;
                let mut config = self.hot().await.session.config();
                config["title"] = format!("title {title}").into();
                let done = self.lives[*by].configure(self.id(), self.version, &config).await;
                let rev = self.hot().await.rev;
                self.last = Some(rev);
                self.hear(rev).await;
                format!("{:?} {rev}", done.unwrap())
            }
            Step::Advance => {
                let live = &self.lives[1];
                let lease = live.acquire(live.shard(self.id())).await.unwrap().unwrap();
                let settled = live.advance(&lease, &self.hot().await).await.unwrap();
                live.release(&lease).await.unwrap();
                format!("{settled:?}")
            }
            Step::Sleep => {
                let live = &self.lives[0];
                let shard = live.shard(self.id());
                let drained = live.events(shard, 10_000).await.unwrap();
                live.trim(shard, &drained).await.unwrap();
                let lease = live.acquire(shard).await.unwrap().unwrap();
                let hot = self.hot().await;
                let later_ms = live.now_ms(shard) + 1_000;
                assert_eq!(live.close(&lease, &hot, later_ms).await.unwrap(), Closed::Done);
                live.release(&lease).await.unwrap();
                self.opening.incarnation += 1;
                self.opening.session = hot.session;
                self.opening.since = self.last;
                let opened = live.open(&self.opening).await.unwrap();
                self.look().await;
                format!("{opened:?}")
            }
            Step::Delete { by } => {
                self.version += 1;
                self.lives[*by].delete(self.id(), self.version).await.unwrap();
                self.version += 1;
                let again = open_timer(&self.lives[0], 3).await;
                let config = again.session.config();
                let kind = downbeat_session::kinds::named("timer").unwrap();
                let now_ms = self.lives[0].now_ms(0);
                self.opening.session = (kind.open)(&config, self.version, now_ms).unwrap();
                self.opening.incarnation += 1;
                (self.opening.since, self.last) = (None, None);
                let opened = self.lives[1 - by].open(&self.opening).await.unwrap();
                assert_eq!(opened, Opened::Open);
                self.look().await;
                format!("{opened:?}")
            }
        }
    }

    async fn hot(&self) -> downbeat_live::Hot {
        self.lives[0].read(self.id()).await.unwrap().unwrap()
    }

    /// Sees the whole, as one does who comes.
    async fn look(&mut self) {
        let hot = self.hot().await;
        let view = serde_json::from_slice(&hot.view(Audience::Public)).unwrap();
        self.shown = Shown { view, rev: hot.rev.to_string() };
    }

    /// Hears all up to a rev, and shows what is there.
    async fn hear(&mut self, rev: Rev) {
        while self.shown.rev != rev.to_string() {
            let Heard::Message { message, .. } = self.channel.hear().await.unwrap() else {
                continue;
            };
            for frame in message.frames {
                let Frame::Change(told) = frame else { continue };
                if told.session == self.id() {
                    let text = told.text(Audience::Public, Protocol::V2).unwrap();
                    self.shown.takes(&serde_json::from_slice(text).unwrap());
                }
            }
        }
        let mut view: Value =
            serde_json::from_slice(&self.hot().await.view(Audience::Public)).unwrap();
        view["now_ms"] = self.shown.view["now_ms"].clone();
        assert_eq!(self.shown.view, view, "changes lead to what is there");
    }
}

/// An answer without what two clocks make of it.
fn said(answer: Result<(Rev, Vec<Value>, bool), CommandError>) -> String {
    match answer {
        Ok((rev, events, repeated)) => {
            let names: Vec<&Value> = events.iter().map(|event| &event["name"]).collect();
            format!("{rev} {names:?} {repeated}")
        }
        Err(CommandError::Refused(Refusal::Rejected(rejection))) => rejection.code.to_owned(),
        Err(error) => format!("{error:?}"),
    }
}

/// A view without times.
fn timeless(view: &Value) -> Value {
    let mut view = view.clone();
    for member in ["now_ms", "since_ms"] {
        view[member] = Value::Null;
    }
    for one in view["participants"].as_array_mut().unwrap() {
        (one["remaining_ms"], one["used_ms"]) = (Value::Null, Value::Null);
    }
    view
}

#[test]
fn whoever_knows_answers_as_whoever_reads() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let servers = [Redis::start(), Redis::start()];
    let (with, without) = runtime.block_on(async {
        let [one, other] = &servers;
        ([one.live().await, one.live().await], [forgetful(other).await, forgetful(other).await])
    });
    let steps = prop::collection::vec(step(), 1..60);
    let mut runner =
        TestRunner::new(Runs { cases: 40, failure_persistence: None, ..Runs::default() });
    let outcome = runner.run(&steps, |steps| {
        runtime.block_on(async {
            let (mut one, mut other) =
                (Side::new(with.clone()).await, Side::new(without.clone()).await);
            for step in &steps {
                assert_eq!(one.take(step).await, other.take(step).await, "{step:?}");
            }
            assert_eq!(timeless(&one.shown.view), timeless(&other.shown.view));
        });
        Ok(())
    });
    outcome.unwrap();
}
