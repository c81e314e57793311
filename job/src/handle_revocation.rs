//! Twitch ended something: by its person's wish, or for a reason to repair.

use downbeat_store::{SubscriptionState, Told};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{Attempt, Durable, ReconcileSubscription, Stand, wanted};

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HandleRevocation {
    /// A subscription was ended; the status is Twitch's reason.
    Subscription { remote_id: String, kind: String, account_id: Option<String>, status: String },
    /// An account took back all that it had allowed.
    Account { account_id: String },
}

/// Reasons that are somebody's wish.
const WISHES: [&str; 2] = ["authorization_revoked", "user_removed"];
const REVOKED: &str = "authorization_revoked";

impl Durable for HandleRevocation {
    type Context = Stand;

    const NAME: &'static str = "handle_revocation";
    const QUEUE: &'static str = "twitch";

    fn key(&self) -> Option<String> {
        Some(match self {
            Self::Subscription { remote_id, status, .. } => format!("{remote_id}:{status}"),
            Self::Account { account_id } => format!("account:{account_id}"),
        })
    }

    async fn run(self, stand: &Stand, attempt: &Attempt) -> anyhow::Result<()> {
        match self {
            Self::Account { account_id } => leave(stand, attempt, &account_id, REVOKED).await,
            Self::Subscription { account_id: Some(account_id), status, .. }
                if WISHES.contains(&status.as_str()) =>
            {
                leave(stand, attempt, &account_id, &status).await
            }
            Self::Subscription { remote_id, status, .. } => {
                let known = stand.store.subscription_at(&remote_id).await?;
                match known {
                    Some(known) => repair(stand, known.id, known.is_wanted, status).await,
                    None => Ok(()),
                }
            }
        }
    }
}

/// Nothing about the account is wanted any more.
async fn leave(
    stand: &Stand,
    attempt: &Attempt,
    account_id: &str,
    status: &str,
) -> anyhow::Result<()> {
    let transaction = attempt.begin(&stand.store).await?;
    for subscription in transaction.subscriptions_about(account_id).await? {
        transaction.revoke_subscription(subscription, status).await?;
    }
    transaction.commit().await?;
    Ok(())
}

async fn repair(
    stand: &Stand,
    subscription: Uuid,
    is_wanted: bool,
    status: String,
) -> anyhow::Result<()> {
    let problem = Some(format!("Twitch ended it: {status}"));
    let state = SubscriptionState::Broken;
    let told = Told { state, remote_id: None, status: Some(status), problem };
    stand.store.told_of_subscription(subscription, is_wanted, &told).await?;
    let jobs = [wanted(&ReconcileSubscription { subscription })?];
    let enqueued = stand.store.enqueue(&jobs).await?;
    stand.queue.announce(&enqueued).await;
    Ok(())
}
