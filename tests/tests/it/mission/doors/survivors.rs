//! Survivors: one that lives, changed by its person alone.

use serde_json::json;

use super::{Player, at_camp, camp, quick, uncounted};
use crate::{
    harness::{answered, until},
    streamer::code,
};

#[tokio::test(flavor = "multi_thread")]
async fn one_survivor_lives_until_it_retires_and_all_may_look_at_it() {
    let world = uncounted().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let camp = camp(&world.program(&api), &quick()).await;
    let (ada, bo) = (Player::new(&world, &api, "Ada").await, Player::new(&world, &api, "Bo").await);
    let new = json!({ "bent": "craft" });
    assert_eq!(
        code(&ada.program.post("/api/v1/survivors", new.clone()).await),
        (409, "has_survivor")
    );
    let place = format!("/api/v1/survivors/{}", ada.survivor);
    let (own, others) = (ada.sees(&place).await, bo.sees(&place).await);
    assert_eq!((&own["name"], &own["is_own"]), (&json!("Ada"), &json!(true)));
    assert_eq!((&own["caution"], &own["auto"]), (&json!(3), &json!(false)));
    assert_eq!((&others["name"], &others["is_own"]), (&json!("Ada"), &json!(false)));
    assert!(others["caution"].is_null() && others["auto"].is_null());
    assert_eq!(own["stats"], json!({ "craft": 4, "grit": 5, "heart": 4 }));
    assert_eq!(
        (&own["level"], &own["next_xp"], &own["slots"]),
        (&json!(1), &json!(100), &json!(1))
    );

    let retire = format!("{place}/retire");
    assert_eq!(code(&bo.program.post(&retire, json!({})).await), (404, "not_found"));
    let mission = ada.out("open").await;
    assert_eq!(code(&ada.program.post(&retire, json!({})).await), (409, "busy"));
    assert_eq!(ada.does(mission, "/leave", json!({})).await.status, 200);
    let retired = ada.program.post(&retire, json!({})).await;
    assert_eq!((retired.status, &retired.body["state"]), (200, &json!("retired")));
    assert_eq!(code(&ada.program.post(&retire, json!({})).await), (409, "lost"));
    assert_eq!(code(&ada.goes("solo").await), (409, "no_survivor"));
    assert_eq!(ada.me().await["can"]["make_survivor"], true);
    assert_eq!(ada.program.post("/api/v1/survivors", new).await.status, 201);
    let nobody = world.program(&api);
    let at = nobody.get(&at_camp("")).await.body;
    assert_eq!(
        (at["camp"].as_str().unwrap(), &at["me"]["survivor"]),
        (camp.to_string().as_str(), &json!(null))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_survivor_carries_what_its_level_lets_it_and_is_changed_once() {
    let world = uncounted().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let ada = Player::new(&world, &api, "Ada").await;
    let place = format!("/api/v1/survivors/{}", ada.survivor);
    let pack = ada.sees("/api/v1/packs/long_ebb/1").await;
    let of_level = |level: i64| {
        let knacks = pack["knacks"].as_array().unwrap().iter();
        let ids = knacks.filter(|knack| knack["level"] == level).map(|knack| knack["id"].clone());
        ids.collect::<Vec<_>>()
    };
    let (first, third) = (of_level(1), of_level(3));
    assert_eq!(
        code(&ada.changes(json!({ "knacks": [first[0], first[1]] })).await),
        (409, "slot_closed")
    );
    assert_eq!(code(&ada.changes(json!({ "knacks": [third[0]] })).await), (409, "level_too_low"));
    assert_eq!(code(&ada.changes(json!({ "knacks": ["no such knack"] })).await), (422, "invalid"));
    for wrong in [json!({ "caution": 4 }), json!({ "name": "A" }), json!({ "name": "{0}" })] {
        assert_eq!(code(&ada.changes(wrong.clone()).await), (422, "invalid"), "{wrong}");
    }
    let changed =
        ada.changes(json!({ "knacks": [first[0]], "caution": 1, "name": "\u{ff21}nn" })).await;
    assert_eq!(changed.status, 200, "{}", changed.body);
    assert_eq!(
        (&changed.body["name"], &changed.body["knacks"]),
        (&json!("Ann"), &json!([first[0]]))
    );
    assert_eq!((&changed.body["caution"], &changed.body["auto"]), (&json!(1), &json!(false)));
    let nameless = ada.changes(json!({ "name": null })).await;
    assert_eq!(nameless.body["name"], nameless.body["pack_name"]);

    let patch = ada.program.patch(&place, "\"1\"", json!({ "caution": 2 })).await;
    assert_eq!(code(&patch), (412, "stale"));
    let bare = ada.program.ask(reqwest::Method::PATCH, &place).json(&json!({ "caution": 2 }));
    assert_eq!(code(&answered(bare).await), (428, "match_required"));
    let bo = Player::new(&world, &api, "Bo").await;
    let others = bo.program.patch(&place, "*", json!({ "caution": 2 })).await;
    assert_eq!(code(&others), (404, "not_found"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_changes_where_it_sits_and_stays_while_it_is_hidden() {
    let world = uncounted().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let ann = world.program(&api);
    let camp = camp(&ann, &quick()).await;
    let ada = Player::new(&world, &api, "Ada").await;
    let mission = ada.out("open").await;
    let called = async |name: &str| {
        until(&format!("it is called {name}"), async || {
            let seen = ada.sees(&super::of_mission(mission, "")).await;
            (seen["view"]["party"][0]["name"] == name).then_some(())
        })
        .await;
    };
    called("Ada").await;
    ada.changes(json!({ "name": "Adele" })).await;
    called("Adele").await;
    let hide = json!({ "survivor": ada.survivor, "reason": "it is no name" });
    assert_eq!(ann.command(camp, "hide_name", hide).await.status, 200);
    let pack_name =
        ada.sees(&format!("/api/v1/survivors/{}", ada.survivor)).await["pack_name"].clone();
    called(pack_name.as_str().unwrap()).await;
    assert_eq!(code(&ada.changes(json!({ "name": "Other" })).await), (409, "name_refused"));
    assert_eq!(ada.me().await["survivor"]["name"], pack_name);
}
