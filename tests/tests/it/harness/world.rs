//! A whole installation of its own for one test.

use downbeat_job::{Queue, Stand};
use downbeat_live::Live;
use downbeat_store::{Keep, Keys, Store};
use downbeat_worker::seed::{Seeded, seed};

use super::{
    Chat, Process, Redis, Screen,
    postgres::{Postgres, postgres},
    redis::SHARDS,
};

pub const SECRET: &str = "a secret of these tests";
pub const BROADCASTER: &str = "4242";
/// `secrets.keys` of these tests.
pub const KEY: &str = "tests:QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE=";

pub struct World {
    pub postgres: Postgres,
    pub live: Redis,
    pub queue: Redis,
    pub seeded: Seeded,
    pub chat: Chat,
    more: Vec<(String, String)>,
}

impl World {
    /// A streamer with a cold meter, and no process yet.
    pub async fn new() -> Self {
        let postgres = postgres().await;
        let shards = postgres.shards(SHARDS).await.unwrap();
        let seeded = seed(&postgres, (&keys(), shards), BROADCASTER, "streamer").await.unwrap();
        let chat = Chat::new(SECRET, BROADCASTER);
        let (live, queue) = (Redis::start(), Redis::start());
        Self { postgres, live, queue, seeded, chat, more: Vec::new() }
    }

    /// The same with another setting.
    pub fn with(mut self, key: &str, value: &str) -> Self {
        self.more.push((key.to_owned(), value.to_owned()));
        self
    }

    pub async fn api(&self) -> Process {
        Process::start("downbeat-api", "DOWNBEAT__API__BIND", &self.settings()).await
    }

    pub async fn worker(&self) -> Process {
        Process::start("downbeat-worker", "DOWNBEAT__WORKER__BIND", &self.settings()).await
    }

    /// An overlay on an API, with its `hello` read: the meter is active.
    pub async fn screen(&self, api: &Process) -> Screen {
        Screen::open(&api.socket_url(&self.seeded.overlay_token)).await
    }

    /// What jobs stand on here.
    pub async fn stand(&self, live: &Live) -> Stand {
        stand(live, &self.postgres, self.queue.queue().await)
    }

    pub fn settings(&self) -> Vec<(String, String)> {
        let set = |key: &str, value: &str| (format!("DOWNBEAT__{key}"), value.to_owned());
        let mut settings = vec![
            set("DATABASE__URL", &self.postgres.url),
            set("REDIS_LIVE__URL", &self.live.url),
            set("REDIS_QUEUE__URL", &self.queue.url),
            set("TWITCH__WEBHOOK_SECRETS", SECRET),
            set("SECRETS__KEYS", KEY),
            set("API__LOGINS_PER_MIN", "0"),
            set("LOG__LEVEL", "info"),
        ];
        settings.extend(self.more.iter().cloned());
        settings
    }
}

pub fn stand(live: &Live, store: &Store, queue: Queue) -> Stand {
    let keep = Keep { done_jobs_days: 7, dead_jobs_days: 28, logins_days: 30 };
    let (live, store, twitch) = (live.clone(), store.clone(), None);
    Stand { live, store, queue, twitch, keep, events_kept_months: 13 }
}

pub fn keys() -> Keys {
    Keys::read(&[KEY.to_owned()]).unwrap()
}
