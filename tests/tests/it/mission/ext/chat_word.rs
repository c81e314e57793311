//! A word in chat that sends people out.

use downbeat_session::kinds::mission::camp::of_broadcaster;
use reqwest::StatusCode;
use serde_json::json;

use crate::harness::{BROADCASTER, Message, World, until};

const OUT: &str = "SELECT count(*) FROM missions WHERE party = 'solo' AND seed IS NOT NULL";
const JOBS: &str = "SELECT count(*) FROM job WHERE name = 'go_by_chat'";

#[tokio::test(flavor = "multi_thread")]
async fn whoever_says_the_word_goes_out_alone_and_once() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let program = world.program(&api);
    let config = json!({ "chat_word": "!Wade", "tick_ms": 3_600_000 });
    let body = json!({ "kind": "mission", "config": config });
    assert_eq!(program.post("/api/v1/sessions", body).await.status, 201);
    let send = async |message: &Message| world.chat.send(&api, message).await.unwrap();

    let first = Message::new("1001", " !wade ");
    assert_eq!(send(&first).await, StatusCode::NO_CONTENT);
    until("somebody is out", async || (world.postgres.number(OUT).await == 1).then_some(())).await;
    let camp =
        format!("SELECT count(*) FROM missions WHERE camp_id = '{}'", of_broadcaster(BROADCASTER));
    assert_eq!(world.postgres.number(&camp).await, 1);
    // The same message again, the same person again, and what is not the word.
    for message in [first, Message::new("1001", "!wade"), Message::new("1002", "!wade now")] {
        assert_eq!(send(&message).await, StatusCode::NO_CONTENT);
    }
    // Said many times in a minute it is no work for anybody.
    for _ in 0..10 {
        send(&Message::new("1001", "!wade")).await;
    }
    let jobs = world.postgres.number(JOBS).await;
    assert!((2..=3).contains(&jobs), "{jobs}");
    let done = "SELECT count(*) FROM job WHERE name = 'go_by_chat' AND state = 'done'";
    until("all are looked at", async || (world.postgres.number(done).await == jobs).then_some(()))
        .await;
    assert_eq!(world.postgres.number(OUT).await, 1, "one who is out stays out");
    let people = "SELECT count(*) FROM survivors";
    assert_eq!(world.postgres.number(people).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_camp_that_is_closed_or_has_no_word_sends_nobody_out() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let program = world.program(&api);
    let body = json!({ "kind": "mission", "config": { "chat_word": "!wade" } });
    assert_eq!(program.post("/api/v1/sessions", body).await.status, 201);
    let camp = of_broadcaster(BROADCASTER);
    let closed = until("it is closed", async || {
        let answer = program.command(camp, "close", json!({})).await;
        (answer.status == 200).then_some(answer)
    })
    .await;
    assert_eq!(closed.body["events"][0]["name"], "closed");
    world.chat.send(&api, &Message::new("1001", "!wade")).await.unwrap();
    let done = "SELECT count(*) FROM job WHERE name = 'go_by_chat' AND state = 'done'";
    until("it is looked at", async || (world.postgres.number(done).await == 1).then_some(())).await;
    assert_eq!(world.postgres.number(OUT).await, 0);
}
