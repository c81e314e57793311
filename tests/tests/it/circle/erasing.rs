//! A person who is erased leaves places, and no words.

use downbeat_store::{Doer, NewMessage, Traces};
use futures::future::join;
use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use super::Somebody;
use crate::{
    harness::{Screen, World, until},
    standing::cast::cookie,
};

#[tokio::test(flavor = "multi_thread")]
async fn an_erased_person_leaves_places_and_no_words() {
    let world = World::new().await.with("API__REQUESTS_PER_MIN", "0");
    let api = world.api().await;
    let (ann, bob) =
        (Somebody::new(&world, &api, "Ann").await, Somebody::new(&world, &api, "Bob").await);
    let circle = ann.makes("public").await;
    let alone = ann.makes("private").await;
    ann.said(&alone, "canary alone").await;
    bob.joins(&circle).await;
    let hers = ann.said(&circle, "canary one").await;
    let his = bob.said(&circle, "stays").await;
    let comments = format!("/messages/{his}/comments");
    ann.post(&comments, json!({ "text": "canary two" })).await;
    let path = format!("/messages/{hers}");
    ann.tagged(Method::PATCH, &path, "\"1\"", json!({ "text": "canary three" })).await;
    ann.ask(Method::PUT, &format!("/messages/{his}/reaction"), json!({ "kind": "love" })).await;
    let daily = json!({ "kind": "positive", "texts": ["canary four"], "at": "08:00" });
    ann.tagged(Method::PUT, &format!("/circles/{circle}/daily"), "*", daily).await;
    let later = format!(
        "INSERT INTO circle_scheduled (id, circle_id, by, kind, text, at)
         VALUES (gen_random_uuid(), '{circle}', '{}', 'support', 'canary five', now())",
        ann.user
    );
    world.postgres.run(&later).await;
    bob.post(&format!("{path}/report"), json!({ "reason": "spam", "text": "look" })).await;
    let his_own = bob.makes("private").await;
    for (who, to, login) in [(&ann, &alone, "Bob"), (&bob, &his_own, "Ann")] {
        let path = format!("/circles/{to}/invitations");
        assert_eq!(who.post(&path, json!({ "login": login })).await.status, 201);
    }

    let transaction = world.postgres.begin().await.unwrap();
    let (counted, doer) = (Traces::new(), Doer::cli());
    transaction.erase_person(ann.user, &counted, &doer, None).await.unwrap();
    transaction.commit().await.unwrap();

    let mine = bob.get("/circles?mine=true").await.body;
    assert_eq!(mine["items"][0]["you"]["role"], "owner", "it goes to who is left: {mine}");
    assert_eq!(bob.texts(&circle).await, [json!(null), json!("stays")]);
    let read = bob.get(&format!("/messages/{his}")).await.body;
    assert_eq!((&read["counts"]["love"], &read["comments"]), (&json!(0), &json!(0)), "{read}");
    let gone = bob.get(&path).await.body;
    assert_eq!((&gone["author"], &gone["text"]), (&Value::Null, &Value::Null));
    let left = "SELECT count(*) FROM (
        SELECT text FROM message UNION ALL SELECT text FROM comment
        UNION ALL SELECT text FROM message_version UNION ALL SELECT text FROM circle_scheduled
        UNION ALL SELECT texts::text FROM circle_daily) AS said WHERE text LIKE '%canary%'";
    assert_eq!(world.postgres.number(left).await, 0);
    let rows = format!(
        "SELECT (SELECT count(*) FROM circle_member WHERE user_id = '{0}')
            + (SELECT count(*) FROM reaction WHERE user_id = '{0}')
            + (SELECT count(*) FROM message WHERE author = '{0}')
            + (SELECT count(*) FROM comment WHERE author = '{0}')
            + (SELECT count(*) FROM circle WHERE id = '{alone}')
            + (SELECT count(*) FROM circle_invitation WHERE by = '{0}' OR user_id = '{0}')",
        ann.user
    );
    assert_eq!(world.postgres.number(&rows).await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_erased_while_they_speak_is_so_once_they_have_spoken() {
    let world = World::new().await;
    let api = world.api().await;
    let ann = Somebody::new(&world, &api, "Ann").await;
    let bob = Somebody::new(&world, &api, "Bob").await;
    let circle = ann.makes("public").await;
    bob.joins(&circle).await;
    bob.said(&circle, "canary before").await;
    let id: Uuid = circle.parse().unwrap();

    // The circle is held, and he himself not yet: that is when his name is written down.
    let saying = world.postgres.begin().await.unwrap();
    saying.hold_circle(id).await.unwrap().unwrap();
    let said = async {
        until("the erasure waits", async || {
            let waits = "SELECT count(*) FROM pg_stat_activity
                 WHERE datname = current_database() AND wait_event_type = 'Lock'";
            (world.postgres.number(waits).await > 0).then_some(())
        })
        .await;
        let (message, text) = (Uuid::now_v7(), "canary after");
        let (author, kind) = (bob.user, "support");
        let new = NewMessage { id: message, circle: id, author, kind, text, is_daily: false };
        saying.post_message(new, false).await.unwrap();
        saying.commit().await.unwrap();
    };
    let erased = async {
        let transaction = world.postgres.begin().await.unwrap();
        transaction.hold_person(bob.user).await.unwrap();
        let (counted, doer) = (Traces::new(), Doer::cli());
        transaction.erase_person(bob.user, &counted, &doer, None).await.unwrap();
        transaction.commit().await.unwrap();
    };
    join(erased, said).await;
    assert_eq!(ann.texts(&circle).await, [Value::Null, Value::Null], "what came in time, too");
    let named = format!("SELECT count(*) FROM message WHERE author = '{}'", bob.user);
    assert_eq!(world.postgres.number(&named).await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_erased_looks_no_more() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let ann = Somebody::new(&world, &api, "Ann").await;
    let bob = Somebody::new(&world, &api, "Bob").await;
    let circle = ann.makes("public").await;
    bob.joins(&circle).await;
    let headers = cookie(&world.postgres, bob.user).await.headers();
    let url = api.session_url(circle.parse().unwrap());
    let mut bobs = Screen::connect_with(&url, &headers).await.greeted().await;
    let gone = bob.post("/me/erase", json!({ "name": "Bob" })).await;
    assert_eq!(gone.status, 204, "{}", gone.body);
    assert_eq!(bobs.bye().await, (3500, 3500));
}
