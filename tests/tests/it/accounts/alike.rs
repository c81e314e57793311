//! Nobody learns from an answer who has an account.

use serde_json::json;

use super::{ANN, BETTER, GOOD, account, ask_link, browser, nobody, press, put, sign_in, sign_up};
use crate::{
    harness::{Answered, Program, World, token_in, until},
    standing::cast::{self, cookie},
    streamer::code,
};

const STRANGER: &str = "stranger@example.org";

/// What an answer tells: all of it but what is new each time.
fn told(answer: &Answered) -> (u16, String, Vec<String>) {
    let mut names: Vec<String> = answer.headers.keys().map(ToString::to_string).collect();
    names.sort();
    (answer.status, answer.body.to_string(), names)
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_that_is_known_is_answered_as_one_that_is_not() {
    let (world, mails) = World::new().await.with_mails().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    account(&api, &mails, ANN, GOOD).await;
    let (known, unknown) =
        (sign_up(&api, ANN, BETTER, "A").await, sign_up(&api, STRANGER, BETTER, "A").await);
    assert_eq!(told(&known), told(&unknown));
    assert_eq!(known.status, 202);
    // Whoever has it is told, and their password stays.
    let mail = mails.nth(ANN, 2).await;
    assert!(mail.subject.contains("already") && !mail.text.contains("/link/"), "{mail:?}");
    assert_eq!(sign_in(&api, ANN, GOOD).await.status, 204);
    mails.nth(STRANGER, 1).await;

    let nobodys = "nobody@example.org";
    let (known, unknown) = (ask_link(&api, ANN).await, ask_link(&api, nobodys).await);
    assert_eq!((told(&known), known.status), (told(&unknown), 202));
    mails.nth(ANN, 3).await;
    until("both were looked at", async || {
        let done = "SELECT count(*) FROM job WHERE name = 'send_mail' AND state = 'done'";
        (world.postgres.number(done).await == 5).then_some(())
    })
    .await;
    assert!(mails.to(nobodys).is_empty());

    let wrong = sign_in(&api, ANN, BETTER).await;
    let unknown = sign_in(&api, nobodys, BETTER).await;
    assert_eq!(told(&wrong), told(&unknown));
    assert_eq!(code(&wrong), (401, "wrong"));

    // An address that is somebody else's is nobody's new one.
    let bob = cast::person(&world.postgres, "Bob").await;
    let bob = cookie(&world.postgres, bob).await.program(&api).await;
    let taken = put(&bob, "/api/v1/me/email", json!({ "email": ANN })).await;
    let free = put(&bob, "/api/v1/me/email", json!({ "email": "bob@example.org" })).await;
    assert_eq!((taken.status, taken.body), (free.status, free.body));
    assert!(mails.nth(ANN, 4).await.subject.contains("already"));
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_links_for_one_address_one_makes_the_account() {
    let (world, mails) = World::new().await.with_mails().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    sign_up(&api, ANN, GOOD, "Ann").await;
    mails.nth(ANN, 1).await;
    sign_up(&api, ANN, BETTER, "Not Ann").await;
    mails.nth(ANN, 2).await;
    let (second, first) = (token_in(&mails.to(ANN)[0]), token_in(&mails.to(ANN)[1]));
    assert_eq!(press(&api, &first, &[]).await.status().as_u16(), 303);
    assert_eq!(press(&api, &second, &[]).await.status().as_u16(), 410);
    assert_eq!(sign_in(&api, ANN, GOOD).await.status, 204);
    assert_eq!(code(&sign_in(&api, ANN, BETTER).await), (401, "wrong"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_sign_up_is_refused_before_anything_is_looked_up() {
    let (world, mails) = World::new().await.with_mails().await;
    let api = world.api().await;
    for (email, password, name, field) in [
        ("ann", GOOD, "Ann", "email"),
        ("ann@localhost", GOOD, "Ann", "email"),
        (ANN, "password1", "Ann", "password"),
        (ANN, "ann.lee@example.org", "Ann", "password"),
        (ANN, GOOD, "", "name"),
        (ANN, GOOD, "System", "name"),
    ] {
        let answer = sign_up(&api, email, password, name).await;
        assert_eq!((answer.status, &answer.body["errors"][0]["field"]), (422, &json!(field)));
    }
    let more = json!({ "email": ANN, "password": GOOD, "name": "Ann", "staff": "admin" });
    let answer = nobody(&api).post("/auth/local/sign-up", more).await;
    assert_eq!((answer.status, &answer.body["errors"][0]["field"]), (422, &json!("body")));
    assert!(!answer.body.to_string().contains(GOOD));
    let elsewhere = Program::with(&api, vec![("origin", "https://evil.example".to_owned())]);
    for path in ["sign-up", "sign-in", "link"] {
        let body = json!({ "email": ANN, "password": GOOD, "name": "Ann" });
        let path = format!("/auth/local/{path}");
        assert_eq!(code(&elsewhere.post(&path, body.clone()).await), (403, "csrf"), "{path}");
        let plain = nobody(&api).ask(reqwest::Method::POST, &path).body(body.to_string());
        assert_eq!(plain.send().await.unwrap().status().as_u16(), 415, "{path}");
    }
    assert!(mails.to(ANN).is_empty());
    assert_eq!(world.postgres.number("SELECT count(*) FROM mail_link").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_has_an_account_elsewhere_gets_an_address_and_a_password_beside_it() {
    let (world, mails) = World::new().await.with_mails().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let bob = cast::person(&world.postgres, "Bob").await;
    let bob = cookie(&world.postgres, bob).await.program(&api).await;
    let password = json!({ "password": GOOD });
    assert_eq!(code(&put(&bob, "/api/v1/me/password", password.clone()).await), (409, "no_email"));
    let email = json!({ "email": "bob@example.org" });
    assert_eq!(put(&bob, "/api/v1/me/email", email).await.status, 202);
    let token = token_in(&mails.nth("bob@example.org", 1).await);
    assert_eq!(press(&api, &token, &[]).await.status().as_u16(), 303);
    assert_eq!(code(&sign_in(&api, "bob@example.org", "").await), (401, "wrong"));
    assert_eq!(put(&bob, "/api/v1/me/password", password).await.status, 204);
    let came = sign_in(&api, "bob@example.org", GOOD).await;
    let again = browser(&api, &super::cookie(&came.headers).unwrap()).await;
    let (me, same) = (bob.get("/api/v1/me").await.body, again.get("/api/v1/me").await.body);
    assert_eq!((&me["id"], &me["login"]), (&same["id"], &json!("Bob")));
}
