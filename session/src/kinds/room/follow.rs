//! What follows at once from how a room is, whatever made it so: it is said in the
//! same step, until nothing follows any more.

use super::{
    course::Why,
    event::{By, Event},
    item::Item,
    seat::Player,
    source::SourceKind,
    state::State,
};

impl State {
    pub fn follow(&self, now_ms: i64) -> Vec<Event> {
        if self.is_closed {
            return Vec::new();
        }
        self.screen_gone(now_ms)
            .or_else(|| self.too_many_failed(now_ms))
            .or_else(|| self.follow_ballot(now_ms))
            .or_else(|| self.follow_check(now_ms))
            .or_else(|| self.follow_hold(now_ms).map(|event| vec![event]))
            .or_else(|| self.follow_host(now_ms).map(|event| vec![event]))
            .unwrap_or_default()
    }

    /// Those events, and all that follows from them.
    pub fn followed_by(&self, mut events: Vec<Event>, now_ms: i64) -> Vec<Event> {
        let mut later = self.clone();
        let mut applied = 0;
        loop {
            for event in &events[applied..] {
                later.apply(event, now_ms);
            }
            applied = events.len();
            let follow = later.follow(now_ms);
            if follow.is_empty() {
                return events;
            }
            events.extend(follow);
        }
    }

    /// What leaves the queue; on the screens is another first.
    pub fn removing(&self, item: &Item, by: &By, now_ms: i64) -> Vec<Event> {
        let mut events = Vec::new();
        if self.course.playback.item.as_ref() == Some(&item.id) {
            let why = Why::Removed;
            let is_other = |other: &&Item| other.id != item.id;
            let other =
                |is_on| move |other: &Item| self.starts(&other.id, is_on, None, why, now_ms);
            let next = self.next().filter(is_other).map(other(self.is_on()));
            let next = next.or_else(|| self.previous().map(other(false)));
            let empties = || Event::Paused(self.empties(None, why, now_ms));
            events.push(next.unwrap_or_else(empties));
        }
        events.push(Event::Removed { item: item.id.clone(), by: by.clone() });
        events
    }

    /// Nobody shows the screen any more.
    fn screen_gone(&self, now_ms: i64) -> Option<Vec<Event>> {
        let is_gone = |item: &&Item| {
            item.source.kind() == SourceKind::Screen
                && item.by.as_deref().is_none_or(|by| self.seat(by).is_none())
        };
        let gone = self.queue.iter().find(is_gone)?;
        Some(self.removing(gone, &By::default(), now_ms))
    }

    /// What fails for half of those here is skipped.
    fn too_many_failed(&self, now_ms: i64) -> Option<Vec<Event>> {
        let current = self.current().filter(|_| !self.is_failed)?;
        let (mut here, mut failed) = (0, 0);
        for (_, seat) in self.present() {
            here += 1;
            failed += usize::from(seat.player == Player::Failed);
        }
        if failed == 0 || failed * 2 < here {
            return None;
        }
        let mut events = vec![Event::ItemFailed { item: current.id.clone() }];
        events.push(match self.next().filter(|next| next.id != current.id) {
            Some(next) => self.starts(&next.id, self.is_on(), None, Why::Failed, now_ms),
            None => Event::Paused(self.stops(None, Why::Failed, now_ms)),
        });
        Some(events)
    }
}
