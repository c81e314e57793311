//! How often a password may be wrong, and how many mails an address gets.

use serde_json::json;

use super::{ANN, BETTER, GOOD, account, ask_link, nobody, put, sign_in};
use crate::{
    harness::{Answered, Process, Program, World, until},
    streamer::code,
};

fn from(api: &Process, address: &str) -> Program {
    Program::with(api, vec![("x-forwarded-for", address.to_owned())])
}

async fn knock(who: &Program, email: &str, password: &str) -> Answered {
    let body = json!({ "email": email, "password": password });
    who.post("/auth/local/sign-in", body).await
}

#[tokio::test(flavor = "multi_thread")]
async fn five_wrong_passwords_lock_an_account_for_where_they_came_from() {
    let (world, mails) = World::new().await.with_mails().await;
    let world = world.with("API__PROXIES", "127.0.0.1");
    let (api, other, _worker) = (world.api().await, world.api().await, world.worker().await);
    let ann = account(&api, &mails, ANN, GOOD).await;
    let (here, there) = (from(&api, "203.0.113.7"), from(&api, "203.0.113.8"));
    let also_here = from(&other, "203.0.113.7");
    for (n, who) in [&here, &also_here, &here, &also_here, &here].into_iter().enumerate() {
        assert_eq!(code(&knock(who, ANN, BETTER).await), (401, "wrong"), "{n}");
    }
    for (who, password) in [(&here, BETTER), (&here, GOOD), (&also_here, GOOD)] {
        let locked = knock(who, &ANN.to_uppercase(), password).await;
        assert_eq!(code(&locked), (429, "locked"));
        let wait: u64 = locked.headers["retry-after"].to_str().unwrap().parse().unwrap();
        assert!((540..=600).contains(&wait), "{wait}");
    }
    // From elsewhere it opens, and others do from here.
    assert_eq!(knock(&there, ANN, GOOD).await.status, 204);
    assert_eq!(code(&knock(&here, "bob@example.org", GOOD).await), (401, "wrong"));
    // Nobody's account is locked as somebody's is.
    for _ in 0..4 {
        knock(&here, "bob@example.org", BETTER).await;
    }
    assert_eq!(code(&knock(&here, "bob@example.org", GOOD).await), (429, "locked"));
    // So it is where the password is changed.
    let wrong = json!({ "current": BETTER, "password": BETTER });
    for _ in 0..5 {
        assert_eq!(code(&put(&ann, "/api/v1/me/password", wrong.clone()).await), (403, "wrong"));
    }
    let right = json!({ "current": GOOD, "password": BETTER });
    assert_eq!(code(&put(&ann, "/api/v1/me/password", right).await), (429, "locked"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_right_password_is_no_wrong_one() {
    let (world, mails) = World::new().await.with_mails().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    account(&api, &mails, ANN, GOOD).await;
    for _ in 0..4 {
        assert_eq!(code(&sign_in(&api, ANN, BETTER).await), (401, "wrong"));
        for _ in 0..2 {
            assert_eq!(sign_in(&api, ANN, GOOD).await.status, 204);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_gets_five_mails_an_hour_and_whoever_asks_hears_nothing_of_it() {
    let (world, mails) = World::new().await.with_mails().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    account(&api, &mails, ANN, GOOD).await;
    for _ in 0..8 {
        assert_eq!(ask_link(&api, &ANN.to_lowercase()).await.status, 202);
    }
    // Others are not concerned, and theirs comes after all of these.
    account(&api, &mails, "bob@example.org", GOOD).await;
    until("all mails are sent", async || {
        let open = "SELECT count(*) FROM job WHERE name = 'send_mail' AND state <> 'done'";
        (world.postgres.number(open).await == 0).then_some(())
    })
    .await;
    assert_eq!(mails.to(ANN).len(), 5);
}

#[tokio::test(flavor = "multi_thread")]
async fn sign_ins_by_password_count_with_all_others_of_an_address() {
    let world = World::new().await.with("API__LOGINS_PER_MIN", "3");
    let api = world.api().await;
    let mut last = None;
    for _ in 0..5 {
        last = Some(sign_in(&api, ANN, GOOD).await);
    }
    let last = last.unwrap();
    assert_eq!(code(&last), (429, "limited"));
    assert_eq!(last.headers["ratelimit-policy"], "\"sign-ins\";q=3;w=60");
    assert_eq!(code(&nobody(&api).post("/auth/local/link", json!({})).await), (429, "limited"));
}
