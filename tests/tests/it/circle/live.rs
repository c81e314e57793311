//! What those who look at a circle hear at once, and what they say there.

use downbeat_boot::clock;
use downbeat_live::{Opening, Stood};
use downbeat_session::{Audience, Kind, Reading, kinds, kinds::circle::Circle};
use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use super::Somebody;
use crate::{
    harness::{Process, Screen, World, until},
    standing::cast::{Credential, cookie},
};

/// A socket of somebody at a circle, whatever comes.
async fn knocks(world: &World, api: &Process, who: &Somebody, circle: &str) -> Screen {
    let headers = cookie(&world.postgres, who.user).await.headers();
    Screen::connect_with(&api.session_url(circle.parse().unwrap()), &headers).await
}

pub async fn looks(world: &World, api: &Process, who: &Somebody, circle: &str) -> Screen {
    knocks(world, api, who, circle).await.greeted().await
}

/// What is shown once it is so.
pub async fn shows(screen: &mut Screen, what: &str, is_so: impl Fn(&Value) -> bool) -> Value {
    while !is_so(screen.view()) {
        let heard = screen.heard().await;
        assert!(heard.is_some(), "it was closed before {what}: {}", screen.view());
    }
    screen.view().clone()
}

async fn says(screen: &mut Screen, name: &str, args: Value) -> Value {
    let id = Uuid::new_v4().to_string();
    screen.say(&json!({ "type": "say", "id": id, "name": name, "args": args }).to_string()).await;
    screen.answer(&id).await
}

fn newest(view: &Value) -> &Value {
    view["news"].as_array().unwrap().last().unwrap_or(&Value::Null)
}

fn names(view: &Value) -> Vec<&str> {
    let mut names: Vec<&str> =
        view["here"].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap()).collect();
    names.sort_unstable();
    names
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_is_told_to_all_who_look_once_it_is_there() {
    let world = World::new().await.with("API__REQUESTS_PER_MIN", "0");
    let (api, other, _worker) = (world.api().await, world.api().await, world.worker().await);
    let ann = Somebody::new(&world, &api, "Ann").await;
    let circle = ann.makes("public").await;
    let bob = Somebody::new(&world, &other, "Bob").await;
    let eve = Somebody::new(&world, &other, "Eve").await;
    bob.joins(&circle).await;
    let mut anns = looks(&world, &api, &ann, &circle).await;
    let mut bobs = looks(&world, &other, &bob, &circle).await;
    let mut eves = looks(&world, &other, &eve, &circle).await;
    let roles = [&anns, &bobs, &eves].map(|screen| screen.hello["role"].clone());
    assert_eq!(roles, ["owner", "participant", "viewer"].map(Value::from));
    assert_eq!((&anns.hello["kind"], &anns.hello["session"]), (&json!("circle"), &json!(circle)));

    let id = ann.said(&circle, "You *can*").await;
    for screen in [&mut anns, &mut bobs, &mut eves] {
        let view = shows(screen, "it is told", |view| view["n"] == 1).await;
        let news = newest(&view);
        assert_eq!(
            (&news["n"], &news["op"], &news["seq"]),
            (&json!(1), &json!("posted"), &json!(1))
        );
        let message = news["message"].as_object().unwrap();
        assert_eq!((&message["id"], &message["text"]), (&json!(id), &json!("You *can*")));
        assert_eq!(message["html"], "<p>You <em>can</em></p>\n");
        assert_eq!((&message["author"]["name"], &message["media"]), (&json!("Ann"), &json!([])));
        assert!(["mine", "reaction", "veiled"].iter().all(|name| !message.contains_key(*name)));
        assert_eq!((&view["head"], &view["members"]), (&json!(1), &json!(2)));
    }
    assert!(bobs.view()["here"].is_array() && bobs.view()["queue"].is_null());
    for hidden in ["here", "typing", "queue", "pending"] {
        assert!(eves.view()[hidden].is_null(), "{hidden}");
    }
    // A long one comes by its number.
    let long = "word ".repeat(300);
    ann.said(&circle, &long).await;
    let view = shows(&mut bobs, "the long one", |view| view["n"] == 2).await;
    assert_eq!((&newest(&view)["seq"], &newest(&view)["message"]), (&json!(2), &Value::Null));
    // More than are told.
    for n in 3..=20 {
        ann.said(&circle, &n.to_string()).await;
        if n == 8 {
            world.live.empty().await;
        }
    }
    let view = shows(&mut eves, "all of them", |view| view["n"] == 20).await;
    let numbers: Vec<i64> =
        view["news"].as_array().unwrap().iter().map(|one| one["n"].as_i64().unwrap()).collect();
    assert_eq!(numbers, (5..=20).collect::<Vec<_>>());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_held_or_hidden_is_in_no_frame() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let ann = Somebody::new(&world, &api, "Ann").await;
    let body = json!({ "name": "Early Birds", "kind": "public", "hold_newcomers": true });
    let circle = ann.makes_with(body).await;
    let bob = Somebody::new(&world, &api, "Bob").await;
    bob.joins(&circle).await;
    let mut anns = looks(&world, &api, &ann, &circle).await;
    let mut bobs = looks(&world, &api, &bob, &circle).await;
    let held = bob.says(&circle, "a canary of Bob's").await;
    assert_eq!(held.status, 202, "{}", held.body);
    let view = shows(&mut anns, "the queue", |view| view["queue"] == 1).await;
    assert!(view["oldest_ms"].is_i64(), "{view}");
    let shown = ann.said(&circle, "a canary of Ann's").await;
    shows(&mut bobs, "it is said", |view| view["head"] == 1).await;
    assert!(bobs.view().to_string().contains("canary of Ann"));
    let report = json!({ "reason": "other" });
    bob.post(&format!("/messages/{shown}/report"), report).await;
    shows(&mut anns, "two wait", |view| view["queue"] == 2).await;
    let read = ann.get(&format!("/messages/{shown}")).await;
    let tag = read.etag.unwrap();
    ann.tagged(Method::DELETE, &format!("/messages/{shown}"), &tag, json!({})).await;
    for screen in [&mut anns, &mut bobs] {
        let view = shows(screen, "it is gone", |view| newest(view)["op"] == "removed").await;
        assert!(!view.to_string().contains("canary"), "{view}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_another_hears_so_and_who_may_not_look_is_closed() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let ann = Somebody::new(&world, &api, "Ann").await;
    let circle = ann.makes("public").await;
    let all = ["Bob", "Cid", "Dan", "Eve"];
    let mut people = Vec::new();
    for name in all {
        people.push(Somebody::new(&world, &api, name).await);
    }
    let [bob, cid, dan, eve] = &people[..] else { unreachable!() };
    for one in [bob, cid, dan] {
        one.joins(&circle).await;
    }
    let mut bobs = looks(&world, &api, bob, &circle).await;
    let mut cids = looks(&world, &api, cid, &circle).await;
    let mut dans = looks(&world, &api, dan, &circle).await;
    let mut eves = looks(&world, &api, eve, &circle).await;
    ann.changes(&circle, bob.user, json!({ "role": "moderator" })).await;
    assert_eq!(bobs.answer_to("hello").await["role"], "moderator");
    ann.changes(&circle, cid.user, json!({ "state": "banned" })).await;
    assert_eq!(cids.bye().await, (3500, 3500));
    dan.post(&format!("/circles/{circle}/leave"), json!({})).await;
    assert_eq!(dans.answer_to("hello").await["role"], "viewer");
    let read = ann.get(&format!("/circles/{circle}")).await;
    let path = format!("/circles/{circle}");
    let set =
        ann.tagged(Method::PATCH, &path, &read.etag.unwrap(), json!({ "kind": "private" })).await;
    assert_eq!(set.status, 200, "{}", set.body);
    assert_eq!(dans.bye().await, (3500, 3500));
    assert_eq!(eves.bye().await, (3500, 3500));
    let mut again = knocks(&world, &api, eve, &circle).await;
    assert_eq!(again.bye().await, (3500, 3500), "as one that is not there");
    let mut nowhere = knocks(&world, &api, eve, &Uuid::new_v4().to_string()).await;
    assert_eq!(nowhere.bye().await, (3500, 3500));
    ann.said(&circle, "We are alone").await;
    shows(&mut bobs, "they go on", |view| view["head"] == 1).await;
    for door in ["", "/lines", "/heat/x", "/activity"] {
        let door = ann.get(&format!("/sessions/{circle}{door}")).await;
        assert_eq!(door.status, 404, "it has doors of its own: {}", door.body);
    }
}

/// More than are told one by one, in one transaction.
#[tokio::test(flavor = "multi_thread")]
async fn many_who_are_others_at_once_hear_so() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let ann = Somebody::new(&world, &api, "Ann").await;
    let circle = ann.makes("public").await;
    let (bob, cid) =
        (Somebody::new(&world, &api, "Bob").await, Somebody::new(&world, &api, "Cid").await);
    for one in [&bob, &cid] {
        one.joins(&circle).await;
    }
    let mut bobs = looks(&world, &api, &bob, &circle).await;
    let mut cids = looks(&world, &api, &cid, &circle).await;
    let banned = "UPDATE circle_member SET state = 'banned' WHERE role = 'member'";
    world.postgres.run(banned).await;
    assert_eq!((bobs.bye().await, cids.bye().await), ((3500, 3500), (3500, 3500)));

    let mut anns = looks(&world, &api, &ann, &circle).await;
    let crowd = [
        "INSERT INTO users (id, display_name)
         SELECT gen_random_uuid(), 'Guest ' || n FROM generate_series(1, 1100) AS n",
        "INSERT INTO circle_member (circle_id, user_id, role, state)
         SELECT c.id, u.id, 'member', 'active' FROM circle c, users u
         WHERE u.display_name LIKE 'Guest %'",
        "UPDATE circle_member SET role = 'moderator' WHERE state = 'active' AND role <> 'owner'",
    ];
    for statement in crowd {
        world.postgres.run(statement).await;
    }
    ann.said(&circle, "We are many").await;
    let all = |view: &Value| view["head"] == 1 && view["members"] == 1_101;
    shows(&mut anns, "they go on, and nothing waits", all).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_here_and_who_types_is_seen_by_members() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let ann = Somebody::new(&world, &api, "Ann").await;
    let circle = ann.makes("public").await;
    let bob = Somebody::new(&world, &api, "Bob").await;
    let eve = Somebody::new(&world, &api, "Eve").await;
    bob.joins(&circle).await;
    let mut anns = looks(&world, &api, &ann, &circle).await;
    let mut bobs = looks(&world, &api, &bob, &circle).await;
    let mut eves = looks(&world, &api, &eve, &circle).await;
    shows(&mut anns, "both are here", |view| names(view) == ["Ann", "Bob"]).await;
    let view = shows(&mut eves, "how many", |view| view["online"] == 2).await;
    assert!(!view.to_string().contains("Bob"));
    assert_eq!(says(&mut bobs, "typing", json!({ "on": true })).await["type"], "ack");
    let types = |view: &Value| view["typing"] == json!({ "names": ["Bob"], "more": 0 });
    shows(&mut anns, "he types", types).await;
    assert_eq!(says(&mut bobs, "typing", json!({ "on": false })).await["type"], "ack");
    let none = |view: &Value| view["typing"] == json!({ "names": [], "more": 0 });
    shows(&mut anns, "he does not", none).await;
    let rejected = says(&mut eves, "typing", json!({ "on": true })).await;
    assert_eq!((&rejected["type"], &rejected["code"]), (&json!("reject"), &json!("forbidden")));
    drop(bobs);
    shows(&mut anns, "he is gone", |view| names(view) == ["Ann"]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_said_on_a_socket_does_what_the_doors_do() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let ann = Somebody::new(&world, &api, "Ann").await;
    let circle = ann.makes("public").await;
    let bob = Somebody::new(&world, &api, "Bob").await;
    bob.joins(&circle).await;
    let id = ann.said(&circle, "Hello").await;
    let mut bobs = looks(&world, &api, &bob, &circle).await;
    let react = json!({ "item": id, "kind": "love" });
    assert_eq!(says(&mut bobs, "react", react).await["type"], "ack");
    let loved = |view: &Value| view["counts"][&id]["love"] == 1;
    shows(&mut bobs, "it is counted", loved).await;
    let read = bob.get(&format!("/messages/{id}")).await.body;
    assert_eq!((&read["reaction"], &read["counts"]["love"]), (&json!("love"), &json!(1)));
    let taken = says(&mut bobs, "react", json!({ "item": id, "kind": null })).await;
    assert_eq!(taken["type"], "ack");
    shows(&mut bobs, "it is not any more", |view| view["counts"][&id]["love"] == 0).await;
    assert_eq!(says(&mut bobs, "read", json!({ "seq": 1 })).await["type"], "ack");
    let you = bob.get(&format!("/circles/{circle}")).await.body["you"].clone();
    assert_eq!((&you["read"], &you["unread"]), (&json!(1), &json!(0)));

    // Another circle's item, one that is not there, and what is none of it.
    let other = ann.makes("public").await;
    let foreign = ann.said(&other, "Elsewhere").await;
    let code = async |screen: &mut Screen, name: &str, args: Value| {
        let answer = says(screen, name, args).await;
        assert_eq!(answer["type"], "reject", "{answer}");
        answer["code"].as_str().unwrap().to_owned()
    };
    for item in [foreign, Uuid::new_v4().to_string()] {
        let react = json!({ "item": item, "kind": "like" });
        assert_eq!(code(&mut bobs, "react", react).await, "unknown_item");
    }
    let wrong = json!({ "item": id, "kind": "hate" });
    assert_eq!(code(&mut bobs, "react", wrong).await, "invalid");
    assert_eq!(code(&mut bobs, "react", json!({ "item": id })).await, "invalid");
    assert_eq!(code(&mut bobs, "sing", json!({})).await, "malformed");
    let rev = bobs.view()["tally_seq"].clone();
    assert!(rev.is_u64(), "{rev}");
    let tag = ann.get(&format!("/circles/{circle}")).await.etag.unwrap();
    let path = format!("/circles/{circle}");
    ann.tagged(Method::PATCH, &path, &tag, json!({ "frozen": true })).await;
    shows(&mut bobs, "it is frozen", |view| view["status"] == "frozen").await;
    assert_eq!(code(&mut bobs, "typing", json!({ "on": true })).await, "frozen");
    let react = json!({ "item": id, "kind": "like" });
    assert_eq!(code(&mut bobs, "react", react).await, "frozen");
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_was_not_told_reads_all_that_is_open() {
    let world = World::new().await;
    let (api, mut first) = (world.api().await, world.worker().await);
    let ann = Somebody::new(&world, &api, "Ann").await;
    let circle = ann.makes("public").await;
    let mut anns = looks(&world, &api, &ann, &circle).await;
    // Nobody is told of this, and then the connection falls.
    let untold = "ALTER TABLE circle DISABLE TRIGGER USER;
         UPDATE circle SET config = jsonb_set(config, '{slow_s}', '77');
         ALTER TABLE circle ENABLE TRIGGER USER";
    for statement in untold.split(';') {
        world.postgres.run(statement).await;
    }
    world
        .postgres
        .run(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
             WHERE datname = current_database() AND query LIKE 'LISTEN%'",
        )
        .await;
    shows(&mut anns, "it is read anew", |view| view["slow_s"] == 77).await;
    // Whoever owned the shard dies, and another goes on.
    let _second = world.worker().await;
    first.kill();
    ann.said(&circle, "Still here").await;
    shows(&mut anns, "another tells", |view| view["head"] == 1).await;
    world.live.empty().await;
    ann.said(&circle, "And again").await;
    shows(&mut anns, "it is opened again", |view| view["head"] == 2).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_older_reading_takes_the_place_of_none_that_is_newer() {
    let world = World::new().await;
    let live = world.live.live().await;
    let id = Uuid::now_v7();
    let read = |as_of_us: i64, n: i64| {
        let value = json!({
            "status": "open", "head": n, "n": n, "members": 1, "slow_s": 0, "news": [],
            "counts": {}, "queue": 0, "oldest_ms": null, "pending": 0,
        });
        Reading { kind: Circle::NAME, as_of_us, value }
    };
    assert_eq!(live.tell_reading(id, &read(1, 1)).await.unwrap(), Stood::Cold);
    let kind = kinds::named(Circle::NAME).unwrap();
    let state = (kind.open)(&json!({}), 1, clock::unix_ms()).unwrap();
    let fresh = Opening::fresh(id, Uuid::nil(), state, 1);
    live.open(&Opening { reading: Some(read(0, 1).value), ..fresh }).await.unwrap();
    let n = async || {
        let view = live.read(id).await.unwrap().unwrap().view(Audience::Public);
        serde_json::from_slice::<Value>(&view).unwrap()["n"].as_i64().unwrap()
    };
    assert_eq!(n().await, 1);
    for (as_of_us, told, becomes, shown) in [
        (50, 5, Stood::Told, 5),
        (30, 3, Stood::Older, 5),
        (60, 5, Stood::Same, 5),
        (55, 4, Stood::Older, 5),
        (60, 6, Stood::Told, 6),
    ] {
        let stood = live.tell_reading(id, &read(as_of_us, told)).await.unwrap();
        assert_eq!((stood, n().await), (becomes, shown), "{as_of_us}");
    }
    live.end(id).await.unwrap();
    assert_eq!(live.tell_reading(id, &read(70, 7)).await.unwrap(), Stood::Cold);
}

/// What is closed takes its board along, and is read anew when it is opened.
#[tokio::test(flavor = "multi_thread")]
async fn a_circle_that_nobody_looks_at_leaves_nothing() {
    let world = World::new().await.with("WORKER__UNWATCHED_MS", "100");
    let (api, _worker) = (world.api().await, world.worker().await);
    let ann = Somebody::new(&world, &api, "Ann").await;
    let circle = ann.makes("public").await;
    drop(looks(&world, &api, &ann, &circle).await);
    let live = world.live.live().await;
    let id: Uuid = circle.parse().unwrap();
    until("it is closed", async || {
        let _ = live.mark_unwatched(id).await;
        live.read(id).await.unwrap().is_none().then_some(())
    })
    .await;
    let mut keys = redis::cmd("KEYS");
    keys.arg(format!("*board*{circle}*"));
    let left: Vec<String> = keys.query_async(&mut world.live.bare().await).await.unwrap();
    assert_eq!(left, [""; 0]);
    ann.said(&circle, "Nobody hears").await;
    let anns = looks(&world, &api, &ann, &circle).await;
    assert_eq!(anns.view()["head"], 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn no_link_and_no_guest_opens_a_circle() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let ann = Somebody::new(&world, &api, "Ann").await;
    let circle = ann.makes("public").await;
    let url = api.session_url(circle.parse().unwrap());
    for credential in [Credential::Nothing, Credential::Guest("nobody".into())] {
        let mut screen = Screen::connect_with(&url, &credential.headers()).await;
        assert_eq!(screen.bye().await, (3500, 3500));
    }
    let linked = ann.post(&format!("/sessions/{circle}/links"), json!({ "role": "viewer" })).await;
    assert_eq!(linked.status, 404, "{}", linked.body);
}
