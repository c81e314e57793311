//! Notices are made of what there is: each once, by whomever it concerns.

use reqwest::Method;
use serde_json::{Value, json};

use super::{NOTICES, counts};
use crate::{circle::Somebody, harness::World, streamer::code};

#[tokio::test(flavor = "multi_thread")]
async fn what_is_alike_is_one_notice_and_counted_in_what_there_is() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let ann = Somebody::new(&world, &api, "Ann").await;
    let circle = ann.makes("public").await;
    let message = ann.said(&circle, "I did it").await;
    let reaction = format!("/messages/{message}/reaction");
    let comments = format!("/messages/{message}/comments");
    let like = json!({ "kind": "like" });
    // One's own is told to nobody.
    assert_eq!(ann.ask(Method::PUT, &reaction, like.clone()).await.status, 200);
    let mut others = Vec::new();
    for name in ["Bob", "Cyd", "Dee", "Eve"] {
        let other = Somebody::new(&world, &api, name).await;
        other.joins(&circle).await;
        assert_eq!(other.ask(Method::PUT, &reaction, like.clone()).await.status, 200);
        others.push(other);
    }
    let four = ann.told("message_reaction", |these| counts(these) == [4]).await;
    let names: Vec<_> =
        four[0]["actors"].as_array().unwrap().iter().map(|it| &it["name"]).collect();
    assert_eq!(names, ["Eve", "Dee", "Cyd"], "whoever came last first");
    assert_eq!(four[0]["about"]["circle_name"], "Early Birds");
    assert_eq!(four[0]["about"]["message"], *message);

    // Another kind of reaction is no other reaction, and one that is taken back is none.
    let love = json!({ "kind": "love" });
    assert_eq!(others[0].ask(Method::PUT, &reaction, love).await.status, 200);
    for other in &others[1..] {
        assert_eq!(other.ask(Method::DELETE, &reaction, json!({})).await.status, 200);
    }
    ann.told("message_reaction", |these| counts(these) == [1]).await;

    // What is said to it is told to its author, what answers a comment to that one's.
    let (bob, cyd) = (&others[0], &others[1]);
    let said = bob.post(&comments, json!({ "text": "Well done" })).await.body;
    let answer = json!({ "text": "Indeed", "parent": said["id"] });
    assert_eq!(cyd.post(&comments, answer).await.status, 201);
    ann.told("message_comment", |these| counts(these) == [2]).await;
    let answered = bob.told("message_comment", |these| counts(these) == [1]).await;
    assert_eq!(answered[0]["about"]["is_comment"], true);

    // What was read is over: what comes then is another notice, of that alone.
    let read = ann.get(NOTICES).await.body;
    assert_eq!(read["unread"], 2);
    let ids: Vec<_> = read["items"].as_array().unwrap().iter().map(|it| &it["id"]).collect();
    let done = ann.ask(Method::PUT, "/me/notices/read", json!({ "ids": ids })).await;
    assert_eq!((done.status, ann.get(NOTICES).await.body["unread"].as_i64()), (204, Some(0)));
    assert_eq!(cyd.ask(Method::PUT, &reaction, like).await.status, 200);
    let again = ann.told("message_reaction", |these| these.len() == 2).await;
    assert_eq!((&again[0]["count"], &again[0]["actors"][0]["name"]), (&json!(1), &json!("Cyd")));
    assert_eq!((&again[0]["read"], &again[1]["read"]), (&json!(false), &json!(true)));
    let unread = ann.get("/me/notices?unread=true").await.body;
    assert_eq!(unread["items"].as_array().unwrap().len(), 1);

    // Pages go on where one ended.
    let first = ann.get("/me/notices?limit=1").await.body;
    let next = first["next"].as_str().unwrap();
    let rest = ann.get(&format!("/me/notices?cursor={next}")).await.body;
    assert_eq!(rest["items"].as_array().unwrap().len(), 2);
    assert_eq!(code(&ann.get("/me/notices?cursor=x").await), (422, "invalid"));
    for wrong in [json!({}), json!({ "ids": [] }), json!({ "ids": vec![&ids[0]; 101] })] {
        let refused = ann.ask(Method::PUT, "/me/notices/read", wrong).await;
        assert_eq!(code(&refused), (422, "invalid"));
    }
    // What came into one since it was looked at is not read with it.
    let before = json!({ "until_ms": first["items"][0]["at_ms"].as_i64().unwrap() - 1 });
    assert_eq!(ann.ask(Method::PUT, "/me/notices/read", before).await.status, 204);
    assert_eq!(ann.get(NOTICES).await.body["unread"], 1);
    let all = json!({ "until_ms": first["now_ms"] });
    assert_eq!(ann.ask(Method::PUT, "/me/notices/read", all).await.status, 204);
    assert_eq!(ann.get(NOTICES).await.body["unread"], 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn people_are_told_what_becomes_of_them() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let ann = Somebody::new(&world, &api, "Ann").await;
    let circle = ann.makes("invite_only").await;
    let bob = Somebody::new(&world, &api, "Bob").await;
    bob.joins(&circle).await;
    let asked = ann.told("circle_join_request", |these| counts(these) == [1]).await;
    assert_eq!(asked[0]["actors"][0]["name"], "Bob");
    assert_eq!(ann.changes(&circle, bob.user, json!({ "state": "active" })).await.status, 200);
    // Who is answered asks no more.
    ann.told("circle_join_request", <[Value]>::is_empty).await;
    let came = bob.told("system", |these| these.len() == 1).await;
    assert_eq!(came[0]["about"]["what"], "let_in");

    let bad = bob.said(&circle, "Rubbish").await;
    let cyd = Somebody::new(&world, &api, "Cyd").await;
    cyd.joins(&circle).await;
    assert_eq!(ann.changes(&circle, cyd.user, json!({ "state": "active" })).await.status, 200);
    let report = json!({ "reason": "spam" });
    assert_eq!(cyd.post(&format!("/messages/{bad}/report"), report).await.status, 202);
    let decide = format!("/circles/{circle}/queue/{bad}/decide");
    let decided = json!({ "act": "hide", "reason": "Not here" });
    let answer = ann.post(&decide, decided).await;
    assert!(answer.status < 300, "{}", answer.body);
    let hidden = bob.told("system", |these| these.len() == 2).await;
    assert_eq!(hidden[0]["about"]["what"], "hide");
    assert_eq!(hidden[0]["about"]["reason"], "Not here");
    assert_eq!(hidden[0]["actors"], json!([]), "who decided is told to nobody");
    let looked = cyd.told("system", |these| these.len() == 2).await;
    assert_eq!(looked[0]["about"]["what"], "report_closed");

    // Who is kept out hears of that, and of nothing else there any more.
    let good = bob.said(&circle, "Better").await;
    let reaction = format!("/messages/{good}/reaction");
    assert_eq!(cyd.ask(Method::PUT, &reaction, json!({ "kind": "like" })).await.status, 200);
    bob.told("message_reaction", |these| these.len() == 1).await;
    let ban = json!({ "state": "banned", "reason": "Enough" });
    assert_eq!(ann.changes(&circle, bob.user, ban).await.status, 200);
    bob.told("message_reaction", <[Value]>::is_empty).await;
    let banned = bob.told("system", |these| these[0]["about"]["what"] == "ban").await;
    assert_eq!(banned[0]["about"]["reason"], "Enough");
    let stranger = Somebody::new(&world, &api, "Dee").await;
    assert!(stranger.notices().await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invitation_is_told_until_it_is_taken_or_taken_back() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let ann = Somebody::new(&world, &api, "Ann").await;
    let bob = Somebody::new(&world, &api, "Bob").await;
    let identity = format!(
        "INSERT INTO identities (provider, provider_user_id, user_id, login)
         VALUES ('twitch', '77', '{}', 'bob')",
        bob.user
    );
    world.postgres.run(&identity).await;
    let circle = ann.makes("private").await;
    let invitations = format!("/circles/{circle}/invitations");
    let made = ann.post(&invitations, json!({ "login": "bob" })).await;
    assert_eq!(made.status, 201, "{}", made.body);
    let told = bob.told("circle_invitation", |these| these.len() == 1).await;
    assert_eq!(told[0]["actors"][0]["name"], "Ann");
    assert_eq!(told[0]["about"]["circle"], *circle);
    let one = format!("{invitations}/{}", made.body["id"].as_str().unwrap());
    assert_eq!(ann.ask(Method::DELETE, &one, json!({})).await.status, 204);
    assert!(bob.notices().await.is_empty());
    assert_eq!(ann.post(&invitations, json!({ "login": "bob" })).await.status, 201);
    bob.told("circle_invitation", |these| these.len() == 1).await;
    assert_eq!(bob.joins(&circle).await.status, 200);
    assert!(bob.notices().await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_erased_is_in_no_notice() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let ann = Somebody::new(&world, &api, "Ann").await;
    let circle = ann.makes("public").await;
    let message = ann.said(&circle, "I did it").await;
    let reaction = format!("/messages/{message}/reaction");
    let bob = Somebody::new(&world, &api, "Bob").await;
    let cyd = Somebody::new(&world, &api, "Cyd").await;
    for one in [&bob, &cyd] {
        one.joins(&circle).await;
        assert_eq!(one.ask(Method::PUT, &reaction, json!({ "kind": "like" })).await.status, 200);
    }
    ann.told("message_reaction", |these| counts(these) == [2]).await;
    let erased = cyd.post("/me/erase", json!({ "name": "Cyd" })).await;
    assert!(erased.status < 300, "{}", erased.body);
    let left = ann.told("message_reaction", |these| counts(these) == [1]).await;
    assert_eq!(left[0]["actors"].as_array().unwrap().len(), 1);
    let named = format!(
        "SELECT count(*) FROM notice WHERE user_id = '{0}' OR '{0}' = ANY (actors)
             OR about::text LIKE '%{0}%'",
        cyd.user
    );
    assert_eq!(world.postgres.number(&named).await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_hidden_is_told_of_in_neither_way() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let ann = Somebody::new(&world, &api, "Ann").await;
    let bob = Somebody::new(&world, &api, "Bob").await;
    let circle = bob.makes("public").await;
    assert!(ann.joins(&circle).await.status < 300);
    let message = ann.said(&circle, "I did it").await;
    let like = json!({ "kind": "like" });
    let reacted = bob.ask(Method::PUT, &format!("/messages/{message}/reaction"), like).await;
    assert_eq!(reacted.status, 200, "{}", reacted.body);
    let said = json!({ "text": "Well done" });
    assert_eq!(bob.post(&format!("/messages/{message}/comments"), said).await.status, 201);
    ann.told("message_reaction", |these| counts(these) == [1]).await;
    ann.told("message_comment", |these| counts(these) == [1]).await;

    let report = json!({ "reason": "spam" });
    let reported = bob.post(&format!("/messages/{message}/report"), report).await;
    assert_eq!(reported.status, 202, "{}", reported.body);
    let decide = format!("/circles/{circle}/queue/{message}/decide");
    let hidden = bob.post(&decide, json!({ "act": "hide" })).await;
    assert!(hidden.status < 300, "{}", hidden.body);
    ann.told("message_reaction", <[Value]>::is_empty).await;
    ann.told("message_comment", <[Value]>::is_empty).await;
}
