//! Cases that are the house's.

use downbeat_store::{Doer, Staff};
use reqwest::Method;
use serde_json::json;

use super::{
    Somebody,
    moderating::{crowd, decides, reports},
};
use crate::{
    harness::{Process, World},
    standing::cast::cookie,
    streamer::code,
};

const CASES: &str = "/admin/circle-cases";

async fn staff(world: &World, api: &Process, name: &str, staff: Staff) -> Somebody {
    let user = world.postgres.create_staff(name, staff, &Doer::cli()).await.unwrap();
    Somebody { user, program: cookie(&world.postgres, user).await.program(api).await }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_is_given_to_the_house_which_decides_as_moderators_do() {
    let world = World::new().await;
    let api = world.api().await;
    let (circle, all) = crowd(&world, &api).await;
    let [ann, bob, cid, dan, ..] = &all[..] else { panic!() };
    let (ray, ada) = (
        staff(&world, &api, "Ray", Staff::Reader).await,
        staff(&world, &api, "Ada", Staff::Admin).await,
    );
    let bad = cid.said(&circle, "Rude").await;
    reports(dan, &bad).await;
    let decide = format!("{CASES}/{bad}/decide");
    assert_eq!(ray.get(CASES).await.body["items"], json!([]), "it is the circle's own yet");
    let early = ada.post(&decide, json!({ "act": "hide" })).await;
    assert_eq!(code(&early), (404, "not_found"));

    bob.post(&format!("/circles/{circle}/queue/{bad}/claim"), json!({})).await;
    let given =
        decides(bob, &circle, &bad, json!({ "act": "escalate", "reason": "A friend" })).await;
    let case = &given.body["items"][0];
    assert_eq!((&case["escalated"], &case["claimed_by"]), (&json!(true), &json!(null)), "{case}");
    let twice = decides(bob, &circle, &bad, json!({ "act": "escalate" })).await;
    assert_eq!(code(&twice), (409, "wrong_state"));
    let queue = ray.get(CASES).await.body;
    let here = &queue["items"][0];
    assert_eq!(here["circle"]["name"], "Harbour", "{queue}");
    assert_eq!(here["case"]["message"]["text"], "Rude");
    assert_eq!(here["circle"]["rules"], json!(["Be kind"]));
    assert_eq!(code(&ray.post(&decide, json!({ "act": "hide" })).await), (403, "forbidden"));
    let again = ada.post(&decide, json!({ "act": "escalate" })).await;
    assert_eq!(code(&again), (422, "invalid"), "this is the house already");

    // A moderator who looks at it keeps it from nobody here.
    ann.post(&format!("/circles/{circle}/queue/{bad}/claim"), json!({})).await;
    let decided = ada.post(&decide, json!({ "act": "ban", "rule": 0, "reason": "No" })).await;
    assert_eq!((decided.status, &decided.body["items"]), (200, &json!([])), "{}", decided.body);
    assert_eq!(code(&cid.says(&circle, "hello").await), (409, "banned"));
    assert_eq!(bob.get(&format!("/circles/{circle}/queue")).await.body["count"], 0);
    let noted = "SELECT count(*) FROM audit_log WHERE action = 'case.decide' AND reason = 'No'
        AND target_kind = 'case' AND details->>'act' = 'ban'";
    assert_eq!(world.postgres.number(noted).await, 1);

    // What the house decided, the house looks at again.
    let decision = cid.get("/me/decisions").await.body["items"][0].clone();
    let appeal = json!({ "decision": decision["id"], "text": "It was a joke" });
    assert_eq!(cid.post("/appeals", appeal).await.status, 201);
    assert_eq!(ann.get(&format!("/circles/{circle}/queue")).await.body["appeals"], json!([]));
    let appeals = ray.get(CASES).await.body["appeals"].clone();
    let appeal = appeals[0]["appeal"]["id"].as_str().unwrap();
    let theirs = format!("/circles/{circle}/appeals/{appeal}/decide");
    assert_eq!(code(&ann.post(&theirs, json!({ "act": "overturn" })).await), (404, "not_found"));
    let judge = format!("/admin/circle-appeals/{appeal}/decide");
    let eve = staff(&world, &api, "Eve", Staff::Admin).await;
    let own = ada.post(&judge, json!({ "act": "overturn" })).await;
    assert_eq!(code(&own), (403, "own_decision"));
    let overturned = eve.post(&judge, json!({ "act": "overturn" })).await;
    assert_eq!(overturned.status, 200, "{}", overturned.body);
    assert_eq!(cid.joins(&circle).await.status, 200);
    assert_eq!(cid.texts(&circle).await, ["Rude"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_waits_for_three_days_is_the_houses_too_and_an_owner_stays() {
    let world = World::new().await;
    let api = world.api().await;
    let (circle, all) = crowd(&world, &api).await;
    let [ann, bob, cid, ..] = &all[..] else { panic!() };
    let ada = staff(&world, &api, "Ada", Staff::Admin).await;
    let bad = ann.said(&circle, "Rude").await;
    reports(cid, &bad).await;
    world.postgres.run("UPDATE circle_case SET opened_at = now() - interval '71 hours'").await;
    assert_eq!(ada.get(CASES).await.body["items"], json!([]));
    world.postgres.run("UPDATE circle_case SET opened_at = now() - interval '73 hours'").await;
    let queue = bob.get(&format!("/circles/{circle}/queue")).await.body;
    assert_eq!(queue["items"][0]["escalated"], true, "{queue}");
    assert_eq!(ada.get(CASES).await.body["items"][0]["case"]["id"], bad);

    let decide = format!("{CASES}/{bad}/decide");
    for act in ["ban", "warn"] {
        let refused = ada.post(&decide, json!({ "act": act })).await;
        assert_eq!(code(&refused), (403, "forbidden"), "no circle is without an owner: {act}");
    }
    let path = format!("/circles/{circle}");
    let tag = ann.get(&path).await.etag.unwrap();
    assert!(ann.tagged(Method::DELETE, &path, &tag, json!({})).await.status < 300);
    assert_eq!(ada.get(CASES).await.body["items"], json!([]), "it is deleted");
    assert_eq!(code(&ada.post(&decide, json!({ "act": "hide" })).await), (409, "closing"));
}
