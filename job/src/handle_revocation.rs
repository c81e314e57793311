//! Twitch ended something: by its person's wish, or for a reason to repair.
//!
//! What is said is held against what we have: a subscription by Twitch's id for
//! it, an account by the application that it allowed something and by when. What
//! is not ours, or is over already, changes nothing.
//!
//! A subscription to a chat needs two permissions, its streamer's and the bot's,
//! and its end does not say whose is gone. So it is asked for again; the account
//! that left is told of in a message of its own.

use serde::{Deserialize, Serialize};

use crate::{Attempt, Durable, JobContext, ReconcileSubscription};

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HandleRevocation {
    /// A subscription was ended; the status is Twitch's reason.
    Subscription { remote_id: String, status: String },
    /// An account took back all that it had allowed an application.
    Account {
        account_id: String,
        /// Empty where an older release did not say.
        #[serde(default)]
        client_id: String,
        #[serde(default)]
        sent_ms: i64,
    },
}

const REVOKED: &str = "authorization_revoked";

impl Durable for HandleRevocation {
    type Context = JobContext;

    const NAME: &'static str = "handle_revocation";
    const QUEUE: &'static str = "twitch";
    /// 2: it says which application is meant, and when.
    const VERSION: u16 = 2;

    async fn run(self, context: &JobContext, attempt: &Attempt) -> anyhow::Result<()> {
        match self {
            Self::Account { account_id, client_id, sent_ms } => {
                let Some(twitch) = &context.twitch else { return Ok(()) };
                let application = twitch.application();
                if client_id != application.client_id {
                    tracing::info!("an account has left another application than ours");
                    return Ok(());
                }
                if account_id == application.bot_user_id {
                    return bot_leaves(context, attempt, &account_id, sent_ms).await;
                }
                leave(context, attempt, &account_id, sent_ms).await
            }
            Self::Subscription { remote_id, status } => {
                repair(context, attempt, &remote_id, &status).await
            }
        }
    }
}

/// Nothing about the account is wanted any more that was wanted then.
async fn leave(
    context: &JobContext,
    attempt: &Attempt,
    account_id: &str,
    sent_ms: i64,
) -> anyhow::Result<()> {
    let transaction = attempt.begin(&context.store).await?;
    transaction.revoke_subscriptions(account_id, REVOKED, sent_ms).await?;
    transaction.commit().await?;
    Ok(())
}

/// The operator's matter: what streamers want stays wanted, and is made again by
/// the sweep once the bot may read along.
async fn bot_leaves(
    context: &JobContext,
    attempt: &Attempt,
    account_id: &str,
    sent_ms: i64,
) -> anyhow::Result<()> {
    let transaction = attempt.begin(&context.store).await?;
    transaction.note_bot_revocation(account_id, sent_ms).await?;
    transaction.commit().await?;
    tracing::error!("the bot took its permission back: no chat can be read (docs/twitch.md)");
    Ok(())
}

async fn repair(
    context: &JobContext,
    attempt: &Attempt,
    remote_id: &str,
    status: &str,
) -> anyhow::Result<()> {
    let transaction = attempt.begin(&context.store).await?;
    let problem = format!("Twitch ended it: {status}");
    let ours = transaction.break_subscription(remote_id, status, &problem).await?;
    let jobs = ours.map(|subscription| ReconcileSubscription { subscription }.job());
    let jobs: Vec<_> = jobs.into_iter().collect::<Result<_, _>>()?;
    let enqueued = transaction.enqueue(&jobs).await?;
    transaction.commit().await?;
    context.queue.announce(&enqueued).await;
    Ok(())
}
