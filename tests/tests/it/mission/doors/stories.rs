//! A story, as it is stored and as it is told again.

use serde_json::{Value, json};

use super::{Player, camp, is_home, of_mission, quick, uncounted};
use crate::{harness::until_within, streamer::code};

/// So long takes a mission of the fastest ticks, and more.
const LIMIT: std::time::Duration = std::time::Duration::from_secs(90);

#[tokio::test(flavor = "multi_thread")]
async fn a_story_is_read_while_it_happens_and_told_again_when_it_is_over() {
    let world = uncounted().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    camp(&world.program(&api), &quick()).await;
    let [ada, bo] = [Player::new(&world, &api, "Ada").await, Player::new(&world, &api, "Bo").await];
    let mission = ada.out("open").await;
    bo.joins(mission).await;
    bo.ready(mission).await;
    assert_eq!(ada.does(mission, "/depart", json!({})).await.status, 200);
    assert_eq!(code(&bo.program.get(&of_mission(mission, "/replay")).await), (409, "wrong_status"));
    let log = until_within(LIMIT, "two ticks are stored", async || {
        let log = bo.sees(&of_mission(mission, "/log")).await;
        (log["items"].as_array()?.len() >= 4).then_some(log)
    })
    .await;
    assert_eq!((&log["items"][0]["tick"], &log["items"][0]["name"]), (&json!(1), &json!("Ada")));
    let later = bo.sees(&of_mission(mission, "/log?after_tick=1")).await;
    assert_eq!(later["items"][0]["tick"], 2);
    assert!(!log.to_string().contains("{0}"), "names are put in");
    assert_eq!(ada.does(mission, "/recall", json!({})).await.status, 200);
    is_home(&world, ada.survivor).await;

    let replay = bo.sees(&of_mission(mission, "/replay")).await;
    assert_eq!((&replay["is_same"], &replay["is_sealed"]), (&json!(true), &json!(true)));
    let (stored, computed) =
        (replay["stored"].as_array().unwrap(), replay["computed"].as_array().unwrap());
    assert_eq!(stored.len(), computed.len());
    for (stored, computed) in stored.iter().zip(computed) {
        for member in ["tick", "slot", "encounter", "outcome", "chance", "roll", "harm", "text"] {
            assert_eq!(stored[member], computed[member], "{member}");
        }
        let part = |name: &str| computed["factors"][name].as_i64().unwrap();
        let parts = ["base", "craft", "grit", "heart", "knacks", "difficulty", "hurt", "mates"];
        let sum: i64 = parts.into_iter().map(part).sum();
        let chance = (sum * (100 + part("percent"))).div_euclid(100).clamp(500, 9_500);
        assert_eq!(computed["chance"], chance, "the factors are all there is");
    }
    let status = |results: &Value| results["progress"].clone();
    assert_eq!(status(&replay["results"]), status(&replay["computed_results"]));
    assert_eq!(replay["party"][1]["name"], "Bo");
    let history = bo.sees(&format!("/api/v1/survivors/{}/missions", bo.survivor)).await;
    assert_eq!(history["items"][0]["mission"], json!(mission));
    assert_eq!(history["items"][0]["status"], "abandoned");

    let since = bo.sees("/api/v1/me/since").await;
    assert_eq!(since["missions"][0]["mission"], json!(mission));
    assert_eq!(since["xp"], history["items"][0]["xp"]);
    assert!(!since["lines"].as_array().unwrap().is_empty());
    let again = bo.sees("/api/v1/me/since").await;
    assert_eq!(again["since_ms"], since["since_ms"], "a visit is one, however often one looks");
    world.postgres.run("UPDATE survivors SET seen_at = '2026-01-01T00:00:00Z'").await;
    let next = bo.sees("/api/v1/me/since").await;
    assert_eq!(next["since_ms"], 1_767_225_600_000_i64, "the end of the visit before");
    // What is changed in the store is told.
    let change = format!(
        "UPDATE mission_logs SET roll = roll + 1 WHERE session_id = '{mission}' AND tick = 1"
    );
    world.postgres.run(&change).await;
    assert_eq!(bo.sees(&of_mission(mission, "/replay")).await["is_same"], false);
    world.postgres.run(&format!("DELETE FROM mission_logs WHERE session_id = '{mission}'")).await;
    let archived = bo.sees(&of_mission(mission, "/replay")).await;
    assert!(archived["is_same"].is_null() && archived["stored"] == json!([]));
    assert_eq!(archived["computed"], replay["computed"], "it comes from its seed");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pack_is_read_as_it_was_kept() {
    let world = uncounted().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let ada = Player::new(&world, &api, "Ada").await;
    let read = ada.program.get("/api/v1/packs/long_ebb/1").await;
    let own: Value =
        serde_json::from_str(include_str!("../../../../../packs/long_ebb/1.json")).unwrap();
    assert_eq!((read.status, read.body), (200, own));
    let hash =
        downbeat_session::kinds::mission::pack::Pack::named("long_ebb", Some(1)).unwrap().hash();
    assert_eq!(read.etag, Some(format!("\"{hash}\"")));
    for none in ["long_ebb/2", "short_ebb/1"] {
        assert_eq!(
            code(&ada.program.get(&format!("/api/v1/packs/{none}")).await),
            (404, "not_found")
        );
    }
}
