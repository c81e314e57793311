//! Which jobs are meant: one filter for lists, counts and actions on many.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use uuid::Uuid;

use super::failures::CAUSE;
use super::{JobState, Like};
use crate::StoreError;
use crate::sql::epoch::id_at;
use crate::sql::statement::Values;

/// Those of a filter, each of which is stored; `like` beside them where it is asked for.
const MEMBERS: usize = 8;

/// Jobs by name, and the arguments of each that anybody in the console may see.
pub type Shown = BTreeMap<&'static str, &'static [&'static str]>;

/// What is empty or `None` matches all: so whatever reads one insists on each
/// member (see [`JobFilter::read`]).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct JobFilter {
    pub states: Vec<JobState>,
    pub name: Option<String>,
    pub queue: Option<String>,
    /// One that attempted the job, or runs it now.
    pub worker: Option<String>,
    /// In the arguments that are [shown](Self::shown), in any case.
    pub text: Option<String>,
    pub since_ms: Option<i64>,
    pub until_ms: Option<i64>,
    /// With an error of the same cause.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub like: Option<Like>,
    /// Exactly these, of which the rest of the filter holds.
    pub ids: Vec<Uuid>,
    /// Where `text` is looked for: nobody finds by it what they may not see. It is
    /// the reader's release that knows, so it is not stored.
    #[serde(skip)]
    pub shown: Shown,
}

impl JobFilter {
    /// A filter as it was stored, with all of its members and no other: a member
    /// that is missing, misspelt or unknown would match more than was meant.
    pub(super) fn read(stored: Value) -> Result<Self, StoreError> {
        let unreadable = |why: &str| StoreError::unreadable(format!("the filter ({why})"));
        let expected = MEMBERS + usize::from(stored.get("like").is_some());
        let members = stored.as_object().map_or(0, serde_json::Map::len);
        if members != expected {
            return Err(unreadable(&format!("{members} members where {expected} should be")));
        }
        serde_json::from_value(stored).map_err(|error| unreadable(&error.to_string()))
    }

    /// `FROM … WHERE` of the matching jobs `j` with ids between two others, in
    /// the order of ids, at most `limit`. Each state and name is a range of one
    /// index, so it costs what it finds.
    pub(super) fn source(
        &self,
        columns: &'static [&'static str],
        between: (Uuid, Uuid),
        order: Order,
        limit: i64,
    ) -> (String, Values) {
        let mut values = Values::default();
        let columns = columns.join(", ");
        let states =
            values.add(self.states().iter().map(|s| s.as_str().to_owned()).collect::<Vec<_>>());
        let low = values.add(between.0.max(self.since_ms.map_or(Uuid::nil(), id_at)));
        let high = values.add(between.1.min(self.until_ms.map_or(Uuid::max(), id_at)));
        let mut clauses = vec![format!("id > {low} AND id < {high}")];
        if let Some(queue) = &self.queue {
            clauses.push(format!("queue = {}", values.add(queue.clone())));
        }
        if let Some(text) = &self.text {
            let escaped = text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
            let shown = values.add(json!(self.shown));
            let text = values.add(format!("%{escaped}%"));
            clauses.push(format!(
                "EXISTS (SELECT FROM jsonb_array_elements_text({shown}::jsonb -> name) AS f (shown)
                     WHERE payload ->> f.shown ILIKE {text})"
            ));
        }
        if let Some(Like { cause, job: _ }) = &self.like {
            clauses.push(format!("error IS NOT NULL AND {CAUSE} = {}", values.add(cause.clone())));
        }
        if !self.ids.is_empty() {
            clauses.push(format!("id = ANY({})", values.add(self.ids.clone())));
        }
        let direction = order.sql();
        let limit = values.add(limit);
        if let Some(worker) = &self.worker {
            let worker = values.add(worker.clone());
            if let Some(name) = &self.name {
                clauses.push(format!("name = {}", values.add(name.clone())));
            }
            let clauses = clauses.join(" AND ");
            let text = format!(
                "SELECT {columns} FROM job j WHERE id IN (
                     SELECT job_id FROM job_attempt WHERE worker = {worker} AND NOT is_signal
                     UNION SELECT id FROM job WHERE state = 'running' AND worker = {worker})
                 AND state = ANY({states}) AND {clauses}
                 ORDER BY id {direction} LIMIT {limit}"
            );
            return (text, values);
        }
        let ranges = match &self.name {
            Some(name) => format!(
                "SELECT state, {} AS name FROM unnest({states}) AS state",
                values.add(name.clone())
            ),
            None => format!(
                "SELECT * FROM (WITH RECURSIVE range AS (
                     SELECT state, (SELECT min(name) FROM job WHERE job.state = s.state) AS name
                         FROM unnest({states}) AS s (state)
                     UNION ALL
                     SELECT state, (SELECT min(name) FROM job
                         WHERE job.state = range.state AND job.name > range.name)
                     FROM range WHERE name IS NOT NULL
                 ) SELECT state, name FROM range WHERE name IS NOT NULL) AS known"
            ),
        };
        let in_queue = self.queue.as_ref().map(|queue| {
            // A name has one queue: its newest job tells whether to look at all.
            format!(
                " WHERE (SELECT queue FROM job WHERE state = range.state AND name = range.name
                     ORDER BY id DESC LIMIT 1) = {}",
                values.add(queue.clone())
            )
        });
        let clauses = clauses.join(" AND ");
        let text = format!(
            "SELECT j.* FROM (SELECT * FROM ({ranges}) AS range{}) AS range
             CROSS JOIN LATERAL (
                 SELECT {columns} FROM job
                 WHERE state = range.state AND name = range.name AND {clauses}
                 ORDER BY id {direction} LIMIT {limit}) AS j
             ORDER BY j.id {direction} LIMIT {limit}",
            in_queue.unwrap_or_default()
        );
        (text, values)
    }

    fn states(&self) -> Vec<JobState> {
        if self.states.is_empty() { JobState::ALL.to_vec() } else { self.states.clone() }
    }
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Order {
    NewestFirst,
    OldestFirst,
}

impl Order {
    const fn sql(self) -> &'static str {
        match self {
            Self::NewestFirst => "DESC",
            Self::OldestFirst => "ASC",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_is_read_whole_or_not_at_all() {
        let filter = JobFilter {
            states: vec![JobState::Dead],
            name: Some("sync_config".into()),
            until_ms: Some(7),
            ..JobFilter::default()
        };
        let stored = serde_json::to_value(&filter).unwrap();
        assert_eq!(JobFilter::read(stored.clone()).unwrap(), filter);
        for member in stored.as_object().unwrap().keys() {
            let (mut missing, mut misspelt) = (stored.clone(), stored.clone());
            let value = missing.as_object_mut().unwrap().remove(member).unwrap();
            let renamed = misspelt.as_object_mut().unwrap();
            renamed.remove(member);
            renamed.insert(format!("{member}_"), value);
            assert!(JobFilter::read(missing).is_err(), "without {member}");
            assert!(JobFilter::read(misspelt).is_err(), "{member} misspelt");
        }
        let like = Some(Like { job: Uuid::nil(), cause: "a hash".into() });
        let narrower = JobFilter { like, ..filter };
        let narrow = serde_json::to_value(&narrower).unwrap();
        assert_eq!(JobFilter::read(narrow.clone()).unwrap(), narrower);
        for member in ["like", "job", "cause"] {
            let misspelt = narrow.to_string().replace(&format!("\"{member}\""), "\"of\"");
            let misspelt = serde_json::from_str(&misspelt).unwrap();
            assert!(JobFilter::read(misspelt).is_err(), "{member} misspelt");
        }
        let mut newer = stored.clone();
        newer["kind"] = json!("timer");
        let mut strange = stored;
        strange["states"] = json!(["dead", "undead"]);
        for unreadable in [newer, strange, json!({}), json!(null), json!([]), json!("dead")] {
            assert!(JobFilter::read(unreadable.clone()).is_err(), "{unreadable}");
        }
    }
}
