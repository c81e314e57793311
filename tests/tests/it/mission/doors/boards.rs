//! Boards and the memorial, from what is recorded.

use serde_json::json;
use uuid::Uuid;

use super::{Player, at_camp, camp, is_home, quick, uncounted};
use crate::{
    harness::{World, until},
    streamer::code,
};

/// A mission of somebody's that is over, and what it brought.
async fn brought(world: &World, who: &Player, (salvage, is_lost): (i64, bool)) -> Uuid {
    let mission = who.out("solo").await;
    assert_eq!(who.does(mission, "/recall", json!({})).await.status, 200);
    is_home(world, who.survivor).await;
    let brings = format!(
        "UPDATE mission_members SET salvage = {salvage}, is_lost = {is_lost}
         WHERE session_id = '{mission}'"
    );
    world.postgres.run(&brings).await;
    mission
}

#[tokio::test(flavor = "multi_thread")]
async fn a_season_all_time_and_five_around_oneself() {
    let world = uncounted().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let ann = world.program(&api);
    let mut config = quick();
    let camp = camp(&ann, &config).await;
    let mut players = Vec::new();
    for n in 0..7 {
        let one = Player::new(&world, &api, &format!("Wader {n}")).await;
        brought(&world, &one, (100 - n, false)).await;
        players.push(one);
    }
    let none = players[0].sees(&at_camp("/scores")).await;
    assert_eq!(none, json!({ "season": null, "top": [], "around": [] }));
    config["season"] = json!({ "title": "Spring tides", "days": 28 });
    let read = ann.get(&format!("/api/v1/sessions/{camp}")).await;
    let place = format!("/api/v1/sessions/{camp}");
    let set = ann.patch(&place, &read.etag.unwrap(), json!({ "config": config })).await;
    assert_eq!(set.status, 200, "{}", set.body);
    until("the season began", async || {
        let scores = players[0].sees(&at_camp("/scores")).await;
        (scores["season"]["number"] == 1).then_some(())
    })
    .await;
    brought(&world, &players[3], (7, false)).await;
    let season = players[3].sees(&at_camp("/scores")).await;
    assert_eq!(season["top"].as_array().unwrap().len(), 1, "only what came since");
    assert_eq!(
        (&season["top"][0]["salvage"], &season["top"][0]["is_own"]),
        (&json!(7), &json!(true))
    );

    let all = players[3].sees(&at_camp("/scores?season=all")).await;
    assert!(all["season"].is_null());
    let places = |board: &serde_json::Value| -> Vec<(i64, i64)> {
        let number = |place: &serde_json::Value, name: &str| place[name].as_i64().unwrap();
        let all = board.as_array().unwrap().iter();
        all.map(|place| (number(place, "place"), number(place, "salvage"))).collect()
    };
    // 97 and 7 are the most of all.
    let expected = [(1, 104), (2, 100), (3, 99), (4, 98), (5, 96), (6, 95), (7, 94)];
    assert_eq!(places(&all["top"]), expected);
    assert_eq!(places(&all["around"]), expected[..3]);
    let fifth = players[4].sees(&at_camp("/scores?season=all")).await;
    assert_eq!(places(&fifth["around"]), expected[2..]);
    assert_eq!(fifth["around"][2]["name"], "Wader 4");
    let stranger = Player::new(&world, &api, "Nobody").await;
    assert_eq!(stranger.sees(&at_camp("/scores?season=all")).await["around"], json!([]));
    for (asked, answer) in [("0", 422), ("x", 422), ("9", 404)] {
        let answered = stranger.program.get(&at_camp(&format!("/scores?season={asked}"))).await;
        assert_eq!(answered.status, answer, "{asked}: {}", answered.body);
    }

    assert_eq!(ann.command(camp, "close_season", json!({})).await.status, 200);
    until("the next one began", async || {
        let scores = stranger.sees(&at_camp("/scores")).await;
        (scores["season"]["number"] == 2 && scores["top"] == json!([])).then_some(())
    })
    .await;
    let first = stranger.sees(&at_camp("/scores?season=1")).await;
    assert_eq!(places(&first["top"]), [(1, 7)]);
    assert!(first["season"]["closed_ms"].is_i64());
}

#[tokio::test(flavor = "multi_thread")]
async fn who_was_lost_is_remembered_newest_first() {
    let world = uncounted().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    camp(&world.program(&api), &quick()).await;
    let mut fallen = Vec::new();
    for n in 0..3 {
        let one = Player::new(&world, &api, &format!("Wader {n}")).await;
        let mission = brought(&world, &one, (0, true)).await;
        let line = format!(
            "INSERT INTO mission_logs (session_id, tick, slot, survivor_id, at, encounter, outcome,
                 chance, roll, harm, harm_roll, modifiers, text)
             VALUES ('{mission}', 9, 0, '{}', now(), 'hull', 'lost', 1, 2, 3, 4,
                 '{{\"marks\":3,\"find\":0}}', '{{0}} is gone')",
            one.survivor
        );
        world.postgres.run(&line).await;
        fallen.push((one, mission));
    }
    let (last, mission) = &fallen[2];
    let page = last.sees(&at_camp("/memorial?limit=2")).await;
    let items = page["items"].as_array().unwrap();
    assert_eq!(items.len(), 2);
    assert_eq!((&items[0]["name"], &items[0]["mission"]), (&json!("Wader 2"), &json!(mission)));
    assert_eq!(
        (&items[0]["text"], &items[0]["encounter"]),
        (&json!("Wader 2 is gone"), &json!("hull"))
    );
    let next = page["next"].as_str().unwrap();
    let rest = last.sees(&at_camp(&format!("/memorial?limit=2&cursor={next}"))).await;
    assert_eq!(rest["items"][0]["name"], "Wader 0");
    assert!(rest["next"].is_null() && rest["items"].as_array().unwrap().len() == 1);
    let wrong = last.program.get(&at_camp("/memorial?cursor=x")).await;
    assert_eq!(code(&wrong), (422, "invalid"));
}
