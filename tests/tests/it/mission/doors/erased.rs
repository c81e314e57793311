//! Somebody who is erased is in no answer any more.

use downbeat_job::erasure::erase;
use downbeat_store::Doer;
use serde_json::json;

use super::{Player, at_camp, camp, of_mission, quick, uncounted};
use crate::harness::{keys, until};

const NAME: &str = "Quillfeather";

#[tokio::test(flavor = "multi_thread")]
async fn an_erased_person_leaves_no_name_behind_any_door() {
    let world = uncounted().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let ann = world.program(&api);
    camp(&ann, &quick()).await;
    let (ada, gone) =
        (Player::new(&world, &api, "Ada").await, Player::new(&world, &api, NAME).await);
    let mission = gone.out("open").await;
    ada.joins(mission).await;
    ada.ready(mission).await;
    assert_eq!(gone.does(mission, "/depart", json!({})).await.status, 200);
    until("there are lines of it", async || {
        let log = ada.sees(&of_mission(mission, "/log")).await;
        log.to_string().contains(NAME).then_some(())
    })
    .await;
    let counted = world.postgres.traces(gone.user).await.unwrap();
    let by = (&Doer::cli(), None);
    let (_, enqueued) = erase((&*world.postgres, &keys()), gone.user, &counted, by).await.unwrap();
    world.queue.queue().await.announce(&enqueued).await;
    let places = [
        at_camp(""),
        at_camp("/lobbies"),
        at_camp("/scores?season=all"),
        at_camp("/memorial"),
        of_mission(mission, ""),
        of_mission(mission, "/log"),
        format!("/api/v1/survivors/{}", gone.survivor),
        format!("/api/v1/survivors/{}/missions", gone.survivor),
    ];
    for place in &places {
        until(&format!("{place} knows nobody of that name"), async || {
            let seen = ada.program.get(place).await;
            assert_eq!(seen.status, 200, "{place}: {}", seen.body);
            let text = seen.body.to_string();
            (!text.contains(NAME) && !text.contains(&gone.user.to_string())).then_some(())
        })
        .await;
    }
    let survivor = ada.sees(&places[6]).await;
    assert_eq!((&survivor["state"], &survivor["own_name"]), (&json!("retired"), &json!(null)));
    assert_eq!(gone.program.get(&at_camp("")).await.status, 401);
}
