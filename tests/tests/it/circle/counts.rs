//! What is kept as a number is what rows say; where it is not, it is made so, and told.

use downbeat_job::{Attempt, CheckCounts, Durable};
use downbeat_store::{CountedRows, Doer, Item, Miscounted, Traces};
use futures::future::join;
use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    Somebody,
    live::{looks, shows},
};
use crate::harness::{Process, World, until};

/// How many numbers are not what rows say, each found in another way than by whoever looks
/// after them.
pub const WRONG: &str = "SELECT
    (SELECT count(*) FROM (
        SELECT s.id, e.key, e.value::bigint AS n
        FROM (SELECT id, counts FROM message UNION ALL SELECT id, counts FROM comment) AS s
        CROSS JOIN LATERAL jsonb_each_text(s.counts) AS e) AS kept
     FULL JOIN (SELECT item_id, kind, count(*) AS n FROM reaction GROUP BY 1, 2) AS given
         ON kept.id = given.item_id AND kept.key = given.kind
     WHERE kept.n IS DISTINCT FROM given.n)
    + (SELECT count(*) FROM message m LEFT JOIN (SELECT message_id, count(*) AS n FROM comment
            WHERE state = 'shown' GROUP BY 1) AS c ON c.message_id = m.id
        WHERE m.comments <> coalesce(c.n, 0))
    + (SELECT count(*) FROM circle c WHERE c.head <> (SELECT count(*) FROM message m
            WHERE m.circle_id = c.id AND m.seq IS NOT NULL))
    + (SELECT count(*) FROM circle c WHERE c.n <> coalesce((SELECT max(h.n)
            FROM circle_change h WHERE h.circle_id = c.id), 0))
    + (SELECT count(*) FROM circle_member a JOIN circle c ON c.id = a.circle_id
        WHERE a.read > c.head)";

/// Has a worker look at all there is.
pub async fn checked(world: &World) {
    let job = CheckCounts {}.job().unwrap();
    let enqueued = world.postgres.enqueue(&[job]).await.unwrap();
    world.queue.queue().await.announce(&enqueued).await;
    until("counts were looked at", async || {
        let left = "SELECT count(*) FROM job WHERE name = 'check_counts' AND state <> 'done'";
        (world.postgres.number(left).await == 0).then_some(())
    })
    .await;
}

async fn repairs(worker: &Process) -> Vec<u64> {
    let mut counted = Vec::new();
    for what in ["head", "changes", "read", "reactions", "comments"] {
        let series = format!("downbeat_count_repairs_total{{what=\"{what}\"}}");
        counted.push(worker.counted(&series).await);
    }
    counted
}

async fn comments(who: &Somebody, message: &str) -> String {
    let path = format!("/messages/{message}/comments");
    let said = who.post(&path, json!({ "text": "So it is" })).await;
    assert_eq!(said.status, 201, "{}", said.body);
    said.body["id"].as_str().unwrap().to_owned()
}

async fn reacts(who: &Somebody, on: &str, item: &str, kind: &str) {
    let path = format!("/{on}/{item}/reaction");
    let reacted = who.ask(Method::PUT, &path, json!({ "kind": kind })).await;
    assert_eq!(reacted.status, 200, "{}", reacted.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn each_count_that_is_wrong_is_made_right_and_told() {
    let world = World::new().await.with("API__REQUESTS_PER_MIN", "0");
    let (api, worker) = (world.api().await, world.worker().await);
    let ann = Somebody::new(&world, &api, "Ann").await;
    let bob = Somebody::new(&world, &api, "Bob").await;
    let (circle, other) = (ann.makes("public").await, ann.makes("public").await);
    let empty = bob.makes("public").await;
    bob.joins(&circle).await;
    let message = ann.said(&circle, "Good morning").await;
    let second = bob.said(&circle, "To you, too").await;
    let comment = comments(&bob, &message).await;
    for (on, item, kind) in [
        ("messages", &message, "love"),
        ("comments", &comment, "pray"),
        ("messages", &second, "like"),
    ] {
        reacts(&ann, on, item, kind).await;
    }
    ann.said(&other, "Elsewhere").await;
    assert_eq!(world.postgres.number(WRONG).await, 0);
    checked(&world).await;
    assert_eq!(repairs(&worker).await, [0_u64; 5], "nothing was wrong");

    let mut bobs = looks(&world, &api, &bob, &circle).await;
    let n = bobs.view()["n"].as_i64().unwrap();
    let broken = format!(
        "UPDATE message SET counts = '{{\"like\": 7}}', comments = 9 WHERE id = '{message}';
         UPDATE message SET comments = 1 WHERE id = '{second}';
         UPDATE comment SET counts = '{{}}' WHERE id = '{comment}';
         UPDATE circle SET head = head + 3, n = n + 5 WHERE id = '{circle}';
         UPDATE circle SET head = 0, n = 0 WHERE id = '{other}';
         UPDATE circle SET n = 2 WHERE id = '{empty}';
         UPDATE circle_member SET read = 99 WHERE circle_id = '{circle}' AND user_id = '{}'",
        bob.user
    );
    world.postgres.run(&broken).await;
    let is_broken = |view: &Value| view["head"] == 5 && view["counts"][&message]["like"] == 7;
    shows(&mut bobs, "it is broken", is_broken).await;
    checked(&world).await;
    assert_eq!(world.postgres.number(WRONG).await, 0);
    assert_eq!(repairs(&worker).await, [2_u64, 3, 1, 2, 2]);

    // Whoever looks hears of it as of any change: comments are two of them.
    let view = shows(&mut bobs, "it is right", |view| {
        let counts = &view["counts"];
        let is_counted = counts[&message]["like"] == 0 && counts[&comment]["pray"] == 1;
        view["head"] == 2 && view["n"] == n + 5 + 2 && is_counted
    })
    .await;
    assert_eq!(view["counts"][&message]["love"], 1);
    let news = view["news"].as_array().unwrap();
    let of_message = news.iter().rfind(|one| one["message"]["id"] == json!(message)).unwrap();
    assert_eq!(
        (&of_message["op"], &of_message["message"]["comments"]),
        (&json!("commented"), &json!(1))
    );
    let missed = bob.get(&format!("/circles/{circle}/changes?after={n}")).await.body;
    let told: Vec<i64> =
        missed["items"].as_array().unwrap().iter().map(|it| it["n"].as_i64().unwrap()).collect();
    assert_eq!(told, [n + 5, n + 6, n + 7], "the newest once more, under what pages heard");
    let you = bob.get(&format!("/circles/{circle}")).await.body["you"].clone();
    assert_eq!((&you["read"], &you["unread"]), (&json!(2), &json!(0)));
    assert_eq!(ann.get(&format!("/circles/{circle}")).await.body["you"]["unread"], 1);

    // Its numbers go on behind what is there.
    let next = ann.says(&other, "And again").await;
    assert_eq!((next.status, &next.body["seq"]), (201, &json!(2)), "{}", next.body);
    checked(&world).await;
    assert_eq!(repairs(&worker).await, [2_u64, 3, 1, 2, 2], "nothing more");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_look_goes_on_where_the_last_one_ended() {
    let world = World::new().await.with("API__REQUESTS_PER_MIN", "0");
    let api = world.api().await;
    let ann = Somebody::new(&world, &api, "Ann").await;
    let circle = ann.makes("public").await;
    let mut said: Vec<Uuid> = Vec::new();
    for n in 0..5 {
        said.push(ann.said(&circle, &n.to_string()).await.parse().unwrap());
    }
    said.sort_unstable();
    world.postgres.run("UPDATE message SET comments = 1 WHERE text IN ('0', '3')").await;
    let rows = CountedRows::Messages;
    let (mut behind, mut wrong, mut looks) = (Uuid::nil(), 0, 0);
    loop {
        let looked = world.postgres.look_at_counts(rows, behind, 2).await.unwrap();
        (wrong, looks) = (wrong + looked.wrong.len(), looks + 1);
        let Some(last) = looked.last else { break };
        assert_eq!(last, said[2 * looks - 1]);
        behind = last;
    }
    assert_eq!((wrong, looks), (2, 3));

    let live = world.live.live().await;
    let context = world.context(&live).await;
    let looks = async || {
        CheckCounts {}.run(&context, &Attempt::new(Uuid::now_v7(), 1)).await.unwrap();
        world.postgres.number("SELECT sum(comments)::bigint FROM message").await
    };
    world.postgres.set_counts_behind(rows, said[1]).await.unwrap();
    assert_eq!(looks().await, 1, "what comes before is seen to by the next");
    assert_eq!(world.postgres.counts_behind(rows).await.unwrap(), Uuid::nil());
    assert_eq!(looks().await, 0);
}

/// Waits until somebody waits for a row.
async fn somebody_waits(world: &World) {
    until("they wait", async || {
        let waits = "SELECT count(*) FROM pg_stat_activity
             WHERE datname = current_database() AND wait_event_type = 'Lock'";
        (world.postgres.number(waits).await > 0).then_some(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_counts_at_once_counts_what_the_other_did() {
    let world = World::new().await.with("API__REQUESTS_PER_MIN", "0");
    let api = world.api().await;
    let ann = Somebody::new(&world, &api, "Ann").await;
    let bob = Somebody::new(&world, &api, "Bob").await;
    let cid = Somebody::new(&world, &api, "Cid").await;
    let circle = ann.makes("public").await;
    for one in [&bob, &cid] {
        one.joins(&circle).await;
    }
    let message = ann.said(&circle, "Good morning").await;
    reacts(&bob, "messages", &message, "like").await;
    let (id, circle): (Uuid, Uuid) = (message.parse().unwrap(), circle.parse().unwrap());
    let item = Item { id, circle, is_comment: false };

    // A repair waits for whoever reacts.
    world.postgres.run("UPDATE message SET counts = '{}'").await;
    let reacting = world.postgres.begin().await.unwrap();
    reacting.react(item, cid.user, Some("love")).await.unwrap();
    let reacted = async {
        somebody_waits(&world).await;
        reacting.commit().await.unwrap();
    };
    let repaired = async {
        let transaction = world.postgres.begin().await.unwrap();
        let wrong = Miscounted { rows: CountedRows::Messages, id, circle };
        let repaired = transaction.repair_counts(wrong).await.unwrap();
        transaction.commit().await.unwrap();
        repaired
    };
    let (repaired, ()) = join(repaired, reacted).await;
    assert!(repaired.is_empty(), "whoever reacts counts anew: {repaired:?}");
    assert_eq!(world.postgres.number(WRONG).await, 0);

    // So does whoever is erased.
    let reacting = world.postgres.begin().await.unwrap();
    reacting.react(item, ann.user, Some("pray")).await.unwrap();
    let reacted = async {
        somebody_waits(&world).await;
        reacting.commit().await.unwrap();
    };
    let erased = async {
        let transaction = world.postgres.begin().await.unwrap();
        transaction.hold_person(bob.user).await.unwrap();
        let (counted, doer) = (Traces::new(), Doer::cli());
        transaction.erase_person(bob.user, &counted, &doer, None).await.unwrap();
        transaction.commit().await.unwrap();
    };
    join(erased, reacted).await;
    assert_eq!(world.postgres.number(WRONG).await, 0);
    let read = ann.get(&format!("/messages/{message}")).await.body;
    let counts = &read["counts"];
    assert_eq!(
        (&counts["like"], &counts["love"], &counts["pray"]),
        (&json!(0), &json!(1), &json!(1))
    );
}
