//! Pushes to devices: what they say, and what becomes of a device whose service refuses.

use downbeat_job::{Attempt, Deliver, Durable, SendPush};
use downbeat_outside::push::sim::Browser;
use downbeat_store::{Doer, Traces};
use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use super::devices::{PUSH, devices, subscribes};
use crate::{
    circle::Somebody,
    harness::{Process, Pushes, World, pusher, until},
    standing::cast::cookie,
};

async fn stage() -> (World, Pushes, Process, Somebody) {
    let (world, pushes) = World::new().await.with_pushes().await;
    let api = world.api().await;
    let ann = Somebody::new(&world, &api, "Ann").await;
    (world, pushes, api, ann)
}

/// So many notices whose time has come.
async fn waiting(world: &World, user: Uuid, count: u32) {
    let make = format!(
        "INSERT INTO notice (id, user_id, type, subject)
         SELECT gen_random_uuid(), '{user}', 'system', gen_random_uuid()::text
         FROM generate_series(1, {count})"
    );
    world.postgres.run(&make).await;
    // The schedule is asked for by hand.
    world.postgres.run("UPDATE job_schedule SET next_at = now() WHERE name = 'deliver'").await;
}

async fn pushed(world: &World, state: &str) -> i64 {
    let count = format!("SELECT count(*) FROM job WHERE name = 'send_push' AND state = '{state}'");
    world.postgres.number(&count).await
}

async fn are_pushed(world: &World, state: &str, count: i64) {
    let what = format!("{count} pushes are {state}");
    until(&what, async || (pushed(world, state).await == count).then_some(())).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_push_names_who_and_where_and_nothing_that_was_written() {
    let (world, pushes, api, ann) = stage().await;
    let _worker = world.worker().await;
    let bob = Somebody::new(&world, &api, "Bob").await;
    let circle = ann.makes("private").await;
    let join = format!(
        "INSERT INTO circle_member (circle_id, user_id, role, state)
         VALUES ('{circle}', '{}', 'member', 'active')",
        bob.user
    );
    world.postgres.run(&join).await;
    let browser = Browser::new();
    subscribes(&ann, &pushes.endpoint("ann"), &browser).await;
    let message = ann.said(&circle, "A marigold in the yard").await;
    let comments = format!("/messages/{message}/comments");
    assert_eq!(bob.post(&comments, json!({ "text": "Larkspur, too" })).await.status, 201);

    let push = pushes.nth("ann", 1).await;
    let said = String::from_utf8(browser.opens(&push.body).unwrap()).unwrap();
    let told: Value = serde_json::from_str(&said).unwrap();
    let notice = ann.told("message_comment", |these| these.len() == 1).await.remove(0);
    assert_eq!(told["id"], notice["id"]);
    // A second of the same would take its place.
    assert_eq!(push.topic, notice["id"].as_str().unwrap().replace('-', ""));
    assert!(told["text"].as_str().unwrap().contains("Bob"), "{told}");
    let place = format!("/circles/{circle}/m/{message}");
    assert!(told["url"].as_str().unwrap().ends_with(&place), "{told}");
    for secret in ["marigold", "Larkspur", "Early Birds"] {
        assert!(!said.contains(secret), "{said}");
    }
    are_pushed(&world, "done", 1).await;
    assert!(devices(&ann).await[0]["used_at_ms"].is_i64());
    assert_eq!(pushes.to("ann").len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_device_that_is_gone_is_forgotten() {
    let (world, pushes, _api, ann) = stage().await;
    let _worker = world.worker().await;
    for status in [404, 410] {
        subscribes(&ann, &pushes.endpoint("ann"), &Browser::new()).await;
        pushes.refuse(status, 1);
        waiting(&world, ann.user, 1).await;
        until("it is forgotten", async || devices(&ann).await.is_empty().then_some(())).await;
    }
    assert!(pushes.to("ann").is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn one_that_never_worked_is_forgotten_after_three_refusals() {
    let (world, pushes, _api, ann) = stage().await;
    let _worker = world.worker().await;
    subscribes(&ann, &pushes.endpoint("ann"), &Browser::new()).await;
    pushes.refuse(403, 2);
    waiting(&world, ann.user, 2).await;
    are_pushed(&world, "done", 2).await;
    assert_eq!(devices(&ann).await.len(), 1, "twice is not enough");
    pushes.refuse(400, 1);
    waiting(&world, ann.user, 1).await;
    until("it is forgotten", async || devices(&ann).await.is_empty().then_some(())).await;

    // One that worked once is not, however often its service refuses.
    subscribes(&ann, &pushes.endpoint("ann"), &Browser::new()).await;
    waiting(&world, ann.user, 1).await;
    pushes.nth("ann", 1).await;
    are_pushed(&world, "done", 4).await;
    pushes.refuse(403, 4);
    waiting(&world, ann.user, 4).await;
    are_pushed(&world, "done", 8).await;
    assert_eq!((devices(&ann).await.len(), pushes.to("ann").len()), (1, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_service_that_is_busy_is_asked_again_and_what_is_read_by_then_is_not_pushed() {
    let (world, pushes, _api, ann) = stage().await;
    let _worker = world.worker().await;
    subscribes(&ann, &pushes.endpoint("ann"), &Browser::new()).await;
    pushes.refuse(429, 1);
    waiting(&world, ann.user, 1).await;
    pushes.nth("ann", 1).await;
    are_pushed(&world, "done", 1).await;

    pushes.refuse(503, 1);
    waiting(&world, ann.user, 1).await;
    are_pushed(&world, "retrying", 1).await;
    let read = json!({ "until_ms": i64::MAX });
    assert_eq!(ann.ask(Method::PUT, "/me/notices/read", read).await.status, 204);
    are_pushed(&world, "done", 2).await;
    assert_eq!(pushes.to("ann").len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn quiet_hours_and_types_that_are_off_hold_pushes() {
    let (world, pushes, _api, ann) = stage().await;
    let live = world.live.live().await;
    let mut context = world.context(&live).await;
    context.pusher = Some(pusher());
    let deliver = async || {
        Deliver { user: None }.run(&context, &Attempt::new(Uuid::now_v7(), 1)).await.unwrap();
        let count = "SELECT count(*) FROM job WHERE name = 'send_push'";
        world.postgres.number(count).await
    };
    subscribes(&ann, &pushes.endpoint("ann"), &Browser::new()).await;
    // Quiet from an hour ago until in an hour, by the clock of the database.
    let hour = world.postgres.number("SELECT extract(hour FROM now() AT TIME ZONE 'UTC')::bigint");
    let hour = hour.await;
    let (from, to) = ((hour + 23) % 24, (hour + 2) % 24);
    let quiet = json!({ "from": format!("{from:02}:00"), "to": format!("{to:02}:00") });
    let quiet = json!({ "quiet": quiet });
    ann.set_told(&quiet).await;
    waiting(&world, ann.user, 1).await;
    assert_eq!(deliver().await, 0, "the night is quiet");
    world.postgres.run("DELETE FROM notice").await;

    ann.set_told(&json!({ "push_off": ["system"] })).await;
    waiting(&world, ann.user, 1).await;
    assert_eq!(deliver().await, 0, "it is told by mail alone");
    let told = "SELECT count(*) FROM notice WHERE state = 'delivered'";
    assert_eq!(world.postgres.number(told).await, 1);

    ann.set_told(&json!({})).await;
    waiting(&world, ann.user, 1).await;
    assert_eq!(deliver().await, 1);
    // The cap of ten an hour is one for all that tells; two were told.
    waiting(&world, ann.user, 20).await;
    assert_eq!(deliver().await, 9);

    // One that was on its way when the hours began waits, too.
    let (id, payload) = world.postgres.jobs_of(SendPush::NAME).await.remove(0);
    let run = async || {
        let push: SendPush = serde_json::from_value(payload.clone()).unwrap();
        push.run(&context, &Attempt::new(id, 1)).await
    };
    ann.set_told(&quiet).await;
    run().await.unwrap_err();
    assert!(pushes.to("ann").is_empty());
    ann.set_told(&json!({})).await;
    run().await.unwrap();
    assert_eq!(pushes.to("ann").len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_device_ends_with_its_sign_in_and_with_its_person() {
    let (world, pushes, api, ann) = stage().await;
    let again = async || Somebody {
        user: ann.user,
        program: cookie(&world.postgres, ann.user).await.program(&api).await,
    };
    let (second, third) = (again().await, again().await);
    for (one, device) in [(&ann, "one"), (&second, "two"), (&third, "three")] {
        subscribes(one, &pushes.endpoint(device), &Browser::new()).await;
    }
    assert_eq!(devices(&third).await.len(), 3);
    assert_eq!(ann.program.post("/auth/logout", json!({})).await.status, 204);
    let names: Vec<_> = devices(&third).await.iter().map(|it| it["is_this"].clone()).collect();
    assert_eq!(names, [json!(true), json!(false)]);
    assert_eq!(second.program.post("/auth/logout-all", json!({})).await.status, 204);
    let all = "SELECT count(*) FROM push_subscription";
    assert_eq!(world.postgres.number(all).await, 0);

    let last = again().await;
    subscribes(&last, &pushes.endpoint("four"), &Browser::new()).await;
    assert_eq!(last.get(PUSH).await.status, 200);
    let transaction = world.postgres.begin().await.unwrap();
    let (counted, doer) = (Traces::new(), Doer::cli());
    transaction.erase_person(ann.user, &counted, &doer, None).await.unwrap();
    transaction.commit().await.unwrap();
    assert_eq!(world.postgres.number(all).await, 0);
}
