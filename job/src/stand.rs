use anyhow::Context as _;
use downbeat_boot::Config;
use downbeat_live::Live;
use downbeat_store::{Keep, Keys, Store};
use downbeat_twitch::{Application, Twitch};

use crate::{Outside, Queue};

/// Sessions of browsers and login links, after their last use.
const LOGINS_KEPT_DAYS: u16 = 30;

/// What jobs stand on.
pub struct Stand {
    pub live: Live,
    pub store: Store,
    pub queue: Queue,
    /// `None` where no application is set up.
    pub twitch: Option<Twitch>,
    /// What stored secrets are encrypted with.
    pub keys: Keys,
    pub outside: Outside,
    pub keep: Keep,
    pub events_kept_months: u16,
}

impl Stand {
    pub fn of(config: &Config, live: Live, store: Store, queue: Queue) -> anyhow::Result<Self> {
        let days = config.worker.jobs_kept_days;
        let keep = Keep {
            done_jobs_days: days,
            dead_jobs_days: days.saturating_mul(4),
            logins_days: LOGINS_KEPT_DAYS,
        };
        let twitch = Application::of(config).map(Twitch::new).transpose()?;
        let keys = Keys::read(&config.secrets.keys).context("reading secrets.keys")?;
        let outside = Outside::new(config.webhooks.allow_private)?;
        let events_kept_months = config.worker.events_kept_months;
        Ok(Self { live, store, queue, twitch, keys, outside, keep, events_kept_months })
    }
}
