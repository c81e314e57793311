//! What Twitch says of endings: believed where it is about what we have, done
//! once, and a good subscription is never the price.

use downbeat_boot::clock;
use downbeat_job::{Attempt, Durable, HandleRevocation};
use downbeat_store::SubscriptionState;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::harness::{BOT, BROADCASTER, Browser, CLIENT_ID, Program, Sim, World, until};
use crate::{
    operating::{lines, worker as operated},
    reconciler::Case,
};

/// `user.authorization.revoke` of an account and an application.
fn left(account: &str, client_id: &str) -> Value {
    json!({
        "subscription": {
            "id": Uuid::new_v4(), "type": "user.authorization.revoke", "version": "1",
            "status": "enabled", "condition": { "client_id": client_id },
        },
        "event": {
            "client_id": client_id, "user_id": account, "user_login": null, "user_name": null,
        },
    })
}

/// The end of a chat's subscription.
fn ended(remote_id: &str, status: &str) -> Value {
    json!({ "subscription": {
        "id": remote_id, "type": "channel.chat.message", "version": "1", "status": status,
        "condition": { "broadcaster_user_id": BROADCASTER, "user_id": BOT },
    } })
}

/// Runs what the messages made, as a worker does.
async fn handle(case: &Case) -> usize {
    let jobs = case.world.postgres.jobs_of("handle_revocation").await;
    for (id, payload) in &jobs {
        let job: HandleRevocation = serde_json::from_value(payload.clone()).unwrap();
        let claimed = case.world.postgres.claimed(*id).await;
        job.run(&case.context, &Attempt::new(*id, claimed)).await.unwrap();
    }
    jobs.len()
}

async fn remote_id(case: &Case) -> String {
    case.record().await.remote_id.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_ours_changes_nothing() {
    let case = Case::open().await;
    case.settle().await;
    let (before, remote) = (case.record().await, remote_id(&case).await);
    let foreign = [
        ("revocation", ended(&Uuid::new_v4().to_string(), "authorization_revoked")),
        ("revocation", ended(&Uuid::new_v4().to_string(), "user_removed")),
        ("revocation", ended(&Uuid::new_v4().to_string(), "version_removed")),
        ("notification", left(BROADCASTER, "somebody-elses-application")),
        ("notification", left(BROADCASTER, "")),
        ("notification", left("", CLIENT_ID)),
        // Ours, and caught as another type.
        ("revocation", left(BROADCASTER, CLIENT_ID)),
        ("notification", ended(&remote, "authorization_revoked")),
        ("revocation", ended(&remote, "enabled")),
    ];
    for (kind, body) in &foreign {
        let id = Uuid::new_v4().to_string();
        assert_eq!(case.sim.raw(kind, &id, body).await.as_u16(), 204, "{kind} {body}");
    }
    assert_eq!(handle(&case).await, 6, "what has another shape makes no job");
    let after = case.record().await;
    assert_eq!((after.is_wanted, after.state), (true, SubscriptionState::Enabled));
    assert_eq!(after.remote_id, before.remote_id);
    case.settle().await;
    assert_eq!(remote_id(&case).await, remote, "Twitch's good one is the same");
    assert!(case.is_healthy().await);
    let is_told = case.world.postgres.is_bot_revoked().await.unwrap();
    assert!(!is_told);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_of_an_ending_is_acted_on_once() {
    let case = Case::open().await;
    case.settle().await;
    let sent_ms = clock::unix_ms();
    let body = left(BROADCASTER, CLIENT_ID);
    for _ in 0..3 {
        assert_eq!(case.sim.raw_at("notification", "m-1", sent_ms, &body).await.as_u16(), 204);
    }
    assert_eq!(handle(&case).await, 1);
    assert_eq!(case.record().await.state, SubscriptionState::Revoked);
    case.world.postgres.run("DELETE FROM job").await;
    assert_eq!(case.sim.raw_at("notification", "m-1", sent_ms, &body).await.as_u16(), 204);
    assert_eq!(handle(&case).await, 0, "also when the job is gone");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_replay_after_a_new_sign_in_does_nothing() {
    let case = Case::open().await;
    case.settle().await;
    let (sent_ms, old) = (clock::unix_ms(), remote_id(&case).await);
    let account = left(BROADCASTER, CLIENT_ID);
    let subscription = ended(&old, "authorization_revoked");
    case.sim
        .post(
            "/sim/revoke",
            json!({
                "broadcaster_id": BROADCASTER, "status": "authorization_revoked",
            }),
        )
        .await;
    handle(&case).await;
    assert_eq!(case.record().await.state, SubscriptionState::Revoked);
    case.world.postgres.run("DELETE FROM job").await;

    signed_in_again(&case).await;
    case.settle().await;
    assert!(case.is_healthy().await);
    let new = remote_id(&case).await;
    assert_ne!(new, old);
    case.world.postgres.run("DELETE FROM job").await;
    // By other ids, as if what is remembered of ids had been lost.
    for (kind, body) in [("notification", &account), ("revocation", &subscription)] {
        let id = Uuid::new_v4().to_string();
        assert_eq!(case.sim.raw_at(kind, &id, sent_ms, body).await.as_u16(), 204);
    }
    assert_eq!(handle(&case).await, 2);
    case.settle().await;
    assert_eq!(remote_id(&case).await, new);
    assert!(case.is_healthy().await);
}

/// The streamer allows it again at Twitch, and comes back through our door.
async fn signed_in_again(case: &Case) -> Program {
    Browser::sign_in(&case.api, &case.sim, "streamer").await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_bots_trouble_is_the_operators_and_heals_when_it_is_back() {
    let case = Case::open().await;
    case.settle().await;
    let bot = json!({ "broadcaster_id": BOT, "status": "authorization_revoked" });
    assert_eq!(case.sim.post("/sim/revoke", bot).await.as_u16(), 204);
    assert_eq!(case.sim.chat_of(BROADCASTER).await, None);
    assert_eq!(handle(&case).await, 2, "the chat's and the account's");
    case.reconcile().await.unwrap();
    let record = case.record().await;
    assert_eq!((record.is_wanted, record.state), (true, SubscriptionState::Broken));
    assert!(case.world.postgres.is_bot_revoked().await.unwrap());
    case.settle().await;
    assert!(case.world.postgres.is_bot_revoked().await.unwrap(), "no sweep hides it");
    let ann = case.world.program(&case.api);
    let place = format!("/api/v1/sessions/{}/subscription", case.world.seeded.session_id);
    let told = ann.get(&place).await.body;
    assert_eq!(told["health"], "broken");
    assert!(told["detail"].as_str().unwrap().contains("It is not you"), "{told}");

    assert_eq!(case.sim.post("/sim/grant", json!({ "account_id": BOT })).await.as_u16(), 204);
    case.settle().await;
    assert!(case.is_healthy().await);
    assert!(!case.world.postgres.is_bot_revoked().await.unwrap());
    assert_eq!(ann.get(&place).await.body["health"], "healthy");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bot_that_never_stopped_reading_is_believed() {
    let case = Case::open().await;
    case.settle().await;
    let id = Uuid::new_v4().to_string();
    assert_eq!(case.sim.raw("notification", &id, &left(BOT, CLIENT_ID)).await.as_u16(), 204);
    assert_eq!(handle(&case).await, 1);
    assert!(case.world.postgres.is_bot_revoked().await.unwrap());
    assert_eq!(case.record().await.state, SubscriptionState::Enabled);
    case.settle().await;
    assert!(case.is_healthy().await);
    assert!(!case.world.postgres.is_bot_revoked().await.unwrap());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_tells_that_the_bot_has_left() {
    let (world, sim) = World::with_twitch().await;
    let (api, worker) = (world.api().await, world.worker().await);
    let health = format!("/api/v1/sessions/{}/subscription", world.seeded.session_id);
    let ann = world.program(&api);
    let is = async |word: &str| {
        until(word, async || (ann.get(&health).await.body["health"] == word).then_some(())).await;
    };
    let gauge = async |value: u64| {
        until("the gauge says so", async || {
            (worker.counted("downbeat_bot_revoked").await == value).then_some(())
        })
        .await;
    };
    is("healthy").await;
    revoke_bot(&sim).await;
    is("broken").await;
    gauge(1).await;
    let doctor = lines(&operated(&world, &["doctor", "--json"], &[]));
    let told = doctor.iter().find(|line| line["check"] == "twitch.bot_user_id").unwrap();
    assert_eq!(told["level"], "problem", "{told}");
    assert_eq!(sim.post("/sim/grant", json!({ "account_id": BOT })).await.as_u16(), 204);
    let repair = format!("{health}/repair");
    assert_eq!(ann.post(&repair, json!({})).await.status, 202);
    is("healthy").await;
    gauge(0).await;
}

async fn revoke_bot(sim: &Sim) {
    let bot = json!({ "broadcaster_id": BOT, "status": "authorization_revoked" });
    assert_eq!(sim.post("/sim/revoke", bot).await.as_u16(), 204);
}
