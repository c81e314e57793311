//! What a playback becomes: each of these is told ahead, with its anchor, and
//! nothing here moves a picture by itself.

use super::{
    config::AtEnd,
    course::{Course, Why},
    event::Event,
    item::Item,
    limits::{LEAD_MS, SEEK_LEAD_MS},
    playback::{Playback, Rate},
    state::{Place, State},
};

impl State {
    /// When a change takes effect. A place that is pending is looked for already, and
    /// is not there any sooner.
    fn anchor_ms(&self, now_ms: i64) -> i64 {
        let anchor_ms = now_ms + self.lead_ms;
        if self.is_sent(now_ms) && !self.course.counts {
            return anchor_ms.max(self.course.playback.anchor_server_ms);
        }
        anchor_ms
    }

    /// Whether screens are still to go where somebody has sent them.
    fn is_sent(&self, now_ms: i64) -> bool {
        self.course.is_placed && self.course.is_pending(now_ms)
    }

    /// What makes it look for one.
    pub fn seek_anchor_ms(&self, now_ms: i64) -> i64 {
        now_ms + self.lead_ms.clamp(SEEK_LEAD_MS, *LEAD_MS.end())
    }

    /// Where the picture is at the anchor: where it was sent, or goes by itself.
    fn goes_on_to(&self, anchor_ms: i64, now_ms: i64) -> i64 {
        if self.is_sent(now_ms) {
            return self.course.playback.anchor_media_ms;
        }
        let position_ms = self.course.followed(now_ms).position_ms(anchor_ms);
        self.within(self.course.playback.item.as_deref(), position_ms)
    }

    /// Where screens are.
    pub fn place(&self, now_ms: i64) -> Option<Place> {
        self.place_of(self.course.followed(now_ms), now_ms)
    }

    /// Where screens are, or where somebody has sent them.
    pub fn sent_to(&self, now_ms: i64) -> Option<Place> {
        self.place_of(self.course.base(now_ms), now_ms)
    }

    fn place_of(&self, playback: &Playback, now_ms: i64) -> Option<Place> {
        let item = playback.item.clone()?;
        let media_ms = self.within(Some(&item), playback.position_ms(now_ms));
        Some(Place { item, media_ms })
    }

    /// No further than it lasts, as far as that is known.
    pub fn within(&self, item: Option<&str>, media_ms: i64) -> i64 {
        let duration_ms = item.and_then(|id| self.item(id)).and_then(Item::duration_ms);
        media_ms.min(duration_ms.unwrap_or(i64::MAX)).max(0)
    }

    /// It stands where it is by then.
    pub fn stops(&self, by: Option<&str>, why: Why, now_ms: i64) -> Course {
        self.goes_on(self.anchor_ms(now_ms), false, by, why, now_ms)
    }

    /// It plays on from there.
    pub fn goes(&self, by: Option<&str>, why: Why, now_ms: i64) -> Course {
        self.goes_on(self.anchor_ms(now_ms), true, by, why, now_ms)
    }

    /// It plays from that time on, and all see it coming.
    pub fn starts_at(&self, at_ms: i64, by: Option<&str>, why: Why, now_ms: i64) -> Course {
        let anchor_ms = at_ms.max(self.anchor_ms(now_ms));
        Course { counts: true, ..self.goes_on(anchor_ms, true, by, why, now_ms) }
    }

    /// It goes on at another rate.
    pub fn at_rate(&self, rate: Rate, by: Option<&str>, now_ms: i64) -> Course {
        let counts = self.course.is_counting(now_ms);
        let anchor_ms = self.anchor_kept(self.anchor_ms(now_ms), now_ms);
        let mut course = self.goes_on(anchor_ms, self.is_on(), by, Why::Asked, now_ms);
        course.playback.rate = rate;
        Course { counts, ..course }
    }

    /// It is at another place of the same.
    pub fn seeks(&self, media_ms: i64, by: Option<&str>, why: Why, now_ms: i64) -> Course {
        let playback = Playback {
            anchor_media_ms: self.within(self.course.playback.item.as_deref(), media_ms),
            ..self.course.playback.clone()
        };
        self.placed(Playback { playing: self.is_on(), ..playback }, by, why, now_ms)
    }

    /// Another is on the screens.
    pub fn takes(
        &self,
        place: Place,
        playing: bool,
        by: Option<&str>,
        why: Why,
        now_ms: i64,
    ) -> Course {
        let rate = self.course.playback.rate;
        let plays_at = self.item(&place.item).is_none_or(|item| item.source.plays_at(rate));
        let playback = Playback {
            item: Some(place.item),
            playing,
            rate: if plays_at { rate } else { Rate::ONE },
            anchor_media_ms: place.media_ms,
            anchor_server_ms: 0,
        };
        self.placed(playback, by, why, now_ms)
    }

    /// It begins from the beginning.
    pub fn starts(
        &self,
        item: &str,
        playing: bool,
        by: Option<&str>,
        why: Why,
        now_ms: i64,
    ) -> Event {
        let place = Place { item: item.to_owned(), media_ms: 0 };
        Event::ItemStarted(self.takes(place, playing, by, why, now_ms))
    }

    /// Nothing is on the screens.
    pub fn empties(&self, by: Option<&str>, why: Why, now_ms: i64) -> Course {
        let playback = Playback { rate: self.course.playback.rate, ..Playback::nothing(0) };
        self.placed(playback, by, why, now_ms)
    }

    /// What comes after what is on the screens: another, or none.
    pub fn next(&self) -> Option<&Item> {
        let at = self.current_index()?;
        let first = || self.queue.first().filter(|_| self.config.at_end == AtEnd::Loop);
        self.queue.get(at + 1).or_else(first)
    }

    pub fn previous(&self) -> Option<&Item> {
        self.queue.get(self.current_index()?.checked_sub(1)?)
    }

    /// What is on the screens is over: the next plays, or it stands.
    pub fn after_item(&self, why: Why, now_ms: i64) -> Vec<Event> {
        match self.next() {
            Some(next) => vec![self.starts(&next.id, self.is_on(), None, why, now_ms)],
            None => vec![Event::Paused(self.stops(None, why, now_ms))],
        }
    }

    fn goes_on(
        &self,
        anchor_ms: i64,
        playing: bool,
        by: Option<&str>,
        why: Why,
        now_ms: i64,
    ) -> Course {
        let is_placed = self.is_sent(now_ms);
        let playback = Playback {
            playing,
            anchor_media_ms: self.goes_on_to(anchor_ms, now_ms),
            anchor_server_ms: anchor_ms,
            ..self.course.playback.clone()
        };
        Course { is_placed, ..self.told(playback, by, why, now_ms) }
    }

    /// A countdown goes on towards its end.
    fn placed(&self, mut playback: Playback, by: Option<&str>, why: Why, now_ms: i64) -> Course {
        let counts = self.course.is_counting(now_ms) && playback.playing;
        let anchor_ms = self.seek_anchor_ms(now_ms);
        playback.anchor_server_ms =
            if counts { self.anchor_kept(anchor_ms, now_ms) } else { anchor_ms };
        Course { is_placed: true, counts, ..self.told(playback, by, why, now_ms) }
    }

    fn anchor_kept(&self, anchor_ms: i64, now_ms: i64) -> i64 {
        if self.course.is_counting(now_ms) {
            anchor_ms.max(self.course.playback.anchor_server_ms)
        } else {
            anchor_ms
        }
    }

    fn told(&self, playback: Playback, by: Option<&str>, why: Why, now_ms: i64) -> Course {
        let before = Some(self.course.followed(now_ms).clone());
        let by = by.map(str::to_owned);
        Course { playback, by, why, counts: false, is_placed: false, before }
    }
}
