//! The queue: what is held and reported, and what is decided.

use serde_json::{Value, json};

use super::{Somebody, a_month_later};
use crate::{harness::World, streamer::code};

/// A circle of Ann's, in which Bob keeps order and the others are members.
pub async fn crowd(world: &World, api: &crate::harness::Process) -> (String, Vec<Somebody>) {
    let mut all = Vec::new();
    for name in ["Ann", "Bob", "Cid", "Dan", "Eve", "Fay"] {
        all.push(Somebody::new(world, api, name).await);
    }
    let rules = json!({ "name": "Harbour", "kind": "public", "rules": ["Be kind"] });
    let circle = all[0].makes_with(rules).await;
    for one in &all[1..] {
        one.joins(&circle).await;
    }
    let raised = json!({ "role": "moderator" });
    assert_eq!(all[0].changes(&circle, all[1].user, raised).await.status, 200);
    a_month_later(world).await;
    (circle, all)
}

pub async fn reports(who: &Somebody, message: &str) -> crate::harness::Answered {
    who.post(&format!("/messages/{message}/report"), json!({ "reason": "abuse" })).await
}

pub async fn decides(
    who: &Somebody,
    circle: &str,
    item: &str,
    body: Value,
) -> crate::harness::Answered {
    who.post(&format!("/circles/{circle}/queue/{item}/decide"), body).await
}

#[tokio::test(flavor = "multi_thread")]
async fn three_reports_hide_and_what_is_kept_stays_until_it_is_edited() {
    let world = World::new().await;
    let api = world.api().await;
    let (circle, all) = crowd(&world, &api).await;
    let [ann, bob, cid, dan, eve, fay] = &all[..] else { panic!() };
    let bad = cid.said(&circle, "Something rude").await;
    assert_eq!(code(&reports(cid, &bad).await), (409, "wrong_state"), "not one's own");
    let new = "UPDATE users SET created_at = now() WHERE display_name = 'Fay'";
    world.postgres.run(new).await;
    for one in [dan, eve, fay, dan] {
        assert_eq!(reports(one, &bad).await.status, 202);
    }
    let read = ann.get(&format!("/messages/{bad}")).await.body;
    assert_eq!(read["state"], "shown", "two count: a new account's does not, nor one's second");
    reports(ann, &bad).await;
    assert_eq!(eve.texts(&circle).await, [Value::Null]);
    assert_eq!(cid.texts(&circle).await, ["Something rude"], "its author reads it");
    let queue = bob.get(&format!("/circles/{circle}/queue")).await.body;
    let case = &queue["items"][0];
    assert_eq!((&queue["count"], &case["message"]["text"]), (&json!(1), &json!("Something rude")));
    assert_eq!(case["reports"].as_array().unwrap().len(), 4);
    assert!(!queue.to_string().contains(&dan.user.to_string()), "nobody learns who reported");
    assert_eq!(code(&dan.get(&format!("/circles/{circle}/queue")).await), (403, "forbidden"));

    let keep = json!({ "act": "keep", "reason": "Rude, and true" });
    assert_eq!(decides(bob, &circle, &bad, keep).await.body["count"], 0);
    assert_eq!(eve.texts(&circle).await, ["Something rude"]);
    for one in [ann, dan, eve] {
        reports(one, &bad).await;
    }
    assert_eq!(eve.texts(&circle).await, ["Something rude"], "it was kept");
    decides(bob, &circle, &bad, json!({ "act": "dismiss" })).await;
    let path = format!("/messages/{bad}");
    let version = cid.get(&path).await.etag.unwrap();
    let edit = json!({ "text": "Something worse" });
    let edited = cid.tagged(reqwest::Method::PATCH, &path, &version, edit).await;
    assert_eq!(edited.status, 200, "{}", edited.body);
    for one in [ann, dan, eve] {
        reports(one, &bad).await;
    }
    assert_eq!(eve.texts(&circle).await, [Value::Null], "another version is another case");
}

#[tokio::test(flavor = "multi_thread")]
async fn one_moderator_looks_at_a_case_at_a_time() {
    let world = World::new().await;
    let api = world.api().await;
    let (circle, all) = crowd(&world, &api).await;
    let [ann, bob, cid, dan, ..] = &all[..] else { panic!() };
    let bad = cid.said(&circle, "Spam").await;
    reports(dan, &bad).await;
    let claim = format!("/circles/{circle}/queue/{bad}/claim");
    let claimed = bob.post(&claim, json!({})).await;
    assert_eq!(claimed.body["items"][0]["claimed_by"]["name"], "Bob", "{}", claimed.body);
    assert_eq!(code(&ann.post(&claim, json!({})).await), (409, "wrong_state"));
    let early = decides(ann, &circle, &bad, json!({ "act": "remove" })).await;
    assert_eq!(code(&early), (409, "wrong_state"));
    world.postgres.run("UPDATE circle_case SET claimed_until = now()").await;
    let note = json!({ "act": "note", "reason": "Third time" });
    assert_eq!(decides(ann, &circle, &bad, note).await.body["count"], 1);
    let gone = json!({ "act": "remove", "rule": 0 });
    assert_eq!(decides(ann, &circle, &bad, gone).await.body["count"], 0);
    assert_eq!(cid.texts(&circle).await, [Value::Null]);
    let odd = json!({ "act": "remove", "rule": 1 });
    assert_eq!(code(&decides(ann, &circle, &bad, odd).await), (422, "invalid"));
    let late = decides(bob, &circle, &bad, json!({ "act": "keep" })).await;
    assert_eq!(code(&late), (404, "not_found"));
    let kept = "SELECT count(*) FROM decision WHERE act IN ('note', 'remove') AND by IS NOT NULL";
    assert_eq!(world.postgres.number(kept).await, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_said_it_is_restricted_or_banned_and_nobody_as_high() {
    let world = World::new().await;
    let api = world.api().await;
    let (circle, all) = crowd(&world, &api).await;
    let [ann, bob, cid, dan, ..] = &all[..] else { panic!() };
    let bad = cid.said(&circle, "Rude").await;
    reports(dan, &bad).await;
    let open = json!({ "act": "restrict" });
    assert_eq!(code(&decides(bob, &circle, &bad, open).await), (422, "invalid"));
    let later = world.postgres.number("SELECT (extract(epoch FROM now()) * 1000)::bigint").await;
    let restrict = json!({ "act": "restrict", "until_ms": later + 3_600_000 });
    assert_eq!(decides(bob, &circle, &bad, restrict).await.status, 200);
    assert_eq!(code(&cid.says(&circle, "hello").await), (403, "restricted"));
    assert_eq!(dan.texts(&circle).await, [Value::Null]);

    let worse = dan.said(&circle, "Worse").await;
    reports(ann, &worse).await;
    assert_eq!(decides(bob, &circle, &worse, json!({ "act": "ban" })).await.status, 200);
    assert_eq!(code(&dan.says(&circle, "hello").await), (409, "banned"));
    let own = bob.said(&circle, "Mine").await;
    reports(ann, &own).await;
    let peer = json!({ "role": "moderator" });
    ann.changes(&circle, all[4].user, peer).await;
    let up = decides(&all[4], &circle, &own, json!({ "act": "ban" })).await;
    assert_eq!(code(&up), (403, "forbidden"), "a moderator is as high as another");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_newcomers_first_messages_wait_for_a_moderator() {
    let world = World::new().await.with("API__REQUESTS_PER_MIN", "0");
    let api = world.api().await;
    let ann = Somebody::new(&world, &api, "Ann").await;
    let held = json!({ "name": "Harbour", "kind": "public", "hold_newcomers": true });
    let circle = ann.makes_with(held).await;
    ann.said(&circle, "Welcome").await;
    let bob = Somebody::new(&world, &api, "Bob").await;
    bob.joins(&circle).await;
    let said = bob.says(&circle, "Hello").await;
    assert_eq!((said.status, &said.body["state"]), (202, &json!("held")), "{}", said.body);
    assert_eq!(said.body["seq"], json!(null));
    assert_eq!(ann.texts(&circle).await, ["Welcome"]);
    let message = said.body["id"].as_str().unwrap();
    let read = async |who: &Somebody| who.get(&format!("/circles/{circle}/messages")).await.body;
    assert_eq!(read(&bob).await["held"][0]["text"], "Hello");
    assert_eq!(read(&ann).await["held"], json!([]), "others find it in the queue");
    assert_eq!(bob.get(&format!("/messages/{message}")).await.status, 200, "its author reads it");
    let cid = Somebody::new(&world, &api, "Cid").await;
    assert_eq!(cid.get(&format!("/messages/{message}")).await.status, 404);
    let off = decides(&ann, &circle, message, json!({ "act": "dismiss" })).await;
    assert_eq!(code(&off), (409, "wrong_state"));
    ann.said(&circle, "Meanwhile").await;
    decides(&ann, &circle, message, json!({ "act": "keep" })).await;
    assert_eq!(cid.texts(&circle).await, ["Welcome", "Meanwhile", "Hello"], "it is new now");
    for n in 0..2 {
        let next = bob.says(&circle, &n.to_string()).await;
        assert_eq!(next.status, 202);
        let next = next.body["id"].as_str().unwrap().to_owned();
        decides(&ann, &circle, &next, json!({ "act": "keep" })).await;
    }
    assert_eq!(bob.says(&circle, "at last").await.status, 201);
}
