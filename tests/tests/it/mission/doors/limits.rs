//! How much a player may ask for.

use serde_json::json;

use super::{Player, at_camp, camp, quick};
use crate::{harness::World, streamer::code};

#[tokio::test(flavor = "multi_thread")]
async fn a_player_writes_and_looks_so_often_in_a_minute() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    camp(&world.program(&api), &quick()).await;
    let ada = Player::new(&world, &api, "Ada").await;
    let retire = format!("/api/v1/survivors/{}/retire", uuid::Uuid::new_v4());
    // One went for the survivor, and a little comes back meanwhile.
    let mut refused = None;
    for n in 1..60 {
        let answer = ada.program.post(&retire, json!({})).await;
        if answer.status == 429 {
            assert_eq!(code(&answer), (429, "limited"));
            assert!(answer.headers.contains_key("retry-after"));
            refused = Some(n);
            break;
        }
    }
    assert!(refused.is_some_and(|n| n >= 29), "{refused:?}");
    // Looking is counted apart.
    assert_eq!(ada.program.get(&at_camp("")).await.status, 200);
    let mut looks = 1;
    while ada.program.get(&at_camp("/lobbies")).await.status == 200 {
        looks += 1;
        assert!(looks < 300, "it never ends");
    }
    assert!(looks >= 119, "{looks}");
    // Others have their own.
    let bo = Player::new(&world, &api, "Bo").await;
    assert_eq!(bo.goes("solo").await.status, 201);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_player_gathers_five_parties_in_an_hour() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    camp(&world.program(&api), &quick()).await;
    let ada = Player::new(&world, &api, "Ada").await;
    for _ in 0..5 {
        let mission = ada.out("open").await;
        assert_eq!(ada.does(mission, "/leave", json!({})).await.status, 200);
    }
    assert_eq!(code(&ada.goes("open").await), (429, "limited"));
    assert_eq!(ada.goes("solo").await.status, 201, "alone it goes on");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_camp_has_twenty_parties_and_a_body_sixteen_kibibytes() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    camp(&world.program(&api), &quick()).await;
    for n in 0..20 {
        Player::new(&world, &api, &format!("Host {n}")).await.out("open").await;
    }
    let ada = Player::new(&world, &api, "Ada").await;
    assert_eq!(code(&ada.goes("open").await), (409, "full"));
    assert_eq!(ada.goes("solo").await.status, 201, "whoever goes alone waits in no party");
    let all = ada.sees(&at_camp("/lobbies")).await;
    assert_eq!(all["items"].as_array().unwrap().len(), 20);
    let large = json!({ "bent": "grit", "name": "a".repeat(16 * 1024) });
    assert_eq!(code(&ada.program.post("/api/v1/survivors", large).await), (413, "too_large"));
}
