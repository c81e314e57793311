//! The sessions that sockets of this process watch.

use std::collections::HashMap;

use downbeat_live::{Hot, Order, Told, Watchers};
use tokio_tungstenite::tungstenite::Utf8Bytes;
use uuid::Uuid;

use super::seat::{Outgoing, Place};

#[derive(Default)]
pub struct Watched(HashMap<Uuid, Session>);

#[derive(Default)]
struct Session {
    shard: u16,
    order: Option<Order>,
    places: Vec<Place>,
}

impl Session {
    fn watchers(&self) -> Watchers {
        let overlays = self.places.iter().filter(|place| place.visit.is_overlay).count();
        Watchers { sockets: self.places.len() as u64, overlays: overlays as u64 }
    }
}

impl Watched {
    pub(super) fn sit(&mut self, shard: u16, place: Place) {
        let watched = self.0.entry(place.visit.session).or_default();
        watched.shard = shard;
        watched.places.push(place);
    }

    pub fn leave(&mut self, session: Uuid, number: u64) {
        if let Some(watched) = self.0.get_mut(&session) {
            watched.places.retain(|place| place.number != number);
            if watched.places.is_empty() {
                self.0.remove(&session);
            }
        }
    }

    /// The watched sessions of a shard.
    pub fn of_shard(&self, shard: u16) -> Vec<Uuid> {
        let here = self.0.iter().filter(|(_, session)| session.shard == shard);
        here.map(|(id, _)| *id).collect()
    }

    /// How many sockets each watched session of a shard has.
    pub fn seats(&self, shard: u16) -> Vec<(Uuid, Watchers)> {
        let here = self.0.iter().filter(|(_, session)| session.shard == shard);
        here.map(|(id, session)| (*id, session.watchers())).collect()
    }

    pub fn shards(&self) -> Vec<u16> {
        let mut shards: Vec<u16> = self.0.values().map(|session| session.shard).collect();
        shards.sort_unstable();
        shards.dedup();
        shards
    }

    /// Hands a frame to the seats it is for, unless something newer was handed.
    pub fn hand(&mut self, told: &Told, is_change: bool) {
        let Told { session, order, at_ms: _, parts } = told;
        let (order, Some(watched)) = (*order, self.0.get_mut(session)) else { return };
        if watched.order.is_some_and(|known| known >= order) {
            return;
        }
        watched.order = Some(order);
        let texts: Vec<_> = parts
            .iter()
            .filter_map(|part| Some((part, Utf8Bytes::try_from(part.text.clone()).ok()?)))
            .collect();
        watched.places.retain(|place| {
            let text = texts.iter().find(|(part, _)| part.is_for(place.visit.audience));
            // A full seat is given up: its socket is told that it reads too slowly.
            text.is_none_or(|(_, text)| {
                let text = text.clone();
                place.frames.try_send(Outgoing::Frame { order, text, is_change }).is_ok()
            })
        });
        if watched.places.is_empty() {
            self.0.remove(session);
        }
    }

    pub fn hand_state(&mut self, hot: &Hot) {
        self.hand(&hot.told(), false);
    }

    pub fn end(&mut self, session: Uuid) {
        for place in self.0.remove(&session).into_iter().flat_map(|watched| watched.places) {
            let _ = place.frames.try_send(Outgoing::Ended);
        }
    }

    /// Ends the seats that were taken by a pass.
    pub fn revoke(&mut self, session: Uuid, pass: Uuid) {
        let Some(watched) = self.0.get_mut(&session) else { return };
        for place in watched.places.extract_if(.., |place| place.visit.pass == pass) {
            let _ = place.frames.try_send(Outgoing::Revoked);
        }
        if watched.places.is_empty() {
            self.0.remove(&session);
        }
    }

    /// Tells so many sockets to go elsewhere.
    pub fn drain(&mut self, most: usize) {
        let mut left = most;
        self.0.retain(|_, watched| {
            let moved = watched.places.len().min(left);
            left -= moved;
            for place in watched.places.drain(..moved) {
                let _ = place.frames.try_send(Outgoing::Draining);
            }
            !watched.places.is_empty()
        });
    }

    /// How many sockets there are.
    pub fn count(&self) -> usize {
        self.0.values().map(|watched| watched.places.len()).sum()
    }
}

#[cfg(test)]
mod tests {
    use downbeat_session::Audience;

    use super::*;
    use crate::hub::{Visit, seat};

    #[test]
    fn some_leave_and_the_others_stay() {
        let mut watched = Watched::default();
        let sessions = [Uuid::from_u128(1), Uuid::from_u128(2)];
        let mut seats = Vec::new();
        for number in 0..6_u64 {
            let session = sessions[usize::from(number % 2 == 0)];
            let (frames, heard) = seat::channel();
            let (audience, pass) = (Audience::Public, Uuid::nil());
            let visit = Visit { session, audience, pass, is_overlay: true };
            watched.sit(0, Place { number, visit, frames });
            seats.push(heard);
        }
        let mut told = |watched: &mut Watched, most| {
            watched.drain(most);
            seats.retain_mut(|heard| heard.try_recv().is_err());
            (watched.count(), seats.len())
        };
        assert_eq!(told(&mut watched, 4), (2, 2));
        assert_eq!(told(&mut watched, 4), (0, 0));
    }
}
