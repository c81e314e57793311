use std::time::Duration;

use anyhow::Context as _;
use downbeat_boot::{Config, clock};
use downbeat_live::{Cache, Live};
use downbeat_outside::{Mailer, Pusher};
use downbeat_store::{
    Keep, Keys, Store,
    partitions::{self, Monthly},
};
use downbeat_twitch::{Application, Twitch};

use futures::join;

use crate::{Outside, Queue, Stores, Turns, archive::Folder};

/// Sessions of browsers and login links, after their last use.
const LOGINS_KEPT_DAYS: u16 = 30;

/// A store that does not answer a ping for so long is away.
const PING_LIMIT: Duration = Duration::from_secs(3);

/// What jobs stand on.
pub struct JobContext {
    pub live: Live,
    pub store: Store,
    pub queue: Queue,
    pub cache: Cache,
    /// `None` where no application is set up.
    pub twitch: Option<Twitch>,
    /// What stored secrets are encrypted with.
    pub keys: Keys,
    /// What people's keys are encrypted with; `None` where nobody keeps a journal.
    pub journal_keys: Option<Keys>,
    pub outside: Outside,
    /// Who is called there.
    pub turns: Turns,
    /// `None` where no mail is sent.
    pub mailer: Option<Mailer>,
    /// `None` where nothing is pushed.
    pub pusher: Option<Pusher>,
    /// What links in mails begin with.
    pub public_url: String,
    pub keep: Keep,
    /// How many months stay in which table.
    pub kept_months: Vec<(&'static Monthly, u16)>,
    /// Where older ones become files, if anywhere.
    pub archives: Option<Folder>,
}

impl JobContext {
    pub fn of(config: &Config, live: Live, store: Store, queue: Queue) -> anyhow::Result<Self> {
        let days = config.worker.jobs_kept_days;
        let keep = Keep {
            done_jobs_days: days,
            dead_jobs_days: days.saturating_mul(4),
            logins_days: LOGINS_KEPT_DAYS,
        };
        let twitch = Application::of(config).map(Twitch::new).transpose()?;
        let keys = Keys::read(&config.secrets.keys).context("reading secrets.keys")?;
        let journal_keys = Keys::read(&config.journal.keys);
        let outside = Outside::new(config.webhooks.allow_private)?;
        let turns = Turns::default();
        let mailer = Mailer::of(&config.mail).context("setting up mail")?;
        let pusher = Pusher::of(&config.push).context("setting up push")?;
        let public_url = config.api.public_url.clone();
        let kept = |monthly: &'static Monthly| (monthly, (monthly.kept)(&config.worker));
        let kept_months = partitions::tables().map(kept).collect();
        let cache = Cache::of(&config.redis_cache)?;
        let archives = Folder::open(&config.worker.archive_folder)?;
        Ok(Self {
            live,
            store,
            queue,
            cache,
            twitch,
            keys,
            journal_keys,
            outside,
            turns,
            mailer,
            pusher,
            public_url,
            keep,
            kept_months,
            archives,
        })
    }
}

impl Stores for JobContext {
    async fn away(&self) -> Option<anyhow::Error> {
        let live = clock::timeout(PING_LIMIT, self.live.ping());
        let store = clock::timeout(PING_LIMIT, self.store.ping());
        let queue = clock::timeout(PING_LIMIT, self.queue.ping());
        let (live, store, queue) = join!(live, store, queue);
        trouble(live, "live Redis")
            .or_else(|| trouble(store, "Postgres"))
            .or_else(|| trouble(queue, "queue Redis"))
    }
}

/// What is wrong with a store that was pinged.
fn trouble<E: Into<anyhow::Error>, L>(
    answer: Result<Result<(), E>, L>,
    name: &'static str,
) -> Option<anyhow::Error> {
    match answer {
        Ok(Ok(())) => None,
        Ok(Err(error)) => Some(error.into()),
        Err(_) => Some(anyhow::anyhow!("{name} does not answer")),
    }
}
