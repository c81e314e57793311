//! What people say against what was decided about them, and what becomes of it.

use downbeat_store::{Doer, Keep, Traces};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    Somebody,
    moderating::{crowd, decides, reports},
};
use crate::{
    harness::{Answered, World},
    streamer::code,
};

const HOUR_MS: i64 = 3_600_000;

impl Somebody {
    /// What was decided about them last.
    async fn last_decision(&self) -> Value {
        let read = self.get("/me/decisions").await;
        assert_eq!(read.status, 200, "{}", read.body);
        read.body["items"][0].clone()
    }

    async fn appeals(&self, decision: &Value) -> Answered {
        self.post("/appeals", json!({ "decision": decision["id"], "text": "It was a joke" })).await
    }

    async fn judges(&self, circle: &str, appeal: &Value, act: &str) -> Answered {
        let appeal = appeal.as_str().unwrap();
        let body = json!({ "act": act, "reason": "We looked" });
        self.post(&format!("/circles/{circle}/appeals/{appeal}/decide"), body).await
    }
}

/// Something bad that was said, and what was decided about it: the item.
async fn decided(circle: &str, (bad, by): (&Somebody, &Somebody), body: Value) -> String {
    let item = bad.said(circle, "Rude").await;
    assert_eq!(reports(by, &item).await.status, 202);
    let answer = decides(by, circle, &item, body).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    item
}

async fn now_ms(world: &World) -> i64 {
    world.postgres.number("SELECT (extract(epoch FROM now()) * 1000)::bigint").await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_decision_is_appealed_once_by_whom_it_is_about() {
    let world = World::new().await;
    let api = world.api().await;
    let (circle, all) = crowd(&world, &api).await;
    let [ann, bob, cid, dan, ..] = &all[..] else { panic!() };
    let item = decided(&circle, (cid, bob), json!({ "act": "hide", "rule": 0 })).await;
    let decision = cid.last_decision().await;
    assert_eq!((&decision["act"], &decision["appeal"]), (&json!("hide"), &Value::Null));
    assert_eq!((&decision["circle_name"], &decision["text"]), (&json!("Harbour"), &json!("Rude")));

    let nothing = dan.appeals(&json!({ "id": Uuid::now_v7() })).await;
    let others = dan.appeals(&decision).await;
    assert_eq!((others.status, &others.body), (404, &nothing.body), "as of what never was");
    let empty = json!({ "decision": decision["id"], "text": " \n " });
    assert_eq!(code(&cid.post("/appeals", empty).await), (422, "invalid"));
    let made = cid.appeals(&decision).await;
    assert_eq!(
        (made.status, &made.body["appeal"]["state"]),
        (201, &json!("open")),
        "{}",
        made.body
    );
    assert_eq!(code(&cid.appeals(&decision).await), (409, "exists"));

    let queue = ann.get(&format!("/circles/{circle}/queue")).await.body;
    let appeal = &queue["appeals"][0];
    assert_eq!((&appeal["text"], &appeal["yours"]), (&json!("It was a joke"), &json!(true)));
    assert_eq!(appeal["message"]["id"], item, "{appeal}");
    let theirs = bob.get(&format!("/circles/{circle}/queue")).await.body;
    assert_eq!(theirs["appeals"][0]["yours"], false, "he decided it");
    assert_eq!(code(&bob.judges(&circle, &appeal["id"], "uphold").await), (403, "own_decision"));
    assert_eq!(code(&dan.judges(&circle, &appeal["id"], "uphold").await), (403, "forbidden"));
    let upheld = ann.judges(&circle, &appeal["id"], "uphold").await;
    assert_eq!((upheld.status, &upheld.body["appeals"]), (200, &json!([])), "{}", upheld.body);
    assert_eq!(dan.texts(&circle).await, [Value::Null]);
    assert_eq!(code(&ann.judges(&circle, &appeal["id"], "overturn").await), (404, "not_found"));
    let told = cid.get("/me/notices").await.body;
    assert_eq!(told["items"][0]["about"]["what"], "appeal_upheld", "{told}");
    assert_eq!(told["items"][0]["about"]["decision"], decision["id"]);
    let now = cid.last_decision().await;
    assert_eq!(now["appeal"]["reason"], "We looked", "{now}");

    decided(&circle, (cid, bob), json!({ "act": "hide" })).await;
    let old = "UPDATE decision SET made_at = now() - interval '31 days'";
    world.postgres.run(old).await;
    let late = cid.last_decision().await;
    assert_eq!(code(&cid.appeals(&late).await), (409, "wrong_state"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_overturned_is_shown_again_and_no_warning_any_more() {
    let world = World::new().await.with("API__REQUESTS_PER_MIN", "0");
    let api = world.api().await;
    let (circle, all) = crowd(&world, &api).await;
    let [ann, bob, cid, dan, ..] = &all[..] else { panic!() };
    decided(&circle, (cid, bob), json!({ "act": "warn" })).await;
    let first = cid.last_decision().await;
    decided(&circle, (cid, bob), json!({ "act": "warn" })).await;
    let second = cid.last_decision().await;
    assert_eq!(second["came_to"], "restrict", "{second}");
    assert_eq!(code(&cid.says(&circle, "hello").await), (403, "restricted"));

    let appeal = cid.appeals(&second).await.body["appeal"]["id"].clone();
    assert_eq!(ann.judges(&circle, &appeal, "overturn").await.status, 200);
    assert_eq!(dan.texts(&circle).await, [json!(null), json!("Rude")]);
    let now = cid.last_decision().await;
    assert_eq!((&now["lifted"], &now["appeal"]["state"]), (&json!(true), &json!("overturned")));
    let told = cid.get("/me/notices").await.body["items"].to_string();
    assert!(told.contains("appeal_overturned") && !told.contains(r#""restrict""#), "{told}");

    // One warning stands, so the next is a second again.
    decided(&circle, (cid, bob), json!({ "act": "warn" })).await;
    assert_eq!(cid.last_decision().await["came_to"], "restrict");
    let appeal = cid.appeals(&first).await.body["appeal"]["id"].clone();
    ann.judges(&circle, &appeal, "overturn").await;
    assert_eq!(code(&cid.says(&circle, "hello").await), (403, "restricted"), "the third stands");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_others_decided_stands_and_what_was_removed_stays_so() {
    let world = World::new().await.with("API__REQUESTS_PER_MIN", "0");
    let api = world.api().await;
    let (circle, all) = crowd(&world, &api).await;
    let [ann, bob, cid, dan, ..] = &all[..] else { panic!() };
    let until_ms = now_ms(&world).await + 48 * HOUR_MS;
    let (one, two) = (cid.said(&circle, "Rude").await, cid.said(&circle, "Ruder").await);
    for (item, until_ms) in [(&one, until_ms), (&two, until_ms + HOUR_MS)] {
        reports(dan, item).await;
        let restrict = json!({ "act": "restrict", "until_ms": until_ms });
        assert_eq!(decides(bob, &circle, item, restrict).await.status, 200);
    }
    let later = cid.last_decision().await;
    let appeal = cid.appeals(&later).await.body["appeal"]["id"].clone();
    assert_eq!(ann.judges(&circle, &appeal, "overturn").await.status, 200);
    let seen = cid.get(&format!("/circles/{circle}")).await.body;
    assert_eq!(seen["you"]["restricted_ms"], until_ms, "by the other that stands");
    assert_eq!(dan.texts(&circle).await, [json!(null), json!("Ruder")]);

    let gone = dan.said(&circle, "Spam").await;
    reports(bob, &gone).await;
    decides(bob, &circle, &gone, json!({ "act": "remove" })).await;
    let removed = dan.last_decision().await;
    assert_eq!((&removed["act"], &removed["text"]), (&json!("remove"), &Value::Null));
    let appeal = dan.appeals(&removed).await.body["appeal"]["id"].clone();
    assert_eq!(ann.judges(&circle, &appeal, "overturn").await.status, 200);
    assert_eq!(dan.texts(&circle).await[2], Value::Null);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_banned_finds_it_and_may_come_in_once_it_is_overturned() {
    let world = World::new().await;
    let api = world.api().await;
    let ann = Somebody::new(&world, &api, "Ann").await;
    let bob = Somebody::new(&world, &api, "Bob").await;
    let circle = ann.makes("private").await;
    let invited = ann.post(&format!("/circles/{circle}/invitations"), json!({ "uses": 1 })).await;
    let secret = invited.body["url"].as_str().unwrap().split("#invitation=").nth(1).unwrap();
    let join = json!({ "invitation": secret });
    let joined = bob.post(&format!("/circles/{circle}/join"), join).await;
    assert_eq!(joined.status, 200, "{} {}", invited.body, joined.body);
    let ban = json!({ "state": "banned", "reason": "Enough" });
    assert_eq!(ann.changes(&circle, bob.user, ban).await.status, 200);
    assert_eq!(bob.get(&format!("/circles/{circle}")).await.status, 404);

    let decision = bob.last_decision().await;
    assert_eq!((&decision["act"], &decision["reason"]), (&json!("ban"), &json!("Enough")));
    assert_eq!(decision["circle_name"], Value::Null, "it is hidden from them");
    let appeal = bob.appeals(&decision).await.body["appeal"]["id"].clone();
    // Nobody else keeps order there, so she who decided looks again.
    let queue = ann.get(&format!("/circles/{circle}/queue")).await.body;
    assert_eq!(queue["appeals"][0]["yours"], true, "{queue}");
    assert_eq!(ann.judges(&circle, &appeal, "overturn").await.status, 200);
    let left = format!("/circles/{circle}/members?state=left");
    assert_eq!(ann.get(&left).await.body["items"][0]["name"], "Bob");

    // A ban that was taken back by hand is none that stands.
    let public = ann.makes("public").await;
    bob.joins(&public).await;
    ann.changes(&public, bob.user, json!({ "state": "banned" })).await;
    let banned = bob.last_decision().await;
    ann.changes(&public, bob.user, json!({ "state": "active" })).await;
    assert_eq!(bob.last_decision().await["lifted"], true);
    ann.changes(&public, bob.user, json!({ "state": "banned" })).await;
    let appeal = bob.appeals(&banned).await.body["appeal"]["id"].clone();
    ann.judges(&public, &appeal, "overturn").await;
    assert_eq!(code(&bob.joins(&public).await), (409, "banned"), "the other stands");
    let again = bob.last_decision().await;
    let appeal = bob.appeals(&again).await.body["appeal"]["id"].clone();
    ann.judges(&public, &appeal, "overturn").await;
    assert_eq!(bob.joins(&public).await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_decides_about_their_own_appeal() {
    let world = World::new().await;
    let api = world.api().await;
    let (circle, all) = crowd(&world, &api).await;
    let [ann, bob, ..] = &all[..] else { panic!() };
    decided(&circle, (bob, ann), json!({ "act": "hide" })).await;
    let appeal = bob.appeals(&bob.last_decision().await).await.body["appeal"]["id"].clone();
    assert_eq!(code(&bob.judges(&circle, &appeal, "overturn").await), (403, "forbidden"));
    // He is the only other moderator, and it is his own: so it is hers.
    assert_eq!(ann.judges(&circle, &appeal, "uphold").await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn appeals_go_with_their_people_and_with_their_circle() {
    let world = World::new().await.with("API__REQUESTS_PER_MIN", "0");
    let api = world.api().await;
    let (circle, all) = crowd(&world, &api).await;
    let [_, bob, cid, dan, ..] = &all[..] else { panic!() };
    for bad in [cid, dan] {
        decided(&circle, (bad, bob), json!({ "act": "hide" })).await;
        assert_eq!(bad.appeals(&bad.last_decision().await).await.status, 201);
    }
    let transaction = world.postgres.begin().await.unwrap();
    let (counted, doer) = (Traces::new(), Doer::cli());
    transaction.erase_person(cid.user, &counted, &doer, None).await.unwrap();
    transaction.commit().await.unwrap();
    let count = "SELECT count(*) FROM appeal";
    assert_eq!(world.postgres.number(count).await, 1);
    world.postgres.run("UPDATE circle SET closing_at = now() - interval '1 second'").await;
    let keep = Keep { done_jobs_days: 30, dead_jobs_days: 30, logins_days: 30 };
    world.postgres.prune(keep).await.unwrap();
    assert_eq!(world.postgres.number(count).await, 0);
}
