//! Sessions of kinds that are told less often than the beat goes. A change that
//! comes too soon is held, and told when its time comes.
//!
//! What is held is not dirty any more; should its shard get another owner, a new
//! epoch has all who watch it read it again.

use std::{collections::HashMap, time::Duration};

use downbeat_boot::clock::Instant;
use uuid::Uuid;

const SECOND: Duration = Duration::from_secs(1);
/// So often is told without any cap.
const BEATS_PER_S: u32 = 20;

#[derive(Default)]
pub struct FrameCap {
    /// When a session was last told, within the last second.
    told: HashMap<Uuid, Instant>,
    /// Its shard, and when it may be told.
    held: HashMap<Uuid, (u16, Instant)>,
}

impl FrameCap {
    /// Forgets what is over, and what is held of shards that are not ours.
    pub fn turn(&mut self, shards: &[u16], now: Instant) {
        self.told.retain(|_, at| now.duration_since(*at) < SECOND);
        self.held.retain(|_, (shard, _)| shards.contains(shard));
    }

    /// Held sessions of a shard whose time has come. They stay held until they
    /// may be told.
    pub fn due(&self, shard: u16, now: Instant) -> Vec<Uuid> {
        let is_due = |(_, (its, at)): &(&Uuid, &(u16, Instant))| *its == shard && *at <= now;
        self.held.iter().filter(is_due).map(|(id, _)| *id).collect()
    }

    /// Whether anything waits until it may be told.
    pub fn is_holding(&self) -> bool {
        !self.held.is_empty()
    }

    /// Those could not be told: they are, as soon as it goes.
    pub fn hold(&mut self, shard: u16, sessions: impl Iterator<Item = Uuid>, now: Instant) {
        self.held.extend(sessions.map(|id| (id, (shard, now))));
    }

    /// Whether a session may be told now; if not, it is held until it may.
    pub fn may_publish(&mut self, shard: u16, id: Uuid, per_s: u32, now: Instant) -> bool {
        if per_s >= BEATS_PER_S {
            return true;
        }
        let next = self.told.get(&id).map(|at| *at + SECOND / per_s.max(1));
        if let Some(next) = next.filter(|next| *next > now) {
            self.held.insert(id, (shard, next));
            return false;
        }
        self.held.remove(&id);
        self.told.insert(id, now);
        true
    }
}

#[cfg(test)]
mod tests {
    use downbeat_boot::clock;

    use super::*;

    #[test]
    fn a_change_that_comes_too_soon_is_told_later() {
        let (mut cap, id, start) = (FrameCap::default(), Uuid::from_u128(1), clock::monotonic());
        assert!(cap.may_publish(3, id, 2, start));
        let soon = start + Duration::from_millis(100);
        assert!(!cap.may_publish(3, id, 2, soon));
        assert!(cap.due(3, soon).is_empty());
        let then = start + Duration::from_millis(500);
        assert_eq!(cap.due(3, then), [id]);
        assert!(cap.may_publish(3, id, 2, then));
        assert!(cap.due(3, then + SECOND).is_empty());
    }

    #[test]
    fn a_kind_without_a_cap_is_told_in_each_beat() {
        let (mut cap, id, start) = (FrameCap::default(), Uuid::from_u128(1), clock::monotonic());
        assert!(cap.may_publish(0, id, 20, start) && cap.may_publish(0, id, 20, start));
    }

    #[test]
    fn what_another_owns_is_not_held() {
        let (mut cap, id, start) = (FrameCap::default(), Uuid::from_u128(1), clock::monotonic());
        assert!(cap.may_publish(3, id, 1, start) && !cap.may_publish(3, id, 1, start));
        cap.turn(&[4], start);
        assert!(cap.due(3, start + SECOND).is_empty());
    }
}
