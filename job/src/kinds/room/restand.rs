//! What somebody is in a session became another thing, by an event: whoever came by
//! the seat's token hears how they stand now, or that they do not any more.

use downbeat_live::Live;
use downbeat_store::{NewRoomBan, Store, Transaction};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use crate::{Attempt, Durable, JobContext, forget_link};

#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Restand {
    pub session: Uuid,
    /// Whose standing it is; without it everybody's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seat: Option<Uuid>,
    /// Whether it is over: the seat's tokens end.
    #[serde(default)]
    pub is_over: bool,
    /// May not come in again before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until_ms: Option<i64>,
    /// When it happened: what the seat was given since stays. `None` of a job that a release
    /// before left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_ms: Option<i64>,
}

impl Restand {
    /// What an event of a time means for those who sit; `None` for most.
    #[must_use]
    pub fn of(session: Uuid, event: &Value, at_ms: i64) -> Option<Self> {
        let seat = event["seat"].as_str().and_then(|id| Uuid::parse_str(id).ok());
        let is = |seat, is_over, until_ms| {
            Some(Self { session, seat, is_over, until_ms, at_ms: Some(at_ms) })
        };
        match event["name"].as_str()? {
            // Whoever was only away may come back.
            "left" if event["why"] == "dropped" => None,
            "left" => is(Some(seat?), true, None),
            "kicked" => is(Some(seat?), true, event["until_ms"].as_i64()),
            "admitted" | "role_set" | "granted" | "handed_over" => is(Some(seat?), false, None),
            // The event does not say whose it was.
            "taken_back" | "closed" => is(None, false, None),
            _ => None,
        }
    }

    /// Does it, again if need be: nothing more comes of that.
    pub async fn tell(&self, live: &Live, store: &Store) -> anyhow::Result<()> {
        let Self { session, seat, is_over, until_ms: _, at_ms: _ } = *self;
        if let Some(seat) = seat.filter(|_| is_over) {
            let transaction = store.begin().await?;
            let ended = self.end(&transaction, seat).await?;
            transaction.commit().await?;
            for (link, hash) in ended {
                forget_link(live, session, link, hash).await?;
            }
        }
        // The session's own id is word to all who have a seat.
        live.revoke(session, seat.unwrap_or(session)).await?;
        Ok(())
    }

    async fn end(
        &self,
        transaction: &Transaction,
        seat: Uuid,
    ) -> anyhow::Result<Vec<(Uuid, [u8; 32])>> {
        let Self { session, until_ms, at_ms, .. } = *self;
        if let Some(until_ms) = until_ms {
            // Others may sit behind one address.
            let with_address = false;
            // Said again, it is the same one, also once it is lifted.
            let id = Uuid::new_v5(&seat, format!("kicked until {until_ms}").as_bytes());
            let ban = NewRoomBan { id, session, seat, until_ms, with_address, reason: None };
            transaction.ban_from_room(ban).await?;
        }
        let ended = transaction.end_seat_tokens(session, seat, at_ms).await?;
        Ok(ended.into_iter().map(|link| (link.id, link.hash)).collect())
    }
}

impl Durable for Restand {
    type Context = JobContext;

    const NAME: &'static str = "restand";
    const QUEUE: &'static str = "revocations";
    const SHOWN: &'static [&'static str] = &["session", "seat"];

    async fn run(self, context: &JobContext, _: &Attempt) -> anyhow::Result<()> {
        self.tell(&context.live, &context.store).await
    }
}
