//! What is found by words, by whom, and that nobody learns of anything else.

use std::collections::BTreeSet;

use downbeat_store::{Doer, Traces};
use reqwest::{Method, Url};
use sea_orm::ConnectionTrait;
use serde_json::{Value, json};

use super::Somebody;
use crate::{
    harness::{Answered, Program, World},
    streamer::code,
};

fn address(q: &str, more: &str) -> String {
    let mut url = Url::parse("http://localhost/api/v1/search").unwrap();
    url.query_pairs_mut().append_pair("q", q);
    format!("{}?{}{more}", url.path(), url.query().unwrap())
}

async fn asks(program: &Program, q: &str, more: &str) -> Answered {
    program.get(&address(q, more)).await
}

impl Somebody {
    async fn searches(&self, q: &str, more: &str) -> Answered {
        asks(&self.program, q, more).await
    }

    /// What is said that they find, newest first.
    async fn finds(&self, q: &str) -> Vec<String> {
        said(&self.searches(q, "&in=messages").await)
    }
}

/// The texts of what is said.
fn said(found: &Answered) -> Vec<String> {
    assert_eq!(found.status, 200, "{}", found.body);
    let text = |one: &Value| {
        let found = if one["comment"].is_null() { &one["message"] } else { &one["comment"] };
        found["text"].as_str().unwrap_or_else(|| panic!("no text is found: {one}")).to_owned()
    };
    found.body["said"].as_array().unwrap().iter().map(text).collect()
}

fn names(found: &Answered, what: &str) -> Vec<String> {
    assert_eq!(found.status, 200, "{}", found.body);
    let all = found.body[what].as_array().unwrap();
    all.iter().map(|it| it["name"].as_str().unwrap().to_owned()).collect()
}

/// Nothing, word for word as of what never was.
fn is_nothing(found: &Answered) -> bool {
    let nothing = json!({ "circles": [], "people": [], "said": [], "next": null });
    found.status == 200 && found.body == nothing
}

#[tokio::test(flavor = "multi_thread")]
async fn words_are_found_in_any_case_accent_and_language() {
    let world = World::new().await.with("API__REQUESTS_PER_MIN", "0");
    let api = world.api().await;
    let ann = Somebody::new(&world, &api, "Ann").await;
    let circle = ann.makes("public").await;
    for (text, asked) in [
        ("Ein Café an der Straße", &["cafe", "CAFÉ", "strasse", "cafe\u{301} STRASSE", "str"][..]),
        ("Ærlig smørrebrød i Łódź", &["aerlig", "smorre", "lodz", "ÆRLIG ŁÓDŹ"][..]),
        ("Доброе Утро, Ёжик", &["утро", "УТРО доброе", "ежик", "доб"][..]),
        ("Καλημέρα ΣΟΦΙΑΣ", &["καλημερα", "σοφιας", "ΣΟΦΙΑΣ"][..]),
        ("今日は海へ行きました", &["海", "行き", "今日 海"][..]),
        (
            "Don’t give up: and/or *stay* [here](https://example.org/harbour)",
            &["don't", "or", "stay", "harbour", "give-up", "and_or"][..],
        ),
        ("Ünïcode ﬁts ２０２６", &["unicode", "fits", "2026"][..]),
        ("مرحبا بالعالم", &["مرحبا"][..]),
    ] {
        ann.said(&circle, text).await;
        for words in asked {
            assert_eq!(ann.finds(words).await, [text], "{words}");
        }
    }
    // All words have to be there; one letter is that alone; a part of a word that is no
    // beginning finds nothing, nor does what is no word.
    for words in ["cafe утро", "c", "afe", "!?", "…", "'", "a & | ! (", "\\", "❤"] {
        assert!(ann.finds(words).await.is_empty(), "{words}");
    }
    assert_eq!(ann.finds("!(cafe):*").await.len(), 1, "signs say nothing");
    assert!(is_nothing(&ann.searches(" ", "").await));
    assert!(is_nothing(&ann.program.get("/api/v1/search").await));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stranger_finds_nothing_that_is_not_theirs_word_for_word() {
    let world = World::new().await.with("API__REQUESTS_PER_MIN", "0");
    let api = world.api().await;
    let ann = Somebody::new(&world, &api, "Ann").await;
    let body = |kind: &str| {
        json!({ "name": format!("canary {kind}"), "kind": kind, "description": "heron",
            "tags": ["canary"], "about": "canary" })
    };
    let shut = ann.makes_with(body("private")).await;
    let asked = ann.makes_with(body("invite_only")).await;
    for circle in [&shut, &asked] {
        let message = ann.said(circle, "the canary sings").await;
        let comment = json!({ "text": "a canary, too" });
        let made = ann.post(&format!("/messages/{message}/comments"), comment).await;
        assert_eq!(made.status, 201, "{}", made.body);
    }
    let bob = Somebody::new(&world, &api, "Bob").await;
    let nobody = Program::with(&api, Vec::new());
    for more in ["", "&in=circles", "&in=people", "&in=messages", "&in=messages&limit=1"] {
        for who in [&bob.program, &nobody] {
            for words in ["canary", "can", "heron", "sings", "ann"] {
                let found = asks(who, words, more).await;
                assert!(is_nothing(&found), "{words} {more}: {}", found.body);
            }
        }
    }
    // A circle that one may not see is as one that never was.
    let never = format!("&in=circle:{}", uuid::Uuid::now_v7());
    let (there, nowhere) = (format!("&in=circle:{shut}"), never.as_str());
    for who in [&bob.program, &nobody] {
        let (one, other) = (asks(who, "canary", &there).await, asks(who, "canary", nowhere).await);
        assert_eq!((one.status, &one.body), (404, &other.body));
    }
    let front = bob.searches("canary", &format!("&in=circle:{asked}")).await;
    assert_eq!(code(&front), (403, "forbidden"));

    // Whoever is in finds all of it.
    assert_eq!(
        names(&ann.searches("canary", "").await, "circles"),
        ["canary invite_only", "canary private"]
    );
    assert_eq!(ann.finds("canary").await.len(), 4);
    let one = ann.searches("canary", &there).await;
    assert_eq!(said(&one), ["a canary, too", "the canary sings"]);
    assert_eq!(one.body["said"][0]["message"]["text"], "the canary sings", "with what it is on");
    // So does whoever is let in, and no more once they left.
    let invitations = format!("/circles/{shut}/invitations");
    assert_eq!(ann.post(&invitations, json!({ "login": "Bob" })).await.status, 201);
    assert_eq!(names(&bob.searches("canary", "").await, "circles"), ["canary private"]);
    assert!(bob.finds("canary").await.is_empty(), "its front is all that is theirs");
    assert_eq!(bob.joins(&shut).await.status, 200);
    assert_eq!(bob.finds("canary").await.len(), 2);
    assert_eq!(bob.post(&format!("/circles/{shut}/leave"), json!({})).await.status, 204);
    assert!(is_nothing(&bob.searches("canary", "").await));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_held_hidden_removed_veiled_or_from_before_is_not_found() {
    let world = World::new().await.with("API__REQUESTS_PER_MIN", "0");
    let api = world.api().await;
    let ann = Somebody::new(&world, &api, "Ann").await;
    let bob = Somebody::new(&world, &api, "Bob").await;
    let cid = Somebody::new(&world, &api, "Cid").await;
    let circle = ann.makes_with(json!({ "name": "Harbour", "kind": "private" })).await;
    ann.said(&circle, "canary before").await;
    let path = format!("/circles/{circle}");
    let open = json!({ "kind": "public", "hold_newcomers": true });
    assert_eq!(ann.tagged(Method::PATCH, &path, "*", open).await.status, 200);
    for one in [&bob, &cid] {
        one.joins(&circle).await;
    }
    assert_eq!(bob.says(&circle, "canary held").await.status, 202);
    let open = json!({ "hold_newcomers": false });
    assert_eq!(ann.tagged(Method::PATCH, &path, "*", open).await.status, 200);
    let hidden = bob.said(&circle, "canary hidden").await;
    let removed = bob.said(&circle, "canary removed").await;
    let shown = bob.said(&circle, "canary shown").await;
    let mine = ann.said(&circle, "nothing of it").await;
    let comments = format!("/messages/{mine}/comments");
    let gone = bob.post(&comments, json!({ "text": "canary gone" })).await.body;
    bob.post(&comments, json!({ "text": "canary said" })).await;
    let under = format!("/messages/{hidden}/comments");
    assert_eq!(ann.post(&under, json!({ "text": "canary under" })).await.status, 201);
    world.postgres.run(&format!("UPDATE message SET state = 'hidden' WHERE id = '{hidden}'")).await;
    let remove = format!("/messages/{removed}");
    assert_eq!(bob.tagged(Method::DELETE, &remove, "*", json!({})).await.status, 200);
    let remove = format!("/comments/{}", gone["id"].as_str().unwrap());
    assert_eq!(bob.tagged(Method::DELETE, &remove, "*", json!({})).await.status, 200);

    // Its moderators and its author, too: a queue is looked through elsewhere.
    let both = ["canary said", "canary shown"];
    assert_eq!(bob.finds("canary").await, both);
    assert_eq!(cid.finds("canary").await, both);
    assert_eq!(ann.finds("canary").await, ["canary said", "canary shown", "canary before"]);
    let nobody = Program::with(&api, Vec::new());
    assert_eq!(said(&asks(&nobody, "canary", "&in=messages").await), both);
    // What it said before it was edited is not found.
    let edit = json!({ "text": "a wren" });
    let path = format!("/messages/{shown}");
    assert_eq!(bob.tagged(Method::PATCH, &path, "*", edit).await.status, 200);
    assert_eq!((cid.finds("shown").await.len(), cid.finds("wren").await.len()), (0, 1));

    // Blocks go both ways, a mute one; the words on what is veiled go with it.
    ann.post(&format!("/messages/{shown}/comments"), json!({ "text": "canary of Ann" })).await;
    assert_eq!(cid.regards(Method::PUT, &bob, "mute").await.status, 200);
    assert!(cid.finds("canary").await.is_empty());
    assert!(names(&cid.searches("bob", "&in=people").await, "people").is_empty());
    assert_eq!(names(&bob.searches("cid", "&in=people").await, "people"), ["Cid"]);
    assert_eq!(cid.regards(Method::DELETE, &bob, "mute").await.status, 200);
    assert_eq!(cid.regards(Method::PUT, &bob, "block").await.status, 200);
    assert!(cid.finds("wren").await.is_empty());
    assert!(names(&bob.searches("cid", "&in=people").await, "people").is_empty());

    // Whoever is banned reads it no more, and what an erased person said is nowhere.
    assert_eq!(ann.changes(&circle, cid.user, json!({ "state": "banned" })).await.status, 200);
    assert!(cid.finds("nothing").await.is_empty());
    let transaction = world.postgres.begin().await.unwrap();
    let (counted, doer) = (Traces::new(), Doer::cli());
    transaction.erase_person(bob.user, &counted, &doer, None).await.unwrap();
    transaction.commit().await.unwrap();
    assert!(ann.finds("wren").await.is_empty());
    assert!(names(&ann.searches("bob", "&in=people").await, "people").is_empty());
    let left = "SELECT count(*) FROM message WHERE search @@ search_query('wren')";
    assert_eq!(world.postgres.number(left).await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn people_are_found_by_name_by_whoever_may_see_them() {
    let world = World::new().await.with("API__REQUESTS_PER_MIN", "0");
    let api = world.api().await;
    let ann = Somebody::new(&world, &api, "Ann Löwe").await;
    let bob = Somebody::new(&world, &api, "Bob").await;
    let other = Somebody::new(&world, &api, "anna").await;
    let people =
        async |who: &Somebody, q: &str| names(&who.searches(q, "&in=people").await, "people");
    ann.makes("private").await;
    assert!(people(&bob, "ann").await.is_empty());
    let open = ann.makes("public").await;
    assert_eq!(people(&bob, "ANN").await, ["Ann Löwe"]);
    assert_eq!(people(&bob, "lowe ann").await, ["Ann Löwe"]);
    assert!(people(&ann, "ann").await.is_empty(), "oneself is known");
    other.joins(&open).await;
    assert_eq!(people(&bob, "ann").await, ["Ann Löwe", "anna"]);
    let page = bob.searches("ann", "&in=people&limit=1").await;
    assert_eq!(names(&page, "people"), ["Ann Löwe"]);
    let cursor = [("cursor", page.body["next"].as_str().unwrap())];
    let next = Url::parse_with_params("http://localhost", cursor).unwrap();
    let next = format!("&in=people&limit=1&{}", next.query().unwrap());
    let page = bob.searches("ann", &next).await;
    assert_eq!(names(&page, "people"), ["anna"]);
    let keys: BTreeSet<&str> =
        page.body["people"][0].as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(keys, BTreeSet::from(["about", "id", "name"]));
    let nobody = Program::with(&api, Vec::new());
    assert!(is_nothing(&asks(&nobody, "ann", "&in=people").await));
    // Its name alone: what somebody says of themselves finds nobody.
    let about = json!({ "about": "keeps herons" });
    assert_eq!(ann.tagged(Method::PUT, "/me/profile", "\"0\"", about).await.status, 200);
    assert!(people(&bob, "herons").await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_go_on_where_one_ended_and_what_is_asked_is_bounded() {
    let world = World::new().await.with("API__REQUESTS_PER_MIN", "0");
    let api = world.api().await;
    let ann = Somebody::new(&world, &api, "Ann").await;
    let circle = ann.makes_with(json!({ "name": "Sea", "kind": "public" })).await;
    let other =
        ann.makes_with(json!({ "name": "Sea air", "kind": "public", "tags": ["wind"] })).await;
    let mut all = Vec::new();
    for n in 0..4 {
        let message = ann.said(&circle, &format!("sea {n}")).await;
        let comment = json!({ "text": format!("sea, said {n}") });
        ann.post(&format!("/messages/{message}/comments"), comment).await;
        all.extend([format!("sea {n}"), format!("sea, said {n}")]);
    }
    all.reverse();
    let (mut found, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = ann.searches("sea", &format!("&in=messages&limit=3{cursor}")).await;
        let texts = said(&page);
        assert!(texts.len() <= 3);
        found.extend(texts);
        let Some(next) = page.body["next"].as_str() else { break };
        cursor = format!("&cursor={next}");
    }
    assert_eq!(found, all);
    let page = ann.searches("sea", "&in=circles&limit=1").await;
    assert_eq!(names(&page, "circles"), ["Sea"], "what was said in it last makes it first");
    let next = format!("&in=circles&limit=1&cursor={}", page.body["next"].as_str().unwrap());
    assert_eq!(names(&ann.searches("sea", &next).await, "circles"), ["Sea air"]);
    assert_eq!(names(&ann.searches("wind", "").await, "circles"), ["Sea air"]);
    let first = ann.searches("sea", "").await;
    assert_eq!((said(&first).len(), &first.body["next"]), (5, &Value::Null));
    assert!(said(&ann.searches("sea", &format!("&in=circle:{other}")).await).is_empty());

    for (q, more) in [
        ("a".repeat(101).as_str(), ""),
        ("a b c d e f g h i j k", ""),
        ("a\u{7}b", ""),
        ("sea", "&in=journal"),
        ("sea", "&in=circle:x"),
        ("sea", "&in=circles&cursor=x"),
        ("sea", "&in=people&cursor=x"),
        ("sea", "&in=messages&cursor=x"),
        ("sea", "&cursor=1.2"),
        ("sea", "&in=messages&limit=0"),
        ("sea", "&in=messages&limit=101"),
    ] {
        let refused = ann.searches(q, more).await;
        assert_eq!(code(&refused), (422, "invalid"), "{q} {more}: {}", refused.body);
    }

    // What takes too long is given up, and is not taken for a database that is away.
    let slow = world.postgres.begin().await.unwrap();
    slow.connection().execute_unprepared("LOCK TABLE message").await.unwrap();
    let broad = ann.searches("sea", "&in=messages").await;
    assert_eq!(code(&broad), (422, "too_broad"), "{}", broad.body);
    drop(slow);
}

#[tokio::test(flavor = "multi_thread")]
async fn searches_are_counted_by_person_and_by_place() {
    let world = World::new().await;
    let api = world.api().await;
    let ann = Somebody::new(&world, &api, "Ann").await;
    let bob = Somebody::new(&world, &api, "Bob").await;
    for _ in 0..30 {
        assert_eq!(ann.searches("sea", "").await.status, 200);
    }
    let more = ann.searches("sea", "").await;
    assert_eq!(code(&more), (429, "limited"));
    assert!(
        more.body["detail"].as_str().unwrap().contains("30 searches a minute"),
        "{}",
        more.body
    );
    assert_eq!(bob.searches("sea", "").await.status, 200);
    let (one, other) = (Program::with(&api, Vec::new()), Program::with(&api, Vec::new()));
    for _ in 0..15 {
        assert_eq!(asks(&one, "sea", "").await.status, 200);
        assert_eq!(asks(&other, "sea", "").await.status, 200);
    }
    assert_eq!(code(&asks(&other, "sea", "").await), (429, "limited"), "they come from one place");
    // What is refused for another reason is not counted, nor is what asks for nothing.
    assert_eq!(code(&bob.searches("sea", "&in=x").await), (422, "invalid"));
}
