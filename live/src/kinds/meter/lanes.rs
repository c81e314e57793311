//! Groups of votes that wait for a call, and who makes it.

use std::{collections::VecDeque, mem, sync::Arc};

use downbeat_boot::task;
use metrics::histogram;
use parking_lot::Mutex;
use tokio::{sync::Notify, task::yield_now};

use crate::{
    Live, LiveError, key,
    kinds::meter::{
        ballots,
        group::{Group, Marks, Place},
        others::Others,
        vote::Vote,
    },
    redis::measured::failed,
};

/// Votes of a lane that wait: some tenths of a second of a busy Redis.
const WAITING_MAX: usize = 4_096;
const WAITING_BYTES_MAX: usize = 4 * 1024 * 1024;
/// Calls of a lane that are out at once. Those after the first take full groups
/// only: they help where the way to Redis is long, and never make groups small.
const CALLS_MAX: usize = 4;

pub struct Lanes(Box<[Arc<Lane>]>);

#[derive(Default)]
struct Lane {
    queue: Mutex<Queue>,
    arrived: Notify,
}

#[derive(Default)]
struct Queue {
    /// All but the last are full.
    groups: VecDeque<Group>,
    votes: usize,
    bytes: usize,
    /// Whether somebody makes its calls, and how many help.
    has_caller: bool,
    helpers: usize,
    others: Others,
}

impl Lanes {
    pub fn new(shards: u16) -> Self {
        Self((0..shards).map(|_| Arc::default()).collect())
    }

    /// Takes a vote into the group that goes next.
    pub fn join(&self, live: &Live, vote: &Vote<'_>, is_made_up: bool) -> Result<Place, LiveError> {
        let marks = Marks::of(vote);
        // On a server one call is for all shards.
        let shard = if live.is_cluster() { live.shard(vote.session) } else { 0 };
        let lane = &self.0[usize::from(shard) % self.0.len()];
        let mut queue = lane.queue.lock();
        let place = queue.add(vote, marks, is_made_up)?;
        if let Some(role) = queue.missing() {
            drop(queue);
            let lane = Arc::clone(lane);
            task::spawn("votes", Caller { live: live.clone(), lane, shard, role }.run());
        } else if queue.votes == 1 {
            drop(queue);
            lane.arrived.notify_one();
        }
        Ok(place)
    }
}

impl Queue {
    fn add(&mut self, vote: &Vote<'_>, marks: Marks, is_made_up: bool) -> Result<Place, LiveError> {
        if self.votes >= WAITING_MAX || self.bytes + vote.bytes_len() > WAITING_BYTES_MAX {
            failed(LiveError::Capped.reason());
            return Err(LiveError::Capped);
        }
        self.votes += 1;
        self.bytes += vote.bytes_len();
        if let Some(group) = self.groups.back_mut()
            && group.has_room_for(vote)
        {
            return Ok(group.add(vote, marks, is_made_up));
        }
        let mut group = Group::new();
        let place = group.add(vote, marks, is_made_up);
        self.groups.push_back(group);
        Ok(place)
    }

    /// Who has to be there for what waits, and is not yet.
    fn missing(&mut self) -> Option<Role> {
        if !self.has_caller {
            self.has_caller = true;
            return Some(Role::Caller);
        }
        // One is on its way for each that is full.
        if self.groups.len() > 1 + self.helpers && self.helpers + 1 < CALLS_MAX {
            self.helpers += 1;
            return Some(Role::Helper);
        }
        None
    }

    fn take(&mut self, role: Role) -> Option<Group> {
        if role == Role::Helper && self.groups.len() < 2 {
            return None;
        }
        let group = self.groups.pop_front()?;
        self.votes -= group.entries.len();
        self.bytes -= group.bytes_len();
        Some(group)
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    /// Of each lane that ever had a vote, for as long as the process runs.
    Caller,
    /// While there are full groups.
    Helper,
}

struct Caller {
    live: Live,
    lane: Arc<Lane>,
    shard: u16,
    role: Role,
}

impl Caller {
    async fn run(self) {
        loop {
            // Whoever is about to vote joins.
            yield_now().await;
            let group = self.lane.queue.lock().take(self.role);
            match (group, self.role) {
                (Some(group), _) => self.count(group).await,
                (None, Role::Caller) => self.lane.arrived.notified().await,
                (None, Role::Helper) => return,
            }
        }
    }

    async fn count(&self, group: Group) {
        // Twitch waits no longer than for one call.
        if group.began.elapsed() >= self.live.options().response_timeout {
            failed(LiveError::Capped.reason());
            return group.refuse(LiveError::Capped);
        }
        let others = self.lane.queue.lock().others;
        let others = match others.look(&self.live, &key::lease(self.shard)).await {
            Ok(others) => others,
            Err(silent) => {
                group.refuse(silent);
                return self.refuse_all();
            }
        };
        self.lane.queue.lock().others = others;
        let votes = u32::try_from(group.entries.len()).unwrap_or(u32::MAX);
        histogram!("downbeat_vote_group_votes").record(votes);
        if !ballots::count(&self.live, group, others.may_count()).await {
            self.refuse_all();
        }
    }

    /// What waited behind a call without an answer would wait for another.
    fn refuse_all(&self) {
        let mut queue = self.lane.queue.lock();
        (queue.votes, queue.bytes) = (0, 0);
        let groups = mem::take(&mut queue.groups);
        drop(queue);
        for group in groups {
            group.refuse(LiveError::Silent);
        }
    }
}

impl Drop for Caller {
    /// Also if it panicked: the next vote makes another.
    fn drop(&mut self) {
        let mut queue = self.lane.queue.lock();
        match self.role {
            Role::Caller => queue.has_caller = false,
            Role::Helper => queue.helpers -= 1,
        }
    }
}
