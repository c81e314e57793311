//! Values of one kind: read, loaded by one for all, renewed before their time is over.

use std::{sync::Arc, time::Duration};

use downbeat_boot::{
    clock::{self, Instant},
    task,
};
use futures::future::BoxFuture;
use tokio::sync::Semaphore;

use super::{
    cache::{Cache, LOAD_LIMIT},
    entry::{CachedValue, Found, Made, count},
    error::CacheError,
    state::{Answer, State},
};

/// Whoever waits for another process loads it, too, after so long.
const WAIT_LIMIT: Duration = Duration::from_secs(2);
const LOOK_FIRST: Duration = Duration::from_millis(5);
const LOOK_EVERY: Duration = Duration::from_millis(50);
/// Loads that are waited for, each begun before what is wanted.
const FLIGHTS_MAX: u32 = 3;
/// How often the cache is told what it has to forget, and how long between.
const TELL_TRIES: u32 = 30;
const TELL_EVERY: Duration = Duration::from_secs(1);
/// Of them at the same time.
const TELLING_MAX: usize = 1_000;

/// Makes a value of its rows.
pub type Load<V, E> = Arc<dyn Fn() -> BoxFuture<'static, Result<Made<V>, E>> + Send + Sync>;

/// Values that the cache keeps, and that are loaded where it does not. An error of a
/// loader is that of all who waited for it.
pub struct Aside<V, E> {
    state: Arc<State<V, E>>,
    telling: Arc<Semaphore>,
}

/// Whose it is to load something.
enum Turn<V> {
    Ours,
    /// Somebody else had it and is done.
    Theirs(Found<V>),
    /// The cache is away, or somebody else takes long.
    Nobodys,
}

impl<V, E> Aside<V, E>
where
    V: CachedValue,
    E: Clone + Send + Sync + 'static,
{
    #[must_use]
    pub fn new(cache: Cache) -> Self {
        let telling = Arc::new(Semaphore::new(TELLING_MAX));
        Self { state: State::new(cache), telling }
    }

    /// Whether anything is kept.
    #[must_use]
    pub fn is_there(&self) -> bool {
        self.state.cache.is_there()
    }

    /// A value of a version, or of a later one.
    pub async fn get(&self, id: &str, wanted: i64, load: Load<V, E>) -> Answer<V, E> {
        if let Some(found) = self.look(id, wanted).await {
            if found.is_due() {
                self.renew(id, load);
            }
            return Ok(Arc::new(found));
        }
        for _ in 0..FLIGHTS_MAX {
            let (flight, is_ours) = self.state.join(id, wanted, &load);
            let found = flight.await?;
            if is_ours || found.version >= wanted {
                return Ok(found);
            }
        }
        let as_of_ms = clock::unix_ms();
        Ok(Arc::new(Found::of(load().await?, as_of_ms)))
    }

    /// Whatever is kept, however old: for when nobody can say what is true.
    pub async fn stale(&self, id: &str) -> Option<Found<V>> {
        if !self.is_there() {
            return None;
        }
        let found = self.state.cache.read(id).await.ok().flatten();
        if found.is_some() {
            count::<V>("stale");
        }
        found
    }

    /// Has the cache forget what is older than a version, and not keep what is being
    /// loaded of it. While the cache is away it is told again and again, beside.
    pub async fn forget(&self, id: &str, version: i64) {
        if self.state.cache.forget(V::NAME, id, version).await.is_ok() {
            return;
        }
        let Ok(permit) = Arc::clone(&self.telling).try_acquire_owned() else {
            return tracing::warn!(data = V::NAME, "the cache has too much to be told of");
        };
        let (cache, id) = (self.state.cache.clone(), id.to_owned());
        task::spawn("cache word", async move {
            let _permit = permit;
            for _ in 0..TELL_TRIES {
                clock::sleep(TELL_EVERY).await;
                if cache.forget(V::NAME, &id, version).await.is_ok() {
                    return;
                }
            }
            tracing::warn!(data = V::NAME, "the cache could not be told what to forget");
        });
    }

    async fn look(&self, id: &str, wanted: i64) -> Option<Found<V>> {
        if !self.is_there() {
            return None;
        }
        let (outcome, found) = match self.state.cache.read::<V>(id).await {
            Ok(Some(found)) if found.version >= wanted => ("hit", Some(found)),
            Ok(Some(_)) => ("outdated", None),
            Ok(None) => ("miss", None),
            Err(_) => ("away", None),
        };
        count::<V>(outcome);
        found
    }

    fn renew(&self, id: &str, load: Load<V, E>) {
        let Some(renewal) = self.state.begin_renewal(id) else { return };
        task::spawn("cache renewal", async move {
            renewal.state.renew(&renewal.id, &load).await;
        });
    }
}

impl<V, E> State<V, E>
where
    V: CachedValue,
    E: Clone + Send + Sync + 'static,
{
    /// Loads it for this process, unless another one is done with it meanwhile.
    pub(super) async fn lead(&self, id: &str, wanted: i64, load: &Load<V, E>) -> Answer<V, E> {
        let whose = whose();
        match self.turn(id, wanted, &whose).await {
            Turn::Ours => self.load(id, Some(&whose), load).await,
            Turn::Theirs(found) => Ok(Arc::new(found)),
            Turn::Nobodys => self.load(id, None, load).await,
        }
    }

    async fn renew(&self, id: &str, load: &Load<V, E>) {
        let whose = whose();
        if !matches!(self.cache.take_turn::<V>(id, &whose).await, Ok(true)) {
            return;
        }
        match self.cache.read::<V>(id).await {
            // Somebody else was there meanwhile.
            Ok(Some(found)) if !found.is_due() => self.give_back(id, &whose).await,
            _ => drop(self.load(id, Some(&whose), load).await),
        }
    }

    async fn turn(&self, id: &str, wanted: i64, whose: &str) -> Turn<V> {
        let until: Instant = clock::monotonic() + WAIT_LIMIT;
        let mut pause = LOOK_FIRST;
        loop {
            match self.cache.take_turn::<V>(id, whose).await {
                Ok(true) => break,
                Ok(false) if clock::monotonic() < until => clock::sleep(pause).await,
                Ok(false) | Err(_) => return Turn::Nobodys,
            }
            pause = (pause * 2).min(LOOK_EVERY);
        }
        match self.cache.read(id).await {
            Ok(Some(found)) if found.version >= wanted => {
                self.give_back(id, whose).await;
                Turn::Theirs(found)
            }
            _ => Turn::Ours,
        }
    }

    /// `whose` turn it is, if anybody's.
    async fn load(&self, id: &str, whose: Option<&str>, load: &Load<V, E>) -> Answer<V, E> {
        let (began, as_of_ms) = (clock::monotonic(), clock::unix_ms());
        let loaded = load().await;
        let loaded = match loaded {
            Ok(loaded) => loaded,
            Err(error) => {
                if let Some(whose) = whose {
                    self.give_back(id, whose).await;
                }
                return Err(error);
            }
        };
        let found = Found::of(loaded, as_of_ms);
        let kept = Some(&found).filter(|_| began.elapsed() < LOAD_LIMIT);
        heard::<V>(self.cache.keep(id, whose.unwrap_or_default(), kept).await);
        Ok(Arc::new(found))
    }

    async fn give_back(&self, id: &str, whose: &str) {
        heard::<V>(self.cache.keep::<V>(id, whose, None).await);
    }
}

/// What was not heard ends by itself.
fn heard<V: CachedValue>(told: Result<(), CacheError>) {
    match told {
        Ok(()) | Err(CacheError::None) => {}
        Err(error) => tracing::debug!(data = V::NAME, %error, "the cache was not told"),
    }
}

/// A name that nobody else has for a load.
fn whose() -> String {
    format!("{:016x}", rand::random::<u64>())
}
