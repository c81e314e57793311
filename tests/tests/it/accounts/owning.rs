//! What somebody has by their account: what they made before, until they leave.

use serde_json::json;

use super::{ANN, BETTER, GOOD, account, ask_link, nobody, press_with, put, sign_up};
use crate::{
    harness::{Program, World, token_in},
    streamer::{code, path},
    timer::two,
};

const GUEST: &str = "__Host-downbeat-guest";

/// A guest's cookie, and the timer that was made with it.
async fn guest(api: &crate::harness::Process) -> (String, uuid::Uuid) {
    let timer = json!({ "kind": "timer", "config": two(600_000) });
    let made = nobody(api).post("/api/v1/sessions", timer).await;
    let set = made.headers["set-cookie"].to_str().unwrap().split(';').next().unwrap();
    (set.to_owned(), made.body["id"].as_str().unwrap().parse().unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_guest_made_is_theirs_who_signs_in_by_password_or_mail() {
    let (world, mails) = World::new().await.with_mails().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let (cookie, timer) = guest(&api).await;
    assert!(cookie.starts_with(GUEST));
    sign_up(&api, ANN, GOOD, "Ann").await;
    let token = token_in(&mails.nth(ANN, 1).await);
    let came = press_with(&api, &token, &[], &cookie).await;
    assert_eq!(came.headers()["location"], "/timer");
    let ann = super::browser(&api, &super::cookie(came.headers()).unwrap()).await;
    assert_eq!(ann.get(&path(timer)).await.status, 200);

    let (cookie, another) = guest(&api).await;
    let browser = Program::with(&api, vec![("cookie", cookie)]);
    let body = json!({ "email": ANN, "password": GOOD });
    let came = browser.post("/auth/local/sign-in", body).await;
    assert_eq!((came.status, &came.headers["location"]), (204, &"/timer".parse().unwrap()));
    assert_eq!(ann.get(&path(another)).await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_leaves_takes_address_password_links_and_mails_along() {
    let (world, mails) = World::new().await.with_mails().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let ann = account(&api, &mails, ANN, GOOD).await;
    mails.refuse(451, 1_000);
    ask_link(&api, ANN).await;
    sign_up(&api, ANN, BETTER, "Also Ann").await;
    let email = json!({ "email": "ann@lighthouse.example", "password": GOOD });
    assert_eq!(put(&ann, "/api/v1/me/email", email).await.status, 202);
    // Whoever has an address like hers keeps all of theirs.
    mails.nth(ANN, 1).await;
    let erased = ann.post("/api/v1/me/erase", json!({ "name": "Ann.Lee" })).await;
    assert_eq!(erased.status, 204, "{}", erased.body);
    let left = "SELECT (SELECT count(*) FROM local_login) + (SELECT count(*) FROM mail_link)
        + (SELECT count(*) FROM job WHERE name = 'send_mail' AND state NOT IN ('done', 'running'))";
    assert_eq!(world.postgres.number(left).await, 0);
    for word in ["Ann.Lee", "ann.lee", "lighthouse"] {
        for table in ["users", "local_login", "mail_link", "job", "job_attempt", "audit_log"] {
            let found = format!(
                "SELECT count(*) FROM {table} AS t WHERE position('{word}' in t::text) > 0"
            );
            assert_eq!(world.postgres.number(&found).await, 0, "{table} knows {word}");
        }
    }
    assert_eq!(code(&super::sign_in(&api, ANN, GOOD).await), (401, "wrong"));
}
