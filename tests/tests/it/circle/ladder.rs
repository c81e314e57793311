//! What a warning comes to.

use serde_json::{Value, json};

use super::{
    Somebody,
    moderating::{crowd, decides, reports},
};
use crate::{
    harness::{Answered, World},
    streamer::code,
};

const WARN: &str = r#"{"act":"warn","rule":0,"reason":"Be kind"}"#;

fn warn() -> Value {
    serde_json::from_str(WARN).unwrap()
}

/// Somebody says something bad, and is warned: what the moderator saw before, and after.
async fn warned(circle: &str, (bad, by, other): (&Somebody, &Somebody, &Somebody)) -> [Value; 2] {
    let item = bad.said(circle, "Rude").await;
    assert_eq!(reports(other, &item).await.status, 202);
    let queue = by.get(&format!("/circles/{circle}/queue")).await.body;
    let next = queue["items"][0]["next"].clone();
    let decided: Answered = decides(by, circle, &item, warn()).await;
    assert_eq!(decided.status, 200, "{}", decided.body);
    [next, decided.body["decided"].clone()]
}

#[tokio::test(flavor = "multi_thread")]
async fn warnings_come_to_more_and_lapse() {
    let world = World::new().await.with("API__REQUESTS_PER_MIN", "0");
    let api = world.api().await;
    let (circle, all) = crowd(&world, &api).await;
    let [ann, bob, cid, dan, ..] = &all[..] else { panic!() };
    let who = (cid, bob, dan);
    let now_ms = world.postgres.number("SELECT (extract(epoch FROM now()) * 1000)::bigint").await;
    let in_days = |decided: &Value| {
        let until_ms = decided["until_ms"].as_i64()?;
        Some((until_ms - now_ms) / (24 * 3_600_000))
    };

    let [next, first] = warned(&circle, who).await;
    assert_eq!((&next, &first["came_to"]), (&json!("warn"), &json!("warn")), "{first}");
    assert_eq!((&first["act"], in_days(&first)), (&json!("warn"), None));
    let [next, second] = warned(&circle, who).await;
    assert_eq!((&next, &second["came_to"]), (&json!("restrict_day"), &json!("restrict")));
    assert_eq!(in_days(&second), Some(1));
    assert_eq!(code(&cid.says(&circle, "hello").await), (403, "restricted"));

    let over = "UPDATE circle_member SET restricted_until = now()";
    world.postgres.run(over).await;
    let [next, third] = warned(&circle, who).await;
    assert_eq!((&next, in_days(&third)), (&json!("restrict_week"), Some(7)));
    world.postgres.run(over).await;
    // The first has lapsed, so what would be the fourth is a third.
    let lapse = "UPDATE decision SET made_at = now() - interval '91 days'
        WHERE id = (SELECT id FROM decision ORDER BY id LIMIT 1)";
    world.postgres.run(lapse).await;
    let [next, again] = warned(&circle, who).await;
    assert_eq!((&next, in_days(&again)), (&json!("restrict_week"), Some(7)));
    world.postgres.run(over).await;
    let [next, last] = warned(&circle, who).await;
    assert_eq!((&next, &last["came_to"]), (&json!("ban"), &json!("ban")));
    assert_eq!((&last["act"], &last["until_ms"]), (&json!("warn"), &Value::Null));
    assert_eq!(code(&cid.says(&circle, "hello").await), (409, "banned"));

    let told = cid.get("/me/notices").await.body;
    assert_eq!(told["items"][0]["about"]["what"], "ban", "{told}");
    assert_eq!(told["items"][0]["about"]["decision"], last["id"]);
    let mine = cid.get("/me/decisions").await.body;
    let came_to: Vec<&Value> =
        mine["items"].as_array().unwrap().iter().map(|one| &one["came_to"]).collect();
    assert_eq!(came_to, ["ban", "restrict", "restrict", "restrict", "warn"], "newest first");
    assert!(!mine.to_string().contains("Bob"), "who decided is told to nobody");
    assert_eq!(ann.get("/me/decisions").await.body["items"], json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_warning_makes_nothing_shorter_and_is_for_who_is_below() {
    let world = World::new().await;
    let api = world.api().await;
    let (circle, all) = crowd(&world, &api).await;
    let [ann, bob, cid, dan, ..] = &all[..] else { panic!() };
    warned(&circle, (cid, bob, dan)).await;
    let (one, two) = (cid.said(&circle, "Rude").await, cid.said(&circle, "Ruder").await);
    reports(dan, &one).await;
    reports(dan, &two).await;
    let now_ms = world.postgres.number("SELECT (extract(epoch FROM now()) * 1000)::bigint").await;
    let until_ms = now_ms + 30 * 24 * 3_600_000;
    let restrict = json!({ "act": "restrict", "until_ms": until_ms });
    let decided = decides(bob, &circle, &one, restrict).await.body;
    assert_eq!(decided["decided"]["until_ms"], until_ms, "it is as it was given");
    let decided = decides(bob, &circle, &two, warn()).await.body;
    assert_eq!(decided["decided"]["came_to"], "restrict", "{decided}");
    let seen = cid.get(&format!("/circles/{circle}")).await.body;
    assert_eq!(seen["you"]["restricted_ms"], until_ms, "a day is less than a month");

    let own = ann.said(&circle, "Mine").await;
    reports(dan, &own).await;
    assert_eq!(code(&decides(bob, &circle, &own, warn()).await), (403, "forbidden"));
}

#[tokio::test(flavor = "multi_thread")]
async fn each_case_of_a_page_has_what_is_its_own() {
    let world = World::new().await.with("API__REQUESTS_PER_MIN", "0");
    let api = world.api().await;
    let (circle, all) = crowd(&world, &api).await;
    let [_, bob, cid, dan, eve, fay] = &all[..] else { panic!() };
    warned(&circle, (cid, bob, dan)).await;
    let rude = cid.said(&circle, "Rude again").await;
    let fine = dan.said(&circle, "Fine").await;
    let comment = eve.post(&format!("/messages/{fine}/comments"), json!({ "text": "No" })).await;
    let comment = comment.body["id"].as_str().unwrap().to_owned();
    for one in [dan, fay] {
        assert_eq!(reports(one, &rude).await.status, 202);
    }
    let spam = json!({ "reason": "spam", "text": "look" });
    assert_eq!(fay.post(&format!("/comments/{comment}/report"), spam).await.status, 202);
    assert_eq!(reports(fay, &fine).await.status, 202);

    let queue = bob.get(&format!("/circles/{circle}/queue")).await.body;
    let ids: Vec<_> = queue["items"].as_array().unwrap().iter().map(|it| &it["id"]).collect();
    assert_eq!(ids, [&json!(rude), &json!(comment), &json!(fine)], "oldest first");
    let [first, second, third] = [0, 1, 2].map(|at| &queue["items"][at]);
    assert_eq!(
        (&first["message"]["text"], &first["comment"]),
        (&json!("Rude again"), &Value::Null)
    );
    assert_eq!((&second["message"], &second["comment"]["text"]), (&Value::Null, &json!("No")));
    assert_eq!(third["message"]["text"], "Fine");
    let said = |case: &Value| case["reports"].as_array().unwrap().len();
    assert_eq!([first, second, third].map(said), [2, 1, 1]);
    assert_eq!(second["reports"][0]["text"], "look");
    let next = [first, second, third].map(|case| case["next"].clone());
    assert_eq!(next, ["restrict_day", "warn", "warn"], "whoever was warned, and nobody else");
}
