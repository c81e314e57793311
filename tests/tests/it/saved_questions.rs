//! Questions that a streamer saves for later: templates of a command.

use serde_json::{Value, json};

use crate::harness::World;

const TEMPLATES: &str = "/api/v1/templates";

fn question(command: &str, args: &Value) -> Value {
    json!({ "kind": "meter", "name": "The gap", "command": command, "config": args })
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_is_saved_as_it_will_be_asked() {
    let world = World::new().await;
    let api = world.api().await;
    let ann = world.program(&api);
    let choices =
        json!([{ "trigger": "1", "label": "Left" }, { "trigger": "2", "label": "Right" }]);
    let args = json!({ "question": "Which way?", "choices": choices, "duration_s": 60 });
    let made = ann.post(TEMPLATES, question("start_round", &args)).await;
    assert_eq!(made.status, 201, "{}", made.body);
    let listed = ann.get(TEMPLATES).await.body;
    let one = &listed["items"][0];
    let told = (one["kind"].as_str(), one["command"].as_str(), &one["config"]);
    assert_eq!(told, (Some("meter"), Some("start_round"), &args));
    // A command that no fresh session would accept has arguments all the same.
    assert_eq!(
        ann.post(TEMPLATES, question("extend_round", &json!({ "s": 30 }))).await.status,
        201
    );

    for (wrong, field) in [
        (question("start_round", &json!({ "question": "" })), "question"),
        (question("start_round", &json!({ "question": "?", "duration_s": 1 })), "duration_s"),
        (question("start_round", &json!({ "question": "?", "more": 1 })), ""),
        (question("start_round", &json!("?")), "args"),
        (question("start_around", &json!({})), "command"),
        (question("switch", &json!({})), "command"),
    ] {
        let refused = ann.post(TEMPLATES, wrong.clone()).await;
        let first = refused.body["errors"][0]["field"].as_str().unwrap_or_default();
        assert_eq!(refused.status, 422, "{wrong}: {}", refused.body);
        assert!(first.contains(field), "{wrong}: {}", refused.body);
    }
    let id = one["id"].as_str().unwrap();
    assert_eq!(ann.delete(&format!("{TEMPLATES}/{id}")).await.status, 204);
}
