//! Many causes at once, and workers that die over them.

use std::time::Duration;

use downbeat_job::notices::Telling;
use downbeat_store::Item;
use serde_json::json;
use uuid::Uuid;

use crate::{
    circle::Somebody,
    harness::{World, until_within},
};

/// How many say something, how much each says, and how many react to all of it.
struct Size {
    authors: usize,
    messages: usize,
    others: usize,
}

/// Workers are killed after so many causes each.
const KILLED_AFTER: usize = 100;
/// Of what one is told in an hour.
const TOLD_MAX: i64 = 10;

#[tokio::test(flavor = "multi_thread")]
async fn each_cause_is_told_once_whatever_dies() {
    each_is_told_once(Size { authors: 4, messages: 12, others: 5 }).await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "five thousand causes take a minute: `cargo xtask faults`"]
async fn each_of_5000_causes_is_told_once_whatever_dies() {
    each_is_told_once(Size { authors: 20, messages: 10, others: 25 }).await;
}

async fn each_is_told_once(size: Size) {
    let world = World::new().await;
    let api = world.api().await;
    let mut workers = [world.worker().await, world.worker().await];
    let owner = Somebody::new(&world, &api, "Ann").await;
    let circle = owner.makes("public").await;
    let items = said(&world, &circle, &size).await;
    // Half of those who say something sleep by now.
    let hour = "SELECT extract(hour FROM now() AT TIME ZONE 'UTC')::bigint";
    let hour = world.postgres.number(hour).await;
    let (from, to) = ((hour + 23) % 24, (hour + 6) % 24);
    let quiet = json!({ "from": format!("{from:02}:00"), "to": format!("{to:02}:00") });
    let sleep = format!(
        "INSERT INTO notice_settings (user_id, settings, unsubscribe)
         SELECT id, '{}', gen_random_uuid() FROM users WHERE display_name LIKE 'sleeper %'",
        json!({ "quiet": quiet })
    );
    world.postgres.run(&sleep).await;

    let others = people(&world, &circle, "other", size.others).await;
    let queue = world.queue.queue().await;
    let mut causes = 0;
    for other in &others {
        for item in &items {
            let transaction = world.postgres.begin().await.unwrap();
            transaction.react(*item, *other, Some("like")).await.unwrap();
            let mut telling = Telling::default();
            telling.count(*item);
            let enqueued = telling.enqueue(&transaction).await.unwrap();
            transaction.commit().await.unwrap();
            queue.announce(&enqueued).await;
            causes += 1;
            if causes % KILLED_AFTER == 0 {
                let next = causes / KILLED_AFTER % workers.len();
                workers[next].kill();
                workers[next] = world.worker().await;
            }
        }
    }
    // What a worker had in hand when it died is taken over a while later.
    until_within(Duration::from_mins(2), "all of it is counted and told", async || {
        let open = "SELECT count(*) FROM job WHERE name IN ('notify', 'deliver')
            AND state NOT IN ('done', 'discarded')";
        (world.postgres.number(open).await == 0).then_some(())
    })
    .await;

    let number = async |sql: &str| world.postgres.number(sql).await;
    let rows = i64::try_from(items.len()).unwrap();
    assert_eq!(number("SELECT count(*) FROM notice").await, rows, "one each");
    assert_eq!(number("SELECT count(DISTINCT subject) FROM notice").await, rows);
    let all = number("SELECT sum(count) FROM notice").await;
    assert_eq!(all, i64::try_from(causes).unwrap(), "no cause is lost, or counted twice");
    let most = "SELECT coalesce(max(told), 0) FROM (
        SELECT count(*) AS told FROM notice_told GROUP BY user_id) AS each";
    assert!(number(most).await <= TOLD_MAX);
    let asleep = "SELECT count(*) FROM notice_told t JOIN users u ON u.id = t.user_id
        WHERE u.display_name LIKE 'sleeper %'";
    assert_eq!(number(asleep).await, 0, "nobody is told in their quiet hours");
    let awake = "SELECT count(DISTINCT user_id) FROM notice_told";
    assert_eq!(number(awake).await, i64::try_from(size.authors / 2).unwrap());
    let twice = "SELECT count(*) FROM notice_told t WHERE NOT EXISTS (
        SELECT FROM notice n WHERE n.user_id = t.user_id AND n.told_at IS NOT NULL)";
    assert_eq!(number(twice).await, 0);
}

/// Members of a circle, by their kind and a number.
async fn people(world: &World, circle: &str, kind: &str, count: usize) -> Vec<Uuid> {
    let ids: Vec<Uuid> = (0..count).map(|_| Uuid::new_v4()).collect();
    for (at, id) in ids.iter().enumerate() {
        let make = format!(
            "INSERT INTO users (id, display_name) VALUES ('{id}', '{kind} {at}');
             INSERT INTO circle_member (circle_id, user_id, role, state)
             VALUES ('{circle}', '{id}', 'member', 'active')"
        );
        world.postgres.run(&make).await;
    }
    ids
}

/// What authors said, half of whom sleep.
async fn said(world: &World, circle: &str, size: &Size) -> Vec<Item> {
    let half = size.authors / 2;
    let mut authors = people(world, circle, "sleeper", half).await;
    authors.extend(people(world, circle, "author", size.authors - half).await);
    let circle_id: Uuid = circle.parse().unwrap();
    let mut items = Vec::new();
    for author in authors {
        for _ in 0..size.messages {
            let (id, seq) = (Uuid::now_v7(), items.len() + 1);
            let say = format!(
                "INSERT INTO message (id, circle_id, seq, kind, author, text, state)
                 VALUES ('{id}', '{circle}', {seq}, 'support', '{author}', 'Hello', 'shown')"
            );
            world.postgres.run(&say).await;
            items.push(Item { id, circle: circle_id, is_comment: false });
        }
    }
    items
}
