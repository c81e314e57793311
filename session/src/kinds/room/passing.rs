//! What passing time does by itself.

use super::{
    config::{AtEnd, Skipping},
    course::{Course, Why},
    event::{By, ClosedWhy, Event, LeftWhy},
    host::BackWhy,
    item::Skip,
    limits::{ALONE_MS, DROPPED_MS, IDLE_WARNED_MS, LEAD_MS, MINUTE_MS, SEEK_LEAD_MS},
    playback::Playback,
    seat::Seat,
    state::{Place, State},
};

/// Something that time will do.
#[derive(Debug, Clone, PartialEq)]
enum What {
    /// Nothing but what follows from how it is.
    Follow,
    ItemEnds,
    Skips(Skip),
    Alone,
    Leaves(String),
    Succeeds,
    HostEnds,
    BallotEnds,
    CheckEnds,
    HoldEnds,
    IdleWarns,
    IdleCloses,
}

impl State {
    pub fn due_ms(&self) -> Option<i64> {
        self.coming().map(|(at_ms, _)| at_ms)
    }

    /// Events are dated when they happened. At an instant by which there were
    /// `most`, the rest is left for later.
    pub fn advance(&self, now_ms: i64, most: usize) -> Vec<(i64, Event)> {
        let mut told: Vec<(i64, Event)> = Vec::new();
        if self.due_ms().is_none_or(|due_ms| now_ms < due_ms) {
            return told;
        }
        let mut later = self.clone();
        while let Some((at_ms, what)) = later.coming().filter(|(at_ms, _)| *at_ms <= now_ms) {
            if told.len() >= most && told.last().is_some_and(|(last_ms, _)| *last_ms < at_ms) {
                break;
            }
            for event in later.followed_by(later.become_of(what, at_ms), at_ms) {
                later.apply(&event, at_ms);
                told.push((at_ms, event));
            }
        }
        told
    }

    /// It goes on as if nothing had been lost but who is here.
    pub fn recover(&self, now_ms: i64) -> Vec<(i64, Event)> {
        if !self.is_running() {
            return Vec::new();
        }
        let first_ms = self.due_ms().unwrap_or(now_ms);
        vec![(first_ms.min(now_ms).max(self.at_ms), Event::Recovered)]
    }

    /// While somebody is here: what plays for nobody is in its anchor, and due.
    pub fn is_running(&self) -> bool {
        self.seats.values().any(Seat::is_here)
    }

    /// The first of all, never before what has happened. Of two at once, the first
    /// of this list.
    fn coming(&self) -> Option<(i64, What)> {
        if self.is_closed {
            return None;
        }
        if !self.follow(self.at_ms).is_empty() {
            return Some((self.at_ms, What::Follow));
        }
        let until = |ms: Option<i64>, what| ms.map(|ms| (ms, what));
        let coming = [
            self.item_ends(),
            self.skips(),
            until(self.holds_ms(), What::Follow),
            until(self.hold_ends_ms(), What::HoldEnds),
            until(self.check.as_ref().map(|check| check.until_ms), What::CheckEnds),
            until(self.ballot.as_ref().map(|ballot| ballot.ends_ms), What::BallotEnds),
            self.alone(),
            until(self.host.as_ref().and_then(|host| host.until_ms), What::HostEnds),
            until(self.succeeds_ms(), What::Succeeds),
            self.leaves(),
            self.idles(),
        ];
        let first = coming.into_iter().flatten().min_by_key(|(at_ms, _)| *at_ms);
        first.map(|(at_ms, what)| (at_ms.max(self.at_ms), what))
    }

    fn item_ends(&self) -> Option<(i64, What)> {
        let playback = &self.course.playback;
        let duration_ms = self.current()?.duration_ms()?.max(playback.anchor_media_ms);
        Some((playback.reaches_ms(duration_ms)?, What::ItemEnds))
    }

    /// A range is told ahead, so that all jump at its beginning. One that began a
    /// moment before the anchor counts, too: something else had that anchor.
    fn skips(&self) -> Option<(i64, What)> {
        if self.config.skips != Skipping::Auto {
            return None;
        }
        let (item, playback) = (self.current()?, &self.course.playback);
        let from_ms = playback.anchor_media_ms;
        let is_left = |skip: &&Skip| {
            let to_ms = self.within(Some(&item.id), skip.to_ms);
            to_ms > from_ms && skip.from_ms >= from_ms - *LEAD_MS.end()
        };
        let skip = *item.skips.iter().find(is_left)?;
        let at_ms = playback.reaches_ms(skip.from_ms.max(from_ms))?;
        Some((at_ms - self.lead_ms.max(SEEK_LEAD_MS), What::Skips(skip)))
    }

    fn alone(&self) -> Option<(i64, What)> {
        Some((self.alone_since_ms().filter(|_| self.is_on())? + ALONE_MS, What::Alone))
    }

    /// Since when it plays for nobody: since the last one left, or since it began,
    /// if that was to come or somebody elsewhere has begun it.
    fn alone_since_ms(&self) -> Option<i64> {
        let alone_ms = self.alone_ms?;
        let goes_on = self.left_at.is_some() && !self.course.counts;
        Some(if goes_on { alone_ms } else { alone_ms.max(self.course.playback.anchor_server_ms) })
    }

    fn leaves(&self) -> Option<(i64, What)> {
        let dropped = self.seats.iter().filter_map(|(id, seat)| Some((seat.dropped_ms?, id)));
        let (dropped_ms, id) = dropped.min()?;
        Some((dropped_ms + DROPPED_MS, What::Leaves(id.clone())))
    }

    fn idles(&self) -> Option<(i64, What)> {
        if self.is_on() {
            return None;
        }
        let minutes = self.config.idle_close_min?;
        let closes_ms = self.used_ms + i64::from(minutes) * MINUTE_MS;
        Some(if self.warned_ms.is_some() {
            (closes_ms, What::IdleCloses)
        } else {
            (closes_ms - IDLE_WARNED_MS, What::IdleWarns)
        })
    }

    fn become_of(&self, what: What, at_ms: i64) -> Vec<Event> {
        match what {
            What::Follow => Vec::new(),
            What::ItemEnds => self.item_ended(at_ms),
            What::Skips(skip) => vec![Event::Sought(self.skip(skip, at_ms))],
            What::Alone => vec![Event::Paused(self.stands_alone(at_ms))],
            What::Leaves(seat) => vec![Event::Left { seat, why: LeftWhy::Dropped }],
            What::Succeeds => self.succeed().into_iter().collect(),
            What::HostEnds => vec![Event::TakenBack { why: BackWhy::Time, by: None }],
            What::BallotEnds => {
                let ballot = self.ballot.as_ref();
                ballot.map(|ballot| self.close_ballot(ballot, at_ms)).unwrap_or_default()
            }
            What::CheckEnds => self.end_check(at_ms),
            What::HoldEnds => vec![self.leave_out(at_ms)],
            What::IdleWarns => vec![Event::IdleWarned],
            What::IdleCloses => vec![Event::Closed { why: ClosedWhy::Idle, by: By::default() }],
        }
    }

    fn item_ended(&self, at_ms: i64) -> Vec<Event> {
        let Some(item) = self.current() else { return Vec::new() };
        let mut events = vec![Event::ItemEnded { item: item.id.clone() }];
        match self.config.at_end {
            AtEnd::Repeat => events.push(self.starts(&item.id, true, None, Why::Ended, at_ms)),
            AtEnd::Stop => events.push(Event::Paused(self.stops(None, Why::Ended, at_ms))),
            AtEnd::Next | AtEnd::Loop => events.extend(self.after_item(Why::Ended, at_ms)),
        }
        events
    }

    /// All are behind the range when they would have come to it, or as soon as it
    /// can be told.
    fn skip(&self, skip: Skip, at_ms: i64) -> Course {
        let course = self.seeks(skip.to_ms, None, Why::Skip, at_ms);
        let reached_ms = self.course.playback.reaches_ms(skip.from_ms).unwrap_or(at_ms);
        let anchor_server_ms = course.playback.anchor_server_ms.max(reached_ms);
        let playback = Playback { anchor_server_ms, ..course.playback };
        // Whoever pauses before it pauses where screens are.
        Course { playback, is_placed: false, ..course }
    }

    fn stands_alone(&self, at_ms: i64) -> Course {
        let playback = &self.course.playback;
        let since_ms = self.alone_since_ms().unwrap_or(at_ms);
        let left = self.left_at.clone().filter(|place| self.item(&place.item).is_some());
        let place = left.or_else(|| {
            let media_ms = playback.position_ms(since_ms);
            Some(Place { item: playback.item.clone()?, media_ms })
        });
        let course = Course::nothing(at_ms);
        let playback = Playback {
            item: place.as_ref().map(|place| place.item.clone()),
            rate: playback.rate,
            anchor_media_ms: place.map_or(0, |place| place.media_ms),
            ..course.playback
        };
        Course { playback, why: Why::Nobody, is_placed: true, ..course }
    }
}
