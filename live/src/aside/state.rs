//! What is under way of one kind of value in this process.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use downbeat_boot::task;
use futures::{
    FutureExt,
    future::{BoxFuture, Shared},
};
use parking_lot::Mutex;

use super::{
    cache::Cache,
    entry::{CachedValue, Found},
    loads::Load,
};

/// Values that are loaded anew at the same time, before anybody needs them.
const RENEWALS_MAX: usize = 8;

pub type Answer<V, E> = Result<Arc<Found<V>>, E>;
type Flight<V, E> = Shared<BoxFuture<'static, Answer<V, E>>>;

pub struct State<V, E> {
    pub cache: Cache,
    /// Loads that somebody waits for, by id.
    flights: Mutex<HashMap<String, Flight<V, E>>>,
    renewals: Mutex<HashSet<String>>,
}

impl<V, E> State<V, E>
where
    V: CachedValue,
    E: Clone + Send + Sync + 'static,
{
    pub fn new(cache: Cache) -> Arc<Self> {
        Arc::new(Self { cache, flights: Mutex::default(), renewals: Mutex::default() })
    }

    /// The load that is under way, or a new one; `true` for that. It goes on when those
    /// who wait for it are gone.
    pub fn join(
        self: &Arc<Self>,
        id: &str,
        wanted: i64,
        load: &Load<V, E>,
    ) -> (Flight<V, E>, bool) {
        let mut flights = self.flights.lock();
        if let Some(flight) = flights.get(id) {
            return (flight.clone(), false);
        }
        let landing = Landing { state: Arc::clone(self), id: id.to_owned() };
        let load = Arc::clone(load);
        let flight = async move {
            let Landing { state, id } = &landing;
            state.lead(id, wanted, &load).await
        };
        let flight = flight.boxed().shared();
        flights.insert(id.to_owned(), flight.clone());
        task::spawn("cache load", flight.clone());
        (flight, true)
    }

    /// `None` where it is under way, or too much is.
    pub fn begin_renewal(self: &Arc<Self>, id: &str) -> Option<Renewal<V, E>> {
        let mut renewals = self.renewals.lock();
        if renewals.len() >= RENEWALS_MAX || !renewals.insert(id.to_owned()) {
            return None;
        }
        Some(Renewal { state: Arc::clone(self), id: id.to_owned() })
    }
}

/// A load that ends, however it does.
struct Landing<V, E> {
    state: Arc<State<V, E>>,
    id: String,
}

impl<V, E> Drop for Landing<V, E> {
    fn drop(&mut self) {
        // Dropped when nothing is locked: it may be the last of its flight.
        let landed = self.state.flights.lock().remove(&self.id);
        drop(landed);
    }
}

/// The same of a renewal.
pub struct Renewal<V, E> {
    pub state: Arc<State<V, E>>,
    pub id: String,
}

impl<V, E> Drop for Renewal<V, E> {
    fn drop(&mut self) {
        self.state.renewals.lock().remove(&self.id);
    }
}
