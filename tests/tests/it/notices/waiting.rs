//! Those who keep order are told what waits for them, and nobody else.

use reqwest::Method;
use serde_json::{Value, json};

use super::{NOTICES, counts};
use crate::{
    circle::{
        Somebody,
        moderating::{crowd, decides, reports},
    },
    harness::World,
};

const WAITING: &str = "circle_waiting";

#[tokio::test(flavor = "multi_thread")]
async fn moderators_are_told_what_waits_as_one_notice_that_names_nobody() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let (circle, all) = crowd(&world, &api).await;
    let [ann, bob, cid, dan, ..] = &all[..] else { panic!() };
    let (one, other) = (cid.said(&circle, "Rude").await, cid.said(&circle, "Ruder").await);
    assert_eq!(reports(dan, &one).await.status, 202);
    ann.told(WAITING, |these| counts(these) == [1]).await;
    assert_eq!(reports(dan, &other).await.status, 202);
    for keeper in [ann, bob] {
        let told = keeper.told(WAITING, |these| counts(these) == [2]).await;
        assert_eq!(told[0]["actors"], json!([]), "who reported is told to nobody");
        assert_eq!(told[0]["about"]["circle"], *circle);
    }
    // A second report of the same is no other case.
    let decided = decides(bob, &circle, &one, json!({ "act": "hide" })).await;
    assert_eq!(decided.status, 200, "{}", decided.body);
    ann.told(WAITING, |these| counts(these) == [1]).await;

    // What is given to the house is news to the others, once they have read of it.
    let all_read = json!({ "until_ms": ann.get(NOTICES).await.body["now_ms"] });
    for keeper in [ann, bob] {
        let read = keeper.ask(Method::PUT, "/me/notices/read", all_read.clone()).await;
        assert_eq!(read.status, 204, "{}", read.body);
    }
    let given = decides(bob, &circle, &other, json!({ "act": "escalate" })).await;
    assert_eq!(given.status, 200, "{}", given.body);
    let unread = |these: &[Value]| these.iter().filter(|it| it["read"] == false).count();
    ann.told(WAITING, |these| unread(these) == 1).await;
    bob.told(WAITING, |these| unread(these) == 0).await;

    // So is what somebody says against a decision.
    let dismissed = decides(bob, &circle, &other, json!({ "act": "dismiss" })).await;
    assert_eq!(dismissed.status, 200, "{}", dismissed.body);
    ann.told(WAITING, |these| unread(these) == 0).await;
    let decision = cid.get("/me/decisions").await.body["items"][0]["id"].clone();
    let appeal = json!({ "decision": decision, "text": "It was a joke" });
    let made = cid.post("/appeals", appeal).await;
    assert!(made.status < 300, "{}", made.body);
    ann.told(WAITING, |these| unread(these) == 1).await;
    let queue = ann.get(&format!("/circles/{circle}/queue")).await.body;
    let appeal = queue["appeals"][0]["id"].as_str().unwrap();
    let judge = format!("/circles/{circle}/appeals/{appeal}/decide");
    assert_eq!(ann.post(&judge, json!({ "act": "uphold" })).await.status, 200);
    ann.told(WAITING, |these| unread(these) == 0).await;
    for member in [cid, dan] {
        member.told(WAITING, <[Value]>::is_empty).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_held_waits_and_whoever_keeps_order_no_more_is_told_no_more() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let ann = Somebody::new(&world, &api, "Ann").await;
    let bob = Somebody::new(&world, &api, "Bob").await;
    let cid = Somebody::new(&world, &api, "Cid").await;
    let held = json!({ "name": "Harbour", "kind": "public", "hold_newcomers": true });
    let circle = ann.makes_with(held).await;
    for one in [&bob, &cid] {
        one.joins(&circle).await;
    }
    let raised = json!({ "role": "moderator" });
    assert_eq!(ann.changes(&circle, bob.user, raised).await.status, 200);
    assert_eq!(cid.says(&circle, "Hello").await.status, 202);
    for keeper in [&ann, &bob] {
        keeper.told(WAITING, |these| counts(these) == [1]).await;
    }
    assert_eq!(ann.changes(&circle, bob.user, json!({ "role": "member" })).await.status, 200);
    bob.told(WAITING, <[Value]>::is_empty).await;
    ann.told(WAITING, |these| counts(these) == [1]).await;
}
