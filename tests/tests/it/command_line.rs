//! The operator's commands, as an operator runs them.

use std::process::{Command, Output};

use downbeat_job::{Durable, SyncConfig};
use downbeat_store::NewJob;
use serde_json::Value;

use crate::harness::{Operator, World, program};

fn worker(world: &World, arguments: &[&str]) -> Output {
    let mut command = Command::new(program("downbeat-worker"));
    command.env_clear().envs(world.settings()).args(arguments).output().unwrap()
}

/// The lines that a command printed, and that it went well.
fn told(world: &World, arguments: &[&str]) -> Vec<Value> {
    let output = worker(world, arguments);
    let (out, err) =
        (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{arguments:?}: {err}");
    out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_admin_comes_in_by_a_link_and_there_is_one_first() {
    let world = World::new().await;
    let api = world.api().await;
    let first = told(&world, &["users", "first-admin", "--name", "Ada", "--json"]);
    let token = first[0]["token"].as_str().unwrap();
    assert!(first[0]["url"].as_str().unwrap().ends_with(token));
    let ada = Operator::come_in(&api, token).await.unwrap();
    assert_eq!(ada.get("/api/v1/me").await.1["name"], "Ada");

    let second = worker(&world, &["users", "first-admin"]);
    assert_eq!(second.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&second.stderr).contains("there is an admin, Ada"));
    let list = told(&world, &["users", "list", "--json"]);
    let again = told(&world, &["users", "link", list[0]["id"].as_str().unwrap(), "--json"]);
    assert!(Operator::come_in(&api, again[0]["token"].as_str().unwrap()).await.is_ok());
}

#[tokio::test(flavor = "multi_thread")]
async fn jobs_are_listed_counted_and_acted_on() {
    let world = World::new().await;
    let job = SyncConfig { session: world.seeded.session_id }.job().unwrap();
    let jobs: Vec<_> =
        (0..700).map(|n| NewJob { key: Some(n.to_string()), ..job.clone() }).collect();
    world.postgres.enqueue(&jobs).await.unwrap();
    world.postgres.run("UPDATE job SET state = 'dead', ended_at = now(), error = 'x'").await;

    let listed = told(&world, &["jobs", "list", "--state", "dead", "--limit", "3", "--json"]);
    assert_eq!(listed.len(), 3);
    let shown = told(&world, &["jobs", "show", listed[0]["id"].as_str().unwrap(), "--json"]);
    assert_eq!((&shown[0]["state"], &shown[0]["error"]), (&"dead".into(), &"x".into()));
    let retry = ["jobs", "retry", "--state", "dead", "--name", "sync_config", "--json"];
    let dry = told(&world, &[&retry[..], &["--dry-run"]].concat());
    assert_eq!(dry[0]["count"], 700);
    let unsure = worker(&world, &retry);
    assert!(!unsure.status.success());
    assert!(String::from_utf8_lossy(&unsure.stderr).contains("700 jobs match: say --yes"));
    let done = told(&world, &[&retry[..], &["--yes", "--reason", "fixed"]].concat());
    assert_eq!((&done[0]["state"], &done[0]["done"]), (&"done".into(), &700.into()));
    let noted = "SELECT count(*) FROM audit_log WHERE action = 'job.retry' AND actor = 'cli'";
    assert_eq!(world.postgres.number(noted).await, 700);

    let paused = told(&world, &["jobs", "pause", "configs", "--json"]);
    assert_eq!(paused[0]["state"], "paused");
    told(&world, &["jobs", "resume", "configs", "--json"]);
    let wrong = worker(&world, &["jobs", "pause", "nowhere"]);
    assert!(String::from_utf8_lossy(&wrong.stderr).contains("there is no queue nowhere"));
    let wrong = worker(&world, &["jobs", "list", "--state", "alive"]);
    assert!(String::from_utf8_lossy(&wrong.stderr).contains("is none of scheduled, queued"));
}
