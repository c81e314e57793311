//! Slots of a cluster whose node does not answer.
//!
//! A call to such a node waits for as long as it may, and a client that finds it
//! gone looks for all nodes anew, while every other call waits. So no call goes
//! to a slot that is **away**, until its node, or whichever has the slot now,
//! answers whoever looks. Then the connections are replaced: one that leads to a
//! node that was gone may never answer.

use std::{
    collections::HashMap,
    io,
    ops::RangeInclusive,
    sync::{
        Arc, Weak,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use downbeat_boot::{
    clock::{self, Instant},
    task,
};
use futures::future::join_all;
use metrics::gauge;
use parking_lot::Mutex;
use redis::{
    Arg, Cmd, RedisError, RedisResult,
    cluster_routing::{Route, RoutingInfo, SingleNodeRoutingInfo, Slot, SlotAddr},
};
use tokio::sync::watch;

use crate::redis::{
    connection::Cluster,
    nodes::{Node, Nodes},
};

const LOOK_EVERY: Duration = Duration::from_millis(250);
const REPLACE_LIMIT: Duration = Duration::from_secs(2);

pub struct Slots {
    nodes: Nodes,
    is_any_away: AtomicBool,
    state: Mutex<State>,
    connections: Mutex<Vec<Weak<Cluster>>>,
}

#[derive(Default)]
struct State {
    /// The slots of each node, as they were seen last.
    known: Vec<Vec<RangeInclusive<u16>>>,
    away: HashMap<Slot, Arc<Away>>,
    is_looking: bool,
}

/// A node that does not answer.
struct Away {
    since: Instant,
    /// Closed when it answers.
    back: watch::Sender<()>,
}

impl Slots {
    /// Of the cluster as it is now.
    pub async fn of(nodes: Nodes) -> Arc<Self> {
        let slots = Arc::new(Self {
            nodes,
            is_any_away: AtomicBool::new(false),
            state: Mutex::default(),
            connections: Mutex::default(),
        });
        slots.look().await;
        slots.look_while_away(&mut slots.state.lock());
        slots
    }

    /// A connection that is replaced when a node is back.
    pub fn mind(&self, connection: &Arc<Cluster>) {
        let mut connections = self.connections.lock();
        connections.retain(|known| known.strong_count() > 0);
        connections.push(Arc::downgrade(connection));
    }

    pub fn is_any_away(&self) -> bool {
        self.is_any_away.load(Ordering::Relaxed)
    }

    /// Whether a call may go to the slot of a key. One that has fallen silent no
    /// longer ago than `patience` is waited for until then.
    pub async fn may_call(&self, key: &[u8], patience: Duration) -> bool {
        if !self.is_any_away() {
            return true;
        }
        let (since, mut back) = match self.state.lock().away.get(&Slot::for_key(key)) {
            Some(away) => (away.since, away.back.subscribe()),
            None => return true,
        };
        let left = patience.saturating_sub(since.elapsed());
        // Nothing is sent: the sender goes.
        clock::timeout(left, back.changed()).await.is_ok()
    }

    /// A call with a key had no answer: nobody calls its node until it answers.
    pub fn fell_silent(self: &Arc<Self>, key: &[u8]) {
        let mut state = self.state.lock();
        let slot = Slot::for_key(key);
        if state.away.contains_key(&slot) {
            return;
        }
        let its = state.known.iter().map(|ranges| all(ranges)).find(|all| all.contains(&slot));
        let away = Away::now();
        for slot in its.unwrap_or_else(|| vec![slot]) {
            state.away.entry(slot).or_insert_with(|| Arc::clone(&away));
        }
        self.count(&state);
        self.look_while_away(&mut state);
    }

    fn look_while_away(self: &Arc<Self>, state: &mut State) {
        if !state.away.is_empty() && !state.is_looking {
            state.is_looking = true;
            tracing::warn!("a node of live Redis does not answer");
            task::spawn("away nodes", Arc::clone(self).keep_looking());
        }
    }

    /// Until all nodes answer.
    async fn keep_looking(self: Arc<Self>) {
        loop {
            self.look().await;
            {
                let mut state = self.state.lock();
                if state.away.is_empty() {
                    state.is_looking = false;
                    tracing::info!("all nodes of live Redis answer");
                    return;
                }
            }
            clock::sleep(LOOK_EVERY).await;
        }
    }

    /// Asks all nodes. While none tells of the others, what was known stays.
    async fn look(&self) {
        let nodes = match self.nodes.look().await {
            Ok(nodes) => nodes,
            Err(error) => return tracing::debug!(%error, "no node tells of the cluster"),
        };
        if self.is_any_back(&nodes)
            && let Err(error) = self.replace_connections().await
        {
            // That which is there may still lead to it, and finds a node by itself.
            tracing::warn!(%error, "a node answers, and no other connection can be opened");
        }
        self.saw(nodes);
    }

    fn is_any_back(&self, nodes: &[Node]) -> bool {
        let state = self.state.lock();
        let answering = nodes.iter().filter(|node| node.answers);
        answering.flat_map(|node| all(&node.slots)).any(|slot| state.away.contains_key(&slot))
    }

    async fn replace_connections(&self) -> RedisResult<()> {
        let connections: Vec<Arc<Cluster>> =
            self.connections.lock().iter().filter_map(Weak::upgrade).collect();
        let replaced = connections
            .iter()
            .map(|connection| clock::timeout(REPLACE_LIMIT, connection.replace()));
        join_all(replaced).await.into_iter().try_for_each(|replaced| {
            replaced.map_err(|_| io::Error::from(io::ErrorKind::TimedOut))?
        })
    }

    fn saw(&self, nodes: Vec<Node>) {
        let mut state = self.state.lock();
        let mut away = HashMap::new();
        for node in nodes.iter().filter(|node| !node.answers) {
            let slots = all(&node.slots);
            let known = slots.iter().find_map(|slot| state.away.get(slot)).cloned();
            let its = known.unwrap_or_else(Away::now);
            away.extend(slots.into_iter().map(|slot| (slot, Arc::clone(&its))));
        }
        state.away = away;
        state.known = nodes.into_iter().map(|node| node.slots).collect();
        self.count(&state);
    }

    #[expect(clippy::cast_precision_loss, reason = "a cluster has 16,384 slots")]
    fn count(&self, state: &State) {
        self.is_any_away.store(!state.away.is_empty(), Ordering::Relaxed);
        gauge!("downbeat_redis_away_slots").set(state.away.len() as f64);
    }
}

impl Away {
    fn now() -> Arc<Self> {
        Arc::new(Self { since: clock::monotonic(), back: watch::Sender::new(()) })
    }
}

fn all(ranges: &[RangeInclusive<u16>]) -> Vec<Slot> {
    ranges.iter().cloned().flatten().filter_map(Slot::new).collect()
}

/// The first of a command's keys, which are all of one slot.
pub fn key(command: &Cmd) -> Option<&[u8]> {
    let mut arguments = command.args_iter().filter_map(|argument| match argument {
        Arg::Simple(bytes) => Some(bytes),
        _ => None,
    });
    match arguments.next()? {
        b"PING" | b"INFO" => None,
        b"FCALL" => arguments.nth(2),
        _ => arguments.next(),
    }
}

/// To whichever primary holds a slot.
pub fn to_primary(slot: Slot) -> RoutingInfo {
    let route = Route::with_slot(slot, SlotAddr::Master);
    RoutingInfo::SingleNode(SingleNodeRoutingInfo::SpecificNode(route))
}

/// Whether it was the node that failed, and not what it was asked for.
pub fn is_of_node(error: &RedisError) -> bool {
    error.is_timeout()
        || error.is_io_error()
        || error.is_connection_dropped()
        || error.kind() == redis::ErrorKind::ClusterConnectionNotFound
}
