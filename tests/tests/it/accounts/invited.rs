//! Where no mail is sent, or the house asks whom it wants.

use std::process::Command;

use reqwest::StatusCode;
use serde_json::{Value, json};

use super::{ANN, BETTER, GOOD, ask_link, browser, cookie, press, put, sign_in, sign_up};
use crate::{
    harness::{World, program},
    streamer::code,
};

fn link_for(world: &World, who: &str) -> Value {
    let mut command = Command::new(program("downbeat-worker"));
    let command = command.env_clear().envs(world.settings());
    let output = command.args(["users", "link", who, "--json"]).output().unwrap();
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    serde_json::from_str(&told)
        .unwrap_or_else(|_| panic!("{told}{}", String::from_utf8_lossy(&output.stderr)))
}

#[tokio::test(flavor = "multi_thread")]
async fn without_mail_whoever_is_invited_has_an_account_and_a_way_back() {
    let world = World::new().await;
    let api = world.api().await;
    assert_eq!(code(&sign_up(&api, ANN, GOOD, "Ann").await), (403, "invited_only"));
    assert_eq!(ask_link(&api, ANN).await.status, 202);
    assert_eq!(world.postgres.number("SELECT count(*) FROM mail_link").await, 0);

    let invited = link_for(&world, ANN);
    let token = invited["token"].as_str().unwrap();
    let nameless = press(&api, token, &[("password", GOOD)]).await;
    assert_eq!(nameless.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert!(nameless.text().await.unwrap().contains("data-fault=\"name\""));
    let made = press(&api, token, &[("name", "Ann"), ("password", GOOD)]).await;
    assert_eq!(made.status(), StatusCode::SEE_OTHER);
    let ann = browser(&api, &cookie(made.headers()).unwrap()).await;
    let me = ann.get("/api/v1/me").await.body;
    assert_eq!((&me["email"], &me["email_verified"]), (&json!(ANN), &json!(false)));
    assert_eq!(sign_in(&api, ANN, GOOD).await.status, 204);
    let email = json!({ "email": "ann@lighthouse.example", "password": GOOD });
    assert_eq!(code(&put(&ann, "/api/v1/me/email", email).await), (409, "no_mail"));

    let back = link_for(&world, &ANN.to_lowercase());
    assert_eq!(back["user"], me["id"]);
    let chosen = press(&api, back["token"].as_str().unwrap(), &[("password", BETTER)]).await;
    assert_eq!(chosen.status(), StatusCode::SEE_OTHER);
    assert_eq!(sign_in(&api, ANN, BETTER).await.status, 204);
    let unproven = "SELECT count(*) FROM local_login WHERE NOT is_verified";
    assert_eq!(world.postgres.number(unproven).await, 1, "the operator's link proves no mail");
    let noted = "SELECT count(*) FROM audit_log WHERE action = 'mail_link.create'";
    assert_eq!(world.postgres.number(noted).await, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_house_that_invites_makes_no_account_for_whoever_asks() {
    let (world, mails) = World::new().await.with_mails().await;
    let world = world.with("ACCOUNTS__SIGN_UP", "invited");
    let (api, _worker) = (world.api().await, world.worker().await);
    assert_eq!(code(&sign_up(&api, ANN, GOOD, "Ann").await), (403, "invited_only"));
    let token = link_for(&world, ANN)["token"].as_str().unwrap().to_owned();
    press(&api, &token, &[("name", "Ann"), ("password", GOOD)]).await;
    // A mail that comes back proves the address.
    ask_link(&api, ANN).await;
    let recover = crate::harness::token_in(&mails.nth(ANN, 1).await);
    press(&api, &recover, &[("password", BETTER)]).await;
    let proven = "SELECT count(*) FROM local_login WHERE is_verified";
    assert_eq!(world.postgres.number(proven).await, 1);
}
