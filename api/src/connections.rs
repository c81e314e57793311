//! Connections that are open: so many in all, and so many from one address, so that
//! none takes the room of all others.
//!
//! One more than there may be in all waits to be accepted; one more than its address
//! may have is closed unread, because whoever waited would keep others waiting. A
//! load balancer brings what comes from everywhere and is not counted as an address.
//! What became a socket is counted as such (`socket/caps.rs`) and no more here.

use std::{
    collections::{HashMap, hash_map::Entry},
    io,
    net::IpAddr,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use downbeat_boot::{network::Network, settings::Api};
use parking_lot::Mutex;
use tokio::sync::{AcquireError, OwnedSemaphorePermit, Semaphore};

use crate::access::network;

pub struct Connections {
    all: Arc<Semaphore>,
    most: u32,
    /// Whether it was told that all are open.
    is_full: AtomicBool,
    /// 0 counts none.
    most_of_one: usize,
    proxies: Vec<Network>,
    taken: Arc<Mutex<HashMap<IpAddr, Of>>>,
}

/// What is open of one address.
#[derive(Default)]
struct Of {
    count: usize,
    /// Whether it was told that it has all that it may.
    is_told: bool,
}

/// Room for one connection.
pub struct Free {
    _permit: OwnedSemaphorePermit,
}

/// The place of one connection, until it is closed or has become a socket.
pub type Place = Arc<Open>;

pub struct Open {
    _free: Free,
    _counted: Option<Counted>,
}

struct Counted {
    address: IpAddr,
    taken: Arc<Mutex<HashMap<IpAddr, Of>>>,
}

impl Connections {
    pub fn new(settings: &Api, proxies: Vec<Network>) -> anyhow::Result<Self> {
        Ok(Self {
            all: Arc::new(Semaphore::new(settings.connections_max)),
            most: u32::try_from(settings.connections_max)?,
            is_full: AtomicBool::new(false),
            most_of_one: settings.address_connections_max,
            proxies,
            taken: Arc::default(),
        })
    }

    /// Room for one more, once there is.
    pub async fn free(&self) -> io::Result<Free> {
        if let Ok(permit) = Arc::clone(&self.all).try_acquire_owned() {
            self.is_full.store(false, Ordering::Relaxed);
            return Ok(Free { _permit: permit });
        }
        if !self.is_full.swap(true, Ordering::Relaxed) {
            tracing::warn!("all connections are open: each one more waits for one to close");
        }
        let waited = Arc::clone(&self.all).acquire_owned().await;
        waited.map(|permit| Free { _permit: permit }).map_err(io::Error::other)
    }

    /// The place of a connection from there; `None` where its address has all that
    /// it may.
    pub fn take(&self, free: Free, peer: IpAddr) -> Option<Place> {
        let peer = peer.to_canonical();
        let is_counted =
            self.most_of_one > 0 && !self.proxies.iter().any(|proxy| proxy.contains(peer));
        let counted = if is_counted { Some(self.count(network(peer))?) } else { None };
        Some(Arc::new(Open { _free: free, _counted: counted }))
    }

    fn count(&self, address: IpAddr) -> Option<Counted> {
        let mut taken = self.taken.lock();
        let of = taken.entry(address).or_default();
        if of.count >= self.most_of_one {
            if !std::mem::replace(&mut of.is_told, true) {
                tracing::warn!(%address, "it has all the connections that one address may");
            }
            return None;
        }
        of.count += 1;
        drop(taken);
        Some(Counted { address, taken: Arc::clone(&self.taken) })
    }

    /// Once all are closed.
    pub async fn all_closed(&self) -> Result<(), AcquireError> {
        self.all.acquire_many(self.most).await.map(drop)
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        let mut taken = self.taken.lock();
        let Entry::Occupied(mut of) = taken.entry(self.address) else { return };
        of.get_mut().count -= 1;
        if of.get().count == 0 {
            of.remove();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn connections(most_of_one: usize) -> Connections {
        Connections {
            all: Arc::new(Semaphore::new(100)),
            most: 100,
            is_full: AtomicBool::new(false),
            most_of_one,
            proxies: vec!["10.0.0.0/8".parse().unwrap()],
            taken: Arc::default(),
        }
    }

    async fn take(connections: &Connections, peer: &str) -> Option<Place> {
        let free = connections.free().await.unwrap();
        connections.take(free, peer.parse().unwrap())
    }

    #[tokio::test]
    async fn an_address_has_so_many_and_a_load_balancer_is_none() {
        let connections = connections(2);
        let first = take(&connections, "203.0.113.7").await;
        let second = take(&connections, "::ffff:203.0.113.7").await;
        assert!(first.is_some() && second.is_some());
        assert!(take(&connections, "203.0.113.7").await.is_none());
        assert!(take(&connections, "203.0.113.8").await.is_some(), "others have their own");
        let mut balanced = Vec::new();
        for _ in 0..10 {
            balanced.push(take(&connections, "10.0.0.1").await.expect("it is no address"));
        }
        drop(first);
        assert!(take(&connections, "203.0.113.7").await.is_some(), "a place that was given back");
        drop((second, balanced));
        assert!(connections.taken.lock().is_empty(), "nothing is kept of those who left");
        connections.all_closed().await.unwrap();
    }

    #[tokio::test]
    async fn a_network_of_version_6_is_one_address_and_0_counts_none() {
        let counted = connections(1);
        let first = take(&counted, "2001:db8::1").await;
        assert!(first.is_some() && take(&counted, "2001:db8::2").await.is_none());
        assert!(take(&counted, "2001:db8:0:1::1").await.is_some());
        let free = connections(0);
        let all = [take(&free, "203.0.113.7").await, take(&free, "203.0.113.7").await];
        assert!(all.iter().all(Option::is_some) && free.taken.lock().is_empty());
    }
}
