//! Public circles as somebody finds them.

use std::collections::HashMap;

use downbeat_job::pages::Discovered;
use downbeat_session::kinds::circle::Privacy;
use downbeat_store::{CircleCursor, CircleFilter, CircleRecord};
use uuid::Uuid;

use super::{pages::Stale, shown::Circle, visit::Visit};
use crate::{app::App, refusal::Refusal};

/// A part of them.
pub struct List {
    pub items: Vec<Circle>,
    pub next: Option<String>,
    /// When they were so, while Postgres is away.
    pub as_of_ms: Option<i64>,
}

/// The first of all come from the cache, also while Postgres is away.
pub async fn discover(
    app: &App,
    viewer: Option<Uuid>,
    (filter, after): (CircleFilter<'_>, Option<CircleCursor>),
    most: u32,
) -> Result<List, Refusal> {
    let CircleFilter { category, tag, text } = filter;
    let is_first = category.or(tag).or(text).is_none() && after.is_none();
    if !is_first || most > Discovered::CIRCLES_MAX || !app.kinds.pages.are_there() {
        let found = app.store.public_circles(filter, after, most).await?;
        let next = next(&found, most);
        return Ok(List { items: as_seen(app, viewer, found).await?, next, as_of_ms: None });
    }
    match first(app, viewer, most).await {
        Err(away @ Refusal::Unavailable(..)) => stale(app, most).await.ok_or(away),
        answer => answer,
    }
}

/// In the order of some minutes ago, each as it is now.
async fn first(app: &App, viewer: Option<Uuid>, most: u32) -> Result<List, Refusal> {
    let found = app.kinds.pages.discovered(&app.store).await?;
    let known = cut(&found.value.0, most);
    let ids: Vec<Uuid> = known.iter().map(|circle| circle.id).collect();
    let now = app.store.circles_named(&ids).await?;
    let mut now: HashMap<Uuid, CircleRecord> =
        now.into_iter().map(|circle| (circle.id, circle)).collect();
    let found = ids.iter().filter_map(|id| now.remove(id)).collect();
    let items = as_seen(app, viewer, found).await?;
    Ok(List { items, next: next(known, most), as_of_ms: None })
}

async fn stale(app: &App, most: u32) -> Option<List> {
    let Stale { value: known, as_of_ms } = app.kinds.pages.stale_discovered().await?;
    let known = cut(&known, most);
    let visits = known.iter().filter_map(|circle| Visit::made(circle.clone(), None).ok());
    let public = visits.filter(is_public);
    let items = public.map(|visit| Circle::stale(&visit, as_of_ms)).collect();
    Some(List { items, next: next(known, most), as_of_ms: Some(as_of_ms) })
}

/// Those of them that are public now, with what somebody is there.
async fn as_seen(
    app: &App,
    viewer: Option<Uuid>,
    found: Vec<CircleRecord>,
) -> Result<Vec<Circle>, Refusal> {
    let ids: Vec<Uuid> = found.iter().map(|circle| circle.id).collect();
    let mut members = match viewer {
        Some(user) => app.store.memberships(user, &ids).await?,
        None => Vec::new(),
    };
    let mut items = Vec::new();
    for circle in found {
        let at = members.iter().position(|member| member.circle_id == circle.id);
        let member = at.map(|at| members.swap_remove(at));
        let visit = Visit::made(circle, member)?;
        items.extend(is_public(&visit).then(|| Circle::of(&visit)));
    }
    Ok(items)
}

fn is_public(visit: &Visit) -> bool {
    visit.config.kind == Privacy::Public && visit.circle.closing_ms.is_none()
}

fn cut(circles: &[CircleRecord], most: u32) -> &[CircleRecord] {
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    &circles[..circles.len().min(most)]
}

/// Where the list goes on, if it may.
fn next(found: &[CircleRecord], most: u32) -> Option<String> {
    let is_full = u32::try_from(found.len()).is_ok_and(|count| count >= most);
    let last = found.last().filter(|_| is_full)?;
    Some(format!("{}.{}", last.active_ms, last.id))
}
