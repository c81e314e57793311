//! Subscriptions at a Twitch that says no, says nothing, forgets and revokes:
//! the world matches in the end, and nothing is asked without need.

use std::time::Duration;

use downbeat_job::{
    Attempt, Durable, HandleRevocation, JobContext, Later, ReconcileSubscription,
    SweepSubscriptions,
};
use downbeat_live::Live;
use downbeat_store::{SubscriptionRecord, SubscriptionState};
use downbeat_twitch::{Application, Twitch};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::harness::{BROADCASTER, Process, Sim, World};

/// A streamer who wants their chat, and the jobs that see to it.
pub struct Case {
    pub world: World,
    pub sim: Sim,
    pub context: JobContext,
    pub api: Process,
    _live: Live,
}

impl Case {
    pub async fn open() -> Self {
        let (world, sim) = World::with_twitch().await;
        let api = world.api().await;
        let live = world.live.live().await;
        let context = world.context(&live).await;
        let mut case = Self { world, sim, context, api, _live: live };
        case.set_up(1);
        case
    }

    /// With so many shards, as a worker that is started with them.
    fn set_up(&mut self, shards: u16) {
        let application = Application { shards, ..self.sim.application(&self.world) };
        let patience = Duration::from_millis(500);
        self.context.twitch = Twitch::with_patience(application, patience).ok();
    }

    /// How Twitch has the shards of our one conduit.
    async fn shards(&self) -> Vec<String> {
        let world = self.sim.world().await;
        let [conduit] = &world["conduits"].as_array().unwrap()[..] else { panic!("{world}") };
        let status = |shard: &Value| shard["status"].as_str().unwrap().to_owned();
        conduit["shards"].as_array().unwrap().iter().map(status).collect()
    }

    pub async fn record(&self) -> SubscriptionRecord {
        let session = self.world.seeded.session_id;
        self.world.postgres.subscription_of(session).await.unwrap().unwrap()
    }

    async fn sweep(&self) -> anyhow::Result<()> {
        SweepSubscriptions {}.run(&self.context, &Attempt::new(Uuid::now_v7(), 1)).await
    }

    pub async fn reconcile(&self) -> anyhow::Result<()> {
        let subscription = self.record().await.id;
        let attempt = Attempt::new(Uuid::now_v7(), 1);
        ReconcileSubscription { subscription }.run(&self.context, &attempt).await
    }

    /// Reconciles what a sweep found, as its jobs do.
    pub async fn settle(&self) {
        self.sweep().await.unwrap();
        let mut after = None;
        loop {
            let page = self.world.postgres.subscriptions(after, 100).await.unwrap();
            let Some(last) = page.last() else { return };
            after = Some(last.id);
            for record in page.iter().filter(|one| one.state == SubscriptionState::Pending) {
                let attempt = Attempt::new(Uuid::now_v7(), 1);
                let job = ReconcileSubscription { subscription: record.id };
                job.run(&self.context, &attempt).await.unwrap();
            }
        }
    }

    pub async fn is_healthy(&self) -> bool {
        let chat = self.sim.chat_of(BROADCASTER).await;
        let record = self.record().await;
        chat.as_deref() == Some("enabled") && record.state == SubscriptionState::Enabled
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_in_order_costs_one_look() {
    let case = Case::open().await;
    case.settle().await;
    assert!(case.is_healthy().await);
    let before = case.sim.calls().await.len();
    case.settle().await;
    let calls = case.sim.calls().await;
    let look = [
        "GET /eventsub/conduits 200",
        "GET /eventsub/conduits/shards 200",
        "GET /eventsub/subscriptions 200",
    ];
    assert_eq!(calls[before..], look);
    case.reconcile().await.unwrap();
    assert_eq!(case.sim.calls().await[before + 3..], ["GET /eventsub/subscriptions 200"]);
    assert!(case.is_healthy().await);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_made_though_the_answer_was_lost_is_adopted() {
    let case = Case::open().await;
    let lost = json!({
        "path": "/helix/eventsub/subscriptions", "method": "POST", "status": 500, "times": 1,
        "after": true,
    });
    case.sim.fail(lost).await;
    case.reconcile().await.unwrap_err();
    assert_eq!(case.sim.chat_of(BROADCASTER).await.as_deref(), Some("enabled"));
    case.reconcile().await.unwrap();
    assert!(case.is_healthy().await);
    let calls = case.sim.calls().await;
    assert!(calls.contains(&"POST /eventsub/subscriptions 409".to_owned()), "{calls:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn too_many_requests_are_waited_for_as_told() {
    let case = Case::open().await;
    let limited = json!({ "path": "/helix/", "status": 429, "times": 1, "wait_s": 7 });
    case.sim.fail(limited).await;
    let error = case.reconcile().await.unwrap_err();
    let later = error.downcast_ref::<Later>().expect("it says when to come again");
    assert!((5..=8).contains(&later.after.as_secs()), "{later:?}");
    case.settle().await;
    assert!(case.is_healthy().await);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_twitch_that_fails_or_is_silent_is_asked_again() {
    let case = Case::open().await;
    case.sim.fail(json!({ "path": "/helix/", "status": 503, "times": 1 })).await;
    case.reconcile().await.unwrap_err();
    case.sim.fail(json!({ "path": "/oauth2/token", "status": 0, "times": 1 })).await;
    case.sim.forget("tokens").await;
    case.reconcile().await.unwrap_err();
    case.sim.fail(json!({ "path": "/helix/", "status": 0, "times": 1 })).await;
    case.reconcile().await.unwrap_err();
    case.reconcile().await.unwrap();
    case.settle().await;
    assert!(case.is_healthy().await);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_that_is_refused_is_asked_for_anew() {
    let case = Case::open().await;
    case.settle().await;
    case.sim.forget("tokens").await;
    case.reconcile().await.unwrap();
    assert!(case.is_healthy().await);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_twitch_forgot_is_made_again() {
    let case = Case::open().await;
    case.settle().await;
    case.sim.forget("subscriptions").await;
    case.settle().await;
    assert!(case.is_healthy().await);
    case.sim.forget("conduits").await;
    case.settle().await;
    assert!(case.is_healthy().await);
    let world = case.sim.world().await;
    assert_eq!(world["conduits"].as_array().unwrap().len(), 1);
    assert_eq!(world["subscriptions"].as_array().unwrap().len(), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_conduit_that_we_forgot_is_taken_up_again() {
    let case = Case::open().await;
    case.settle().await;
    case.world.postgres.run("DELETE FROM conduit").await;
    case.settle().await;
    assert!(case.is_healthy().await);
    assert_eq!(case.sim.world().await["conduits"].as_array().unwrap().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_broken_shard_is_pointed_at_us_again() {
    let case = Case::open().await;
    case.settle().await;
    let said = case.sim.post("/sim/disable-shard", json!({})).await;
    assert_eq!(said.as_u16(), 204);
    let wanted = "SELECT count(*) FROM job WHERE name = 'sweep_subscriptions'";
    assert_eq!(case.world.postgres.number(wanted).await, 1, "a job before the answer");
    assert_eq!(case.sim.say(BROADCASTER, "1", "yes").await.as_u16(), 404);
    case.sweep().await.unwrap();
    assert_eq!(case.sim.say(BROADCASTER, "1", "yes").await.as_u16(), 204);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_conduit_has_as_many_shards_as_are_set_up_and_all_lead_here() {
    let mut case = Case::open().await;
    case.settle().await;
    let before = case.record().await.remote_id;
    // More than a page of them, fewer, and one again.
    for shards in [2, 25, 3, 1] {
        case.set_up(shards);
        case.settle().await;
        assert_eq!(case.shards().await, vec!["enabled"; usize::from(shards)], "{shards}");
        assert!(case.is_healthy().await);
        assert_eq!(case.record().await.remote_id, before, "nothing is subscribed to anew");
        let calls = case.sim.calls().await.len();
        case.settle().await;
        let asked = case.sim.calls().await.split_off(calls);
        assert!(asked.iter().all(|call| call.starts_with("GET ")), "{asked:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_conduit_that_keeps_its_size_holds_up_no_sweep() {
    let mut case = Case::open().await;
    case.settle().await;
    case.sim.forget("subscriptions").await;
    case.set_up(2);
    let refused = json!({
        "path": "/helix/eventsub/conduits", "method": "PATCH", "status": 400, "times": 1,
    });
    case.sim.fail(refused).await;
    case.settle().await;
    assert_eq!(case.shards().await, ["enabled"]);
    assert!(case.is_healthy().await, "what was compared is mended all the same");
    case.settle().await;
    assert_eq!(case.shards().await, ["enabled", "enabled"], "it is asked for again");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_streamer_who_leaves_is_left_alone() {
    let case = Case::open().await;
    case.settle().await;
    let left = json!({ "broadcaster_id": BROADCASTER, "status": "authorization_revoked" });
    assert_eq!(case.sim.post("/sim/revoke", left).await.as_u16(), 204);
    let kept = "SELECT count(*) FROM job WHERE name = 'handle_revocation'";
    assert_eq!(case.world.postgres.number(kept).await, 2, "both messages are jobs");
    run_revocations(&case).await;
    assert_eq!(case.record().await.state, SubscriptionState::Revoked);
    case.settle().await;
    assert_eq!(case.sim.chat_of(BROADCASTER).await, None);
    assert_eq!(case.record().await.state, SubscriptionState::Revoked);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_end_that_nobody_wished_for_is_repaired() {
    let case = Case::open().await;
    case.settle().await;
    let ended = json!({ "broadcaster_id": BROADCASTER, "status": "version_removed" });
    assert_eq!(case.sim.post("/sim/revoke", ended).await.as_u16(), 204);
    run_revocations(&case).await;
    assert_eq!(case.record().await.state, SubscriptionState::Broken);
    case.reconcile().await.unwrap();
    assert!(case.is_healthy().await);
}

async fn run_revocations(case: &Case) {
    let jobs = case.world.postgres.jobs_of("handle_revocation").await;
    assert!(!jobs.is_empty());
    for (id, payload) in jobs {
        let job: HandleRevocation = serde_json::from_value(payload).unwrap();
        let claimed = case.world.postgres.claimed(id).await;
        job.run(&case.context, &Attempt::new(id, claimed)).await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_streamer_who_never_allowed_it_is_told_why() {
    let case = Case::open().await;
    let never = json!({ "broadcaster_id": BROADCASTER, "status": "authorization_revoked" });
    case.sim.post("/sim/revoke", never).await;
    case.reconcile().await.unwrap();
    let record = case.record().await;
    assert_eq!(record.state, SubscriptionState::Broken);
    assert!(record.problem.unwrap().contains("proper authorization"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_meter_that_ends_takes_its_subscription_along() {
    let case = Case::open().await;
    case.settle().await;
    let subscription = case.record().await.id;
    case.world.postgres.deleted(case.world.seeded.session_id).await.unwrap();
    let attempt = Attempt::new(Uuid::now_v7(), 1);
    ReconcileSubscription { subscription }.run(&case.context, &attempt).await.unwrap();
    assert_eq!(case.sim.chat_of(BROADCASTER).await, None);
    let before = case.sim.calls().await.len();
    ReconcileSubscription { subscription }.run(&case.context, &attempt).await.unwrap();
    assert_eq!(case.sim.calls().await.len(), before, "no call for what is not there");
}
