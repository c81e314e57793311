//! One subscription: what Twitch has, made to match what we want.

use downbeat_store::{RemoteState, SubscriptionRecord, SubscriptionState};
use downbeat_twitch::{
    Twitch, TwitchError,
    client::{CHAT, Found, Wanted},
};
use metrics::counter;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{Attempt, Durable, JobContext, Later, conduit, sweep_subscriptions::PAGES_MAX};

/// A subscription is wanted, not wanted any more, or not as it should be.
#[derive(Debug, Serialize, Deserialize)]
pub struct ReconcileSubscription {
    pub subscription: Uuid,
}

impl Durable for ReconcileSubscription {
    type Context = JobContext;

    const NAME: &'static str = "reconcile_subscription";
    const QUEUE: &'static str = "twitch";
    const ATTEMPTS: u32 = 10;
    const SHOWN: &'static [&'static str] = &["subscription"];

    fn key(&self) -> Option<String> {
        Some(self.subscription.to_string())
    }

    async fn run(self, context: &JobContext, _: &Attempt) -> anyhow::Result<()> {
        let Some(twitch) = &context.twitch else { return Ok(()) };
        let Some(record) = context.store.subscription(self.subscription).await? else {
            return Ok(());
        };
        let told = if record.is_wanted {
            subscribed(context, twitch, &record).await
        } else {
            unsubscribed(twitch, &record).await
        };
        let told = told.map_err(later)?;
        context.store.record_remote_state(record.id, record.is_wanted, &told).await?;
        Ok(())
    }
}

/// What Twitch wants us to wait for, we wait for.
pub(crate) fn later(error: anyhow::Error) -> anyhow::Error {
    match error.downcast_ref::<TwitchError>() {
        Some(TwitchError::RateLimited { after }) => {
            Later { after: *after, why: error.to_string() }.into()
        }
        _ => error,
    }
}

async fn unsubscribed(twitch: &Twitch, record: &SubscriptionRecord) -> anyhow::Result<RemoteState> {
    if let Some(remote_id) = &record.remote_id {
        twitch.unsubscribe(remote_id).await?;
        count("removed");
    }
    let state = match record.state {
        SubscriptionState::Revoked => SubscriptionState::Revoked,
        _ => SubscriptionState::Removed,
    };
    Ok(RemoteState { state, remote_id: None, status: record.status.clone(), problem: None })
}

/// One that we have made is looked at first; one that we have not is made, and
/// adopted where it turns out to be there.
async fn subscribed(
    context: &JobContext,
    twitch: &Twitch,
    record: &SubscriptionRecord,
) -> anyhow::Result<RemoteState> {
    let wanted = Wanted { kind: &record.kind, account_id: &record.account_id };
    let mut conduit = conduit::known(twitch, &context.store).await?;
    if record.remote_id.is_some()
        && let Some(found) = look(twitch, wanted, &conduit).await?
    {
        return Ok(enabled(found));
    }
    match twitch.subscribe(wanted, &conduit).await {
        // The conduit may be what is wrong.
        Err(TwitchError::Refused { status: 400, .. } | TwitchError::NotFound) => {
            conduit = conduit::ensure(twitch, &context.store).await?;
            let answer = twitch.subscribe(wanted, &conduit).await;
            made(context, twitch, (wanted, &conduit), answer).await
        }
        answer => made(context, twitch, (wanted, &conduit), answer).await,
    }
}

async fn made(
    context: &JobContext,
    twitch: &Twitch,
    (wanted, conduit): (Wanted<'_>, &str),
    answer: Result<Found, TwitchError>,
) -> anyhow::Result<RemoteState> {
    match answer {
        Ok(found) => {
            count("created");
            // Twitch makes none without the bot's permission.
            if wanted.kind == CHAT && context.store.is_bot_revoked().await? {
                context.store.forget_bot_revocation().await?;
            }
            Ok(enabled(found))
        }
        Err(TwitchError::Conflict) => {
            let found = look(twitch, wanted, conduit).await?;
            // Gone again between two questions, or not ours to keep: it is
            // removed by now, and the next attempt makes it.
            let found = found.ok_or(TwitchError::Conflict)?;
            count("adopted");
            Ok(enabled(found))
        }
        Err(error @ TwitchError::Refused { .. }) => {
            count("refused");
            let problem = Some(error.to_string());
            let state = SubscriptionState::Broken;
            Ok(RemoteState { state, remote_id: None, status: None, problem })
        }
        Err(error) => Err(error.into()),
    }
}

/// The subscription that is wanted, if Twitch has it in good order. What stands
/// in its way, on another conduit or ended, is removed.
async fn look(twitch: &Twitch, wanted: Wanted<'_>, conduit: &str) -> anyhow::Result<Option<Found>> {
    let account = Some(wanted.account_id).filter(|id| !id.is_empty());
    let (mut good, mut after) = (None, None);
    for _ in 0..PAGES_MAX {
        let (page, next) = twitch.subscriptions(account, after.as_deref()).await?;
        for found in page.into_iter().filter(|found| found.kind == wanted.kind) {
            if found.account_id() != wanted.account_id {
                continue;
            }
            if good.is_none() && found.is_enabled() && twitch.is_wanted(&found, wanted, conduit) {
                good = Some(found);
            } else {
                twitch.unsubscribe(&found.id).await?;
                count("removed");
            }
        }
        if next.is_none() {
            return Ok(good);
        }
        after = next;
    }
    anyhow::bail!("Twitch has more than {PAGES_MAX} pages of subscriptions, or has no last one")
}

fn enabled(found: Found) -> RemoteState {
    let (remote_id, status) = (Some(found.id), Some(found.status));
    RemoteState { state: SubscriptionState::Enabled, remote_id, status, problem: None }
}

fn count(outcome: &'static str) {
    counter!("downbeat_subscriptions_total", "outcome" => outcome).increment(1);
}
