//! Survivors that go out again by themselves.

use downbeat_job::{Durable, SendOut};
use serde_json::{Value, json};

use super::{Player, camp, is_home, quick, uncounted};
use crate::harness::{World, until};

async fn sent(world: &World) {
    let live = world.live.live().await;
    let context = world.context(&live).await;
    let enqueued = world.postgres.enqueue(&[SendOut {}.job().unwrap()]).await.unwrap();
    context.queue.announce(&enqueued).await;
    let waits = "SELECT count(*) FROM job WHERE name = 'send_out' AND state <> 'done'";
    until("who goes was looked at", async || {
        (world.postgres.try_number(waits).await.ok()? == 0).then_some(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_survivor_goes_out_again_rested_and_so_often_without_a_visit() {
    let world = uncounted().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let ann = world.program(&api);
    let camp = camp(&ann, &quick()).await;
    let ada = Player::new(&world, &api, "Ada").await;
    let home = async |mission: &Value| {
        let recalled = ada.does(super::id(mission), "/recall", json!({})).await;
        assert_eq!(recalled.status, 200, "{}", recalled.body);
        is_home(&world, ada.survivor).await;
    };
    home(&json!(ada.out("solo").await)).await;
    sent(&world).await;
    assert!(ada.me().await["mission"].is_null(), "nobody asked it to");
    let changed = ada.changes(json!({ "auto": true })).await;
    assert_eq!((&changed.body["auto"], &changed.body["auto_left"]), (&json!(true), &json!(12)));
    world.postgres.run("UPDATE survivors SET rests_until = now() + interval '1 hour'").await;
    sent(&world).await;
    assert!(ada.me().await["mission"].is_null(), "it rests");
    world.postgres.run("UPDATE survivors SET rests_until = now(), heals_at = NULL").await;
    sent(&world).await;
    let me = ada.me().await;
    assert_eq!(me["mission"]["status"], "in_progress");
    assert_eq!(me["survivor"]["auto_left"], 11);
    home(&me["mission"]["id"]).await;

    assert_eq!(ann.command(camp, "close", json!({})).await.status, 200);
    sent(&world).await;
    assert!(ada.me().await["mission"].is_null(), "the camp is closed");
    assert_eq!(ann.command(camp, "open", json!({})).await.status, 200);
    world.postgres.run("UPDATE survivors SET auto_left = 0, heals_at = NULL").await;
    sent(&world).await;
    assert!(ada.me().await["mission"].is_null(), "nobody looked for too long");
    world.postgres.run("UPDATE survivors SET seen_at = NULL").await;
    assert_eq!(ada.sees("/api/v1/me/since").await["survivor"]["auto_left"], 12);
    until("the camp is open on record", async || {
        let open = "SELECT count(*) FROM sessions WHERE kind = 'mission' AND status = 'open'";
        (world.postgres.try_number(open).await.ok()? == 1).then_some(())
    })
    .await;
    sent(&world).await;
    assert_eq!(ada.me().await["mission"]["status"], "in_progress");
}
