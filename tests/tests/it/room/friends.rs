//! Friends who do something about each other at once.

use downbeat_store::Meant;
use serde_json::json;

use crate::{
    harness::{World, until},
    standing::cast::{cookie, person},
};

#[tokio::test(flavor = "multi_thread")]
async fn two_who_ask_each_other_at_once_are_friends() {
    let world = World::new().await;
    let api = world.api().await;
    let (ann, bob) = (person(&world.postgres, "ann").await, person(&world.postgres, "bob").await);
    let bob_asks = cookie(&world.postgres, bob).await.program(&api).await;
    // Each asked before the other looked.
    for (who, whom) in [(ann, "bob"), (bob, "ann")] {
        let ask = format!(
            "INSERT INTO friend_ask (id, person, login)
             VALUES (gen_random_uuid(), '{who}', '{whom}')"
        );
        world.postgres.run(&ask).await;
    }
    let anns = world.postgres.begin().await.unwrap();
    anns.find_asks(ann, Meant::Login("bob")).await.unwrap();
    let answering = async {
        until("he waits for her", async || {
            let waits = "SELECT count(*) FROM pg_stat_activity
                 WHERE datname = current_database() AND wait_event_type = 'Lock'";
            (world.postgres.number(waits).await > 0).then_some(())
        })
        .await;
        anns.befriend(ann, bob).await.unwrap();
        anns.commit().await.unwrap();
    };
    let asking = bob_asks.post("/api/v1/friends", json!({ "login": "ann" }));
    let (asked, ()) = tokio::join!(asking, answering);
    assert_eq!(asked.status, 202, "{}", asked.body);
    let friends = "SELECT count(*) FROM friendship WHERE state = 'friends'";
    assert_eq!(world.postgres.number(friends).await, 1);
    assert_eq!(world.postgres.number("SELECT count(*) FROM friend_ask").await, 0);
}
