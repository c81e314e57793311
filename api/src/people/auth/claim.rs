//! What a browser made without an account, and whoever signs in there: it is theirs
//! from then on.

use downbeat_job::guests;
use downbeat_store::{ClaimedGuest, Doer, Enqueued, Transaction};
use uuid::Uuid;

use crate::app::App;

/// A claim within the transaction of a sign-in.
#[derive(Default)]
pub struct Claim {
    claimed: Option<ClaimedGuest>,
    enqueued: Vec<Enqueued>,
}

impl Claim {
    /// Takes over what the guest behind a cookie made, if there is one.
    pub async fn of(
        transaction: &Transaction,
        guest: Option<[u8; 32]>,
        (user, doer): (Uuid, &Doer),
    ) -> anyhow::Result<Self> {
        let Some(guest) = guest else { return Ok(Self::default()) };
        let claim = guests::claim(transaction, guest, (user, doer)).await?;
        let Some((claimed, jobs)) = claim else { return Ok(Self::default()) };
        let enqueued = transaction.enqueue(&jobs).await?;
        Ok(Self { claimed: Some(claimed), enqueued })
    }

    /// The pages of what was claimed, which whoever signed in came for.
    pub fn lands_on(&self) -> Option<String> {
        let kind = self.claimed.as_ref()?.kind.as_ref()?;
        Some(format!("/{kind}"))
    }

    /// Tells whoever can be told at once, when the transaction is done.
    pub async fn tell(&self, app: &App) {
        let Some(claimed) = &self.claimed else { return };
        if let Err(error) = guests::tell(&app.live, &app.store, claimed).await {
            tracing::warn!("a job will tell that a guest's sessions were claimed: {error:#}");
        }
        app.queue.announce(&self.enqueued).await;
    }
}
