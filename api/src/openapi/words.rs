//! Members that hold one of a few words: which ones.

use downbeat_session::{Role, journal::WHATS, kinds};
use downbeat_store::{Action, ArchiveState, BulkState, DesiredState, JobState, QueueState, Staff};
use serde_json::{Value, json};

use super::place;
use crate::{
    access::Scope,
    admin::{QUARANTINE_STATES, UNKNOWN},
};

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
        ("/api/v1/admin/jobs/count", "state", jobs.clone()),
        ("/api/v1/admin/jobs/failures", "state", jobs),
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
    let wanted = [DesiredState::Work, DesiredState::Quiet, DesiredState::Drain, DesiredState::Stop];
    let wanted = wanted.map(DesiredState::as_str).into_iter().chain([UNKNOWN]).collect();
    let scopes: Vec<_> = Scope::ALL.map(Scope::as_str).into();
    let links: Vec<_> = Role::GIVEN.map(Role::as_str).into();
    let kinds: Vec<_> = kinds::ALL.iter().map(|kind| kind.name).collect();
    let made = kinds::ALL.iter().filter(|kind| !kind.is_inner);
    let made: Vec<_> = made.map(|kind| kind.name).collect();
    vec![
        ("JobView", "state", jobs.clone()),
        ("FilterView", "state", jobs),
        ("AttemptView", "outcome", OUTCOMES.into()),
        ("FailedView", "outcome", OUTCOMES.into()),
        ("NameView", "kind", vec!["durable", "signal"]),
        ("Begin", "action", actions.clone()),
        ("BulkView", "action", actions),
        ("BulkView", "state", BulkState::ALL.map(BulkState::as_str).into()),
        ("QueueView", "state", QueueState::ALL.map(QueueState::as_str).into()),
        ("AsideView", "state", QUARANTINE_STATES.into()),
        ("ArchiveView", "state", ArchiveState::ALL.map(ArchiveState::as_str).into()),
        ("WorkerView", "wanted", wanted),
        ("CheckView", "status", vec!["up", "down"]),
        ("MeView", "role", [Staff::Reader, Staff::Admin].map(Staff::as_str).into()),
        ("Round", "state", ROUND_STATES.into()),
        ("RoundDetail", "state", ROUND_STATES.into()),
        ("SubscriptionHealth", "health", vec!["healthy", "pending", "broken", "revoked", "off"]),
        ("ApiToken", "scopes", scopes.clone()),
        ("MadeApiToken", "scopes", scopes),
        ("LinkSummary", "role", links.clone()),
        ("Link", "role", links),
        ("DraftAbout", "what", WHATS.map(|(what, _)| what).to_vec()),
        ("DraftConflict", "code", vec!["conflict"]),
        ("PromptAct", "act", vec!["skip", "swap"]),
        ("Session", "kind", kinds.clone()),
        ("SessionSummary", "kind", made.clone()),
        ("NewSessionBody", "kind", made),
        ("Export", "kind", kinds.clone()),
        ("SessionView", "kind", kinds),
    ]
    .into_iter()
    .chain(of_missions())
    .collect()
}

/// What missions, survivors and their lines are.
fn of_missions() -> Vec<Words> {
    const STATUS: [&str; 5] = ["lobby", "in_progress", "completed", "failed", "abandoned"];
    const OUTCOMES: [&str; 4] = ["success", "setback", "hurt", "lost"];
    let status = ["MyMission", "Outing", "CameHome", "MissionLog", "Replay", "ComputedResults"];
    let outcome = ["StoredLine", "ComputedLine", "BestLine"];
    let roles = ["owner", "moderator", "participant", "viewer"];
    let status = status.map(|schema| (schema, "status", STATUS.to_vec()));
    let outcome = outcome.map(|schema| (schema, "outcome", OUTCOMES.to_vec()));
    let others = [
        ("Me", "role", roles.to_vec()),
        ("Survivor", "bent", vec!["craft", "grit", "heart"]),
        ("Survivor", "state", vec!["active", "injured", "lost", "retired"]),
    ];
    status.into_iter().chain(outcome).chain(others).collect()
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
