//! Who is here by sockets of this process.
//!
//! A seat's first socket takes its lease and says `arrive`; all leases are renewed
//! well before they run out, and one that had to be taken anew says `arrive` again:
//! live Redis had forgotten it, or the session did. The last socket's end gives the
//! lease back, and the shard's owner says that the seat is gone.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    sync::Arc,
};

use downbeat_boot::clock;
use downbeat_live::{CommandError, Live, PRESENCE_RENEWED_EVERY, Present};
use futures::{StreamExt, stream};
use parking_lot::Mutex;
use tokio::sync::Notify;

/// Sessions that are told at once.
const AT_ONCE: usize = 32;

#[derive(Clone)]
pub struct Presence(Arc<Inner>);

struct Inner {
    live: Live,
    /// A name that no other API has.
    api: String,
    seats: Mutex<HashMap<Present, Seats>>,
    /// Seats whose last socket is gone.
    gone: Mutex<Vec<Present>>,
    changed: Notify,
}

/// Sockets of one seat.
#[derive(Default)]
struct Seats {
    sockets: usize,
    /// Its session knows that it is here.
    is_told: bool,
}

/// One socket of a seat.
pub struct Here {
    presence: Presence,
    present: Present,
}

impl Presence {
    pub fn new(live: Live, api: String) -> Self {
        let (seats, gone, changed) = (Mutex::default(), Mutex::default(), Notify::new());
        Self(Arc::new(Inner { live, api, seats, gone, changed }))
    }

    /// A socket of a seat is here until what is answered is dropped.
    pub fn enter(&self, present: Present) -> Here {
        self.0.seats.lock().entry(present.clone()).or_default().sockets += 1;
        self.0.changed.notify_one();
        Here { presence: self.clone(), present }
    }

    /// Says that a seat is here for one lease, which nobody renews.
    pub async fn begin(&self, present: &Present) -> Result<(), CommandError> {
        let Inner { live, api, .. } = &*self.0;
        let shard = live.shard(present.session);
        live.be_present(shard, api, std::slice::from_ref(present)).await?;
        live.tell_presence(present, "arrive").await
    }

    /// Says that it is not any more.
    pub async fn end(&self, present: &Present) -> Result<(), CommandError> {
        let Inner { live, api, .. } = &*self.0;
        let shard = live.shard(present.session);
        live.be_gone(shard, api, std::slice::from_ref(present)).await?;
        live.tell_presence(present, "drop").await
    }

    pub async fn run(self) {
        let mut turns = clock::interval(PRESENCE_RENEWED_EVERY);
        loop {
            let renews = tokio::select! {
                _ = turns.tick() => true,
                () = self.0.changed.notified() => false,
            };
            self.give_back().await;
            self.say(renews).await;
        }
    }

    async fn give_back(&self) {
        let Inner { live, api, gone, .. } = &*self.0;
        let gone = std::mem::take(&mut *gone.lock());
        for (shard, seats) in self.by_shard(gone) {
            // A lease that cannot be given back runs out.
            if let Err(error) = live.be_gone(shard, api, &seats).await {
                tracing::warn!(shard, %error, "it could not be said that seats are gone");
            }
        }
    }

    /// Takes the leases of those that are new, or of all.
    async fn say(&self, renews: bool) {
        let Inner { live, api, seats, .. } = &*self.0;
        let due: Vec<Present> = {
            let seats = seats.lock();
            let due = seats.iter().filter(|(_, known)| renews || !known.is_told);
            due.map(|(present, _)| present.clone()).collect()
        };
        let mut untold = Vec::new();
        for (shard, due) in self.by_shard(due) {
            let new = live.be_present(shard, api, &due).await;
            if let Err(error) = &new {
                tracing::warn!(shard, %error, "seats could not be said to be here");
            }
            untold.extend(to_tell(&mut seats.lock(), due, new.ok()));
        }
        // No lease waits for what sessions are told.
        stream::iter(untold).for_each_concurrent(AT_ONCE, |one| self.arrive(one)).await;
    }

    async fn arrive(&self, present: Present) {
        let told = self.0.live.tell_presence(&present, "arrive").await;
        let is_told = match told {
            // One that has no seat there is told once.
            Ok(()) | Err(CommandError::Refused(_)) => true,
            // It is told with the next renewal.
            Err(error) => {
                tracing::debug!(session = %present.session, %error, "a seat is not told to be here");
                false
            }
        };
        if let Some(known) = self.0.seats.lock().get_mut(&present) {
            known.is_told = is_told;
        }
    }

    fn by_shard(&self, seats: Vec<Present>) -> BTreeMap<u16, Vec<Present>> {
        let mut shards: BTreeMap<u16, Vec<Present>> = BTreeMap::new();
        for present in seats {
            shards.entry(self.0.live.shard(present.session)).or_default().push(present);
        }
        shards
    }
}

/// Of those whose leases were taken, or renewed, whose sessions are told: they had none, or
/// were not told before. `None` where the answer was lost: one may have been taken anew all
/// the same, so each is told once there is one.
fn to_tell(
    seats: &mut HashMap<Present, Seats>,
    due: Vec<Present>,
    new: Option<Vec<Present>>,
) -> Vec<Present> {
    let Some(new) = new else {
        for one in &due {
            if let Some(known) = seats.get_mut(one) {
                known.is_told = false;
            }
        }
        return Vec::new();
    };
    let new: HashSet<Present> = new.into_iter().collect();
    let is_told = |one: &Present| seats.get(one).is_none_or(|it| it.is_told);
    due.into_iter().filter(|one| new.contains(one) || !is_told(one)).collect()
}

impl Drop for Here {
    fn drop(&mut self) {
        let Inner { seats, gone, changed, .. } = &*self.presence.0;
        let mut seats = seats.lock();
        let Some(known) = seats.get_mut(&self.present) else { return };
        known.sockets -= 1;
        if known.sockets == 0 {
            seats.remove(&self.present);
            gone.lock().push(self.present.clone());
            changed.notify_one();
        }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn a_lease_that_was_taken_though_nobody_heard_of_it_is_told() {
        let here = |seat: &str| Present { session: Uuid::nil(), seat: seat.into() };
        let [ann, bob, cid] = ["ann", "bob", "cid"].map(here);
        let told = |is_told| Seats { sockets: 1, is_told };
        let mut seats = HashMap::from([(ann.clone(), told(true)), (bob.clone(), told(false))]);
        let all = || vec![ann.clone(), bob.clone(), cid.clone()];
        let mut renewed = |new| to_tell(&mut seats, all(), new);
        // One who left meanwhile is told of as far as their lease is new.
        assert_eq!(renewed(Some(vec![cid.clone()])), [bob.clone(), cid.clone()]);
        assert!(renewed(None).is_empty());
        assert_eq!(renewed(Some(Vec::new())), [ann.clone(), bob.clone()]);
    }
}
