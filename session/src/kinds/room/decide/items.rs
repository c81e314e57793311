//! The queue.

use super::{Asking, Decided};
use crate::{
    Rejection,
    hash::stable,
    kinds::room::{
        command::Place,
        config::Order,
        course::Why,
        event::{Added, Edited, Event},
        item::{Given, Item, Skip, Track},
        limits::ITEMS_MAX,
        queue::bytes,
        rights::Right,
        source::SourceKind,
        state::item_id,
        who::{off, queue_full, unknown_item},
    },
};

impl Asking<'_> {
    /// The first in an empty queue is on the screens at once, and stands.
    pub(super) fn add(&self, given: Vec<Given>, place: Place) -> Decided {
        self.demand(Right::Add)?;
        let (state, now_ms, by) = (self.state, self.now_ms, self.who.seat);
        if place != Place::End {
            self.demand(Right::Next)?;
            self.in_list_order(place == Place::Now)?;
        }
        if state.queue.len() + given.len() > ITEMS_MAX {
            return Err(queue_full());
        }
        let items = self.kept(given)?;
        self.within_own(&items)?;
        let (fits, both_fit) = state.room_for(bytes(&items));
        if !fits {
            return Err(too_large());
        }
        let at = state.current_index().map(|at| at + 1).filter(|_| place != Place::End);
        let first = items.first().map(|item| item.id.clone());
        let mut events = vec![Event::Added(Added { items, at, forgets: !both_fit })];
        if let Some(first) = first.filter(|_| place == Place::Now || state.current().is_none()) {
            events.push(state.starts(&first, place == Place::Now, by, Why::Asked, now_ms));
        }
        Ok(events)
    }

    fn kept(&self, given: Vec<Given>) -> Result<Vec<Item>, Rejection> {
        let (state, config) = (self.state, &self.state.config);
        let mut items: Vec<Item> = Vec::with_capacity(given.len());
        for (number, mut one) in (state.ids_given + 1..).zip(given) {
            let checked = one.source.checked(config.sources.as_deref(), config.hosts.as_ref());
            one.source = checked.map_err(|rule| Rejection::new("source_refused", rule))?;
            let is_screen = one.source.kind() == SourceKind::Screen;
            if is_screen {
                self.demand(Right::Share)?;
                self.who.sits()?;
            }
            let by = self.who.seat.map(str::to_owned);
            let item = Item::of(one, item_id(number), by, self.now_ms);
            // What was played may come once more.
            let from = state.current_index().unwrap_or(0);
            let is_same =
                |other: &&Item| other.source == item.source && (!is_screen || other.by == item.by);
            if state.queue[from..].iter().chain(&items).any(|other| is_same(&other)) {
                return Err(Rejection::new("duplicate", "it is in the queue"));
            }
            items.push(item);
        }
        Ok(items)
    }

    /// Who is in charge may fill it.
    fn within_own(&self, items: &[Item]) -> Result<(), Rejection> {
        let Some(seat) = self.who.seat.filter(|_| !self.who.is_in_charge()) else { return Ok(()) };
        let more_ms = items.iter().filter_map(Item::duration_ms).sum();
        if self.state.may_wait(seat, items.len(), more_ms) {
            return Ok(());
        }
        Err(Rejection::new("too_many_yours", "you have as much in the queue as one may"))
    }

    fn item(&self, id: &str) -> Result<&Item, Rejection> {
        self.state.item(id).ok_or_else(unknown_item)
    }

    /// One's own is one's to change, with the right to add.
    fn may_change(&self, item: &Item) -> Result<(), Rejection> {
        let is_own = self.who.seat.is_some() && item.by.as_deref() == self.who.seat;
        let right =
            if is_own && self.who.rights.has(Right::Add) { Right::Add } else { Right::Order };
        self.demand(right)
    }

    fn in_list_order(&self, is_now: bool) -> Result<(), Rejection> {
        if self.state.config.order == Order::List || is_now {
            return Ok(());
        }
        Err(off("votes or turns say what comes next"))
    }

    pub(super) fn edit(
        &self,
        item: String,
        title: Option<String>,
        skips: Option<Vec<Skip>>,
        tracks: Option<Vec<Track>>,
    ) -> Decided {
        self.may_add_or_order()?;
        self.may_change(self.item(&item)?)?;
        let edited = Edited { item, title, skips, tracks, by: self.by() };
        let more = bytes(&edited);
        if !self.state.room_for(more).0 {
            return Err(too_large());
        }
        Ok(vec![Event::Edited(edited)])
    }

    pub(super) fn move_item(&self, item: String, before: Option<String>) -> Decided {
        self.demand(Right::Order)?;
        self.in_list_order(false)?;
        self.item(&item)?;
        if let Some(before) = &before {
            self.item(before)?;
        }
        if before.as_ref() == Some(&item) {
            return Ok(Vec::new());
        }
        Ok(vec![Event::Moved { item, before, by: self.by() }])
    }

    pub(super) fn remove(&self, item: &str) -> Decided {
        self.may_add_or_order()?;
        let item = self.item(item)?;
        self.may_change(item)?;
        Ok(self.state.removing(item, &self.by(), self.now_ms))
    }

    pub(super) fn clear(&self) -> Decided {
        self.demand(Right::Order)?;
        let state = self.state;
        let stays = usize::from(state.current().is_some());
        if state.queue.len() == stays {
            return Ok(Vec::new());
        }
        Ok(vec![Event::Cleared { by: self.by() }])
    }

    /// By chance that anybody can compute again.
    pub(super) fn shuffle(&self) -> Decided {
        self.demand(Right::Order)?;
        self.in_list_order(false)?;
        let mut items: Vec<&Item> = self.state.upcoming().iter().collect();
        items.sort_by_key(|item| stable(format!("{}:{}", self.now_ms, item.id).as_bytes()));
        let items = items.into_iter().map(|item| item.id.clone()).collect();
        Ok(vec![Event::Shuffled { items, by: self.by() }])
    }

    pub(super) fn like(&self, item: String, on: bool) -> Decided {
        self.demand(Right::Vote)?;
        let seat = self.who.sits()?;
        let number = self.state.seat(seat).map_or(0, |seat| seat.number);
        if self.item(&item)?.likes.has(number) == on {
            return Ok(Vec::new());
        }
        // A number may take two digits for every eight.
        if on && !self.state.room_for(160).0 {
            return Err(too_large());
        }
        Ok(vec![Event::Liked { item, seat: seat.to_owned(), on }])
    }

    /// What is not new to anybody is not told.
    pub(super) fn measured(
        &self,
        item: String,
        duration_ms: Option<i64>,
        title: Option<String>,
    ) -> Decided {
        let seat = self.who.sits()?;
        let number = self.state.seat(seat).map_or(0, |seat| seat.number);
        let known = self.item(&item)?;
        let is_measured = known.source.duration_ms().is_some();
        let duration_ms = duration_ms.filter(|_| !is_measured && known.measured.takes(number));
        let title = title.filter(|_| known.is_untitled);
        if duration_ms.is_none() && title.is_none() {
            return Ok(Vec::new());
        }
        if !self.state.room_for(200 + title.as_ref().map_or(0, String::len)).0 {
            return Err(too_large());
        }
        let seat = seat.to_owned();
        Ok(vec![Event::Measured { item, seat, duration_ms, title }])
    }

    fn may_add_or_order(&self) -> Result<(), Rejection> {
        self.demand(Right::Add).or_else(|_| self.demand(Right::Order))
    }
}

fn too_large() -> Rejection {
    Rejection::new("too_large", "a queue has 131,072 bytes at most")
}
