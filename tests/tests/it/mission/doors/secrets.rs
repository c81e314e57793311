//! What is secret of a mission is in no log, and in no answer before its time.

use sea_orm::{ConnectionTrait, DbBackend, Statement};
use serde_json::json;

use super::{Player, at_camp, camp, is_home, of_mission, quick, uncounted};
use crate::{
    harness::{World, until},
    streamer::path,
};

async fn text(world: &World, query: &str) -> String {
    let query = Statement::from_string(DbBackend::Postgres, query);
    let row = world.postgres.connection().query_one_raw(query).await.unwrap().unwrap();
    row.try_get_by_index(0).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_seed_a_code_and_an_account_are_told_to_nobody_before_their_time() {
    let world = uncounted().await.with("LOG__LEVEL", "debug");
    let (api, worker) = (world.api().await, world.worker().await);
    let ann = world.program(&api);
    camp(&ann, &quick()).await;
    let [ada, bo] = [Player::new(&world, &api, "Ada").await, Player::new(&world, &api, "Bo").await];
    let mission = ada.out("code").await;
    let code = ada.me().await["mission"]["code"].as_str().unwrap().to_owned();
    assert_eq!(bo.does(mission, "/join", json!({ "code": code })).await.status, 200);
    let told = ann.get(&path(mission)).await.body.to_string();
    assert!(!told.contains(&code), "the streamer is not of the party");
    bo.ready(mission).await;
    assert_eq!(ada.does(mission, "/depart", json!({})).await.status, 200);
    assert!(ada.me().await["mission"]["code"].is_null(), "nobody needs it any more");
    until("a line is stored", async || {
        let log = ada.sees(&of_mission(mission, "/log")).await;
        (!log["items"].as_array()?.is_empty()).then_some(())
    })
    .await;
    let seed = text(&world, "SELECT seed FROM missions WHERE seed IS NOT NULL").await;
    let account = format!("SELECT provider_user_id FROM identities WHERE user_id = '{}'", ada.user);
    let account = text(&world, &account).await;
    let of_session = |part: &str| format!("{}{part}", path(mission));
    for place in [
        at_camp(""),
        of_mission(mission, ""),
        of_mission(mission, "/log"),
        of_session(""),
        of_session("/events"),
        of_session("/export"),
    ] {
        let told = ann.get(&place).await;
        assert_eq!(told.status, 200, "{place}: {}", told.body);
        let told = told.body.to_string();
        for secret in [&seed, &code, &account] {
            assert!(!told.contains(secret.as_str()), "{place} tells {secret}: {told}");
        }
    }
    assert_eq!(ada.does(mission, "/recall", json!({})).await.status, 200);
    is_home(&world, ada.survivor).await;
    let over = ada.sees(&of_mission(mission, "/replay")).await;
    assert_eq!(over["seed"], json!(seed), "its time has come");
    for process in [&api, &worker] {
        let log = process.log();
        assert!(log.contains("DEBUG"), "{} tells too little", process.name);
        for secret in [&seed, &code, &account] {
            assert!(!log.contains(secret.as_str()), "{} tells {secret}", process.name);
        }
    }
}
