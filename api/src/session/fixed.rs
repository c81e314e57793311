//! What of a config nothing can change any more once its session has begun.
//!
//! Whether it has is live Redis' to say. It is asked before a config is saved, which
//! keeps what would have no effect out of Postgres, and decides when it hears of
//! what was saved: where somebody began the session in between, it is taken back.

use downbeat_job::{Durable, SyncConfig};
use downbeat_session::{Description, Problem};
use downbeat_store::{Changed, Doer, SessionRecord, StoreError};
use serde_json::Value;

use super::found::{activating, woken};
use crate::{
    app::App,
    refusal::{FieldError, Refusal},
};

/// How often what was saved is taken back, while others save.
const TAKEN_BACK_MAX: u32 = 5;

/// Refuses a config in which something would have no effect: it is not saved as
/// if it had one. Answers whether it changes something that will stand. Whoever
/// changes nothing of that needs no live Redis.
pub async fn not_fixed(
    app: &App,
    kind: &Description,
    record: &SessionRecord,
    config: &Value,
) -> Result<bool, Refusal> {
    let changed = (kind.rules_changed)(&record.config, config);
    let changed = changed.map_err(|error| Refusal::internal(&error))?;
    if changed.is_empty() {
        return Ok(false);
    }
    let hot = match app.live.read(record.id).await? {
        Some(hot) => hot,
        None => woken(app, record.id).await?.ok_or_else(activating)?,
    };
    let fixed = hot.session.fixed(&record.config, config);
    let fixed = fixed.map_err(|error| Refusal::internal(&error))?;
    if fixed.is_empty() { Ok(true) } else { Err(started(fixed)) }
}

/// Lets rules that were saved in place of those of `record` take effect, or takes
/// them back. Without live Redis nobody knows which, and that is said.
pub async fn take_effect(
    app: &App,
    record: &SessionRecord,
    (config, changed): (&Value, &Changed),
    doer: &Doer,
) -> Result<(), Refusal> {
    let saved = (changed.version.unsigned_abs(), config);
    let fixed = app.live.configure_rules(record.id, saved, &record.config).await?;
    if fixed.is_empty() {
        return Ok(());
    }
    let back = taken_back(app, record, (changed.version, &fixed), doer).await?;
    // The job does that as well.
    if let Err(error) =
        app.live.configure(record.id, back.version.unsigned_abs(), &record.config).await
    {
        tracing::warn!(session = %record.id, %error, "a job will tell a saved config");
    }
    app.queue.announce(&back.enqueued).await;
    Err(started(fixed))
}

/// Saves what was there before: all of it, or, where others have saved on top,
/// what is fixed.
async fn taken_back(
    app: &App,
    before: &SessionRecord,
    (version, fixed): (i64, &[Problem]),
    doer: &Doer,
) -> Result<Changed, Refusal> {
    let mut left = TAKEN_BACK_MAX;
    loop {
        let now = app.store.find(before.id).await?.ok_or(StoreError::NotFound)?;
        let config = if now.config_version == version {
            before.config.clone()
        } else {
            with_rules_of(&before.config, now.config, fixed)
        };
        let jobs = [SyncConfig { session: before.id }.job()?];
        match app.store.edit(before.id, Some(now.config_version), config, doer, &jobs).await {
            Err(StoreError::Stale { .. }) if left > 0 => left -= 1,
            changed => return Ok(changed?),
        }
    }
}

fn with_rules_of(before: &Value, mut config: Value, fixed: &[Problem]) -> Value {
    if let Some(members) = config.as_object_mut() {
        for name in fixed.iter().map(Problem::member) {
            match before.get(name) {
                Some(value) => drop(members.insert(name.to_owned(), value.clone())),
                None => drop(members.remove(name)),
            }
        }
    }
    config
}

fn started(fixed: Vec<Problem>) -> Refusal {
    let error = |problem: Problem| FieldError::new(&problem.field, problem.message);
    Refusal::started(fixed.into_iter().map(error).collect())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_others_saved_meanwhile_stays_and_what_is_fixed_is_as_it_was() {
        let before = json!({ "budget_ms": 1, "title": "a", "participants": [1] });
        let now = json!({ "budget_ms": 2, "title": "b", "participants": [2], "max_ms": 3 });
        let fixed = ["budget_ms", "participants.0.group", "max_ms"];
        let fixed = fixed.map(|field| Problem::new(field, "stands"));
        let back = with_rules_of(&before, now, &fixed);
        assert_eq!(back, json!({ "budget_ms": 1, "title": "b", "participants": [1] }));
    }
}
