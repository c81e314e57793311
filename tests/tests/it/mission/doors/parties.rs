//! Parties: gathered, joined, handed over, left, and on their way.

use serde_json::json;

use super::{Player, at_camp, camp, is_home, of_mission, quick, uncounted};
use crate::{harness::until, streamer::code};

#[tokio::test(flavor = "multi_thread")]
async fn a_party_is_joined_by_its_code_and_its_code_is_told_to_nobody_else() {
    let world = uncounted().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    camp(&world.program(&api), &quick()).await;
    let [ada, bo, cid] = [
        Player::new(&world, &api, "Ada").await,
        Player::new(&world, &api, "Bo").await,
        Player::new(&world, &api, "Cid").await,
    ];
    let mission = ada.out("code").await;
    let key = ada.me().await["mission"]["code"].as_str().unwrap().to_owned();
    assert!(key.len() == 6 && key.bytes().all(|letter| letter.is_ascii_uppercase()), "{key}");
    let seen = bo.sees(&of_mission(mission, "")).await;
    assert!(seen["me"].is_null() && !seen.to_string().contains(&key));
    assert!(!bo.sees(&at_camp("")).await.to_string().contains(&key));
    let lobbies = bo.sees(&at_camp("/lobbies")).await;
    assert!(!lobbies.to_string().contains(&key));
    let lobby = &lobbies["items"][0];
    assert_eq!((&lobby["code"], &lobby["seats"]), (&json!(true), &json!(1)));
    assert_eq!(lobby["host"], json!({ "survivor": ada.survivor, "name": "Ada" }));

    assert_eq!(code(&bo.joins(mission).await), (409, "wrong_code"));
    let wrong = bo.does(mission, "/join", json!({ "code": "AAAAAA" })).await;
    assert_eq!(code(&wrong), (409, "wrong_code"));
    let joined =
        bo.does(mission, "/join", json!({ "code": format!(" {} ", key.to_lowercase()) })).await;
    assert_eq!(joined.status, 200, "{}", joined.body);
    assert_eq!(joined.body["view"]["party"].as_array().unwrap().len(), 2, "it is told at once");
    assert_eq!(
        (&joined.body["me"]["code"], &joined.body["me"]["is_host"]),
        (&json!(key), &json!(false))
    );
    assert_eq!(code(&bo.does(mission, "/join", json!({ "code": key })).await), (409, "busy"));

    let host = json!({ "survivor": bo.survivor });
    assert_eq!(code(&bo.does(mission, "/hand_over", host.clone()).await), (409, "not_host"));
    let nobody = json!({ "survivor": cid.survivor });
    assert_eq!(code(&ada.does(mission, "/hand_over", nobody.clone()).await), (409, "not_member"));
    let handed = ada.does(mission, "/hand_over", host).await;
    assert_eq!(handed.body["view"]["host"], json!(bo.survivor), "{}", handed.body);
    let kick = json!({ "survivor": ada.survivor });
    assert_eq!(code(&ada.does(mission, "/kick", kick.clone()).await), (409, "not_host"));
    assert_eq!(code(&bo.does(mission, "/kick", nobody).await), (409, "not_member"));
    let kicked = bo.does(mission, "/kick", kick).await;
    assert_eq!(kicked.body["view"]["party"].as_array().unwrap().len(), 1, "{}", kicked.body);
    assert!(ada.me().await["mission"].is_null());
    // A party of nobody is over.
    let left = bo.does(mission, "/leave", json!({})).await;
    assert_eq!((left.status, &left.body["view"]["status"]), (200, &json!("abandoned")));
    assert_eq!(code(&bo.does(mission, "/leave", json!({})).await), (409, "wrong_status"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_party_leaves_when_all_are_ready_or_when_its_host_wants_it() {
    let world = uncounted().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    camp(&world.program(&api), &quick()).await;
    let [ada, bo] = [Player::new(&world, &api, "Ada").await, Player::new(&world, &api, "Bo").await];
    let mission = ada.out("open").await;
    assert_eq!(code(&ada.does(mission, "/depart", json!({})).await), (409, "not_ready"));
    assert_eq!(bo.joins(mission).await.status, 200);
    assert_eq!(code(&ada.does(mission, "/depart", json!({})).await), (409, "not_ready"));
    // Once a second.
    let twice = async || bo.program.command(mission, "ready", json!({ "on": true })).await;
    let (first, second) = tokio::join!(twice(), twice());
    let mut answers = [code(&first), code(&second)];
    answers.sort_unstable();
    assert_eq!(answers, [(200, ""), (429, "limited")]);
    assert_eq!(code(&bo.does(mission, "/depart", json!({})).await), (409, "not_host"));
    let left = ada.does(mission, "/depart", json!({})).await;
    assert_eq!(
        (left.status, &left.body["view"]["status"]),
        (200, &json!("in_progress")),
        "{}",
        left.body
    );
    assert!(left.body["view"]["seal"].is_string() && left.body["view"]["seed"].is_null());
    assert_eq!(code(&ada.does(mission, "/depart", json!({})).await), (409, "wrong_status"));
    assert_eq!(code(&ada.does(mission, "/leave", json!({})).await), (409, "wrong_status"));

    let turned = bo.does(mission, "/turn_back", json!({})).await;
    assert!(turned.body["me"]["turn_back_ms"].is_i64(), "{}", turned.body);
    assert_eq!(code(&bo.does(mission, "/recall", json!({})).await), (409, "not_host"));
    assert!(bo.me().await["can"]["turn_back"] == false && ada.me().await["can"]["recall"] == true);
    assert_eq!(ada.does(mission, "/recall", json!({})).await.status, 200);
    is_home(&world, ada.survivor).await;
    let over = ada.sees(&of_mission(mission, "")).await;
    assert_eq!(over["view"]["status"], "abandoned");
    assert!(over["view"]["seed"].is_string(), "it is secret no more");
    assert_eq!(code(&ada.does(mission, "/recall", json!({})).await), (409, "ended"));

    // The last to be ready takes the party along.
    let other = ada.out("open").await;
    assert_eq!(bo.joins(other).await.status, 200);
    ada.ready(other).await;
    bo.ready(other).await;
    until("the party left", async || {
        let seen = bo.sees(&of_mission(other, "")).await;
        (seen["view"]["status"] == "in_progress").then_some(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_cannot_go_is_told_why() {
    let world = uncounted().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let ann = world.program(&api);
    camp(&ann, &json!({ "out_max": 1, "tick_ms": 5_000, "difficulties": [2], "rest_s": 600 }))
        .await;
    assert_eq!(
        code(&ann.post(&at_camp("/missions"), json!({ "difficulty": 2, "party": "solo" })).await),
        (409, "no_survivor")
    );
    let [ada, bo] = [Player::new(&world, &api, "Ada").await, Player::new(&world, &api, "Bo").await];
    assert_eq!(code(&ada.goes("solo").await), (422, "invalid"), "difficulty 1 is not offered");
    let go = async |who: &Player| {
        who.program.post(&at_camp("/missions"), json!({ "difficulty": 2, "party": "solo" })).await
    };
    let party = json!({ "difficulty": 2, "party": "open" });
    let party = super::id(&ada.program.post(&at_camp("/missions"), party).await.body["id"]);
    assert_eq!(code(&bo.joins(party).await), (409, "full"), "nor does anybody join");
    assert_eq!(ada.me().await["can"]["why_not"], "busy");
    assert_eq!(ada.does(party, "/leave", json!({})).await.status, 200);
    let made = go(&ada).await;
    assert_eq!(made.status, 201, "{}", made.body);
    assert_eq!(code(&go(&bo).await), (409, "full"));
    let mission = super::id(&made.body["id"]);
    assert_eq!(ada.does(mission, "/recall", json!({})).await.status, 200);
    is_home(&world, ada.survivor).await;
    assert_eq!(code(&go(&ada).await), (409, "resting"));
    assert_eq!(ada.me().await["can"]["why_not"], "resting");
    let unknown = bo.program.get("/api/v1/camps/not-a-channel").await;
    assert_eq!(code(&unknown), (404, "not_found"));
    let nothing = uuid::Uuid::new_v4();
    for place in ["", "/log", "/replay"] {
        assert_eq!(code(&bo.program.get(&of_mission(nothing, place)).await), (404, "not_found"));
    }
    assert_eq!(code(&bo.joins(nothing).await), (404, "not_found"));
}
