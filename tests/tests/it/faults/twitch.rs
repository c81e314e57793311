//! Bad lines to Twitch: what is wanted there is done late, and once.

use std::collections::BTreeSet;

use crate::{
    harness::{BROADCASTER, Browser, Sim, TROUBLES, World, until},
    streamer::path,
};

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_with_a_bad_line_to_twitch_subscribes_in_the_end() {
    let (world, sim) = World::with_twitch().await;
    let api = world.api().await;
    let (world, line) = world.through("TWITCH__API_URL").await;
    let _worker = world.worker().await;
    until("the first channel is subscribed to", async || {
        sim.chat_of(BROADCASTER).await.filter(|status| status == "enabled")
    })
    .await;
    for (before, trouble) in (1..).zip(TROUBLES) {
        line.trouble(trouble);
        let ada = Browser::sign_in(&api, &sim, &format!("Ada{before}")).await;
        until("somebody has tried", async || {
            let tried = "SELECT count(*) FROM job WHERE name = 'reconcile_subscription'
                AND attempt > 0";
            (world.postgres.number(tried).await > before).then_some(())
        })
        .await;
        line.mend();
        let sessions = ada.get("/api/v1/sessions").await.body;
        let id = sessions["items"][0]["id"].as_str().unwrap().parse().unwrap();
        let health = format!("{}/subscription", path(id));
        until("Twitch sends the chat", async || {
            (ada.get(&health).await.body["health"] == "healthy").then_some(())
        })
        .await;
    }
    let channels = channels(&sim).await;
    let each: BTreeSet<&String> = channels.iter().collect();
    assert_eq!((channels.len(), each.len()), (1 + TROUBLES.len(), 1 + TROUBLES.len()));
}

/// The channels whose chat is subscribed to, each as often as it is.
async fn channels(sim: &Sim) -> Vec<String> {
    let world = sim.world().await;
    let all = world["subscriptions"].as_array().unwrap().iter();
    let chats = all.filter(|one| one["type"] == "channel.chat.message");
    chats.map(|one| one["condition"]["broadcaster_user_id"].to_string()).collect()
}
