//! A person has more sessions than one page of them: a revocation reaches sockets
//! at each, or is not done.

use downbeat_job::{Durable, ForgetPasses, forgetting};
use downbeat_store::JobState;
use serde_json::json;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{are_done, hash};
use crate::harness::{Screen, World, until};

/// More than a page has.
const SESSIONS: usize = 110;

#[tokio::test(flavor = "multi_thread")]
async fn an_end_reaches_sockets_at_every_session_and_a_page_that_fails_is_tried_again() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let queue = world.queue.queue().await;
    let ann = world.program(&api);
    let config = json!({ "mode": "per_participant", "budget_ms": 60_000,
        "participants": [{ "id": "a", "name": "A" }, { "id": "b", "name": "B" }] });
    let mut timers: Vec<Uuid> = Vec::new();
    for _ in 0..SESSIONS {
        let body = json!({ "kind": "timer", "config": config });
        let made = ann.post("/api/v1/sessions", body).await;
        assert_eq!(made.status, 201, "{:?}", made.body);
        timers.push(made.body["id"].as_str().unwrap().parse().unwrap());
    }
    timers.sort_unstable();
    let token = &world.seeded.api_token;
    let mut sockets = Vec::new();
    for timer in [timers[0], timers[SESSIONS / 2], timers[SESSIONS - 1]] {
        let headers = [("authorization", format!("Bearer {token}"))];
        let mut socket = Screen::connect_with(&api.session_url(timer), &headers).await;
        assert_eq!(socket.next().await["type"], "hello");
        sockets.push(socket);
    }
    are_done(&world, &queue, &["sync_config"]).await;

    // The second of the two lists cannot be read: that is no end of it.
    world.postgres.run("ALTER TABLE member RENAME TO members_away").await;
    let pass: [u8; 32] = Sha256::digest(b"of nobody").into();
    let jobs = forgetting(world.seeded.user_id, &[pass]).unwrap();
    let enqueued = world.postgres.enqueue(&jobs).await.unwrap();
    queue.announce(&enqueued).await;
    let job = enqueued[0].id;
    until("it failed, and waits for another attempt", async || {
        let job = world.postgres.job(job).await.unwrap().unwrap();
        (job.state == JobState::Retrying).then_some(())
    })
    .await;
    world.postgres.run("ALTER TABLE members_away RENAME TO member").await;
    are_done(&world, &queue, &[ForgetPasses::NAME]).await;

    // Its own sockets close, wherever they are: by the job alone, since whoever looks
    // it up finds it good.
    let pass: [u8; 32] = hex::decode(hash(token)).unwrap().try_into().unwrap();
    let jobs = forgetting(world.seeded.user_id, &[pass]).unwrap();
    queue.announce(&world.postgres.enqueue(&jobs).await.unwrap()).await;
    are_done(&world, &queue, &[ForgetPasses::NAME]).await;
    for mut socket in sockets {
        assert_eq!(socket.bye().await, (3500, 3500));
    }
}
