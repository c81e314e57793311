//! What is talked about in public circles now.

use downbeat_job::{Attempt, Durable, JobContext, Trend};
use downbeat_store::{Doer, Traces};
use futures::future::join_all;
use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{Somebody, moderating::crowd};
use crate::{
    harness::{Program, World},
    streamer::code,
};

impl Somebody {
    async fn reacts(&self, message: &str) {
        let path = format!("/messages/{message}/reaction");
        let reacted = self.ask(Method::PUT, &path, json!({ "kind": "like" })).await;
        assert_eq!(reacted.status, 200, "{}", reacted.body);
    }

    async fn answers(&self, message: &str) {
        let path = format!("/messages/{message}/comments");
        let answered = self.post(&path, json!({ "text": "So it is" })).await;
        assert_eq!(answered.status, 201, "{}", answered.body);
    }

    async fn keeps(&self, message: &str) {
        let path = format!("/messages/{message}/favourite");
        assert_eq!(self.ask(Method::PUT, &path, json!({})).await.status, 204);
    }
}

async fn joins(context: &JobContext) {
    let attempt = Attempt::new(Uuid::now_v7(), 1);
    Trend {}.run(context, &attempt).await.unwrap();
}

async fn bucket(world: &World) -> i64 {
    let now = "SELECT floor(extract(epoch FROM clock_timestamp()) / 300)::bigint";
    world.postgres.number(now).await
}

/// Has whatever was done with messages be of so many buckets ago, and joins it; once more
/// where another bucket began meanwhile.
async fn joins_at(world: &World, context: &JobContext, ages: &[(&String, i64)]) {
    loop {
        let now = bucket(world).await;
        for (message, ago) in ages {
            let at = format!("to_timestamp(({now} - {ago}) * 300 + 1)");
            let moved = format!(
                "UPDATE reaction SET at = {at} WHERE item_id = '{message}';
                 UPDATE comment SET created_at = {at} WHERE message_id = '{message}';
                 UPDATE favourite SET at = {at} WHERE message_id = '{message}'"
            );
            world.postgres.run(&moved).await;
        }
        joins(context).await;
        if bucket(world).await == now {
            return;
        }
    }
}

async fn score(world: &World, message: &str) -> i64 {
    let score = format!(
        "SELECT coalesce((SELECT score FROM circle_trend WHERE message_id = '{message}'), 0)"
    );
    world.postgres.number(&score).await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_many_do_lately_is_talked_about() {
    let world = World::new().await.with("API__REQUESTS_PER_MIN", "0");
    let api = world.api().await;
    let (circle, all) = crowd(&world, &api).await;
    let [ann, bob, cid, dan, eve, fay] = &all[..] else { panic!() };
    let live = world.live.live().await;
    let context = world.context(&live).await;
    assert_eq!(eve.feed("trending").await, Vec::<Value>::new());

    let many = ann.said(&circle, "many").await;
    let less = ann.said(&circle, "less").await;
    let answered = bob.said(&circle, "answered").await;
    let old = cid.said(&circle, "old").await;
    let two = dan.said(&circle, "two").await;
    let past = eve.said(&circle, "past").await;
    let shut = ann.makes("private").await;
    let between = ann.said(&shut, "between us").await;
    for one in [bob, cid, dan] {
        one.reacts(&many).await;
        one.reacts(&less).await;
        one.reacts(&past).await;
    }
    // Once a person, by what weighs most; and whoever wrote it does not count.
    for one in [ann, cid, dan, bob] {
        one.answers(&answered).await;
    }
    ann.answers(&answered).await;
    ann.reacts(&answered).await;
    ann.keeps(&answered).await;
    for one in [ann, bob, dan] {
        one.answers(&old).await;
    }
    for one in [ann, bob] {
        one.answers(&two).await;
    }
    dan.reacts(&two).await;
    let told = format!(
        "INSERT INTO reaction (item_id, user_id, circle_id, kind)
         SELECT '{between}', user_id, '{shut}', 'like' FROM circle_member
         WHERE circle_id = '{circle}' AND role = 'member'"
    );
    world.postgres.run(&told).await;
    let ages =
        [(&many, 0), (&less, 6), (&answered, 0), (&old, 10), (&two, 0), (&past, 12), (&between, 0)];
    joins_at(&world, &context, &ages).await;
    assert_eq!(fay.feed("trending").await, ["answered", "many", "old"]);
    for (message, expected) in [
        (&answered, 3 * 2 * 12),
        (&many, 3 * 12),
        (&old, 3 * 2 * 2),
        (&less, 0),
        (&two, 0),
        (&past, 0),
        (&between, 0),
    ] {
        assert_eq!(score(&world, message).await, expected, "{message}");
    }

    // The oldest bucket weighs 1; a favourite counts as a reaction.
    fay.keeps(&two).await;
    joins_at(&world, &context, &[(&two, 11), (&many, 4), (&less, 0)]).await;
    assert_eq!(score(&world, &two).await, 2 + 2 + 1);
    assert_eq!(fay.feed("trending").await, ["answered", "less", "old", "two"], "one an author");

    // What is taken back is nothing any more; several workers join it at once.
    cid.ask(Method::DELETE, &format!("/messages/{less}/reaction"), json!({})).await;
    join_all((0..4).map(|_| joins(&context))).await;
    joins_at(&world, &context, &[(&two, 11), (&many, 4)]).await;
    assert_eq!(fay.feed("trending").await, ["answered", "many", "old", "two"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_nobody_may_read_is_gone_at_once() {
    let world = World::new().await.with("API__REQUESTS_PER_MIN", "0");
    let api = world.api().await;
    let (circle, all) = crowd(&world, &api).await;
    let [ann, bob, cid, dan, eve, fay] = &all[..] else { panic!() };
    let live = world.live.live().await;
    let context = world.context(&live).await;
    let mut said = Vec::new();
    for (author, text) in [(ann, "one"), (bob, "two"), (cid, "three"), (dan, "four")] {
        let message = author.said(&circle, text).await;
        for other in [ann, bob, cid, dan, eve].into_iter().filter(|it| it.user != author.user) {
            other.reacts(&message).await;
        }
        said.push(message);
    }
    let ages = [(&said[0], 0), (&said[1], 2), (&said[2], 4), (&said[3], 6)];
    joins_at(&world, &context, &ages).await;
    let all_of_it = ["one", "two", "three", "four"];
    assert_eq!(fay.feed("trending").await, all_of_it);
    let nobody = Program::with(&api, Vec::new());
    let read = nobody.get("/api/v1/feeds/trending").await;
    assert_eq!(read.body["items"].as_array().unwrap().len(), 4, "whoever comes: {}", read.body);

    // One page.
    let first = fay.get("/feeds/trending?limit=1").await.body;
    assert_eq!((&first["items"][0]["text"], &first["next"]), (&json!("one"), &Value::Null));
    let cursor = format!("/feeds/trending?cursor={}", said[0]);
    assert_eq!(code(&fay.get(&cursor).await), (422, "invalid"));
    assert_eq!(code(&fay.get("/feeds/trending?limit=0").await), (422, "invalid"));

    // For whom somebody is veiled, and for whoever is banned.
    fay.regards(Method::PUT, bob, "mute").await;
    assert_eq!(fay.feed("trending").await, ["one", "three", "four"]);
    cid.regards(Method::PUT, eve, "block").await;
    assert_eq!(eve.feed("trending").await, ["one", "two", "four"]);
    ann.changes(&circle, eve.user, json!({ "state": "banned" })).await;
    assert_eq!(eve.feed("trending").await, Vec::<Value>::new());

    // For all: what is hidden, removed, or of somebody who is erased.
    for reporter in [bob, dan, fay] {
        let report = json!({ "reason": "abuse" });
        reporter.post(&format!("/messages/{}/report", said[2]), report).await;
    }
    assert_eq!(ann.feed("trending").await, ["one", "two", "four"]);
    ann.tagged(Method::DELETE, &format!("/messages/{}", said[0]), "*", json!({})).await;
    assert_eq!(ann.feed("trending").await, ["two", "four"]);
    let transaction = world.postgres.begin().await.unwrap();
    let (counted, doer) = (Traces::new(), Doer::cli());
    transaction.erase_person(dan.user, &counted, &doer, None).await.unwrap();
    transaction.commit().await.unwrap();
    assert_eq!(ann.feed("trending").await, ["two"]);

    // A circle that is not public any more, or is deleted; and what is of an hour ago.
    let path = format!("/circles/{circle}");
    ann.tagged(Method::PATCH, &path, "*", json!({ "kind": "private" })).await;
    assert_eq!(ann.feed("trending").await, Vec::<Value>::new());
    ann.tagged(Method::PATCH, &path, "*", json!({ "kind": "public" })).await;
    assert_eq!(ann.feed("trending").await, Vec::<Value>::new(), "it was said between members");
    world.postgres.run("UPDATE circle SET closed_until = 0").await;
    assert_eq!(ann.feed("trending").await, ["two"]);
    ann.tagged(Method::DELETE, &path, "*", json!({})).await;
    assert_eq!(ann.feed("trending").await, Vec::<Value>::new());
    ann.post(&format!("{path}/restore"), json!({})).await;
    assert_eq!(ann.feed("trending").await, ["two"]);
    world.postgres.run("UPDATE circle_trend SET joined_at = now() - interval '66 minutes'").await;
    assert_eq!(ann.feed("trending").await, Vec::<Value>::new());
}
