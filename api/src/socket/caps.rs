//! How many sockets each address, link, session and account may have at this API,
//! so that none of them takes the room of all others. It is counted once it is
//! known who comes.

use std::{
    collections::{HashMap, hash_map::Entry},
    net::IpAddr,
    sync::Arc,
};

use downbeat_boot::settings::Api;
use parking_lot::Mutex;
use uuid::Uuid;

/// Whose sockets are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Whose {
    Address(IpAddr),
    Link(Uuid),
    Session(Uuid),
    Account(Uuid),
}

/// 0 counts none.
#[derive(Debug, Clone, Copy)]
struct Limits {
    address: usize,
    link: usize,
    session: usize,
    account: usize,
}

pub struct Caps {
    limits: Limits,
    taken: Mutex<HashMap<Whose, usize>>,
}

/// What one socket takes, until it is gone.
pub struct Taken {
    caps: Arc<Caps>,
    whose: Vec<Whose>,
}

impl Caps {
    #[must_use]
    pub fn of(settings: &Api) -> Self {
        let limits = Limits {
            address: settings.address_sockets_max,
            link: settings.link_sockets_max,
            session: settings.session_sockets_max,
            account: settings.account_sockets_max,
        };
        Self { limits, taken: Mutex::default() }
    }

    /// A place for one more of each; `None` where one of them has all that it may.
    pub fn take(self: &Arc<Self>, whose: impl Iterator<Item = Whose>) -> Option<Taken> {
        let whose: Vec<Whose> = whose.filter(|one| self.most(*one) > 0).collect();
        let mut taken = self.taken.lock();
        let is_full = |one: &Whose| taken.get(one).is_some_and(|count| *count >= self.most(*one));
        if whose.iter().any(is_full) {
            return None;
        }
        for one in &whose {
            *taken.entry(*one).or_default() += 1;
        }
        Some(Taken { caps: Arc::clone(self), whose })
    }

    const fn most(&self, whose: Whose) -> usize {
        let Limits { address, link, session, account } = self.limits;
        match whose {
            Whose::Address(_) => address,
            Whose::Link(_) => link,
            Whose::Session(_) => session,
            Whose::Account(_) => account,
        }
    }
}

impl Drop for Taken {
    fn drop(&mut self) {
        let mut taken = self.caps.taken.lock();
        for one in &self.whose {
            let Entry::Occupied(mut count) = taken.entry(*one) else { continue };
            *count.get_mut() -= 1;
            if *count.get() == 0 {
                count.remove();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn caps() -> Arc<Caps> {
        let limits = Limits { address: 2, link: 3, session: 4, account: 0 };
        Arc::new(Caps { limits, taken: Mutex::default() })
    }

    fn address(n: u8) -> Whose {
        Whose::Address(IpAddr::from([10, 0, 0, n]))
    }

    const fn id(n: u128) -> Uuid {
        Uuid::from_u128(n)
    }

    #[test]
    fn each_has_so_many_and_room_that_is_left_is_taken_again() {
        let caps = caps();
        let take = |n: u8, link: u128| {
            caps.take([address(n), Whose::Link(id(link)), Whose::Session(id(9))].into_iter())
        };
        let here = [take(1, 1), take(1, 1)];
        assert!(here.iter().all(Option::is_some));
        assert!(take(1, 2).is_none(), "an address has all that it may");
        let third = take(2, 1);
        assert!(third.is_some() && take(3, 1).is_none(), "a link has");
        let fourth = take(3, 2);
        assert!(fourth.is_some() && take(4, 3).is_none(), "a session has");
        drop(here);
        assert!(take(1, 1).is_some());
        drop((third, fourth));
        assert!(caps.taken.lock().is_empty(), "nothing is kept of those who left");
    }

    #[test]
    fn whoever_is_refused_takes_nothing_and_0_counts_none() {
        let caps = caps();
        let all: Vec<_> = (0..2).map(|_| caps.take([address(1)].into_iter())).collect();
        for _ in 0..10 {
            assert!(caps.take([Whose::Session(id(1)), address(1)].into_iter()).is_none());
        }
        assert!(!caps.taken.lock().contains_key(&Whose::Session(id(1))));
        let free = (0..1_000).map(|_| caps.take([Whose::Account(id(1))].into_iter()));
        assert!(free.collect::<Option<Vec<_>>>().is_some());
        drop(all);
    }
}
