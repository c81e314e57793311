//! All subscriptions at once: what Twitch has beside what we want.

use std::{collections::HashMap, time::Duration};

use downbeat_store::{
    NewJob, RemoteState, SubscriptionRecord, SubscriptionState, WantedSubscription,
};
use downbeat_twitch::{
    Twitch,
    client::{CHAT, Found, REVOKED, SHARD_DISABLED, Wanted},
};
use serde::{Deserialize, Serialize};

use crate::{
    Attempt, Durable, JobContext, ReconcileSubscription, conduit, reconcile_subscription::later,
};

const PAGE: u32 = 1_000;
/// Pages of Twitch's, of a hundred each: more than an application may have.
pub(crate) const PAGES_MAX: usize = 1_000;

/// Looks at everything: at the start, every ten minutes, and when Twitch says
/// that a shard of the conduit is broken.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct SweepSubscriptions {}

impl Durable for SweepSubscriptions {
    type Context = JobContext;

    const NAME: &'static str = "sweep_subscriptions";
    const QUEUE: &'static str = "twitch";
    const ATTEMPTS: u32 = 10;
    const TIMEOUT: Duration = Duration::from_mins(10);

    fn key(&self) -> Option<String> {
        Some(String::new())
    }

    async fn run(self, context: &JobContext, _: &Attempt) -> anyhow::Result<()> {
        let Some(twitch) = &context.twitch else { return Ok(()) };
        sweep(context, twitch).await.map_err(later)
    }
}

async fn sweep(context: &JobContext, twitch: &Twitch) -> anyhow::Result<()> {
    want_own(context).await?;
    let was_bot_revoked = context.store.is_bot_revoked().await?;
    let conduit = conduit::ensure(twitch, &context.store).await?;
    let mut there = all(twitch).await?;
    let (mut after, mut is_chat_read) = (None, false);
    loop {
        let page = context.store.subscriptions(after, PAGE).await?;
        let mut jobs = Vec::new();
        for record in &page {
            match compare(context, twitch, &conduit, record, &mut there).await? {
                Compared::Good => is_chat_read |= record.kind == CHAT,
                Compared::Off => {}
                Compared::Wrong(job) => jobs.push(job),
            }
        }
        let enqueued = context.store.enqueue(&jobs).await?;
        context.queue.announce(&enqueued).await;
        match page.last() {
            Some(last) => after = Some(last.id),
            None => break,
        }
    }
    // Whose permission was gone before we looked, and is there now.
    if was_bot_revoked && is_chat_read {
        context.store.forget_bot_revocation().await?;
    }
    // What is left is on our conduit and nobody wants it.
    let stray = there.into_values().flatten();
    for found in stray.filter(|found| found.conduit_id.as_ref() == Some(&conduit)) {
        twitch.unsubscribe(&found.id).await?;
    }
    Ok(())
}

/// The installation's own: to be told who leaves, and what breaks.
async fn want_own(context: &JobContext) -> anyhow::Result<()> {
    let transaction = context.store.begin().await?;
    for kind in [REVOKED, SHARD_DISABLED] {
        let own = WantedSubscription { kind, account_id: "", session_id: None };
        transaction.want_subscription(own).await?;
    }
    transaction.commit().await?;
    Ok(())
}

type There = HashMap<(String, String), Vec<Found>>;

/// Everything that Twitch has of ours, by type and account.
async fn all(twitch: &Twitch) -> anyhow::Result<There> {
    let (mut there, mut after) = (There::new(), None);
    for _ in 0..PAGES_MAX {
        let (page, next) = twitch.subscriptions(None, after.as_deref()).await?;
        for found in page {
            let place = (found.kind.clone(), found.account_id().to_owned());
            there.entry(place).or_default().push(found);
        }
        if next.is_none() {
            return Ok(there);
        }
        after = next;
    }
    anyhow::bail!("Twitch has more than {PAGES_MAX} pages of subscriptions, or has no last one")
}

/// How a record stands beside what is there.
enum Compared {
    /// It is wanted, and Twitch sends it.
    Good,
    /// It is not wanted, and not there.
    Off,
    Wrong(NewJob),
}

/// Takes a record's counterparts out of what is there. What matches is noted;
/// what does not gets a job.
async fn compare(
    context: &JobContext,
    twitch: &Twitch,
    conduit: &str,
    record: &SubscriptionRecord,
    there: &mut There,
) -> anyhow::Result<Compared> {
    let place = (record.kind.clone(), record.account_id.clone());
    let found = there.remove(&place).unwrap_or_default();
    let want = Wanted { kind: &record.kind, account_id: &record.account_id };
    let is_good = |one: &&Found| one.is_enabled() && twitch.is_wanted(one, want, conduit);
    let good = found.iter().find(is_good);
    let told = match (record.is_wanted, good) {
        (true, Some(good)) if found.len() == 1 => {
            let (remote_id, status) = (Some(good.id.clone()), Some(good.status.clone()));
            RemoteState { state: SubscriptionState::Enabled, remote_id, status, problem: None }
        }
        (false, None) if found.is_empty() && record.remote_id.is_none() => {
            return Ok(Compared::Off);
        }
        (is_wanted, _) => {
            // Where it is known to be, or where it was found to be.
            let remote_id = found.first().map(|one| one.id.clone());
            let status = found.first().map(|one| one.status.clone());
            let state = if is_wanted { SubscriptionState::Pending } else { record.state };
            let problem = record.problem.clone();
            let told = RemoteState { state, remote_id, status, problem };
            context.store.record_remote_state(record.id, is_wanted, &told).await?;
            let job = ReconcileSubscription { subscription: record.id }.job()?;
            return Ok(Compared::Wrong(job));
        }
    };
    context.store.record_remote_state(record.id, true, &told).await?;
    Ok(Compared::Good)
}
