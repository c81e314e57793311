//! Playing, pausing, seeking, and taking another.

use super::{Asking, Decided};
use crate::{
    Rejection,
    kinds::room::{
        command::{Command, Countdown},
        course::Why,
        event::Event,
        item::Item,
        limits::{ITEMS_MAX, SECOND_MS, START_AHEAD_MAX_MS},
        playback::Rate,
        rights::Right,
        seat::Seat,
        source::SourceKind,
        state::Place,
        undo::Was,
        who::{nothing_playing, queue_full, unknown_item},
    },
};

impl Asking<'_> {
    pub(super) fn playback(&self, command: Command) -> Decided {
        let right = match &command {
            Command::Play { .. } | Command::Pause {} => Right::Play,
            Command::Seek { .. } => Right::Seek,
            Command::Rate { .. } => Right::Rate,
            Command::Undo {} => return self.undo(),
            _ => Right::Next,
        };
        self.demand(right)?;
        let state = self.state;
        match command {
            Command::Play { at_ms, countdown } => self.play(at_ms, countdown),
            Command::Pause {} => self.pause(),
            Command::Seek { media_ms } => self.seek(media_ms),
            Command::Rate { rate } => self.rate(rate),
            Command::Next {} => self.take(state.next()),
            Command::Previous {} => self.take(state.previous()),
            Command::Jump { item } => self.take(Some(state.item(&item).ok_or_else(unknown_item)?)),
            _ => Err(Rejection::forbidden()),
        }
    }

    fn current(&self) -> Result<&Item, Rejection> {
        self.state.current().ok_or_else(nothing_playing)
    }

    /// What is played already goes on; a countdown that runs is shortened.
    fn play(&self, at_ms: Option<i64>, countdown: Option<Countdown>) -> Decided {
        let (state, now_ms, by) = (self.state, self.now_ms, self.who.seat);
        let item = self.current()?;
        self.has_peer(item)?;
        if at_ms.is_some_and(|at_ms| at_ms > now_ms + START_AHEAD_MAX_MS) {
            return Err(Rejection::new("too_large", "a start lies 24 hours ahead at most"));
        }
        if state.is_on() && !state.course.is_counting(now_ms) {
            return Ok(Vec::new());
        }
        let seconds = countdown.and_then(Countdown::seconds).map(i64::from);
        let at_ms = at_ms.or_else(|| seconds.map(|seconds| now_ms + seconds * SECOND_MS));
        if let Some(at_ms) = at_ms {
            return Ok(vec![Event::Played(state.starts_at(at_ms, by, Why::Asked, now_ms))]);
        }
        let course = state.goes(by, Why::Asked, now_ms);
        let is_over = item.duration_ms().is_some_and(|ms| course.playback.anchor_media_ms >= ms);
        if !is_over {
            return Ok(vec![Event::Played(course)]);
        }
        let next = state.next().filter(|next| next.id != item.id).unwrap_or(item);
        Ok(vec![state.starts(&next.id, true, by, Why::Asked, now_ms)])
    }

    fn pause(&self) -> Decided {
        self.current()?;
        if !self.state.is_on() {
            return Ok(Vec::new());
        }
        Ok(vec![Event::Paused(self.state.stops(self.who.seat, Why::Asked, self.now_ms))])
    }

    fn seek(&self, media_ms: i64) -> Decided {
        if !self.current()?.source.is_seekable() {
            return Err(Rejection::new("not_seekable", "there is no other place in it"));
        }
        let course = self.state.seeks(media_ms, self.who.seat, Why::Asked, self.now_ms);
        Ok(vec![Event::Sought(course)])
    }

    fn rate(&self, rate: f64) -> Decided {
        let unsupported = || Rejection::new("rate_unsupported", "it does not play at that rate");
        let rate = Rate::given(rate).ok_or_else(unsupported)?;
        if !self.current()?.source.plays_at(rate) {
            return Err(unsupported());
        }
        if rate == self.state.course.playback.rate {
            return Ok(Vec::new());
        }
        Ok(vec![Event::RateSet(self.state.at_rate(rate, self.who.seat, self.now_ms))])
    }

    /// Whoever takes something wants to see it.
    fn take(&self, item: Option<&Item>) -> Decided {
        self.current()?;
        let item = item.ok_or_else(|| Rejection::new("unknown_item", "nothing comes there"))?;
        self.has_peer(item)?;
        let (by, now_ms) = (self.who.seat, self.now_ms);
        Ok(vec![self.state.starts(&item.id, true, by, Why::Asked, now_ms)])
    }

    /// A screen is seen while whoever shows it is here.
    fn has_peer(&self, item: &Item) -> Result<(), Rejection> {
        let is_here = || {
            let by = item.by.as_deref().and_then(|by| self.state.seat(by));
            by.is_some_and(Seat::is_here)
        };
        if item.source.kind() == SourceKind::Screen && !is_here() {
            return Err(Rejection::new("peer_gone", "whoever shows it is not here"));
        }
        Ok(())
    }

    fn undo(&self) -> Decided {
        let (state, now_ms, by) = (self.state, self.now_ms, self.who.seat);
        let nothing = || Rejection::new("nothing_to_undo", "nothing of the last 30 seconds");
        // Whoever may undo nothing is told that, whatever there is.
        let may = [Right::Seek, Right::Next, Right::Order].map(|right| self.who.rights.has(right));
        if !may.contains(&true) {
            return Err(Rejection::forbidden());
        }
        let was = state.undoable(now_ms).ok_or_else(nothing)?;
        let (right, course) = match was {
            Was::Sought(Place { item, .. })
                if state.course.playback.item.as_ref() != Some(item) =>
            {
                return Err(nothing());
            }
            Was::Sought(place) => {
                (Right::Seek, Some(state.seeks(place.media_ms, by, Why::Undo, now_ms)))
            }
            Was::Taken(place) => {
                let course = state.takes(place.clone(), state.is_on(), by, Why::Undo, now_ms);
                (Right::Next, Some(course))
            }
            Was::Removed(_) => (Right::Order, None),
        };
        self.demand(right)?;
        let mut events = vec![Event::Undone { course, by: self.by() }];
        if let Was::Removed(items) = was {
            if state.queue.len() + items.len() > ITEMS_MAX || !state.room_for(0).1 {
                return Err(queue_full());
            }
            if let (None, Some((_, first))) = (state.current(), items.first()) {
                events.push(state.starts(&first.id, false, by, Why::Undo, now_ms));
            }
        }
        Ok(events)
    }
}
