//! What each event does to the state.

use super::{
    config::Order,
    course::{Course, Why},
    event::{Added, Edited, Event, Seated, Tuned},
    hold::Hold,
    item::Item,
    ready::Check,
    seat::{Mutes, Player, Seat, SeatRole, Seats, free_number},
    state::State,
    undo::{Undo, Was},
};

impl State {
    pub fn apply(&mut self, event: &Event, at_ms: i64) {
        match event {
            Event::Seated(_)
            | Event::Arrived { .. }
            | Event::Dropped { .. }
            | Event::Left { .. }
            | Event::Kicked { .. }
            | Event::Admitted { .. }
            | Event::Renamed { .. }
            | Event::RoleSet { .. }
            | Event::Granted { .. }
            | Event::HandedOver(_)
            | Event::TakenBack { .. }
            | Event::Muted { .. }
            | Event::Unmuted { .. }
            | Event::VoiceSet { .. }
            | Event::HungUp { .. }
            | Event::PlayerSet { .. } => self.apply_to_people(event, at_ms),
            Event::Played(course) | Event::Paused(course) | Event::RateSet(course) => {
                self.take_course(course);
            }
            Event::Sought(course) => {
                let was = self.sent_to(at_ms).map(Was::Sought);
                self.note_undo(was.filter(|_| course.why == Why::Asked), at_ms);
                self.take_course(course);
            }
            Event::ItemStarted(course) => self.item_started(course, at_ms),
            Event::ItemEnded { item: _ } => {}
            Event::ItemFailed { item: _ } => self.is_failed = true,
            Event::Held(held) => self.apply_held(held, at_ms),
            Event::Released(released) => self.apply_released(released),
            Event::Undone { course, by: _ } => self.undone(course.as_ref(), at_ms),
            Event::Added(_)
            | Event::Edited(_)
            | Event::Moved { .. }
            | Event::Removed { .. }
            | Event::Cleared { .. }
            | Event::Shuffled { .. }
            | Event::Liked { .. }
            | Event::Measured { .. } => self.apply_to_queue(event, at_ms),
            Event::BallotOpened(ballot) => {
                self.ids_given += 1;
                self.ballot = Some(ballot.clone());
            }
            Event::Cast { ballot: _, seat, choice } => {
                let number = self.seat(seat).map(|seat| seat.number);
                if let (Some(ballot), Some(number)) = (&mut self.ballot, number) {
                    ballot.cast(number, *choice);
                }
            }
            Event::BallotClosed { .. } => self.ballot = None,
            Event::CheckStarted { check, until_ms, by: _ } => {
                self.ids_given += 1;
                let asked = self.present().map(|(_, seat)| seat.number).collect();
                let (id, until_ms) = (check.clone(), *until_ms);
                self.check = Some(Check { id, until_ms, asked, ready: [].into_iter().collect() });
            }
            Event::Answered { check: _, seat, ready } => {
                let number = self.seat(seat).map(|seat| seat.number);
                if let (Some(check), Some(number)) = (&mut self.check, number) {
                    check.ready.set(number, *ready);
                }
            }
            Event::CheckEnded { .. } => self.check = None,
            Event::Tuned(tuned) => self.tuned(tuned, at_ms),
            Event::IdleWarned => self.warned_ms = Some(at_ms),
            Event::Closed { .. } => self.closed(at_ms),
            Event::Opened => self.is_closed = false,
            Event::Recovered => self.recovered(at_ms),
        }
        if is_use(event) {
            (self.used_ms, self.warned_ms) = (at_ms, None);
        }
        self.at_ms = at_ms;
    }

    /// Something plays, or stands, from its anchor on.
    pub(super) fn take_course(&mut self, course: &Course) {
        if matches!(course.why, Why::Asked | Why::Vote | Why::Check | Why::Undo) {
            self.left_at = None;
        }
        self.course = course.clone();
        self.hold = None;
    }

    fn note_undo(&mut self, was: Option<Was>, at_ms: i64) {
        if let Some(what) = was {
            self.undo = Some(Undo { at_ms, what });
        }
    }

    fn item_started(&mut self, course: &Course, at_ms: i64) {
        let was = self.sent_to(at_ms).map(Was::Taken);
        self.note_undo(was.filter(|_| course.why == Why::Asked), at_ms);
        self.draw_near(course);
        self.take_course(course);
        self.arrange();
        self.is_failed = false;
        let player = if self.waits() { Player::Loading } else { Player::Ready };
        if self.seats.values().any(|seat| is_renewed(seat) && seat.player != player) {
            for seat in self.seats.values_mut().filter(|seat| is_renewed(seat)) {
                seat.player = player;
            }
        }
    }

    /// Where votes or turns make the order, what is taken out of it leaves the rest
    /// to come.
    fn draw_near(&mut self, course: &Course) {
        let id = course.playback.item.as_deref().unwrap_or_default();
        let found = self.queue.iter().position(|item| item.id == id);
        if let (Some(from), Some(at)) = (self.current_index(), found)
            && at > from + 1
            && self.config.order != Order::List
        {
            let item = self.queue.remove(at);
            self.queue.insert(from + 1, item);
        }
    }

    fn undone(&mut self, course: Option<&Course>, at_ms: i64) {
        let Some(Undo { at_ms: _, what }) = self.undo.take() else { return };
        if let Was::Removed(items) = &what {
            self.put_back(items);
        }
        match (course, what) {
            (Some(course), Was::Taken(_)) => {
                self.item_started(course, at_ms);
            }
            (Some(course), _) => self.take_course(course),
            (None, _) => {}
        }
        self.arrange();
    }

    fn apply_to_queue(&mut self, event: &Event, at_ms: i64) {
        match event {
            Event::Added(Added { items, at, forgets }) => {
                if *forgets {
                    self.undo = None;
                }
                self.ids_given += u32::try_from(items.len()).unwrap_or(0);
                let at = at.unwrap_or(self.queue.len()).min(self.queue.len());
                self.queue.splice(at..at, items.iter().cloned());
            }
            Event::Edited(Edited { item, title, skips, tracks, by: _ }) => {
                let Some(item) = self.queue.iter_mut().find(|one| one.id == *item) else { return };
                if let Some(title) = title {
                    item.title.clone_from(title);
                    item.is_untitled = false;
                }
                if let Some(skips) = skips {
                    item.skips.clone_from(skips);
                }
                if let Some(tracks) = tracks {
                    item.tracks.clone_from(tracks);
                }
            }
            Event::Moved { item, before, by: _ } => self.moved(item, before.as_deref()),
            Event::Removed { item, by: _ } => {
                let Some(at) = self.queue.iter().position(|one| one.id == *item) else { return };
                let gone = self.queue.remove(at);
                self.note_undo(Some(Was::Removed(vec![(at, gone)])), at_ms);
            }
            Event::Cleared { by: _ } => {
                let current = self.course.playback.item.clone();
                let is_gone = |item: &Item| Some(&item.id) != current.as_ref();
                let gone = self.queue.iter().cloned().enumerate();
                let gone = gone.filter(|(_, item)| is_gone(item)).collect();
                self.queue.retain(|item| !is_gone(item));
                self.note_undo(Some(Was::Removed(gone)), at_ms);
            }
            Event::Shuffled { items, by: _ } => {
                let from = self.current_index().map_or(0, |at| at + 1);
                let place = |id: &str| items.iter().position(|one| one == id);
                self.queue[from..].sort_by_key(|item| place(&item.id));
            }
            Event::Liked { item, seat, on } => {
                let number = self.seat(seat).map(|seat| seat.number);
                let item = self.queue.iter_mut().find(|one| one.id == *item);
                if let (Some(item), Some(number)) = (item, number) {
                    item.likes.set(number, *on);
                }
            }
            Event::Measured { item, seat, duration_ms, title } => {
                let number = self.seat(seat).map(|seat| seat.number);
                let Some(item) = self.queue.iter_mut().find(|one| one.id == *item) else { return };
                if let (Some(number), Some(ms)) = (number, duration_ms) {
                    item.measured.take(number, *ms);
                }
                if let Some(title) = title {
                    item.title.clone_from(title);
                    item.is_untitled = false;
                }
            }
            _ => {}
        }
        self.arrange();
    }

    fn moved(&mut self, item: &str, before: Option<&str>) {
        let Some(at) = self.queue.iter().position(|one| one.id == item) else { return };
        let item = self.queue.remove(at);
        let place = |id| self.queue.iter().position(|one| one.id == id);
        let at = before.and_then(place).unwrap_or(self.queue.len());
        self.queue.insert(at, item);
    }

    fn tuned(&mut self, tuned: &Tuned, at_ms: i64) {
        let Tuned { lead_ms, code, in_use } = tuned;
        if let Some(lead_ms) = lead_ms {
            (self.lead_ms, self.tuned_ms) = (*lead_ms, Some(at_ms));
        }
        if let Some(code) = code {
            self.code = Some(code.clone());
        }
        if *in_use {
            (self.used_ms, self.warned_ms) = (at_ms, None);
        }
    }

    /// It stands where it was, and whoever comes back opens it as it was.
    fn closed(&mut self, at_ms: i64) {
        if let Some(place) = self.place(at_ms) {
            let mut course = Course::nothing(at_ms);
            course.playback.rate = self.course.playback.rate;
            course.playback.item = Some(place.item);
            course.playback.anchor_media_ms = place.media_ms;
            self.course = course;
        }
        let numbers: Vec<u16> = self.seats.values().map(|seat| seat.number).collect();
        self.seats = Seats::new().into();
        for number in numbers {
            self.forget(number);
        }
        (self.host, self.hold, self.ballot, self.check) = (None, None, None, None);
        self.is_closed = true;
        self.note_alone(at_ms);
        self.owner_away_ms = self.owner_away_ms.or(Some(at_ms));
    }

    pub(super) fn recovered(&mut self, at_ms: i64) {
        self.is_recovered = true;
        for seat in self.seats.values_mut().filter(|seat| seat.is_here()) {
            (seat.dropped_ms, seat.voice) = (Some(at_ms), None);
        }
        self.hold = self.hold.take().map(|_| Hold::default());
        self.note_alone(at_ms);
        self.owner_away_ms = self.owner_away_ms.or(Some(at_ms));
    }

    /// Where the last one left, if that was the last one.
    pub(super) fn note_alone(&mut self, at_ms: i64) {
        if self.alone_ms.is_none() && self.present().next().is_none() {
            self.left_at = self.place(at_ms);
            self.alone_ms = Some(at_ms);
        }
    }

    /// The number may be another seat's from now on.
    pub(super) fn forget(&mut self, number: u16) {
        if self.queue.iter().any(|item| item.likes.has(number)) {
            for item in self.queue.iter_mut() {
                item.likes.set(number, false);
            }
        }
        if self.queue.iter().any(|item| !item.measured.takes(number)) {
            for item in self.queue.iter_mut() {
                item.measured.forget(number);
            }
        }
        if let Some(Undo { at_ms: _, what: Was::Removed(items) }) = &mut self.undo {
            for (_, item) in items {
                item.likes.set(number, false);
                item.measured.forget(number);
            }
        }
        if let Some(hold) = &mut self.hold {
            hold.forget(number);
        }
        if let Some(ballot) = &mut self.ballot {
            ballot.forget(number);
        }
        if let Some(check) = &mut self.check {
            check.forget(number);
        }
        self.arrange();
    }

    pub(super) fn seated_now(&mut self, seated: &Seated, at_ms: i64) {
        let Seated { seat, called, role, account, add, take, mutes } = seated;
        let number = free_number(&self.seats);
        let one = Seat {
            number,
            name: called.clone(),
            role: *role,
            account: *account,
            since_ms: at_ms,
            dropped_ms: Some(at_ms),
            player: Player::Ready,
            voice: None,
            add: *add,
            take: *take,
            mutes: Mutes { ..*mutes },
        };
        self.seats.insert(seat.clone(), one);
    }
}

/// Who wants to be out of step stays so.
fn is_renewed(seat: &Seat) -> bool {
    seat.is_present() && seat.player != Player::Drifting && seat.role != SeatRole::Viewer
}

/// Whether it shows that people use the room.
const fn is_use(event: &Event) -> bool {
    !matches!(
        event,
        Event::Dropped { .. }
            | Event::Left { .. }
            | Event::HandedOver(_)
            | Event::TakenBack { .. }
            | Event::Tuned(_)
            | Event::PlayerSet { .. }
            | Event::Held(_)
            | Event::Released(_)
            | Event::BallotClosed { .. }
            | Event::CheckEnded { .. }
            | Event::IdleWarned
            | Event::Recovered
    )
}
