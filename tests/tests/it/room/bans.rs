//! Who is kept out, and by whom.

use reqwest::Method;
use serde_json::{Value, json};

use super::{nobody, room};
use crate::{
    harness::{World, answered, until},
    standing::cast::{cookie, person},
    streamer::{code, path},
};

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_banned_goes_and_stays_out_until_it_is_lifted() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let room = room(&world, &api, json!({})).await;
    let (kit, lou) = (room.joined(&api, "Kit").await, room.joined(&api, "Lou").await);
    let bans = format!("{}/bans", path(room.id));
    let of_lou = json!({ "seat": lou.seat, "address": true, "reason": "spoilers" });
    assert_eq!(code(&kit.program.post(&bans, of_lou.clone()).await), (403, "forbidden"));
    assert_eq!(
        code(&kit.program.get(&format!("{}/moderation", path(room.id))).await),
        (403, "forbidden")
    );
    for wrong in
        [json!({ "seat": lou.seat, "minutes": 0 }), json!({ "seat": lou.seat, "minutes": 129_601 })]
    {
        assert_eq!(code(&room.owner.post(&bans, wrong).await), (422, "invalid"));
    }
    let owner = json!({ "seat": room.seat });
    assert_eq!(code(&room.owner.post(&bans, owner).await), (409, "outranked"));

    let mut screen = room.screen(&api, &lou.token).await;
    let ban = room.owner.post(&bans, of_lou).await;
    assert_eq!(ban.status, 201, "{}", ban.body);
    assert_eq!(screen.bye().await, (3500, 3500));
    // All from there are kept out, but the owner.
    assert_eq!(code(&room.ask(&nobody(&api), json!({ "name": "Mia" })).await), (403, "banned"));
    assert_eq!(room.ask(&world.program(&api), json!({})).await.status, 201);
    let listed = room.owner.get(&format!("{}/moderation", path(room.id))).await.body;
    let of_lou = listed["bans"].as_array().unwrap().iter().find(|ban| ban["address"] == true);
    assert_eq!(of_lou.unwrap()["name"], "Lou", "{listed}");
    assert!(!listed.to_string().contains("127.0.0.1"));

    let lift = format!("{bans}/{}", ban.body["id"].as_str().unwrap());
    assert_eq!(answered(room.owner.ask(Method::DELETE, &lift)).await.status, 204);
    assert_eq!(code(&answered(room.owner.ask(Method::DELETE, &lift)).await), (404, "not_found"));
    assert_eq!(room.ask(&nobody(&api), json!({ "name": "Mia" })).await.status, 201);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_ban_that_is_lifted_lets_them_in_whatever_else_kept_them_out() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let room = room(&world, &api, json!({})).await;
    let bans = format!("{}/bans", path(room.id));
    let ann = person(&world.postgres, "ann").await;
    let ann = cookie(&world.postgres, ann).await.program(&api).await;
    let lou = room.joined(&api, "Lou").await;
    assert_eq!(room.does(&room.owner, "kick", json!({ "seat": lou.seat })).await.status, 200);
    let listed = async || {
        let seen = room.owner.get(&format!("{}/moderation", path(room.id))).await.body;
        seen["bans"].as_array().unwrap().clone()
    };

    let seat = room.ask(&ann, json!({})).await.body["seat"].clone();
    let of_ann = |all: &[Value]| -> Vec<Value> {
        all.iter().filter(|ban| ban["seat"] == seat).map(|ban| ban["id"].clone()).collect()
    };
    let kicks = format!(
        "SELECT count(*) FROM job WHERE name = 'restand' AND state = 'done'
             AND payload->>'seat' = {seat} AND payload->>'until_ms' IS NOT NULL"
    )
    .replace('"', "'");
    // Whoever is banned is kicked besides, and let in by either of the two.
    for nth in [0, 1] {
        let ban = room.owner.post(&bans, json!({ "seat": seat, "minutes": 60 })).await;
        assert_eq!(ban.status, 201, "{}", ban.body);
        let both = of_ann(&listed().await);
        assert_eq!(both.len(), 2, "{both:?}");
        assert_eq!(code(&room.ask(&ann, json!({})).await), (403, "banned"));
        let lift = format!("{bans}/{}", both[nth].as_str().unwrap());
        assert_eq!(room.owner.delete(&lift).await.status, 204);
        assert_eq!(code(&room.owner.delete(&lift).await), (404, "not_found"));
        // The job that makes sure of the kick may come later, and bans nobody anew.
        until("the job of the kick is done", async || {
            let done = world.postgres.number(&kicks).await;
            (usize::try_from(done) == Ok(nth + 1)).then_some(())
        })
        .await;
        let stay = listed().await;
        assert_eq!((of_ann(&stay).len(), stay.len()), (0, 1), "Lou stays out: {stay:?}");
        assert_eq!(room.ask(&ann, json!({})).await.status, 201);
    }
}
