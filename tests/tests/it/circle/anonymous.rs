//! What is said without a name: nobody learns whose it is, and its author has it all the same.

use downbeat_job::erasure::erase;
use downbeat_store::{Doer, Keys, ResealCursor, Staff, Traces};
use reqwest::Method;
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    Somebody,
    live::{looks, shows},
    moderating::{crowd, decides, reports},
};
use crate::{
    harness::{Answered, KEY, Process, World, answered, keys, until},
    standing::cast::cookie,
    streamer::code,
};

const HOUR_MS: i64 = 3_600_000;

impl Somebody {
    async fn says_unseen(&self, circle: &str, text: &str) -> Answered {
        self.says_so(circle, json!({ "kind": "support", "text": text, "anonymous": true })).await
    }

    async fn says_so(&self, circle: &str, body: Value) -> Answered {
        let request = self.program.ask(Method::POST, &format!("/api/v1/circles/{circle}/messages"));
        let key = Uuid::new_v4().to_string();
        answered(request.header("idempotency-key", key).json(&body)).await
    }

    async fn said_unseen(&self, circle: &str, text: &str) -> String {
        let said = self.says_unseen(circle, text).await;
        assert_eq!(said.status, 201, "{}", said.body);
        assert_eq!(
            (&said.body["author"], &said.body["anonymous"], &said.body["mine"]),
            (&Value::Null, &json!(true), &json!(true)),
            "{}",
            said.body
        );
        said.body["id"].as_str().unwrap().to_owned()
    }

    /// Sets a circle of theirs.
    async fn sets(&self, circle: &str, config: Value) {
        let path = format!("/circles/{circle}");
        let tag = self.get(&path).await.etag.unwrap();
        let set = self.tagged(Method::PATCH, &path, &tag, config).await;
        assert_eq!(set.status, 200, "{}", set.body);
    }
}

/// A circle of Ann's that Bob keeps in order, in which nobody has to say their name.
async fn masked(world: &World, api: &Process) -> (String, Vec<Somebody>) {
    let (circle, all) = crowd(world, api).await;
    all[0].sets(&circle, json!({ "anonymous": true })).await;
    (circle, all)
}

async fn world() -> World {
    World::new().await.with("API__REQUESTS_PER_MIN", "0")
}

/// Tables of which a row has all of these.
async fn rows_with(world: &World, texts: &[&str]) -> Vec<String> {
    let db = world.postgres.connection();
    let tables = "SELECT tablename::text AS name FROM pg_tables WHERE schemaname = 'public'";
    let tables = db.query_all_raw(Statement::from_string(DbBackend::Postgres, tables)).await;
    let have: Vec<String> = texts.iter().map(|text| format!("t::text ILIKE '%{text}%'")).collect();
    let mut found = Vec::new();
    for row in tables.unwrap() {
        let table: String = row.try_get("", "name").unwrap();
        let count = format!("SELECT count(*) FROM {table} AS t WHERE {}", have.join(" AND "));
        if world.postgres.number(&count).await > 0 {
            found.push(table);
        }
    }
    found
}

/// No row names them beside what they said.
async fn assert_sealed(world: &World, who: &Somebody, message: &str) {
    let user = who.user.to_string();
    assert_eq!(rows_with(world, &[&user, message]).await, Vec::<String>::new());
    let bare = user.replace('-', "");
    assert_eq!(rows_with(world, &[&bare]).await, Vec::<String>::new(), "not as bytes, either");
}

async fn now_ms(world: &World) -> i64 {
    world.postgres.number("SELECT (extract(epoch FROM now()) * 1000)::bigint").await
}

async fn staff(world: &World, api: &Process, name: &str, staff: Staff) -> Somebody {
    let user = world.postgres.create_staff(name, staff, &Doer::cli()).await.unwrap();
    Somebody { user, program: cookie(&world.postgres, user).await.program(api).await }
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_learns_who_said_something_without_their_name() {
    let world = world().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let (circle, all) = masked(&world, &api).await;
    let [ann, bob, cid, dan, eve, fay] = &all[..] else { panic!() };
    let mut bobs = looks(&world, &api, bob, &circle).await;
    dan.ask(Method::PUT, &format!("/people/{}/block", cid.user), json!({})).await;
    eve.ask(Method::PUT, &format!("/people/{}/follow", cid.user), json!({})).await;
    let id = cid.said_unseen(&circle, "canary of the harbour").await;
    assert_eq!(reports(fay, &id).await.status, 202);

    let view = shows(&mut bobs, "it is told", |view| view["n"] == 1).await;
    let news = &view["news"][0]["message"];
    assert_eq!((&news["author"], &news["anonymous"]), (&Value::Null, &json!(true)), "{news}");
    let (message, messages) = (format!("/messages/{id}"), format!("/circles/{circle}/messages"));
    let queue = format!("/circles/{circle}/queue");
    let changes = format!("/circles/{circle}/changes?after=0");
    let places = [&*message, &*messages, &*changes, "/feeds/global", "/feeds/home"];
    let found = "/search?q=canary&in=messages";
    for (who, may_decide) in [(ann, true), (bob, true), (dan, false)] {
        let more = [&*queue, found];
        for place in places.iter().chain(&more[usize::from(!may_decide)..]) {
            let read = who.get(place).await;
            let text = read.body.to_string();
            assert_eq!(read.status, 200, "{place}: {text}");
            assert!(text.contains("canary of the harbour"), "{place}: {text}");
            let names = [&cid.user.to_string(), r#""Cid""#];
            assert!(names.iter().all(|name| !text.contains(*name)), "{place}: {text}");
            assert!(!text.contains(r#""mine":true"#), "{place}: {text}");
            assert!(!text.contains(r#""veiled":true"#), "a block tells nothing: {place}: {text}");
        }
    }
    let like = json!({ "kind": "like" });
    let reacted = dan.ask(Method::PUT, &format!("{message}/reaction"), like).await;
    assert_eq!(reacted.status, 200, "a block refuses nothing: {}", reacted.body);
    assert_eq!(eve.get("/feeds/following").await.body["items"], json!([]));
    assert_eq!(cid.get(&messages).await.body["items"][0]["mine"], true, "its author knows it");
    assert_eq!(code(&reports(cid, &id).await), (409, "wrong_state"), "it is their own");
    let unread = async |who: &Somebody| {
        who.get(&format!("/circles/{circle}")).await.body["you"]["unread"].clone()
    };
    assert_eq!((unread(cid).await, unread(fay).await), (json!(0), json!(1)));
    assert_sealed(&world, cid, &id).await;
    let user = cid.user.to_string();
    let names = |line: &str| line.contains(&user) && line.contains(&id);
    assert!(!api.log().lines().any(names));
}

#[tokio::test(flavor = "multi_thread")]
async fn its_author_is_told_of_answers_by_no_row_that_leads_to_it() {
    let world = world().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let (circle, all) = masked(&world, &api).await;
    let [ann, bob, cid, dan, ..] = &all[..] else { panic!() };
    let id = cid.said_unseen(&circle, "Hard times").await;
    let comments = format!("/messages/{id}/comments");
    for one in [ann, bob] {
        assert_eq!(one.post(&comments, json!({ "text": "With you" })).await.status, 201);
    }
    assert_eq!(cid.post(&comments, json!({ "text": "Me too" })).await.status, 201);
    let love = json!({ "kind": "love" });
    dan.ask(Method::PUT, &format!("/messages/{id}/reaction"), love).await;
    let told = async |of: &str, count: i64| {
        until(of, async || {
            let told = cid.get("/me/notices").await.body["items"].clone();
            let mut all = told.as_array()?.iter();
            all.find(|it| it["type"] == of && it["count"] == count).cloned()
        })
        .await
    };
    for notice in [told("message_comment", 2).await, told("message_reaction", 1).await] {
        let about = &notice["about"];
        assert_eq!((&about["anonymous"], &about["circle"]), (&json!(true), &json!(circle)));
        assert_eq!((&about["message"], &about["item"]), (&Value::Null, &Value::Null));
        assert_eq!(notice["actors"], json!([]), "they stand beside what they answered");
    }
    assert_eq!(
        rows_with(&world, &[&cid.user.to_string(), &id]).await,
        ["comment"],
        "what they said to it under their name"
    );
    let same = "SELECT count(*) FROM notice n JOIN comment c ON c.created_at = n.at";
    assert_eq!(world.postgres.number(same).await, 0, "no time leads to it, either");
}

#[tokio::test(flavor = "multi_thread")]
async fn moderators_restrict_whoever_wrote_it_and_learn_nothing() {
    let world = world().await;
    let api = world.api().await;
    let (circle, all) = masked(&world, &api).await;
    let [ann, bob, cid, dan, ..] = &all[..] else { panic!() };
    let (bad, anns) =
        (cid.said_unseen(&circle, "Rude").await, ann.said_unseen(&circle, "Rude, too").await);
    let until_ms = now_ms(&world).await + HOUR_MS;
    let mut answers = Vec::new();
    // Whoever it was, a member or the owner: it is all the same.
    for item in [&bad, &anns] {
        assert_eq!(reports(dan, item).await.status, 202);
        let banned = decides(bob, &circle, item, json!({ "act": "ban" })).await;
        assert_eq!(code(&banned), (409, "wrong_state"), "nobody is banned unseen");
        let restrict = json!({ "act": "restrict", "until_ms": until_ms, "reason": "Be kind" });
        let done = decides(bob, &circle, item, restrict).await;
        assert_eq!(done.status, 200, "{}", done.body);
        answers.push((banned.body["detail"].clone(), done.body["decided"]["came_to"].clone()));
    }
    assert_eq!(answers[0], answers[1]);
    for one in [cid, ann] {
        assert_eq!(code(&one.says_unseen(&circle, "Again").await), (403, "restricted"));
        assert_eq!(one.says(&circle, "By name").await.status, 201, "that is seen, and free");
    }
    assert_eq!(dan.says_unseen(&circle, "Kind").await.status, 201);
    let members = bob.get(&format!("/circles/{circle}/members")).await.body;
    let members = members["items"].as_array().unwrap();
    assert!(members.iter().all(|member| member["restricted_ms"].is_null()), "{members:?}");
    let audited = format!(
        "SELECT count(*) FROM audit_log WHERE action = 'circle.decide' AND details::text LIKE '%{}%'",
        cid.user
    );
    assert_eq!(world.postgres.number(&audited).await, 0);

    let decision = cid.get("/me/decisions").await.body["items"][0].clone();
    assert_eq!((&decision["act"], &decision["anonymous"]), (&json!("restrict"), &json!(true)));
    assert_eq!((&decision["circle_name"], &decision["text"]), (&json!("Harbour"), &json!("Rude")));
    assert_eq!(dan.get("/me/decisions").await.body["items"], json!([]));
    let told = cid.get("/me/notices").await.body["items"][0]["about"].clone();
    assert_eq!((&told["what"], &told["reason"]), (&json!("restrict"), &json!("Be kind")), "{told}");
    assert_eq!((&told["decision"], &told["message"]), (&Value::Null, &Value::Null));

    let appeal = json!({ "decision": decision["id"], "text": "It was a joke" });
    assert_eq!(code(&dan.post("/appeals", appeal.clone()).await), (404, "not_found"));
    assert_eq!(cid.post("/appeals", appeal).await.status, 201);
    let queue = ann.get(&format!("/circles/{circle}/queue")).await.body;
    let open = &queue["appeals"][0];
    assert_eq!((&open["person"], &open["yours"]), (&Value::Null, &json!(true)), "{queue}");
    assert!(!queue.to_string().contains(&cid.user.to_string()), "{queue}");
    let judge = format!("/circles/{circle}/appeals/{}/decide", open["id"].as_str().unwrap());
    let own = bob.post(&judge, json!({ "act": "overturn" })).await;
    assert_eq!(code(&own), (403, "own_decision"));
    let judged = ann.post(&judge, json!({ "act": "overturn" })).await;
    assert_eq!(judged.status, 200, "{}", judged.body);
    assert_eq!(cid.says_unseen(&circle, "Better").await.status, 201);
    let told = cid.get("/me/notices").await.body["items"].to_string();
    assert!(told.contains("appeal_overturned"), "{told}");
    assert!(!told.contains(r#""restrict""#), "it is taken back: {told}");
    assert_sealed(&world, cid, &bad).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn its_author_alone_edits_it_and_removes_it_as_their_own() {
    let world = world().await;
    let api = world.api().await;
    let (circle, all) = masked(&world, &api).await;
    let [_, bob, cid, dan, ..] = &all[..] else { panic!() };
    let id = cid.said_unseen(&circle, "Frist").await;
    let path = format!("/messages/{id}");
    for other in [bob, dan] {
        let edit = other.tagged(Method::PATCH, &path, "\"1\"", json!({ "text": "x" })).await;
        assert_eq!(code(&edit), (403, "forbidden"));
    }
    assert_eq!(code(&dan.tagged(Method::DELETE, &path, "\"1\"", json!({})).await).0, 403);
    let edited = cid.tagged(Method::PATCH, &path, "\"1\"", json!({ "text": "First" })).await;
    assert_eq!((edited.status, &edited.body["mine"]), (200, &json!(true)), "{}", edited.body);
    assert_eq!(edited.body["author"], Value::Null);
    let gone = cid.tagged(Method::DELETE, &path, "\"2\"", json!({})).await;
    assert_eq!((gone.status, &gone.body["state"]), (200, &json!("removed")), "{}", gone.body);
    // A moderator who removes their own decides about nobody: that would name them.
    let bobs = bob.said_unseen(&circle, "Mine").await;
    let gone = bob.tagged(Method::DELETE, &format!("/messages/{bobs}"), "\"1\"", json!({})).await;
    assert_eq!(gone.status, 200, "{}", gone.body);
    assert_eq!(world.postgres.number("SELECT count(*) FROM decision").await, 0);
    assert_sealed(&world, bob, &bobs).await;
    let cids = cid.said_unseen(&circle, "Another").await;
    bob.tagged(Method::DELETE, &format!("/messages/{cids}"), "\"1\"", json!({})).await;
    let named = "SELECT count(*) FROM decision WHERE person IS NOT NULL";
    assert_eq!(world.postgres.number(named).await, 0);
    assert_eq!(cid.get("/me/decisions").await.body["items"][0]["act"], "remove");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_would_tell_whose_it_is_is_said_under_a_name() {
    let world = world().await;
    let api = world.api().await;
    let (circle, all) = crowd(&world, &api).await;
    let [ann, bob, cid, ..] = &all[..] else { panic!() };
    assert_eq!(code(&cid.says_unseen(&circle, "Psst").await), (403, "named"));
    ann.sets(&circle, json!({ "anonymous": true })).await;
    let unseen = |more: Value| {
        let mut body = json!({ "kind": "support", "text": "Psst", "anonymous": true });
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        body
    };
    let at_ms = now_ms(&world).await + HOUR_MS;
    for (more, field) in [
        (json!({ "media": [Uuid::now_v7()] }), "media"),
        (json!({ "at_ms": at_ms }), "at_ms"),
        (json!({ "kind": "announcement" }), "kind"),
    ] {
        let refused = ann.says_so(&circle, unseen(more)).await;
        assert_eq!(code(&refused), (422, "invalid"), "{field}");
        assert_eq!(refused.body["errors"][0]["field"], field, "{}", refused.body);
    }
    // Links are for moderators and for members of seven days: of nobody is known that they are.
    let link = unseen(json!({ "text": "see https://example.com/" }));
    assert_eq!(code(&bob.says_so(&circle, link).await), (422, "links"));
    ann.sets(&circle, json!({ "frozen": true })).await;
    assert_eq!(code(&bob.says_unseen(&circle, "Psst").await), (409, "frozen"));
    ann.sets(&circle, json!({ "frozen": false, "hold_newcomers": true })).await;
    assert_eq!(code(&cid.says_unseen(&circle, "Psst").await), (403, "newcomer"));
    let slow = json!({ "hold_newcomers": false, "slow_s": 60 });
    ann.sets(&circle, slow).await;
    bob.said_unseen(&circle, "Psst").await;
    assert_eq!(code(&bob.says_unseen(&circle, "Psst").await), (429, "limited"));
    cid.said_unseen(&circle, "Psst").await;
    assert_eq!(code(&cid.says(&circle, "Loud").await), (429, "limited"), "by name, too");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_administrator_finds_out_with_a_reason_that_is_on_record() {
    let world = world().await;
    let api = world.api().await;
    let (circle, all) = masked(&world, &api).await;
    let (bob, cid) = (&all[1], &all[2]);
    let ray = staff(&world, &api, "Ray", Staff::Reader).await;
    let ada = staff(&world, &api, "Ada", Staff::Admin).await;
    let id = cid.said_unseen(&circle, "A threat").await;
    let path = format!("/admin/circle-messages/{id}/author");
    let why = json!({ "reason": "File 4711" });
    for (who, body, refused) in [
        (bob, &why, (403, "forbidden")),
        (&ray, &why, (403, "forbidden")),
        (&ada, &json!({ "reason": " " }), (422, "invalid")),
    ] {
        assert_eq!(code(&who.post(&path, body.clone()).await), refused);
    }
    let noted = "SELECT count(*) FROM audit_log WHERE action = 'message.unseal'";
    assert_eq!(world.postgres.number(noted).await, 0);
    let found = ada.post(&path, why.clone()).await;
    let expected = json!({ "id": cid.user, "name": "Cid" });
    assert_eq!((found.status, &found.body), (200, &expected));
    let noted = format!(
        "{noted} AND reason = 'File 4711' AND target_id = '{id}' AND actor = 'Ada'
             AND details::text NOT LIKE '%{}%'",
        cid.user
    );
    assert_eq!(world.postgres.number(&noted).await, 1);
    let named = cid.said(&circle, "By name").await;
    let named = ada.post(&format!("/admin/circle-messages/{named}/author"), why.clone()).await;
    assert_eq!(code(&named), (409, "wrong_state"));
    let nothing = format!("/admin/circle-messages/{}/author", Uuid::now_v7());
    assert_eq!(code(&ada.post(&nothing, why).await), (404, "not_found"));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_erasure_finds_what_was_said_without_a_name() {
    let world = world().await;
    let api = world.api().await;
    let (circle, all) = masked(&world, &api).await;
    let [_, bob, cid, dan, ..] = &all[..] else { panic!() };
    let id = cid.said_unseen(&circle, "canary one").await;
    let path = format!("/messages/{id}");
    cid.tagged(Method::PATCH, &path, "\"1\"", json!({ "text": "canary two" })).await;
    dan.said_unseen(&circle, "stays").await;
    reports(dan, &id).await;
    decides(bob, &circle, &id, json!({ "act": "warn", "reason": "canary three" })).await;

    let (counted, doer) = (Traces::new(), Doer::cli());
    let by = (&doer, None);
    erase((&*world.postgres, &keys()), cid.user, &counted, by).await.unwrap();
    assert_eq!(bob.texts(&circle).await, [json!(null), json!("stays")]);
    assert_eq!(rows_with(&world, &["canary"]).await, Vec::<String>::new());
    assert_eq!(world.postgres.number("SELECT count(*) FROM message_author").await, 1);
    let marked = "SELECT count(*) FROM decision WHERE mark IS NOT NULL";
    assert_eq!(world.postgres.number(marked).await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn authors_are_known_again_after_the_keys_were_rotated() {
    let world = world().await;
    let api = world.api().await;
    let (circle, all) = masked(&world, &api).await;
    let cid = &all[2];
    let id: Uuid = cid.said_unseen(&circle, "Still mine").await.parse().unwrap();
    let circle: Uuid = circle.parse().unwrap();
    let before = world.postgres.author_key(&keys()).await.unwrap().unwrap();

    let newer = "newer:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=".to_owned();
    let both = Keys::read(&[newer.clone(), KEY.to_owned()]).unwrap();
    let mut next = Some(ResealCursor::default());
    while let Some(cursor) = next {
        let (done, after) = world.postgres.reseal(&both, cursor, &Doer::cli()).await.unwrap();
        assert_eq!(done.damaged, Vec::<String>::new());
        next = after;
    }
    assert!(world.postgres.author_key(&keys()).await.is_err(), "the old one opens nothing");
    let alone = Keys::read(&[newer]).unwrap();
    let after = world.postgres.author_key(&alone).await.unwrap().unwrap();
    assert_eq!(after.mark(circle, cid.user), before.mark(circle, cid.user));
    let transaction = world.postgres.begin().await.unwrap();
    assert_eq!(transaction.unseen_author(id, &after).await.unwrap(), Some(cid.user));
}
