//! Circles as the cache has them: for anybody, and, while Postgres is away, as they were.
//!
//! A page is no older than the circle's numbers, which whoever reads it has read with
//! their standing. While those cannot be read, a page is for whom it is sure that they may
//! read it: of a public circle, for all but those who were banned when it was made.

use std::sync::Arc;

use downbeat_boot::clock;
use downbeat_job::pages::{Discovered, Page};
use downbeat_live::{Aside, Cache, Found, Load, Made, WHATEVER};
use downbeat_store::{CircleFilter, CirclePage, CircleRecord, Store};
use futures::FutureExt;
use uuid::Uuid;

use super::visit::{Visit, unknown};
use crate::refusal::Refusal;

/// What is kept of circles.
pub struct Pages {
    pages: Aside<Page, Refusal>,
    discovered: Aside<Discovered, Refusal>,
}

/// Something as it was when Postgres answered.
pub struct Stale<T> {
    pub value: T,
    pub as_of_ms: i64,
}

impl Pages {
    #[must_use]
    pub fn new(cache: &Cache) -> Self {
        Self { pages: Aside::new(cache.clone()), discovered: Aside::new(cache.clone()) }
    }

    /// Whether anything is kept.
    pub fn are_there(&self) -> bool {
        self.pages.is_there()
    }

    /// A page that is no older than the circle as it was just read.
    pub async fn page(
        &self,
        store: &Store,
        circle: &CircleRecord,
    ) -> Result<Arc<Found<Page>>, Refusal> {
        let (store, id) = (store.clone(), circle.id);
        let load: Load<Page, Refusal> = Arc::new(move || {
            let store = store.clone();
            async move {
                let page = store.circle_page(id).await?.ok_or_else(unknown)?;
                Ok::<_, Refusal>(Made { version: page.circle.changes(), value: Page(page) })
            }
            .boxed()
        });
        self.pages.get(&id.to_string(), circle.changes(), load).await
    }

    /// The page of a circle that somebody surely may read, as it was, with what they are
    /// there: whoever they are, no more than anybody.
    pub async fn stale_page(
        &self,
        circle: Uuid,
        viewer: Option<Uuid>,
    ) -> Option<Stale<(Visit, CirclePage)>> {
        let Found { value: Page(page), as_of_ms, .. } =
            self.pages.stale(&circle.to_string()).await?;
        if !page.is_sure || viewer.is_some_and(|user| is_banned(&page, user)) {
            return None;
        }
        let visit = Visit::made(page.circle.clone(), None).ok()?;
        let is_theirs = visit.is_seen() && visit.rights.reads;
        is_theirs.then_some(Stale { value: (visit, page), as_of_ms })
    }

    /// The first of all public circles, as some minutes ago.
    pub async fn discovered(&self, store: &Store) -> Result<Arc<Found<Discovered>>, Refusal> {
        let store = store.clone();
        let load: Load<Discovered, Refusal> = Arc::new(move || {
            let store = store.clone();
            async move {
                let (all, most) = (CircleFilter::default(), Discovered::CIRCLES_MAX);
                let circles = store.public_circles(all, None, most).await?;
                Ok::<_, Refusal>(Made { version: 0, value: Discovered(circles) })
            }
            .boxed()
        });
        self.discovered.get(Discovered::ALL, 0, load).await
    }

    pub async fn stale_discovered(&self) -> Option<Stale<Vec<CircleRecord>>> {
        let found = self.discovered.stale(Discovered::ALL).await?;
        Some(Stale { value: found.value.0, as_of_ms: found.as_of_ms })
    }

    /// What stands in a circle has changed since it was held.
    pub async fn changed(&self, held: &CircleRecord) {
        self.pages.forget(&held.id.to_string(), held.changes().saturating_add(1)).await;
    }

    /// Who may read it has changed, or something that has no number.
    pub async fn changed_otherwise(&self, circle: Uuid) {
        self.pages.forget(&circle.to_string(), WHATEVER).await;
    }

    /// Which circles there are has changed, or what one is set to.
    pub async fn set(&self, circle: Uuid) {
        self.changed_otherwise(circle).await;
        self.discovered.forget(Discovered::ALL, WHATEVER).await;
    }
}

fn is_banned(page: &CirclePage, user: Uuid) -> bool {
    let now_ms = clock::unix_ms();
    let is_still = |until_ms: Option<i64>| until_ms.is_none_or(|until_ms| until_ms > now_ms);
    page.banned.iter().any(|(banned, until_ms)| *banned == user && is_still(*until_ms))
}
