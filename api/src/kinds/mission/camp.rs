//! The camp of a channel, found by the channel's id at Twitch.

use downbeat_live::{Hot, Kept};
use downbeat_session::{
    Kind,
    kinds::mission::{
        Camp,
        camp::{Config, of_broadcaster},
    },
};
use uuid::Uuid;

use crate::{
    access::{Player, Standing},
    app::App,
    refusal::Refusal,
    session::found::{activating, woken},
};

/// An id at Twitch is decimal, and shorter than this.
const CHANNEL_CHARS_MAX: usize = 20;

/// A camp that is hot, for whoever looks at it.
pub struct Found {
    pub hot: Hot,
    pub config: Config,
    pub standing: Standing,
}

impl Found {
    pub fn is_open(&self) -> bool {
        self.hot.session.status() == Some("open")
    }
}

pub async fn find(app: &App, player: &Player, channel: &str) -> Result<Found, Refusal> {
    let id = id(channel)?;
    let hot = if let Some(hot) = app.live.read(id).await? {
        Kept::Session.hit();
        hot
    } else {
        app.store.find(id).await?.ok_or_else(unknown)?;
        Kept::Session.miss();
        woken(app, id).await?.ok_or_else(activating)?
    };
    if hot.session.kind() != Camp::NAME {
        return Err(unknown());
    }
    let standing = player.at(app, &hot).await?;
    let config = serde_json::from_value(hot.session.config())?;
    Ok(Found { hot, config, standing })
}

/// A camp as it is stored: what is kept of it needs no live Redis.
pub async fn stored(app: &App, player: &Player, channel: &str) -> Result<(Uuid, Config), Refusal> {
    let record = app.store.find(id(channel)?).await?;
    let record = record.filter(|record| record.kind == Camp::NAME).ok_or_else(unknown)?;
    player.at(app, &record).await?;
    Ok((record.id, serde_json::from_value(record.config)?))
}

fn id(channel: &str) -> Result<Uuid, Refusal> {
    let is_channel = (1..=CHANNEL_CHARS_MAX).contains(&channel.len())
        && channel.bytes().all(|byte| byte.is_ascii_digit());
    is_channel.then(|| of_broadcaster(channel)).ok_or_else(unknown)
}

fn unknown() -> Refusal {
    Refusal::not_found("camp")
}
