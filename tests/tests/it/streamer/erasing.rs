//! Somebody deletes a round, or their account with everything in it.

use downbeat_store::{Doer, Staff};
use serde_json::json;

use super::code;
use crate::{
    harness::{World, until},
    standing::cast::{cookie, person},
};

#[tokio::test(flavor = "multi_thread")]
async fn a_round_that_is_deleted_is_in_no_table_and_in_no_list() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let ann = world.program(&api);
    let id = world.seeded.session_id;
    let started = ann.command(id, "start_round", json!({ "question": "Jump?" })).await;
    let round = started.body["events"][0]["round"].as_str().unwrap().to_owned();
    let path = format!("/api/v1/sessions/{id}/rounds/{round}");
    until("the round is kept", async || (ann.get(&path).await.status == 200).then_some(())).await;
    assert_eq!(code(&ann.delete(&path).await), (409, "round_running"));
    world.chat.say(&api, "yes").await;
    ann.command(id, "stop_round", json!({ "round": round })).await;
    until("its seconds are kept", async || {
        let read = ann.get(&path).await.body;
        let is_counted = read["series"].as_array().is_some_and(|all| !all.is_empty());
        (read["state"] != "running" && is_counted).then_some(())
    })
    .await;
    assert_eq!(ann.delete(&path).await.status, 204);
    assert_eq!(code(&ann.get(&path).await), (404, "not_found"));
    assert_eq!(code(&ann.delete(&path).await), (404, "not_found"));
    for (table, column) in
        [("round", "id"), ("round_second", "round_id"), ("round_voters", "round_id")]
    {
        let left = format!("SELECT count(*) FROM {table} WHERE {column} = '{round}'");
        assert_eq!(world.postgres.number(&left).await, 0, "{table}");
    }
    let noted = format!(
        "SELECT count(*) FROM audit_log WHERE action = 'round.delete' AND target_id = '{round}'"
    );
    assert_eq!(world.postgres.number(&noted).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_deletes_their_account_leaves_nothing_and_is_signed_out() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let bob = person(&world.postgres, "Bob").await;
    let browser = cookie(&world.postgres, bob).await.program(&api).await;
    let timer = json!({ "kind": "timer", "config": {
        "mode": "global", "budget_ms": 60_000, "participants": [{ "name": "Bob's friend" }],
    } });
    let made = browser.post("/api/v1/sessions", timer).await;
    let id: uuid::Uuid = made.body["id"].as_str().unwrap().parse().unwrap();
    let wrong = browser.post("/api/v1/me/erase", json!({ "name": "bob" })).await;
    assert_eq!((wrong.status, &wrong.body["errors"][0]["field"]), (422, &json!("name")));
    assert_eq!(browser.get("/api/v1/me").await.status, 200, "nothing was deleted");
    assert_eq!(browser.post("/api/v1/me/erase", json!({ "name": "Bob" })).await.status, 204);
    assert_eq!(code(&browser.get("/api/v1/me").await), (401, "signed_out"));
    let left = format!(
        "SELECT (SELECT count(*) FROM login_session WHERE user_id = '{bob}')
              + (SELECT count(*) FROM sessions WHERE owner = '{bob}' AND deleted_at IS NULL)
              + (SELECT count(*) FROM users WHERE display_name = 'Bob')"
    );
    assert_eq!(world.postgres.number(&left).await, 0);
    let named = format!(
        "SELECT count(*) FROM audit_log WHERE actor = 'Bob' OR actor_id = '{bob}'
             OR details::text LIKE '%Bob%'"
    );
    assert_eq!(world.postgres.number(&named).await, 0);
    let erased = "SELECT count(*) FROM audit_log WHERE action = 'user.erase' AND actor = 'erased'";
    assert_eq!(world.postgres.number(erased).await, 1);
    let live = world.live.live().await;
    until("live Redis was told", async || live.read(id).await.unwrap().is_none().then_some(()))
        .await;
    // Somebody has to be able to do everything.
    let ada = world.postgres.create_staff("Ada", Staff::Admin, &Doer::cli()).await.unwrap();
    let ada = cookie(&world.postgres, ada).await.program(&api).await;
    let only = ada.post("/api/v1/me/erase", json!({ "name": "Ada" })).await;
    assert_eq!(code(&only), (409, "last_admin"));
}
