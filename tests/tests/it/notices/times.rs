//! When people are told: the job is driven, so that no test waits for a clock.

use downbeat_job::{Attempt, Deliver, Durable, JobContext, Remind};
use downbeat_live::Live;
use reqwest::Method;
use serde_json::json;
use uuid::Uuid;

use super::{SETTINGS, counts, with};
use crate::{
    circle::Somebody,
    harness::{Process, World},
    streamer::code,
};

/// So many notices that wait.
async fn waiting(world: &World, user: Uuid, count: u32) {
    let make = format!(
        "INSERT INTO notice (id, user_id, type, subject)
         SELECT gen_random_uuid(), '{user}', 'system', 'n' || n FROM generate_series(1, {count}) n"
    );
    world.postgres.run(&make).await;
}

async fn deliver(context: &JobContext) {
    Deliver { user: None }.run(context, &Attempt::new(Uuid::now_v7(), 1)).await.unwrap();
}

async fn in_state(world: &World, state: &str) -> i64 {
    let count = format!("SELECT count(*) FROM notice WHERE state = '{state}'");
    world.postgres.number(&count).await
}

async fn stage() -> (World, Process, Live, Somebody) {
    let world = World::new().await;
    let (api, live) = (world.api().await, world.live.live().await);
    let ann = Somebody::new(&world, &api, "Ann").await;
    (world, api, live, ann)
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_told_more_than_ten_times_in_an_hour() {
    let (world, _api, live, ann) = stage().await;
    let context = world.context(&live).await;
    waiting(&world, ann.user, 13).await;
    deliver(&context).await;
    assert_eq!((in_state(&world, "delivered").await, in_state(&world, "pending").await), (10, 3));
    deliver(&context).await;
    assert_eq!(in_state(&world, "delivered").await, 10, "the rest waits for its hour");
    let put_off = "SELECT count(*) FROM notice WHERE state = 'pending'
        AND deliver_at BETWEEN now() + interval '55 minutes' AND now() + interval '65 minutes'";
    assert_eq!(world.postgres.number(put_off).await, 3);
    // An hour later.
    world
        .postgres
        .run(
            "UPDATE notice_told SET at = at - interval '61 minutes';
             UPDATE notice SET deliver_at = deliver_at - interval '61 minutes'",
        )
        .await;
    deliver(&context).await;
    assert_eq!((in_state(&world, "delivered").await, in_state(&world, "pending").await), (13, 0));
    // All of it stands in the inbox all the while.
    assert_eq!(ann.notices().await.len(), 13);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_cannot_be_told_holds_up_nobody() {
    let (world, _api, live, ann) = stage().await;
    let context = world.context(&live).await;
    // More than a round takes, all of whom have waited longer, with settings that nobody reads.
    world
        .postgres
        .run(
            "INSERT INTO users (id, display_name)
             SELECT gen_random_uuid(), 'broken ' || n FROM generate_series(1, 501) n;
             INSERT INTO notice_settings (user_id, settings, unsubscribe)
             SELECT id, '{\"mail\": 7}', gen_random_uuid() FROM users
             WHERE display_name LIKE 'broken %';
             INSERT INTO notice (id, user_id, type, subject, deliver_at)
             SELECT gen_random_uuid(), id, 'system', 'n', now() - interval '1 minute' FROM users
             WHERE display_name LIKE 'broken %'",
        )
        .await;
    waiting(&world, ann.user, 1).await;
    let run = Deliver { user: None }.run(&context, &Attempt::new(Uuid::now_v7(), 1)).await;
    let error = format!("{:#}", run.unwrap_err());
    assert!(error.starts_with("501 people were not told"), "{error}");
    assert_eq!((in_state(&world, "delivered").await, in_state(&world, "pending").await), (1, 501));
    // Nothing of them is put off: how long they wait is seen.
    let behind = "SELECT count(*) FROM notice WHERE state = 'pending' AND deliver_at <= now()";
    assert_eq!(world.postgres.number(behind).await, 501);
}

#[tokio::test(flavor = "multi_thread")]
async fn quiet_hours_and_what_is_off_hold_and_drop_nothing() {
    let (world, _api, live, ann) = stage().await;
    let context = world.context(&live).await;
    // Quiet from an hour ago until in an hour, by the clock of the database.
    let hour = world.postgres.number("SELECT extract(hour FROM now() AT TIME ZONE 'UTC')::bigint");
    let hour = hour.await;
    let (from, to) = ((hour + 23) % 24, (hour + 2) % 24);
    let quiet = json!({ "from": format!("{from:02}:00"), "to": format!("{to:02}:00") });
    ann.set_told(&json!({ "quiet": quiet })).await;
    waiting(&world, ann.user, 2).await;
    deliver(&context).await;
    assert_eq!((in_state(&world, "pending").await, ann.notices().await.len()), (2, 2));
    let ahead = "SELECT count(*) FROM notice WHERE deliver_at > now() + interval '50 minutes'";
    assert_eq!(world.postgres.number(ahead).await, 2, "until the night is over");
    world.postgres.run("DELETE FROM notice").await;

    ann.set_told(&json!({ "off": ["system"] })).await;
    waiting(&world, ann.user, 2).await;
    deliver(&context).await;
    let held = "SELECT count(*) FROM notice WHERE state = 'pending' AND deliver_at IS NULL";
    assert_eq!(world.postgres.number(held).await, 2);
    ann.set_told(&json!({})).await;
    deliver(&context).await;
    assert_eq!(in_state(&world, "delivered").await, 2, "what was held is told");
}

#[tokio::test(flavor = "multi_thread")]
async fn settings_are_kept_and_wrong_ones_are_refused() {
    let (world, _api, _live, ann) = stage().await;
    let before = ann.get(SETTINGS).await.body;
    assert_eq!((&before["mail"], &before["can_mail"]), (&json!("off"), &json!(false)));
    let all = with(&json!({
        "mail": "weekly", "zone": "Europe/Berlin", "language": "de",
        "quiet": { "from": "22:30", "to": "07:00" }, "off": ["weekly_summary"],
        "reminder": "20:15", "weekly_summary": true,
    }));
    let set = ann.ask(Method::PUT, SETTINGS, all.clone()).await;
    assert_eq!(set.status, 200, "{}", set.body);
    let kept = ann.get(SETTINGS).await.body;
    for (name, value) in all.as_object().unwrap() {
        assert_eq!(&kept[name], value, "{name}");
    }
    for (wrong, field) in [
        (json!({ "zone": "Nowhere" }), "zone"),
        (json!({ "quiet": { "from": "22:00", "to": "22:00" } }), "quiet"),
        (json!({ "quiet": { "from": "25:00", "to": "07:00" } }), "quiet.from"),
        (json!({ "reminder": "8" }), "reminder"),
        (json!({ "off": vec!["system"; 21] }), "off"),
    ] {
        let refused = ann.ask(Method::PUT, SETTINGS, with(&wrong)).await;
        assert_eq!(code(&refused), (422, "invalid"));
        assert_eq!(refused.body["errors"][0]["field"], field);
    }
    assert_eq!(ann.get(SETTINGS).await.body, kept);
    let next = "SELECT count(*) FROM notice_settings WHERE remind_at > now() AND summary_at > now()
        AND digest_at > now()";
    assert_eq!(world.postgres.number(next).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reminder_comes_once_a_day_to_who_has_not_written() {
    let (world, _api, live, ann) = stage().await;
    let context = world.context(&live).await;
    let remind = async || {
        world
            .postgres
            .run("UPDATE notice_settings SET remind_at = now(), summary_at = now()")
            .await;
        Remind {}.run(&context, &Attempt::new(Uuid::now_v7(), 1)).await.unwrap();
        Remind {}.run(&context, &Attempt::new(Uuid::now_v7(), 1)).await.unwrap();
    };
    ann.set_told(&json!({ "reminder": "20:00", "weekly_summary": true })).await;
    remind().await;
    let first = ann.notices().await;
    assert_eq!(counts(&first), [1], "a week without anything is not told of");
    assert_eq!(first[0]["type"], "daily_reminder");
    let entry = ann.post("/journal/entries", json!({ "text": "A quiet day." })).await;
    assert_eq!(entry.status, 201, "{}", entry.body);
    assert!(ann.notices().await.is_empty(), "whoever has written needs none");
    remind().await;
    let then = ann.notices().await;
    let types: Vec<_> = then.iter().map(|it| &it["type"]).collect();
    assert_eq!(types, ["weekly_summary"]);
    assert_eq!(
        (&then[0]["about"]["entries"], &then[0]["about"]["messages"]),
        (&json!(1), &json!(0))
    );
}
