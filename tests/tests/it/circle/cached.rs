//! Pages of circles in the cache: nobody gets an older one, or one that is not theirs.

use downbeat_job::erasure;
use downbeat_store::{Doer, Traces};
use futures::future::join_all;
use reqwest::Method;
use serde_json::{Value, json};

use super::{Somebody, moderating::crowd};
use crate::{
    harness::{Answered, Database, Process, Program, World, keys, until},
    streamer::code,
};

const PAGE: &str = "downbeat_cache_reads_total{data=\"page\"";

async fn reads(api: &Process, outcome: &str) -> u64 {
    api.counted(&format!("{PAGE},outcome=\"{outcome}\"")).await
}

async fn anybody(api: &Process, path: &str) -> Answered {
    Program::with(api, Vec::new()).get(&format!("/api/v1{path}")).await
}

fn texts(read: &Answered) -> Vec<&Value> {
    let items = read.body["items"].as_array();
    items.into_iter().flatten().map(|item| &item["text"]).collect()
}

impl Somebody {
    /// The same person, as another API knows them.
    fn at(&self, api: &Process) -> Program {
        self.program.at(api)
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_comes_from_the_cache_and_a_change_is_read_at_once_from_another_api() {
    let (world, cache) = World::new().await.with_cache();
    let (api, other) = (world.api().await, world.api().await);
    let ann = Somebody::new(&world, &api, "Ann").await;
    let circle = ann.makes("public").await;
    let first = ann.said(&circle, "First").await;
    let messages = format!("/circles/{circle}/messages");
    // That the circle is new has to be over first.
    until("it is read from the cache", async || {
        assert_eq!(ann.texts(&circle).await, ["First"]);
        (reads(&api, "hit").await >= 4).then_some(())
    })
    .await;
    let at_other = ann.at(&other);
    for n in 0..5 {
        ann.said(&circle, &format!("Word {n}")).await;
        let read = at_other.get(&format!("/api/v1{messages}")).await;
        assert_eq!(read.body["items"].as_array().unwrap().len(), n + 2, "{}", read.body);
        assert_eq!((&read.body["stale"], &read.body["as_of_ms"]), (&json!(false), &Value::Null));
    }
    let path = format!("/messages/{first}");
    assert_eq!(ann.tagged(Method::DELETE, &path, "\"1\"", json!({})).await.status, 200);
    let read = at_other.get(&format!("/api/v1{messages}")).await;
    assert_eq!(texts(&read)[0], &Value::Null, "{}", read.body);
    assert!(!cache.dump().await.contains("First"), "what was removed is not in the cache");

    // Nobody else's page leaves anything in it that is theirs alone.
    let few = ann.get(&format!("{messages}?limit=2")).await;
    assert_eq!(texts(&few), [&json!("Word 3"), &json!("Word 4")]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_somebodys_own_is_joined_from_rows() {
    let (world, cache) = World::new().await.with("API__REQUESTS_PER_MIN", "0").with_cache();
    let api = world.api().await;
    let (circle, all) = crowd(&world, &api).await;
    let [ann, bob, cid, dan, ..] = &all[..] else { panic!() };
    let (hidden, shown) = (cid.said(&circle, "Veiled").await, cid.said(&circle, "Clear").await);
    let warm = ann.texts(&circle).await;
    assert_eq!(warm, ["Veiled", "Clear"]);

    // A reaction has no number, and a name neither.
    let react = json!({ "kind": "love" });
    dan.ask(Method::PUT, &format!("/messages/{shown}/reaction"), react).await;
    dan.ask(Method::PUT, &format!("/messages/{shown}/favourite"), json!({})).await;
    world.postgres.run("UPDATE users SET display_name = 'Sid' WHERE display_name = 'Cid'").await;
    let messages = format!("/circles/{circle}/messages");
    for (who, reaction, is_kept, is_mine) in
        [(dan, json!("love"), true, false), (cid, Value::Null, false, true)]
    {
        let read = who.get(&messages).await.body;
        let item = &read["items"][1];
        assert_eq!((&item["reaction"], &item["favourite"]), (&reaction, &json!(is_kept)));
        assert_eq!((&item["mine"], &item["counts"]["love"]), (&json!(is_mine), &json!(1)));
        assert_eq!(item["author"]["name"], "Sid");
    }

    // What is hidden is read by moderators and its author alone.
    for one in [ann, dan, &all[4], &all[5]] {
        super::moderating::reports(one, &hidden).await;
    }
    for _ in 0..2 {
        assert_eq!(bob.texts(&circle).await, ["Veiled", "Clear"]);
        assert_eq!(cid.texts(&circle).await, ["Veiled", "Clear"]);
        assert_eq!(dan.texts(&circle).await, [Value::Null, json!("Clear")]);
        assert_eq!(texts(&anybody(&api, &messages).await), [&Value::Null, &json!("Clear")]);
    }
    assert!(!cache.dump().await.contains("Veiled"));

    // Who blocks somebody does not read them.
    let block = format!("/people/{}/block", cid.user);
    assert!(dan.ask(Method::PUT, &block, json!({})).await.status < 300);
    assert_eq!(dan.texts(&circle).await, [Value::Null, Value::Null]);
    assert_eq!(bob.texts(&circle).await, ["Veiled", "Clear"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cache_that_is_emptied_or_dies_costs_nobody_an_answer() {
    let (world, mut cache) = World::new().await.with_cache();
    let api = world.api().await;
    let ann = Somebody::new(&world, &api, "Ann").await;
    let circle = ann.makes("public").await;
    ann.said(&circle, "First").await;
    assert_eq!(ann.texts(&circle).await, ["First"]);
    cache.empty().await;
    assert_eq!(ann.texts(&circle).await, ["First"]);
    cache.kill();
    let path = format!("/circles/{circle}/messages");
    let all = join_all((0..50).map(|_| ann.get(&path))).await;
    assert!(all.iter().all(|read| read.status == 200 && texts(read) == [&json!("First")]));
    ann.said(&circle, "Second").await;
    assert_eq!(ann.texts(&circle).await, ["First", "Second"]);
    assert_eq!(anybody(&api, "/circles").await.status, 200);
    let ready: Value = anybody_at(&api, "/readyz").await;
    assert_eq!(ready["checks"]["redis_cache"]["status"], "down", "{ready}");
    cache.start_again();
    let before = reads(&api, "hit").await;
    until("it is asked again", async || {
        assert_eq!(ann.texts(&circle).await, ["First", "Second"]);
        (reads(&api, "hit").await > before).then_some(())
    })
    .await;
}

async fn anybody_at(api: &Process, path: &str) -> Value {
    Program::with(api, Vec::new()).get(path).await.body
}

#[tokio::test(flavor = "multi_thread")]
async fn public_circles_are_found_in_the_order_of_some_minutes_ago_and_as_they_are_now() {
    let (world, _cache) = World::new().await.with_cache();
    let (api, other) = (world.api().await, world.api().await);
    let ann = Somebody::new(&world, &api, "Ann").await;
    let one = ann.makes("public").await;
    let names = |found: &Answered| {
        let items = found.body["items"].as_array().unwrap();
        items.iter().map(|item| item["id"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(names(&anybody(&other, "/circles").await), std::slice::from_ref(&one));
    let two = ann.makes("public").await;
    let nobody = Program::with(&other, Vec::new());
    // Word of the second stays for some seconds, in which the list is not kept.
    until("the list is kept", async || {
        let found = nobody.get("/api/v1/circles").await;
        assert_eq!(names(&found), [two.clone(), one.clone()]);
        let hits = "downbeat_cache_reads_total{data=\"discover\",outcome=\"hit\"";
        (other.counted(hits).await > 0).then_some(())
    })
    .await;
    // One that nobody may find any more is not found, whatever the cache has.
    let closed = "UPDATE circle SET version = version + 1,
                      config = jsonb_set(config, '{kind}', '\"private\"')";
    world.postgres.run(&format!("{closed} WHERE id = '{two}'")).await;
    assert_eq!(names(&anybody(&other, "/circles").await), [one]);
    assert_eq!(anybody(&other, &format!("/circles/{two}")).await.status, 404);
    assert_eq!(anybody(&other, &format!("/circles/{two}/messages")).await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn while_postgres_is_away_a_public_page_is_as_it_was_and_all_else_is_not_there() {
    let mut database = Database::start().await;
    let (world, _cache) = World::on(&database).await.with_cache();
    let api = world.api().await;
    let ann = Somebody::new(&world, &api, "Ann").await;
    let bob = Somebody::new(&world, &api, "Bob").await;
    let (circle, private) = (ann.makes("public").await, ann.makes("private").await);
    let opened = bob.makes("private").await;
    ann.said(&private, "Between us").await;
    bob.said(&opened, "Before").await;
    let open = json!({ "kind": "public" });
    let path = format!("/circles/{opened}");
    assert_eq!(bob.tagged(Method::PATCH, &path, "\"1\"", open).await.status, 200);
    bob.said(&opened, "After").await;
    bob.joins(&circle).await;
    ann.said(&circle, "Good morning").await;
    let ban = json!({ "state": "banned", "reason": "rude" });
    assert_eq!(ann.changes(&circle, bob.user, ban).await.status, 200);
    // Word of a ban stays for some seconds, in which nothing of it is kept.
    let kept = [&circle, &private, &opened];
    until("the pages are kept", async || {
        let before = reads(&api, "hit").await;
        for circle in kept {
            ann.get(&format!("/circles/{circle}/messages")).await;
        }
        (reads(&api, "hit").await >= before + 3).then_some(())
    })
    .await;
    let nobody = Program::with(&api, Vec::new());
    until("the list is kept", async || {
        nobody.get("/api/v1/circles").await;
        let hits = "downbeat_cache_reads_total{data=\"discover\",outcome=\"hit\"";
        (api.counted(hits).await > 0).then_some(())
    })
    .await;
    database.stop();

    let messages = |circle: &str| format!("/circles/{circle}/messages");
    for read in [anybody(&api, &messages(&circle)).await, ann.get(&messages(&circle)).await] {
        assert_eq!((read.status, texts(&read)), (200, vec![&json!("Good morning")]));
        assert_eq!(read.body["stale"], true);
        assert!(read.body["as_of_ms"].as_i64().is_some(), "{}", read.body);
        assert_eq!(read.body["items"][0]["mine"], false, "as anybody reads it");
    }
    let front = anybody(&api, &format!("/circles/{circle}")).await;
    assert_eq!((front.status, &front.body["stale"]), (200, &json!(true)), "{}", front.body);
    assert_eq!(front.body["you"], Value::Null);
    let found = anybody(&api, "/circles").await;
    assert_eq!((found.status, &found.body["stale"]), (200, &json!(true)));
    assert!(!found.body.to_string().contains(&private), "{}", found.body);
    let was_closed = anybody(&api, &messages(&opened)).await;
    assert_eq!(texts(&was_closed), [&json!("After")], "the rest is of those who were in it");

    // Whoever is banned gets nothing, nor does anybody of what is not for all.
    for (who, path) in [
        (&bob, messages(&circle)),
        (&bob, format!("/circles/{circle}")),
        (&ann, messages(&private)),
        (&bob, messages(&private)),
        (&ann, format!("/circles/{private}")),
        (&ann, format!("{}?before=9", messages(&circle))),
    ] {
        assert_eq!(code(&who.get(&path).await), (503, "unavailable"), "{path}");
    }
    assert_eq!(code(&ann.says(&circle, "Now").await), (503, "unavailable"));

    database.start_again();
    until("the page is as it is", async || {
        let read = ann.get(&messages(&circle)).await;
        (read.body["stale"] == false).then_some(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_an_erased_person_said_is_not_in_the_cache() {
    let (world, cache) = World::new().await.with_cache();
    let (api, _worker) = (world.api().await, world.worker().await);
    let ann = Somebody::new(&world, &api, "Ann").await;
    let bob = Somebody::new(&world, &api, "Quillfeather").await;
    let circle = ann.makes("public").await;
    bob.joins(&circle).await;
    let alone = bob.makes_with(json!({ "name": "Canary house", "kind": "public" })).await;
    bob.said(&circle, "A canary sings").await;
    bob.said(&alone, "A canary alone").await;
    let nobody = Program::with(&api, Vec::new());
    for place in [&circle, &alone] {
        until("it is kept", async || {
            nobody.get(&format!("/api/v1/circles/{place}/messages")).await;
            nobody.get("/api/v1/circles").await;
            let dump = cache.dump().await;
            let has_list = dump.contains(":discover:all = 1 ");
            (has_list && dump.contains(&format!(":page:{place} = 1 "))).then_some(())
        })
        .await;
    }
    let dump = cache.dump().await;
    for word in ["A canary sings", "A canary alone", "Canary house", "Quillfeather"] {
        assert!(dump.contains(word), "{word}: {dump}");
    }
    let (doer, traces) = (Doer::cli(), Traces::new());
    let erased = erasure::erase((&world.postgres, &keys()), bob.user, &traces, (&doer, None)).await;
    world.queue.queue().await.announce(&erased.unwrap().1).await;
    until("nothing names them", async || {
        let dump = cache.dump().await.to_lowercase();
        let user = bob.user.to_string();
        let is_left = |word: &&str| dump.contains(*word);
        (!["canary", "quillfeather", user.as_str()].iter().any(is_left)).then_some(())
    })
    .await;
    assert_eq!(texts(&anybody(&api, &format!("/circles/{circle}/messages")).await), [&Value::Null]);
}
