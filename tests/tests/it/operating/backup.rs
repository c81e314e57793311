//! Backup and restore, as docs/backup.md has them.

use std::{path::Path, process::Command};

use serde_json::{Value, json};

use crate::harness::{Screen, World, postgres_tool, until};

/// Runs one of PostgreSQL's own programs; it went well.
fn run(name: &str, arguments: &[&str]) {
    let output = Command::new(postgres_tool(name)).args(arguments).output().unwrap();
    assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
}

/// The URL of the server's own database, and the name of ours.
fn parted(url: &str) -> (String, String) {
    let (server, name) = url.trim_end_matches('?').rsplit_once('/').unwrap();
    (format!("{server}/postgres"), name.to_owned())
}

#[tokio::test(flavor = "multi_thread")]
async fn from_a_dump_alone_sessions_come_back_and_a_timer_goes_on() {
    let world = World::new().await;
    let url = world.postgres.url.trim_end_matches('?').to_owned();
    let (server, name) = parted(&url);
    let dump = std::env::temp_dir().join(format!("{name}.dump"));
    let (mut api, mut worker) = (world.api().await, world.worker().await);
    let ann = world.program(&api);
    let config = json!({
        "mode": "per_participant", "title": "A long game", "budget_ms": 3_600_000,
        "participants": [{ "id": "a", "name": "Ann" }, { "id": "b", "name": "Bob" }],
    });
    let new = json!({ "kind": "timer", "config": config });
    let made = ann.post("/api/v1/sessions", new).await;
    let timer = made.body["id"].as_str().unwrap().parse().unwrap();
    for command in ["start", "switch"] {
        assert_eq!(ann.command(timer, command, json!({})).await.status, 200);
    }
    let meter = world.seeded.session_id;
    let round = json!({ "question": "Once more?", "duration_s": 600 });
    let started = ann.command(meter, "start_round", round).await;
    assert_eq!(started.status, 200, "{}", started.body);
    until("all of it is on record", async || {
        let timer = world.postgres.events(timer, None, 10).await.unwrap().len();
        let meter = world.postgres.events(meter, None, 10).await.unwrap().len();
        (timer >= 2 && meter >= 1).then_some(())
    })
    .await;

    let file = dump.to_str().unwrap();
    run("pg_dump", &["--format=custom", "--file", file, &url]);
    assert_eq!((api.terminate(), worker.terminate()), (Some(0), Some(0)));
    world.live.empty().await;
    world.queue.empty().await;
    run("dropdb", &["--force", "--maintenance-db", &server, &name]);
    run("createdb", &["--maintenance-db", &server, &name]);
    run("pg_restore", &["--exit-on-error", "--no-owner", "--dbname", &url, file]);
    forget(&dump);

    let (api, _worker) = (world.api().await, world.worker().await);
    let ann = world.program(&api);
    let session = async |id: uuid::Uuid| -> Value {
        until("it is back", async || {
            let read = ann.get(&format!("/api/v1/sessions/{id}")).await;
            (read.status == 200).then_some(read.body["view"].clone())
        })
        .await
    };
    let view = session(timer).await;
    assert_eq!((&view["status"], &view["active"]), (&json!("running"), &json!("b")), "{view}");
    let left = |view: &Value| view["participants"][0]["remaining_ms"].as_i64().unwrap();
    assert!((3_000_000..=3_600_000).contains(&left(&view)), "{view}");
    assert_eq!(ann.command(timer, "switch", json!({})).await.status, 200, "it goes on");
    assert_eq!(session(timer).await["active"], "a");
    let view = session(meter).await;
    assert_eq!(view["round"]["question"], "Once more?", "{view}");
    let screen = Screen::open(&api.socket_url(&world.seeded.overlay_token)).await;
    assert_eq!(screen.hello["session"], meter.to_string(), "the overlay's link still opens");
}

fn forget(path: &Path) {
    std::fs::remove_file(path).unwrap();
}
