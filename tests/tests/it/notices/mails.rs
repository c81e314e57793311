//! Mails of notices: what they say, and how they end.

use reqwest::{Client, Method, StatusCode};
use serde_json::json;
use uuid::Uuid;

use super::SETTINGS;
use crate::{
    accounts::{ANN, GOOD, account},
    circle::Somebody,
    harness::{World, until},
};

/// Ann has an address and a circle, in which Bob is.
async fn stage(
    world: &World,
    api: &crate::harness::Process,
    mails: &crate::harness::Mails,
    kind: &str,
) -> (Somebody, Somebody, String) {
    let program = account(api, mails, ANN, GOOD).await;
    let me = program.get("/api/v1/me").await.body;
    let user: Uuid = me["id"].as_str().unwrap().parse().unwrap();
    let ann = Somebody { user, program };
    let circle = ann.makes(kind).await;
    let bob = Somebody::new(world, api, "Bob").await;
    let join = format!(
        "INSERT INTO circle_member (circle_id, user_id, role, state)
         VALUES ('{circle}', '{}', 'member', 'active')",
        bob.user
    );
    world.postgres.run(&join).await;
    (ann, bob, circle)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_names_who_and_where_and_nothing_that_was_written() {
    let (world, mails) = World::new().await.with_mails().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let (ann, bob, circle) = stage(&world, &api, &mails, "private").await;
    assert_eq!(ann.get(SETTINGS).await.body["can_mail"], true);
    ann.set_told(&json!({ "mail": "instantly" })).await;
    let message = ann.said(&circle, "A marigold in the yard").await;
    let comments = format!("/messages/{message}/comments");
    assert_eq!(bob.post(&comments, json!({ "text": "Larkspur, too" })).await.status, 201);
    let mail = mails.nth(ANN, 2).await;
    assert!(mail.subject.contains("Bob"), "{}", mail.subject);
    let place = format!("/circles/{circle}/m/{message}");
    assert!(mail.text.lines().any(|line| line.ends_with(&place)), "{}", mail.text);
    for secret in ["marigold", "Larkspur", "Early Birds"] {
        assert!(!mail.text.contains(secret) && !mail.subject.contains(secret), "{secret}");
    }

    // The way out is in it, and needs no sign-in; looking at it changes nothing.
    let way_out = mail.unsubscribe.rsplit('/').next().unwrap();
    let url = format!("{}/unsubscribe/{way_out}", api.base);
    let client = Client::new();
    let looked = client.get(&url).send().await.unwrap();
    assert_eq!(looked.status(), StatusCode::OK);
    assert_eq!(ann.get(SETTINGS).await.body["mail"], "instantly");
    let one_click = [("List-Unsubscribe", "One-Click")];
    assert_eq!(client.post(&url).form(&one_click).send().await.unwrap().status(), StatusCode::OK);
    assert_eq!(ann.get(SETTINGS).await.body["mail"], "off");
    let wrong = format!("{}/unsubscribe/{}", api.base, Uuid::new_v4());
    assert_eq!(client.post(&wrong).send().await.unwrap().status(), StatusCode::NOT_FOUND);
    let nonsense = format!("{}/unsubscribe/x", api.base);
    assert_eq!(client.get(&nonsense).send().await.unwrap().status(), StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_of_a_day_lists_what_is_unread_once() {
    let (world, mails) = World::new().await.with_mails().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let (ann, bob, circle) = stage(&world, &api, &mails, "public").await;
    ann.set_told(&json!({ "mail": "daily" })).await;
    let message = ann.said(&circle, "I did it").await;
    let reaction = format!("/messages/{message}/reaction");
    let comments = format!("/messages/{message}/comments");
    assert_eq!(bob.ask(Method::PUT, &reaction, json!({ "kind": "like" })).await.status, 200);
    assert_eq!(bob.post(&comments, json!({ "text": "Well done" })).await.status, 201);
    ann.told("message_reaction", |these| these.len() == 1).await;
    ann.told("message_comment", |these| these.len() == 1).await;
    // Its hour has come; the schedule is asked for by hand.
    let now = "UPDATE notice_settings SET digest_at = now() - interval '1 second';
        UPDATE job_schedule SET next_at = now() WHERE name = 'remind'";
    world.postgres.run(now).await;
    let mail = mails.nth(ANN, 2).await;
    assert!(mail.text.contains("reacted") && mail.text.contains("commented"), "{}", mail.text);
    let next = "SELECT count(*) FROM notice_settings WHERE digest_at > now()";
    assert_eq!(world.postgres.number(next).await, 1);
    world.postgres.run(now).await;
    until("it was looked at again", async || {
        let next = "SELECT count(*) FROM notice_settings WHERE digest_at > now()";
        (world.postgres.number(next).await == 1).then_some(())
    })
    .await;
    assert_eq!(mails.to(ANN).len(), 2, "nothing is told twice");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_read_before_its_mail_goes_is_not_sent() {
    let (world, mails) = World::new().await.with_mails().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let (ann, bob, circle) = stage(&world, &api, &mails, "public").await;
    ann.set_told(&json!({ "mail": "instantly" })).await;
    let message = ann.said(&circle, "I did it").await;
    // The mail is tried again in some seconds, and is read in the inbox by then.
    mails.refuse(451, 1);
    let comments = format!("/messages/{message}/comments");
    assert_eq!(bob.post(&comments, json!({ "text": "Well done" })).await.status, 201);
    until("it was tried", async || {
        let tried = "SELECT count(*) FROM job WHERE name = 'send_mail' AND state = 'retrying'";
        (world.postgres.number(tried).await == 1).then_some(())
    })
    .await;
    let read = json!({ "until_ms": i64::MAX });
    assert_eq!(ann.ask(Method::PUT, "/me/notices/read", read).await.status, 204);
    until("it was tried again", async || {
        let done = "SELECT count(*) FROM job WHERE name = 'send_mail' AND state = 'done'";
        (world.postgres.number(done).await == 2).then_some(())
    })
    .await;
    assert_eq!(mails.to(ANN).len(), 1, "only that of the account");
}
