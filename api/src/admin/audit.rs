//! Who did what.

use std::sync::Arc;

use downbeat_store::{AuditFilter, AuditRecord};
use poem::web::Data;
use poem_openapi::{Object, OpenApi, param::Query, payload::Json};
use serde_json::Value;
use uuid::Uuid;

use super::filter::{order, time, word};
use crate::{
    access::Reader,
    app::App,
    paging::Page,
    refusal::{Answer, Refusal},
};

/// Actions that are shown beside the thing that they were done to.
const BESIDE: u64 = 20;

pub struct Audit;

#[derive(Debug, Object)]
pub struct AuditView {
    id: Uuid,
    at_ms: i64,
    /// A person's name, `cli`, or `system`.
    actor: String,
    actor_id: Option<Uuid>,
    action: String,
    target_kind: String,
    target_id: String,
    reason: Option<String>,
    address: Option<String>,
    details: Value,
}

impl AuditView {
    /// As the end of a sentence.
    pub fn summary(&self) -> String {
        format!("; last: {} by {}", self.action, self.actor)
    }
}

#[derive(Debug, Object)]
struct AuditList {
    items: Vec<AuditView>,
    next: Option<String>,
}

#[OpenApi(prefix_path = "/api/v1/admin")]
impl Audit {
    /// List manual actions
    #[oai(path = "/audit", method = "get")]
    #[expect(clippy::too_many_arguments, reason = "each is a documented part of the address")]
    async fn list(
        &self,
        app: Data<&Arc<App>>,
        _reader: Reader,
        actor: Query<Option<String>>,
        action: Query<Option<String>>,
        target: Query<Option<String>>,
        since_ms: Query<Option<String>>,
        until_ms: Query<Option<String>>,
        cursor: Query<Option<String>>,
        limit: Query<Option<u32>>,
    ) -> Answer<AuditList> {
        let page = Page::read(cursor.0.as_deref(), limit.0)?;
        let mut wrong = Vec::new();
        let filter = AuditFilter {
            actor: word("actor", actor.0, &mut wrong),
            action: word("action", action.0, &mut wrong),
            target: word("target", target.0, &mut wrong),
            since_ms: time("since_ms", since_ms.0, &mut wrong),
            until_ms: time("until_ms", until_ms.0, &mut wrong),
        };
        order(filter.since_ms, filter.until_ms, &mut wrong);
        if !wrong.is_empty() {
            return Err(Refusal::invalid(wrong));
        }
        let entries = app.store.audit(&filter, page.before, page.limit.into()).await?;
        let next = page.next(&entries, |entry| entry.id);
        Ok(Json(AuditList { items: entries.into_iter().map(AuditView::from).collect(), next }))
    }
}

/// The last actions that were done to a thing.
pub async fn audit_of(app: &App, target: &str) -> Result<Vec<AuditView>, Refusal> {
    let entries = app.store.audit_of(target, BESIDE).await?;
    Ok(entries.into_iter().map(AuditView::from).collect())
}

impl From<AuditRecord> for AuditView {
    fn from(entry: AuditRecord) -> Self {
        let AuditRecord {
            id,
            at_ms,
            actor,
            actor_id,
            action,
            target_kind,
            target_id,
            reason,
            address,
            details,
        } = entry;
        Self {
            id,
            at_ms,
            actor,
            actor_id,
            action,
            target_kind,
            target_id,
            reason,
            address,
            details,
        }
    }
}
