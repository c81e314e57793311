//! Something begins on the screens: it is in the history of whoever is here and has an
//! account, where the room keeps that.

use downbeat_session::Audience;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use crate::{Attempt, Durable, JobContext};

#[derive(Debug, Serialize, Deserialize)]
pub struct NoteWatched {
    pub session: Uuid,
    pub item: String,
    pub at_ms: i64,
}

impl Durable for NoteWatched {
    type Context = JobContext;

    const NAME: &'static str = "note_watched";
    const QUEUE: &'static str = "rooms";
    const SHOWN: &'static [&'static str] = &["session"];

    async fn run(self, context: &JobContext, _: &Attempt) -> anyhow::Result<()> {
        let Self { session, item, at_ms } = &self;
        // In a room that sleeps nobody watches.
        let Some(hot) = context.live.read(*session).await? else { return Ok(()) };
        if hot.session.config()["keep"] != true {
            return Ok(());
        }
        let view: Value = serde_json::from_slice(&hot.view(Audience::Participant))?;
        let Some(title) = view["queue"][item]["title"].as_str() else { return Ok(()) };
        let room = view["title"].as_str().unwrap_or_default();
        let seats = view["seats"].as_object().into_iter().flatten();
        let here = seats.filter(|(_, seat)| seat["here"] == true && seat["account"] == true);
        let here: Vec<Uuid> = here.filter_map(|(id, _)| Uuid::parse_str(id).ok()).collect();
        if here.is_empty() {
            return Ok(());
        }
        let transaction = context.store.begin().await?;
        transaction.note_watched(*session, &here, (room, item, title), *at_ms).await?;
        transaction.commit().await?;
        Ok(())
    }
}
