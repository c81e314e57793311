//! Mails, while what sends them is away, and what is told of them meanwhile.

use reqwest::StatusCode;
use serde_json::Value;

use super::{ANN, GOOD, account, ask_link, press, sign_up};
use crate::harness::{Trouble, World, token_in, until};

const TRIED: &str = "SELECT count(*) FROM job WHERE name = 'send_mail' AND state = 'retrying'";

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_waits_for_its_server_and_its_link_works_from_then_on() {
    let (world, mails) = World::new().await.with_mails().await;
    let (world, line) = world.through("MAIL__URL").await;
    let world = world.with("LOG__LEVEL", "debug");
    let (api, worker) = (world.api().await, world.worker().await);
    line.trouble(Trouble::Cut);
    assert_eq!(sign_up(&api, ANN, GOOD, "Ann").await.status, 202);
    until("it was tried", async || (world.postgres.number(TRIED).await == 1).then_some(())).await;
    // Its time is over before it is sent.
    world.postgres.run("UPDATE mail_link SET expires_at = now() - interval '1 hour'").await;
    mails.refuse(451, 1);
    line.mend();
    let mail = mails.nth(ANN, 1).await;
    let sealed = "SELECT count(*) FROM job JOIN mail_link l ON l.id::text = payload->>'mail'
        WHERE job.name = 'send_mail'";
    assert_eq!(world.postgres.number(sealed).await, 1);
    assert_eq!(press(&api, &token_in(&mail), &[]).await.status(), StatusCode::SEE_OTHER);

    // Neither the address nor the link is in a log, and the link is in no table.
    let token = token_in(&mail);
    for process in [&api, &worker] {
        let log = process.log();
        assert!(log.contains("DEBUG"), "{} tells too little", process.name);
        for secret in [ANN, &ANN.to_lowercase(), &token] {
            assert!(!log.contains(secret), "{} tells {secret}", process.name);
        }
    }
    for table in ["job", "job_attempt", "mail_link", "audit_log"] {
        let found =
            format!("SELECT count(*) FROM {table} AS t WHERE position('{token}' in t::text) > 0");
        assert_eq!(world.postgres.number(&found).await, 0, "{table}");
    }
    let quoted = format!(
        "SELECT count(*) FROM job AS t WHERE position('{ANN}' in t::text) > 0
         UNION ALL SELECT count(*) FROM job_attempt AS t WHERE position('{ANN}' in t::text) > 0
         ORDER BY 1 DESC LIMIT 1"
    );
    assert_eq!(world.postgres.number(&quoted).await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_that_is_tried_again_is_the_same_and_one_for_nobody_is_not() {
    let (world, mails) = World::new().await.with_mails().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    account(&api, &mails, ANN, GOOD).await;
    mails.refuse(451, 2);
    ask_link(&api, ANN).await;
    let mail = mails.nth(ANN, 2).await;
    let id = mail.message_id.trim_start_matches('<').split('@').next().unwrap().to_owned();
    let attempts = format!(
        "SELECT attempt::bigint FROM job WHERE name = 'send_mail' AND payload->>'mail' = '{id}'"
    );
    assert_eq!(world.postgres.number(&attempts).await, 3, "under one id");
    // What is told instead of a link comes as surely.
    mails.refuse(451, 1);
    sign_up(&api, ANN, GOOD, "Ann").await;
    assert!(mails.nth(ANN, 3).await.subject.contains("already"));
    mails.refuse(550, 1);
    ask_link(&api, ANN).await;
    until("it was given up", async || {
        let done = "SELECT count(*) FROM job WHERE name = 'send_mail' AND state = 'done'";
        (world.postgres.number(done).await == 4).then_some(())
    })
    .await;
    assert_eq!(mails.to(ANN).len(), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_caught_is_shown_over_http() {
    let (world, mails) = World::new().await.with_mails().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    sign_up(&api, ANN, GOOD, "<b>Ann</b>").await;
    let mail = mails.nth(ANN, 1).await;
    let page = mails.page();
    let read = async |path: &str| reqwest::get(format!("{page}{path}")).await.unwrap();
    let list: Value =
        read(&format!("/mails?to={}", ANN.to_lowercase())).await.json().await.unwrap();
    assert_eq!((&list[0]["subject"], list.as_array().unwrap().len()), (&mail.subject.into(), 1));
    let shown = read("/").await.text().await.unwrap();
    assert!(shown.contains(&format!("/auth/local/link/{}</a>", token_in(&mails.to(ANN)[0]))));
    let client = reqwest::Client::new();
    client.delete(format!("{page}/mails")).send().await.unwrap();
    assert!(mails.to(ANN).is_empty());
}
