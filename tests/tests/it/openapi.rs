//! The API keeps to its document, whatever it is asked: schemathesis makes
//! thousands of requests, right and wrong ones, and finds no 5xx and no answer
//! that the document does not know.

use std::{fs, process::Command};

use downbeat_store::Staff;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::harness::{Operator, Process, World, schemathesis, until};

const CHECKS: &str = "not_a_server_error,status_code_conformance,content_type_conformance,\
     response_headers_conformance,response_schema_conformance";
/// Requests an operation, beside those that its limits call for.
const EXAMPLES: &str = "10";

#[tokio::test(flavor = "multi_thread")]
async fn schemathesis_finds_nothing() {
    let world = World::new().await.with("API__REQUESTS_PER_MIN", "0");
    let (api, _worker) = (world.api().await, world.worker().await);
    let ada = Operator::sign_in(&api, &world.postgres, "Ada", Staff::Admin).await;
    let room = std::env::temp_dir().join(format!("downbeat-schemathesis-{}", Uuid::new_v4()));
    fs::create_dir(&room).unwrap();
    fs::write(room.join("schemathesis.toml"), settings(&world, &api, &ada).await).unwrap();
    let found = Command::new(schemathesis())
        .current_dir(&room)
        .args(["run", &format!("{}/api/openapi.json", api.base)])
        .args(["--phases", "examples,coverage,fuzzing", "--max-examples", EXAMPLES])
        .args(["--checks", CHECKS, "--continue-on-failure", "--no-color", "--workers", "2"])
        .arg("--generation-deterministic")
        .output()
        .unwrap();
    fs::remove_dir_all(&room).unwrap();
    let said = String::from_utf8_lossy(&found.stdout);
    assert!(found.status.success(), "{said}{}", String::from_utf8_lossy(&found.stderr));
    let seen = ada.get(&format!("/api/v1/admin/sessions/{}", world.seeded.session_id)).await;
    assert_eq!(seen.0, 200, "the session was there to the end");
}

/// Who asks, and the ids of things that are there: guessed ones lead nowhere.
async fn settings(world: &World, api: &Process, ada: &Operator) -> String {
    let (ann, session) = (world.program(api), world.seeded.session_id);
    let of = |what: &str| format!("/api/v1/sessions/{session}/{what}");
    ann.post(&of("commands/start_round"), json!({ "question": "Jump?" })).await;
    ann.post(&of("commands/stop_round"), json!({})).await;
    let round = until("the round is kept", async || {
        let rounds = ann.get(&of("rounds")).await.body;
        rounds["items"][0]["id"].as_str().map(str::to_owned)
    })
    .await;
    let link = ann.post(&of("links"), json!({ "role": "viewer" })).await.body;
    let wish = json!({ "name": "sync_config", "payload": { "session": session }, "reason": "x" });
    let job = ada.post("/api/v1/admin/jobs", wish).await.1;
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let credentials = format!(
        "headers = {{ Authorization = \"Bearer {}\", Cookie = \"{}\", X-CSRF-Token = \"{}\" }}\n",
        world.seeded.api_token, ada.cookie, ada.csrf
    );
    let known = [
        ("^/api/v1/sessions/", "id", session.to_string()),
        ("^/api/v1/sessions/.*/rounds/", "round", round),
        ("^/api/v1/admin/sessions/", "id", session.to_string()),
        ("^/api/v1/links/", "id", text(&link["id"])),
        ("^/api/v1/admin/jobs/", "id", text(&job["id"])),
    ];
    let known = known.map(|(path, name, id)| operations("include-path-regex", path, name, &id));
    // What ends the session would leave the others nothing to ask for.
    let nobody = Uuid::nil().to_string();
    // Nor must activations wait: a queue that they do not stand in is paused.
    let paused = operations("include-path-regex", "/queues/", "name", "configs");
    let spared = ["DELETE /api/v1/sessions/{id}", "POST /api/v1/admin/sessions/{id}/end"]
        .map(|name| operations("include-name", name, "id", &nobody));
    // The first that matches counts.
    [credentials, spared.concat(), paused, known.concat()].concat()
}

fn operations(which: &str, pattern: &str, name: &str, id: &str) -> String {
    format!(
        "[[operations]]\n{which} = \"{pattern}\"\nparameters = {{ \"path.{name}\" = \"{id}\" }}\n"
    )
}
