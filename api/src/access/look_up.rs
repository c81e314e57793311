//! What a token or a cookie opens, kept in live Redis (cache-aside), with a
//! second look.
//!
//! It is fresh for seconds. Then Postgres is asked beside whoever needs it, who
//! does not wait for that; when nobody came for minutes, before it. Of a crowd
//! one asks and the others wait for what it finds, for seconds at most; guesses
//! are limited (`guesses.rs`). While Postgres is away or
//! silent it is believed for a day from when Postgres last said so, because live
//! sessions go on. What was ended is invalid in the cache, so nobody believes it any more.

use std::time::Duration;

use downbeat_boot::{clock, task};
use downbeat_job::BELIEVED;
use downbeat_live::{Kept, Live, LiveError};
use downbeat_store::{Store, StoreError};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::app::App;

const FRESH_MS: i64 = 20_000;
/// Younger than that, it is good enough for the request that finds it.
const GOOD_MS: i64 = 120_000;
/// How long Postgres is waited for where something can be believed instead.
const PATIENCE: Duration = Duration::from_secs(2);
/// How long somebody else is waited for who asks already.
const TURNS: usize = 150;
const POLL: Duration = Duration::from_millis(20);
/// What Postgres does not know any more is not kept again by whoever asked
/// before: no question takes so long.
const INVALID_FOR: Duration = Duration::from_mins(1);

/// Something that is looked up by its hash.
pub trait Source: Clone + Send + Sync + 'static {
    type Found: Clone + Serialize + DeserializeOwned + Send + Sync + 'static;

    const KEPT: Kept;
    /// Whether what is known to be no more may be again: then Postgres is asked.
    const MAY_RETURN: bool = false;
    /// Whether it is a secret, which somebody may guess at.
    const IS_SECRET: bool = true;

    fn key(&self) -> String;

    /// Asks Postgres; `None` when it opens nothing.
    fn load(
        &self,
        store: &Store,
    ) -> impl Future<Output = Result<Option<Self::Found>, StoreError>> + Send;

    /// Whether its time is over, which needs nobody to be asked.
    fn is_over(_found: &Self::Found) -> bool {
        false
    }
}

/// What is kept, if nobody needs to be asked about it.
pub fn fresh<S: Source>(text: &[u8]) -> Option<S::Found> {
    let known: Believed<S::Found> = serde_json::from_slice(text).ok()?;
    let is_fresh = (0..FRESH_MS).contains(&known.age_ms()) && !S::is_over(&known.found);
    is_fresh.then_some(known.found)
}

/// What live Redis has of something: nothing, that it is no more, or what it is.
pub type Recalled<S> = Result<Option<Option<Believed<<S as Source>::Found>>>, LiveError>;

#[derive(Debug, thiserror::Error)]
pub enum LookUpError {
    #[error("live Redis: {0}")]
    Live(#[from] LiveError),
    #[error("Postgres: {0}")]
    Store(#[from] StoreError),
    /// Whoever asks Postgres for it, or for much else, has no answer yet.
    #[error("Postgres takes too long")]
    Busy,
    /// So much was asked for in vain that Postgres is not asked for so long.
    #[error("too much was asked for that opens nothing")]
    Limited(Duration),
}

impl LookUpError {
    /// Counts a look-up that has no answer.
    fn count(&self, kept: Kept) {
        match self {
            Self::Busy => kept.busy(),
            Self::Limited(_) => kept.limited(),
            Self::Live(_) | Self::Store(_) => {}
        }
    }
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Believed<T> {
    #[serde(flatten)]
    found: T,
    /// When Postgres was last asked, also if it was away.
    #[serde(default)]
    asked_ms: i64,
    /// When it last said so; 0 from a release that did not note it.
    #[serde(default)]
    said_ms: i64,
}

impl<T> Believed<T> {
    fn age_ms(&self) -> i64 {
        clock::unix_ms() - self.asked_ms
    }

    /// For how long it may still be believed.
    fn left(&self) -> Option<Duration> {
        let said_ms = if self.said_ms == 0 { clock::unix_ms() } else { self.said_ms };
        let age = Duration::from_millis((clock::unix_ms() - said_ms).max(0).unsigned_abs());
        BELIEVED.checked_sub(age).filter(|left| !left.is_zero())
    }
}

/// Looks something up for somebody at an address; `None` when it opens nothing
/// (any more). While live Redis is away, Postgres is asked each time.
pub async fn look_up<S: Source>(
    app: &App,
    source: &S,
    address: Option<&str>,
) -> Result<Option<S::Found>, LookUpError> {
    let key = source.key();
    if S::IS_SECRET && app.guesses.is_nothing(&key) {
        S::KEPT.hit();
        return Ok(None);
    }
    let recalled = app.live.recall(S::KEPT, &key).await;
    look_up_from(app, source, address, recalled).await
}

/// The same with what live Redis has just been asked for.
pub async fn look_up_from<S: Source>(
    app: &App,
    source: &S,
    address: Option<&str>,
    recalled: Recalled<S>,
) -> Result<Option<S::Found>, LookUpError> {
    let found = match look_up_or_wait(app, source, address, recalled).await {
        Err(LookUpError::Live(error)) => {
            tracing::debug!(%error, "what live Redis would know is asked for in Postgres");
            Box::pin(load(app, source, address)).await
        }
        found => found,
    };
    if let Err(error) = &found {
        error.count(S::KEPT);
    }
    found
}

/// Asks Postgres. What finds nothing is counted where it may be a guess.
async fn load<S: Source>(
    app: &App,
    source: &S,
    address: Option<&str>,
) -> Result<Option<S::Found>, LookUpError> {
    let loading = source.load(&app.store);
    if S::IS_SECRET {
        app.guesses.ask(address, &source.key(), loading).await
    } else {
        Ok(loading.await?)
    }
}

async fn look_up_or_wait<S: Source>(
    app: &App,
    source: &S,
    address: Option<&str>,
    mut recalled: Recalled<S>,
) -> Result<Option<S::Found>, LookUpError> {
    let (live, store, key) = (&app.live, &app.store, source.key());
    for _ in 0..TURNS {
        let kept = match recalled? {
            Some(None) if S::MAY_RETURN => return load(app, source, address).await,
            Some(None) => {
                S::KEPT.hit();
                return Ok(None);
            }
            Some(Some(known)) if S::is_over(&known.found) => {
                S::KEPT.hit();
                return Ok(None);
            }
            Some(Some(known)) if known.age_ms() < GOOD_MS => {
                S::KEPT.hit();
                let found = known.found.clone();
                if known.age_ms() >= FRESH_MS {
                    look_beside(live.clone(), store.clone(), source.clone(), known);
                }
                return Ok(Some(found));
            }
            kept => kept.flatten(),
        };
        // A Redis that is too full for the lock holds nobody up.
        if live.may_load(&key).await.unwrap_or(true) {
            let loading = load(app, source, address);
            // Seldom, and large: not a part of each look-up's future.
            let answer = Box::pin(ask(live, source, kept, loading)).await;
            done(live, &key).await;
            let Answer { found, is_believed } = answer?;
            match &found {
                Some(_) if is_believed => S::KEPT.believed(),
                Some(_) => S::KEPT.miss(),
                None => S::KEPT.absent(),
            }
            return Ok(found);
        }
        clock::sleep(POLL).await;
        recalled = live.recall(S::KEPT, &key).await;
    }
    // Whoever asks has not heard from Postgres: nor would this one.
    Err(LookUpError::Busy)
}

struct Answer<T> {
    found: Option<T>,
    /// Postgres could not be asked.
    is_believed: bool,
}

impl<T> Answer<T> {
    const fn said(found: Option<T>) -> Self {
        Self { found, is_believed: false }
    }
}

fn look_beside<S: Source>(live: Live, store: Store, source: S, known: Believed<S::Found>) {
    task::spawn("second look", async move {
        let key = source.key();
        if live.may_load(&key).await.unwrap_or(false) {
            let loading = async { Ok(source.load(&store).await?) };
            if let Err(error) = ask(&live, &source, Some(known), loading).await {
                tracing::debug!(%error, "a second look has to wait");
            }
            done(&live, &key).await;
        }
    });
}

async fn done(live: &Live, key: &str) {
    if let Err(error) = live.loaded(key).await {
        tracing::debug!(%error, "a lock of the cache runs out by itself");
    }
}

/// Asks Postgres, or believes what was kept while it cannot be asked, and keeps
/// the answer.
async fn ask<S: Source>(
    live: &Live,
    source: &S,
    kept: Option<Believed<S::Found>>,
    loading: impl Future<Output = Result<Option<S::Found>, LookUpError>>,
) -> Result<Answer<S::Found>, LookUpError> {
    let believable = kept.and_then(|known| known.left().map(|left| (known, left)));
    let Some((known, left)) = believable else {
        let found = loading.await?;
        // Guesses leave nothing behind.
        if let Some(found) = &found {
            keep(live, source, said(found), BELIEVED).await;
        }
        return Ok(Answer::said(found));
    };
    match clock::timeout(PATIENCE, loading).await {
        Ok(Ok(Some(found))) => {
            keep(live, source, said(&found), BELIEVED).await;
            Ok(Answer::said(Some(found)))
        }
        Ok(Ok(None)) => {
            if let Err(error) = live.invalidate(&source.key(), INVALID_FOR).await {
                tracing::warn!(%error, "what has ended is believed for two minutes more");
            }
            Ok(Answer::said(None))
        }
        Ok(Err(LookUpError::Store(error))) if !error.is_unavailable() => Err(error.into()),
        Ok(Err(_)) | Err(_) => {
            let now_ms = clock::unix_ms();
            let said_ms = if known.said_ms == 0 { now_ms } else { known.said_ms };
            let believed = Believed { asked_ms: now_ms, said_ms, ..known };
            let found = believed.found.clone();
            keep(live, source, believed, left).await;
            Ok(Answer { found: Some(found), is_believed: true })
        }
    }
}

fn said<T: Clone>(found: &T) -> Believed<T> {
    let now_ms = clock::unix_ms();
    Believed { found: found.clone(), asked_ms: now_ms, said_ms: now_ms }
}

/// Without live Redis it is asked for again next time.
async fn keep<S: Source>(live: &Live, source: &S, value: Believed<S::Found>, ttl: Duration) {
    if let Err(error) = live.cache_put(&source.key(), &value, ttl).await {
        tracing::debug!(%error, "what Postgres said is not kept");
    }
}
