//! The word by which each channel's chat sends people out.
//!
//! Every message of every chat is held against it, so it is kept here for some
//! seconds. It only says which messages become a job; the job asks Postgres.

use std::time::Duration;

use downbeat_boot::{
    clock::{self, Instant},
    recent::Recent,
};
use downbeat_session::{
    kinds::mission::camp::{Config, of_broadcaster},
    text::folded,
};

use crate::app::App;

const KEPT: Duration = Duration::from_secs(5);
const CHANNELS_MAX: usize = 20_000;
const CHANNEL_BYTES: usize = 200;
/// A chat does not wait for a word that takes longer to be looked up.
const PATIENCE: Duration = Duration::from_millis(500);

pub struct Words(Recent<String, (Instant, Option<String>)>);

impl Words {
    #[must_use]
    pub fn new() -> Self {
        Self(Recent::new(CHANNELS_MAX, CHANNELS_MAX * CHANNEL_BYTES))
    }

    /// The word of a channel, folded.
    pub async fn of(&self, app: &App, channel: &str) -> Option<String> {
        let now = clock::monotonic();
        let key = channel.to_owned();
        if let Some((at, word)) = self.0.get(&key)
            && now.saturating_duration_since(at) < KEPT
        {
            return word;
        }
        let word = clock::timeout(PATIENCE, look_up(app, channel)).await.ok().flatten();
        self.0.put(key, (now, word.clone()), CHANNEL_BYTES);
        word
    }
}

/// What cannot be asked is no word: votes of the same chat go on.
async fn look_up(app: &App, channel: &str) -> Option<String> {
    let camp = of_broadcaster(channel);
    let config = match app.live.read(camp).await {
        Ok(Some(hot)) => hot.session.config(),
        Ok(None) | Err(_) => match app.store.find(camp).await {
            Ok(stored) => stored?.config,
            Err(error) => {
                tracing::debug!(%error, "the word of a channel's chat is not known now");
                return None;
            }
        },
    };
    let config: Config = serde_json::from_value(config).ok()?;
    config.chat_word.as_deref().map(folded)
}
