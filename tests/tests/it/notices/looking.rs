//! Whoever looks at a circle is told nowhere else what happens there.

use downbeat_job::{Attempt, Deliver, Durable, JobContext};
use downbeat_live::{Present, key};
use downbeat_outside::push::sim::Browser;
use downbeat_session::kinds::circle::live::{here, here_as};
use serde_json::json;
use uuid::Uuid;

use super::devices::subscribes;
use crate::{
    accounts::{ANN, GOOD, account},
    circle::{
        Somebody,
        live::{looks, shows},
    },
    harness::{World, pusher, until},
};

#[tokio::test(flavor = "multi_thread")]
async fn who_looks_is_told_in_the_inbox_alone_and_who_left_everywhere() {
    let (world, pushes) = World::new().await.with_pushes().await;
    let (world, mails) = world.with_mails().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let program = account(&api, &mails, ANN, GOOD).await;
    let me = program.get("/api/v1/me").await.body;
    let ann = Somebody { user: me["id"].as_str().unwrap().parse().unwrap(), program };
    ann.set_told(&json!({ "mail": "instantly" })).await;
    subscribes(&ann, &pushes.endpoint("ann"), &Browser::new()).await;
    let circle = ann.makes("public").await;
    let message = ann.said(&circle, "The kettle is on").await;
    let comments = format!("/messages/{message}/comments");
    let mut others = Vec::new();
    for name in ["Bob", "Cyd"] {
        let other = Somebody::new(&world, &api, name).await;
        other.joins(&circle).await;
        others.push(other);
    }
    let told = "SELECT count(*) FROM job WHERE name IN ('send_push', 'send_mail')";
    let before = world.postgres.number(told).await;

    let mut anns = looks(&world, &api, &ann, &circle).await;
    shows(&mut anns, "she is here", |view| view["online"] == 1).await;
    assert_eq!(others[0].post(&comments, json!({ "text": "Coming" })).await.status, 201);
    until("it was to be told", async || {
        let count = "SELECT count(*) FROM notice WHERE type = 'message_comment'
            AND state = 'delivered'";
        (world.postgres.number(count).await == 1).then_some(())
    })
    .await;
    assert_eq!(world.postgres.number(told).await, before, "neither pushed nor mailed");
    let hour = "SELECT count(*) FROM notice_told";
    assert_eq!(world.postgres.number(hour).await, 0, "her hour has room for others");
    let inbox = ann.notices().await;
    assert_eq!((inbox.len(), &inbox[0]["read"]), (1, &json!(false)));

    // What comes into the same once she left is told at once: nobody told her before.
    drop(anns);
    let live = world.live.live().await;
    let seat = Present { session: circle.parse().unwrap(), seat: here_as(ann.user) };
    until("she left", async || {
        let here = live.are_here(std::slice::from_ref(&seat)).await.unwrap();
        (!here[0]).then_some(())
    })
    .await;
    assert_eq!(others[1].post(&comments, json!({ "text": "Me, too" })).await.status, 201);
    pushes.nth("ann", 1).await;
    mails.nth(ANN, 2).await;
    assert_eq!(world.postgres.number(told).await, before + 2);
}

/// Has all that is due told, and counts what was pushed so far.
async fn deliver(world: &World, context: &JobContext) -> i64 {
    Deliver { user: None }.run(context, &Attempt::new(Uuid::now_v7(), 1)).await.unwrap();
    world.postgres.number("SELECT count(*) FROM job WHERE name = 'send_push'").await
}

/// A notice whose time has come.
async fn waiting(world: &World, user: Uuid, of: &str, circle: &str) {
    let make = format!(
        "INSERT INTO notice (id, user_id, type, subject, circle_id)
         VALUES (gen_random_uuid(), '{user}', '{of}', gen_random_uuid()::text, '{circle}')"
    );
    world.postgres.run(&make).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_looks_longer_than_their_lease_or_while_it_cannot_be_asked() {
    let (mut world, pushes) = World::new().await.with_pushes().await;
    let api = world.api().await;
    let ann = Somebody::new(&world, &api, "Ann").await;
    let bob = Somebody::new(&world, &api, "Bob").await;
    subscribes(&ann, &pushes.endpoint("ann"), &Browser::new()).await;
    subscribes(&bob, &pushes.endpoint("bob"), &Browser::new()).await;
    let (circle, other) = (ann.makes("public").await, ann.makes("public").await);
    let live = world.live.live().await;
    let mut context = world.context(&live).await;
    context.pusher = Some(pusher());
    let session: Uuid = circle.parse().unwrap();
    let seat = Present { session, seat: here(ann.user, "Ann of the\nlong name") };
    let shard = live.shard(session);
    let leases = std::slice::from_ref(&seat);
    live.be_present(shard, "an api", leases).await.unwrap();

    for of in ["message_comment", "message_reaction"] {
        waiting(&world, ann.user, of, &circle).await;
    }
    assert_eq!(deliver(&world, &context).await, 0, "she sees it there");
    let inside = "SELECT count(*) FROM notice WHERE state = 'delivered' AND told_at IS NULL";
    assert_eq!(world.postgres.number(inside).await, 2);
    // What is to be decided, what became of her, other circles, and others are told.
    for (whose, of, place, pushed) in [
        (&ann, "circle_join_request", &circle, 1),
        (&ann, "system", &circle, 2),
        (&ann, "message_comment", &other, 3),
        (&bob, "message_comment", &circle, 4),
    ] {
        waiting(&world, whose.user, of, place).await;
        assert_eq!(deliver(&world, &context).await, pushed, "{of}");
    }

    // Its half a minute is over: the API that said so died.
    let mut redis = world.live.bare().await;
    let mut range = redis::cmd("ZRANGE");
    range.arg(key::present(shard)).arg(0).arg(-1);
    let kept: Vec<String> = range.query_async(&mut redis).await.unwrap();
    let mut ends = redis::cmd("ZADD");
    ends.arg(key::present(shard)).arg(1).arg(&kept[0]);
    ends.exec_async(&mut redis).await.unwrap();
    waiting(&world, ann.user, "message_comment", &circle).await;
    assert_eq!(deliver(&world, &context).await, 5);

    live.be_present(shard, "an api", leases).await.unwrap();
    waiting(&world, ann.user, "message_comment", &circle).await;
    assert_eq!(deliver(&world, &context).await, 5, "she is back");
    world.live.kill();
    waiting(&world, ann.user, "message_comment", &circle).await;
    assert_eq!(deliver(&world, &context).await, 6, "as before");
}
