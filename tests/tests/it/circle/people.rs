//! People of circles: who sees whom, and what following, blocking and muting do.

use downbeat_store::{Doer, Traces};
use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use super::Somebody;
use crate::{
    harness::{Answered, Process, Program, World},
    streamer::code,
};

impl Somebody {
    pub async fn regards(&self, method: Method, who: &Self, how: &str) -> Answered {
        self.ask(method, &format!("/people/{}/{how}", who.user), json!({})).await
    }

    async fn sees(&self, who: &Self) -> Answered {
        self.get(&format!("/people/{}", who.user)).await
    }

    /// The texts of a feed, newest first.
    pub async fn feed(&self, name: &str) -> Vec<Value> {
        let read = self.get(&format!("/feeds/{name}")).await;
        assert_eq!(read.status, 200, "{}", read.body);
        read.body["items"].as_array().unwrap().iter().map(|it| it["text"].clone()).collect()
    }
}

async fn three(world: &World, api: &Process) -> [Somebody; 3] {
    [
        Somebody::new(world, api, "Ann").await,
        Somebody::new(world, api, "Bob").await,
        Somebody::new(world, api, "Cid").await,
    ]
}

/// Whether what is veiled says nothing of itself, and what is not is whole.
fn is_veiled(said: &Value) -> bool {
    let parts = [&said["author"], &said["text"], &said["html"]];
    let is_veiled = said["veiled"].as_bool().unwrap();
    assert!(parts.iter().all(|part| part.is_null() == is_veiled), "{said}");
    is_veiled
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_is_seen_by_whoever_may_find_them_and_by_others_never_was() {
    let world = World::new().await.with("API__REQUESTS_PER_MIN", "0");
    let api = world.api().await;
    let [ann, bob, cid] = three(&world, &api).await;
    let never = bob.get(&format!("/people/{}", Uuid::now_v7())).await;
    assert_eq!(code(&never), (404, "not_found"));
    let circle = ann.makes("private").await;
    let unseen = bob.sees(&ann).await;
    assert_eq!((unseen.status, &unseen.body), (404, &never.body), "word for word");
    for (method, how) in [(Method::PUT, "follow"), (Method::DELETE, "mute"), (Method::PUT, "block")]
    {
        let refused = bob.regards(method, &ann, how).await;
        assert_eq!((refused.status, &refused.body), (404, &never.body), "{how}");
    }
    let nobody = Program::with(&api, Vec::new());
    assert_eq!(nobody.get(&format!("/api/v1/people/{}", ann.user)).await.status, 401);
    let own = ann.sees(&ann).await.body;
    assert_eq!((&own["name"], &own["you"]), (&json!("Ann"), &Value::Null));

    // Both are in one.
    let invitations = format!("/circles/{circle}/invitations");
    assert_eq!(ann.post(&invitations, json!({ "login": "Bob" })).await.status, 201);
    assert_eq!(bob.joins(&circle).await.status, 200);
    let seen = bob.sees(&ann).await.body;
    assert_eq!(seen["circles"], json!([{ "id": circle, "name": "Early Birds" }]));
    assert_eq!(seen["you"]["follows"], false);
    assert_eq!(cid.sees(&ann).await.status, 404);
    // Whom they follow they find again, to follow them no longer.
    assert_eq!(bob.regards(Method::PUT, &ann, "follow").await.status, 200);
    assert_eq!(bob.post(&format!("/circles/{circle}/leave"), json!({})).await.status, 204);
    let left = bob.sees(&ann).await.body;
    assert_eq!((&left["circles"], &left["you"]["follows"]), (&json!([]), &json!(true)));
    let ended = bob.regards(Method::DELETE, &ann, "follow").await;
    assert_eq!((ended.status, &ended.body["follows"]), (200, &json!(false)));
    assert_eq!(bob.sees(&ann).await.body, never.body);

    // Who is in a public one is found there, though not by whoever is banned from it.
    let open = cid.makes("public").await;
    assert_eq!(ann.sees(&cid).await.body["circles"], json!([]));
    ann.joins(&open).await;
    assert_eq!(bob.sees(&ann).await.status, 200);
    bob.joins(&open).await;
    assert_eq!(cid.changes(&open, bob.user, json!({ "state": "banned" })).await.status, 200);
    assert_eq!(bob.sees(&ann).await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn whom_one_follows_is_in_a_feed_where_one_may_read_them() {
    let world = World::new().await.with("API__REQUESTS_PER_MIN", "0");
    let api = world.api().await;
    let [ann, bob, cid] = three(&world, &api).await;
    let open = ann.makes("public").await;
    let shut = ann.makes("private").await;
    cid.joins(&open).await;
    for (who, circle, text) in [
        (&ann, &open, "one"),
        (&ann, &shut, "between us"),
        (&cid, &open, "two"),
        (&ann, &open, "3"),
    ] {
        who.said(circle, text).await;
    }
    let oneself = bob.regards(Method::PUT, &bob, "follow").await;
    assert_eq!(code(&oneself), (422, "invalid"));
    for _ in 0..2 {
        let follows = bob.regards(Method::PUT, &ann, "follow").await;
        assert_eq!(follows.status, 200, "{}", follows.body);
        let you = json!({
            "follows": true, "blocks": false, "mutes": false, "mutes_until_ms": null,
        });
        assert_eq!(follows.body, you);
    }
    assert_eq!(bob.feed("following").await, ["3", "one"]);
    let first = bob.get("/feeds/following?limit=1").await.body;
    let next = first["next"].as_str().unwrap();
    let rest = bob.get(&format!("/feeds/following?cursor={next}")).await.body;
    assert_eq!(rest["items"][0]["text"], "one", "{rest}");
    bob.regards(Method::PUT, &cid, "follow").await;
    assert_eq!(bob.feed("following").await, ["3", "two", "one"]);
    assert_eq!(ann.feed("following").await, Vec::<Value>::new());
    let nobody = Program::with(&api, Vec::new());
    assert_eq!(nobody.get("/api/v1/feeds/following").await.status, 401);

    let page = bob.get("/me/people?limit=1").await.body;
    assert_eq!(page["items"][0]["name"], "Cid", "the last first: {page}");
    let cursor = page["next"].as_str().unwrap();
    let page = bob.get(&format!("/me/people?cursor={cursor}")).await.body;
    assert_eq!((page["items"].as_array().unwrap().len(), &page["next"]), (1, &Value::Null));
    assert_eq!(page["items"][0]["id"], json!(ann.user));
    assert_eq!(bob.get("/me/people?regard=block").await.body["items"], json!([]));
    assert_eq!(code(&bob.get("/me/people?cursor=x").await), (422, "invalid"));

    // A thousand, and then no other.
    let many = format!(
        "WITH many AS (INSERT INTO users (id, display_name)
             SELECT gen_random_uuid(), 'one of many' FROM generate_series(1, 998) RETURNING id)
         INSERT INTO follow (follower, followed) SELECT '{}', id FROM many",
        bob.user
    );
    world.postgres.run(&many).await;
    let dee = Somebody::new(&world, &api, "Dee").await;
    dee.joins(&open).await;
    assert_eq!(code(&bob.regards(Method::PUT, &dee, "follow").await), (409, "full"));
    assert_eq!(bob.regards(Method::PUT, &ann, "follow").await.status, 200, "it is so already");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_block_keeps_what_either_says_from_the_other() {
    let world = World::new().await.with("API__REQUESTS_PER_MIN", "0");
    let api = world.api().await;
    let [ann, bob, cid] = three(&world, &api).await;
    let circle = ann.makes("public").await;
    bob.joins(&circle).await;
    cid.joins(&circle).await;
    let hers = ann.said(&circle, "hers").await;
    let his = bob.said(&circle, "his").await;
    let third = cid.said(&circle, "third").await;
    let comments = format!("/messages/{third}/comments");
    let comment = bob.post(&comments, json!({ "text": "so" })).await.body;
    let reaction = format!("/messages/{his}/reaction");
    let like = json!({ "kind": "like" });
    assert_eq!(ann.ask(Method::PUT, &reaction, like.clone()).await.status, 200);
    ann.ask(Method::PUT, &format!("/messages/{his}/pin"), json!({})).await;
    bob.ask(Method::PUT, &format!("/messages/{hers}/favourite"), json!({})).await;
    ann.regards(Method::PUT, &bob, "follow").await;
    bob.regards(Method::PUT, &ann, "follow").await;
    for _ in 0..2 {
        let blocks = ann.regards(Method::PUT, &bob, "block").await;
        assert_eq!((blocks.status, &blocks.body["blocks"]), (200, &json!(true)));
        assert_eq!(blocks.body["follows"], false, "neither follows the other any more");
    }
    let seen = bob.sees(&ann).await.body;
    assert_eq!((&seen["you"]["follows"], &seen["you"]["blocks"]), (&json!(false), &json!(false)));
    assert_eq!(code(&bob.regards(Method::PUT, &ann, "follow").await), (403, "blocked"));
    assert_eq!(code(&ann.regards(Method::PUT, &bob, "follow").await), (403, "blocked"));

    // Both ways, wherever it is read; and for nobody else.
    for (who, theirs, of_other) in [(&ann, &hers, &his), (&bob, &his, &hers)] {
        let read = who.get(&format!("/circles/{circle}/messages")).await.body;
        let items = read["items"].as_array().unwrap();
        let veiled: Vec<_> = items.iter().filter(|it| is_veiled(it)).map(|it| &it["id"]).collect();
        assert_eq!((items.len(), veiled), (3, vec![&json!(of_other)]), "its place stays");
        assert_eq!(is_veiled(&read["pinned"][0]), *of_other == his);
        let changes = who.get(&format!("/circles/{circle}/changes?after=0")).await.body;
        for change in changes["items"].as_array().unwrap() {
            let message = &change["message"];
            assert_eq!(is_veiled(message), message["id"] == json!(of_other), "{change}");
        }
        assert!(is_veiled(&who.get(&format!("/messages/{of_other}")).await.body));
        assert!(!is_veiled(&who.get(&format!("/messages/{theirs}")).await.body));
        for feed in ["home", "global"] {
            assert_eq!(who.feed(feed).await.len(), 2, "{feed}");
        }
    }
    assert_eq!(bob.feed("favourites").await, Vec::<Value>::new());
    assert_eq!(cid.texts(&circle).await, ["hers", "his", "third"]);
    assert!(is_veiled(&ann.get(&comments).await.body["items"][0]));
    let path = format!("/comments/{}", comment["id"].as_str().unwrap());
    assert!(is_veiled(&ann.get(&path).await.body));
    assert!(!is_veiled(&cid.get(&path).await.body));
    let counted = ann.get(&format!("/messages/{his}")).await.body;
    assert_eq!((&counted["counts"]["like"], &counted["reaction"]), (&json!(1), &json!("like")));

    // Neither answers the other, nor reacts; what was given is taken away all the same.
    assert_eq!(code(&ann.ask(Method::PUT, &reaction, like.clone()).await), (403, "blocked"));
    assert_eq!(ann.ask(Method::DELETE, &reaction, json!({})).await.status, 200);
    let on_hers = format!("/messages/{hers}/reaction");
    assert_eq!(code(&bob.ask(Method::PUT, &on_hers, like.clone()).await), (403, "blocked"));
    let on_comment = ann.ask(Method::PUT, &format!("{path}/reaction"), like).await;
    assert_eq!(code(&on_comment), (403, "blocked"));
    let text = json!({ "text": "No" });
    let refused = bob.post(&format!("/messages/{hers}/comments"), text.clone()).await;
    assert_eq!(code(&refused), (403, "blocked"));
    let answer = json!({ "text": "No", "parent": comment["id"] });
    assert_eq!(code(&ann.post(&comments, answer).await), (403, "blocked"));
    assert_eq!(ann.post(&comments, text).await.status, 201, "beside each other they may");

    // Who keeps order decides about what there is.
    let report = json!({ "reason": "abuse" });
    assert_eq!(cid.post(&format!("/messages/{his}/report"), report).await.status, 202);
    let queue = ann.get(&format!("/circles/{circle}/queue")).await.body;
    assert!(!is_veiled(&queue["items"][0]["message"]), "{queue}");
    assert_eq!(queue["items"][0]["message"]["text"], "his");

    let ended = ann.regards(Method::DELETE, &bob, "block").await;
    assert_eq!((ended.status, &ended.body["blocks"]), (200, &json!(false)));
    assert_eq!(ann.texts(&circle).await, ["hers", "his", "third"]);
    assert_eq!(bob.texts(&circle).await, ["hers", "his", "third"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mute_is_ones_own_and_ends_with_its_time() {
    let world = World::new().await.with("API__REQUESTS_PER_MIN", "0");
    let api = world.api().await;
    let [ann, bob, _] = three(&world, &api).await;
    let circle = ann.makes("public").await;
    bob.joins(&circle).await;
    ann.said(&circle, "hers").await;
    let his = bob.said(&circle, "his").await;
    let mute = format!("/people/{}/mute", bob.user);
    for until_ms in [1, i64::MAX] {
        let refused = ann.ask(Method::PUT, &mute, json!({ "until_ms": until_ms })).await;
        assert_eq!(code(&refused), (422, "invalid"), "{until_ms}");
    }
    let for_good = ann.ask(Method::PUT, &mute, json!({})).await;
    assert_eq!(for_good.body["mutes_until_ms"], Value::Null);
    let until_ms = downbeat_boot::clock::unix_ms() + 60_000;
    let muted = ann.ask(Method::PUT, &mute, json!({ "until_ms": until_ms })).await;
    assert_eq!((muted.status, &muted.body["mutes"]), (200, &json!(true)));
    assert_eq!(muted.body["mutes_until_ms"], until_ms);
    let listed = ann.get("/me/people?regard=mute").await.body;
    assert_eq!(listed["items"][0]["until_ms"], until_ms, "{listed}");
    assert_eq!(ann.texts(&circle).await, [json!("hers"), Value::Null]);
    assert_eq!(ann.feed("home").await, ["hers"]);
    assert_eq!(bob.texts(&circle).await, ["hers", "his"], "they are none the wiser");
    // It is no block: they may still be answered.
    let comments = format!("/messages/{his}/comments");
    assert_eq!(ann.post(&comments, json!({ "text": "Thanks" })).await.status, 201);

    world.postgres.run("UPDATE mute SET until = now() - interval '1 second'").await;
    assert_eq!(ann.texts(&circle).await, ["hers", "his"]);
    assert_eq!(ann.sees(&bob).await.body["you"]["mutes"], false);
    assert_eq!(ann.get("/me/people?regard=mute").await.body["items"], json!([]));
    let keep = downbeat_store::Keep { done_jobs_days: 1, dead_jobs_days: 1, logins_days: 1 };
    while world.postgres.prune(keep).await.unwrap() > 0 {}
    assert_eq!(world.postgres.number("SELECT count(*) FROM mute").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_profile_is_read_by_whoever_sees_its_person() {
    let world = World::new().await.with("API__REQUESTS_PER_MIN", "0");
    let api = world.api().await;
    let [ann, bob, _] = three(&world, &api).await;
    ann.makes("public").await;
    let none = ann.get("/me/profile").await;
    assert_eq!((&none.body["about"], none.etag.as_deref()), (&json!(""), Some("\"0\"")));
    let about = json!({ "about": "Up <b>early</b>\r\n" });
    assert_eq!(ann.ask(Method::PUT, "/me/profile", about.clone()).await.status, 428);
    let set = ann.tagged(Method::PUT, "/me/profile", "\"0\"", about.clone()).await;
    assert_eq!((set.status, set.etag.as_deref()), (200, Some("\"1\"")), "{}", set.body);
    assert_eq!(bob.sees(&ann).await.body["about"], "Up <b>early</b>");
    let stale = ann.tagged(Method::PUT, "/me/profile", "\"0\"", about).await;
    assert_eq!(code(&stale), (412, "stale"));
    let long = json!({ "about": "a".repeat(501) });
    let refused = ann.tagged(Method::PUT, "/me/profile", "\"1\"", long).await;
    assert_eq!(code(&refused), (422, "invalid"));
    let empty = ann.tagged(Method::PUT, "/me/profile", "\"1\"", json!({ "about": " " })).await;
    assert_eq!((empty.status, &empty.body["about"]), (200, &json!("")));
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_erased_is_followed_blocked_and_muted_by_nobody() {
    let world = World::new().await.with("API__REQUESTS_PER_MIN", "0");
    let api = world.api().await;
    let [ann, bob, cid] = three(&world, &api).await;
    let circle = bob.makes("public").await;
    ann.joins(&circle).await;
    cid.joins(&circle).await;
    let about = json!({ "about": "canary" });
    assert_eq!(ann.tagged(Method::PUT, "/me/profile", "*", about).await.status, 200);
    for (who, how, whom) in [
        (&ann, "follow", &bob),
        (&bob, "follow", &ann),
        (&ann, "block", &cid),
        (&cid, "mute", &ann),
        (&bob, "mute", &cid),
    ] {
        assert_eq!(who.regards(Method::PUT, whom, how).await.status, 200, "{how}");
    }
    let transaction = world.postgres.begin().await.unwrap();
    let (counted, doer) = (Traces::new(), Doer::cli());
    transaction.erase_person(ann.user, &counted, &doer, None).await.unwrap();
    transaction.commit().await.unwrap();
    for (table, left) in [("profile", 0), ("follow", 0), ("block", 0), ("mute", 1)] {
        let count = format!("SELECT count(*) FROM {table}");
        assert_eq!(world.postgres.number(&count).await, left, "{table}");
    }
    assert_eq!(bob.sees(&ann).await.status, 404);
    assert_eq!(bob.get("/me/people").await.body["items"], json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_blocked_by_many_is_read_for_as_anybody() {
    let world = World::new().await;
    let api = world.api().await;
    let ann = Somebody::new(&world, &api, "Ann").await;
    let bob = Somebody::new(&world, &api, "Bob").await;
    let cid = Somebody::new(&world, &api, "Cid").await;
    // Whom somebody blocks is bounded; how many block them is not.
    let crowd = format!(
        "INSERT INTO users (id, display_name)
         SELECT gen_random_uuid(), 'crowd ' || n FROM generate_series(1, 1500) n;
         INSERT INTO block (blocker, blocked)
         SELECT id, '{0}' FROM users WHERE display_name LIKE 'crowd %' OR id = '{1}'",
        ann.user, bob.user
    );
    world.postgres.run(&crowd).await;
    let found = world.postgres.veiled(ann.user, &[bob.user, cid.user]).await.unwrap();
    assert_eq!(found, [bob.user].into(), "only those who are asked about are looked up");
    assert!(world.postgres.veiled(ann.user, &[]).await.unwrap().is_empty());
    let circle = cid.makes("public").await;
    for one in [&ann, &bob] {
        one.joins(&circle).await;
    }
    let (his, hers) = (bob.said(&circle, "One").await, cid.said(&circle, "Two").await);
    let feed = ann.get("/feeds/home").await.body;
    let ids: Vec<_> = feed["items"].as_array().unwrap().iter().map(|it| &it["id"]).collect();
    assert_eq!(ids, [&json!(hers)]);
    assert!(is_veiled(&ann.get(&format!("/messages/{his}")).await.body));
}
