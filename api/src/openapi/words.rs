//! Members that hold one of a few words: which ones.

use downbeat_session::{Role, kinds};
use downbeat_store::{Action, BulkState, DesiredState, JobState, QueueState, Staff};
use serde_json::{Value, json};

use super::place;
use crate::{access::Scope, admin::QUARANTINE_STATES};

/// Of a run, as the table of attempts allows them.
const OUTCOMES: [&str; 7] =
    ["done", "failed", "timed_out", "panicked", "lost", "given_back", "waiting"];
const ROUND_STATES: [&str; 2] = ["running", "stopped"];
const SORTS: [&str; 4] = ["newest", "hottest", "coldest", "parked"];

pub fn describe(document: &mut Value) {
    for (schema, member, words) in words() {
        if let Some(property) = place(document, schema, member) {
            say(property, &words);
        }
    }
    let jobs: Vec<&str> = JobState::ALL.map(JobState::as_str).into();
    for (path, name, words) in [
        ("/api/v1/admin/jobs", "state", jobs.clone()),
        ("/api/v1/admin/jobs/count", "state", jobs),
        ("/api/v1/admin/quarantine", "state", QUARANTINE_STATES.into()),
        ("/api/v1/admin/sessions", "sort", SORTS.into()),
    ] {
        let parameters = document["paths"][path]["get"]["parameters"].as_array_mut();
        for parameter in parameters.into_iter().flatten().filter(|one| one["name"] == name) {
            say(&mut parameter["schema"], &words);
        }
    }
}

/// Null is a word, too, where it may stand.
fn say(schema: &mut Value, words: &[&str]) {
    let one = if schema.get("items").is_some() { &mut schema["items"] } else { schema };
    let null = (one["nullable"] == true).then_some(Value::Null);
    one["enum"] = words.iter().map(|word| json!(word)).chain(null).collect();
}

type Words = (&'static str, &'static str, Vec<&'static str>);

fn words() -> Vec<Words> {
    let jobs: Vec<_> = JobState::ALL.map(JobState::as_str).into();
    let actions: Vec<_> = Action::ALL.map(Action::as_str).into();
    let bulks = [BulkState::Running, BulkState::Stopped, BulkState::Done];
    let queues = [QueueState::Open, QueueState::Paused, QueueState::Draining];
    let wanted = [DesiredState::Work, DesiredState::Quiet, DesiredState::Drain, DesiredState::Stop];
    let scopes: Vec<_> = Scope::ALL.map(Scope::as_str).into();
    let links: Vec<_> = Role::GIVEN.map(Role::as_str).into();
    let kinds: Vec<_> = kinds::ALL.iter().map(|kind| kind.name).collect();
    vec![
        ("JobView", "state", jobs.clone()),
        ("FilterView", "state", jobs),
        ("AttemptView", "outcome", OUTCOMES.into()),
        ("FailedView", "outcome", OUTCOMES.into()),
        ("NameView", "kind", vec!["durable", "signal"]),
        ("Begin", "action", actions.clone()),
        ("BulkView", "action", actions),
        ("BulkView", "state", bulks.map(BulkState::as_str).into()),
        ("QueueView", "state", queues.map(QueueState::as_str).into()),
        ("AsideView", "state", QUARANTINE_STATES.into()),
        ("WorkerView", "wanted", wanted.map(DesiredState::as_str).into()),
        ("CheckView", "status", vec!["up", "down"]),
        ("MeView", "role", [Staff::Reader, Staff::Admin].map(Staff::as_str).into()),
        ("Round", "state", ROUND_STATES.into()),
        ("RoundDetail", "state", ROUND_STATES.into()),
        ("SubscriptionHealth", "health", vec!["healthy", "pending", "broken", "revoked", "off"]),
        ("ApiToken", "scopes", scopes.clone()),
        ("MadeApiToken", "scopes", scopes),
        ("LinkSummary", "role", links.clone()),
        ("Link", "role", links),
        ("Session", "kind", kinds.clone()),
        ("SessionSummary", "kind", kinds.clone()),
        ("NewSessionBody", "kind", kinds.clone()),
        ("Export", "kind", kinds.clone()),
        ("SessionView", "kind", kinds),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_member_is_there_and_is_text() {
        let mut document = super::super::plain();
        for (schema, member, _) in words() {
            let property = place(&mut document, schema, member);
            let text = json!("string");
            let is_text =
                property.is_some_and(|it| it["type"] == text || it["items"]["type"] == text);
            assert!(is_text, "{schema}.{member}");
        }
    }
}
