//! From a sign-up to another address, as somebody goes through it.

use reqwest::{Method, StatusCode};
use serde_json::json;

use super::{
    ANN, BETTER, GOOD, account, ask_link, browser, cookie, open, press, put, sign_in, sign_up,
};
use crate::{
    harness::{World, token_in},
    streamer::code,
};

#[tokio::test(flavor = "multi_thread")]
async fn an_account_is_made_by_mail_and_opened_by_its_password() {
    let (world, mails) = World::new().await.with_mails().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let people = "SELECT count(*) FROM users WHERE display_name = 'Ann'";
    assert_eq!(sign_up(&api, ANN, GOOD, "Ann").await.status, 202);
    let mail = mails.nth(ANN, 1).await;
    assert!(mail.subject.starts_with("Confirm") && mail.from == "house@example.org", "{mail:?}");
    let early = sign_in(&api, ANN, GOOD).await;
    assert_eq!(code(&early), (401, "wrong"), "before the mail nobody has an account");

    // Opening the address makes nothing, however often, and signs nobody in.
    let token = token_in(&mail);
    for method in [Method::GET, Method::HEAD, Method::GET] {
        let answer = open(&api, method, &token).await;
        assert_eq!(answer.status(), StatusCode::OK);
        assert_eq!(answer.headers()["cache-control"], "no-store");
        assert_eq!(cookie(answer.headers()), None);
    }
    assert_eq!(open(&api, Method::POST, &token).await.status(), StatusCode::FORBIDDEN);
    assert_eq!(world.postgres.number(people).await, 0);
    let pressed = press(&api, &token, &[]).await;
    assert_eq!(pressed.status(), StatusCode::SEE_OTHER);
    assert_eq!(pressed.headers()["location"], "/dashboard");
    let ann = browser(&api, &cookie(pressed.headers()).unwrap()).await;
    let me = ann.get("/api/v1/me").await.body;
    assert_eq!((&me["name"], &me["email"]), (&json!("Ann"), &json!(ANN)));
    assert_eq!((&me["email_verified"], &me["has_password"]), (&json!(true), &json!(true)));
    assert_eq!((&me["login"], &me["is_guest"]), (&json!(null), &json!(false)));

    // In lower case, too; and by a cookie as good as any.
    let came = sign_in(&api, &ANN.to_lowercase(), GOOD).await;
    assert_eq!((came.status, &came.headers["location"]), (204, &"/dashboard".parse().unwrap()));
    let set = came.headers.get_all("set-cookie").iter().next().unwrap().to_str().unwrap();
    for word in ["__Host-downbeat=", "HttpOnly", "Secure", "SameSite=Lax", "Path=/"] {
        assert!(set.contains(word), "{set}");
    }
    let again = browser(&api, &cookie(&came.headers).unwrap()).await;
    assert_eq!(again.get("/api/v1/me").await.body["id"], me["id"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_of_a_mail_works_once_and_a_replay_does_nothing() {
    let (world, mails) = World::new().await.with_mails().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    account(&api, &mails, ANN, GOOD).await;
    let token = token_in(&mails.nth(ANN, 1).await);
    for method in [Method::GET, Method::POST] {
        assert_eq!(open(&api, method, &token).await.status(), StatusCode::GONE);
    }
    assert_eq!(ask_link(&api, ANN).await.status, 202);
    let token = token_in(&mails.nth(ANN, 2).await);
    // What is too easy uses nothing up.
    let weak = press(&api, &token, &[("password", "password1")]).await;
    assert_eq!(weak.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert!(weak.text().await.unwrap().contains("data-fault=\"password\""));
    let chosen = press(&api, &token, &[("password", BETTER)]).await;
    assert_eq!(chosen.status(), StatusCode::SEE_OTHER);
    let replayed = press(&api, &token, &[("password", GOOD)]).await;
    assert_eq!(replayed.status(), StatusCode::GONE);
    assert_eq!(sign_in(&api, ANN, BETTER).await.status, 204);
    assert_eq!(code(&sign_in(&api, ANN, GOOD).await), (401, "wrong"));

    // One whose time is over opens nothing, and a second one of a kind neither.
    for _ in 0..2 {
        assert_eq!(ask_link(&api, ANN).await.status, 202);
    }
    let newest = token_in(&mails.nth(ANN, 4).await);
    let other = token_in(&mails.to(ANN)[1]);
    assert_eq!(press(&api, &newest, &[("password", GOOD)]).await.status(), StatusCode::SEE_OTHER);
    assert_eq!(open(&api, Method::GET, &other).await.status(), StatusCode::GONE);
    sign_up(&api, "bob@example.org", GOOD, "Bob").await;
    let late = token_in(&mails.nth("bob@example.org", 1).await);
    world.postgres.run("UPDATE mail_link SET expires_at = now() WHERE used_at IS NULL").await;
    assert_eq!(press(&api, &late, &[]).await.status(), StatusCode::GONE);
    assert_eq!(code(&sign_in(&api, "bob@example.org", GOOD).await), (401, "wrong"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_password_that_is_changed_ends_every_other_sign_in() {
    let (world, mails) = World::new().await.with_mails().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let here = account(&api, &mails, ANN, GOOD).await;
    let there = sign_in(&api, ANN, GOOD).await;
    let there = browser(&api, &cookie(&there.headers).unwrap()).await;
    let change =
        |current: &str, password: &str| json!({ "current": current, "password": password });
    let wrong = put(&here, "/api/v1/me/password", change("nonsense", BETTER)).await;
    assert_eq!(code(&wrong), (403, "wrong"));
    let weak = put(&here, "/api/v1/me/password", change(GOOD, "ann.lee1")).await;
    assert_eq!((weak.status, &weak.body["errors"][0]["field"]), (422, &json!("password")));
    let changed = put(&here, "/api/v1/me/password", change(GOOD, BETTER)).await;
    assert_eq!(changed.status, 204, "{}", changed.body);
    assert_eq!(here.get("/api/v1/me").await.status, 200);
    assert_eq!(code(&there.get("/api/v1/me").await), (401, "signed_out"));
    assert!(mails.nth(ANN, 2).await.subject.contains("password was changed"));

    // By a link all of them end.
    ask_link(&api, ANN).await;
    let token = token_in(&mails.nth(ANN, 3).await);
    let chosen = press(&api, &token, &[("password", GOOD)]).await;
    assert_eq!(chosen.status(), StatusCode::SEE_OTHER);
    assert_eq!(code(&here.get("/api/v1/me").await), (401, "signed_out"));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_is_changed_once_a_mail_reached_the_new_one() {
    let (world, mails) = World::new().await.with_mails().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let ann = account(&api, &mails, ANN, GOOD).await;
    let new = "ann@lighthouse.example";
    let email = json!({ "email": new, "language": "de" });
    assert_eq!(code(&put(&ann, "/api/v1/me/email", email).await), (403, "wrong"));
    let email = json!({ "email": new, "password": GOOD, "language": "de" });
    assert_eq!(put(&ann, "/api/v1/me/email", email).await.status, 202);
    let mail = mails.nth(new, 1).await;
    assert!(mail.subject.starts_with("Bestätige"), "{mail:?}");
    assert_eq!(sign_in(&api, ANN, GOOD).await.status, 204, "nothing has changed yet");
    let pressed = press(&api, &token_in(&mail), &[]).await;
    assert_eq!((pressed.status(), cookie(pressed.headers())), (StatusCode::SEE_OTHER, None));
    assert_eq!(ann.get("/api/v1/me").await.body["email"], new);
    assert_eq!(code(&sign_in(&api, ANN, GOOD).await), (401, "wrong"));
    assert_eq!(sign_in(&api, new, GOOD).await.status, 204);
    let told = mails.nth(ANN, 2).await;
    assert!(told.subject.contains("geändert") && !told.text.contains("lighthouse"), "{told:?}");
}
