//! A whole installation of its own for one test.

use downbeat_job::{JobContext, Outside, Queue, Turns};
use downbeat_live::{Cache, Live};
use downbeat_store::{Keep, Keys, Store, partitions};
use downbeat_worker::seed::{Seeded, seed};

use super::{
    Chat, Database, Process, Program, Proxy, Redis, Screen, Sim,
    environment::free_port,
    postgres::{Postgres, postgres},
    redis::SHARDS,
    sim::{BOT, CLIENT_ID, CLIENT_SECRET, EXTENSION, EXTENSION_OWNER, EXTENSION_SECRETS},
};

pub const SECRET: &str = "a secret of these tests";
pub const BROADCASTER: &str = "4242";
/// `secrets.keys` of these tests.
pub const KEY: &str = "tests:QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE=";

/// `journal.keys` of these tests.
pub const JOURNAL_KEY: &str = "diary:SkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSko=";

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
        Self::of(postgres().await).await
    }

    /// The same on a server that the test may stop.
    pub async fn on(database: &Database) -> Self {
        Self::of(Postgres::on(database).await).await
    }

    async fn of(postgres: Postgres) -> Self {
        let shards = postgres.shards(SHARDS).await.unwrap();
        let seeded = seed(&postgres, (&keys(), shards), BROADCASTER, "streamer").await;
        let (seeded, _) = seeded.unwrap();
        let chat = Chat::new(SECRET, BROADCASTER);
        let (live, queue) = (Redis::start(), Redis::start());
        Self { postgres, live, queue, seeded, chat, more: Vec::new() }
    }

    /// The same with another setting.
    pub fn with(mut self, key: &str, value: &str) -> Self {
        self.more.push((key.to_owned(), value.to_owned()));
        self
    }

    /// The same with another live Redis.
    pub fn with_live(self, live: Redis) -> Self {
        Self { live, ..self }
    }

    /// The same with a cache.
    pub fn with_cache(self) -> (Self, Redis) {
        let cache = Redis::for_cache();
        let world = self.with("REDIS_CACHE__URL", &cache.cache_url());
        (world.with("REDIS_CACHE__TIMEOUT_MS", "2000"), cache)
    }

    /// The same on another Postgres, beside empty Redis servers.
    pub fn moved_to(self, postgres: Postgres) -> Self {
        Self { postgres, live: Redis::start(), queue: Redis::start(), ..self }
    }

    /// The same with a line that may be troubled before what a setting leads
    /// to: for the programs that are started from then on.
    pub async fn through(self, key: &str) -> (Self, Proxy) {
        let name = format!("DOWNBEAT__{key}");
        let settings = self.settings();
        let (_, url) = settings.iter().rev().find(|(known, _)| *known == name).unwrap();
        let line = Proxy::to(url).await;
        let led = line.lead(url);
        (self.with(key, &led), line)
    }

    /// The same with a Twitch, whose messages lead to the world's one API.
    pub async fn with_twitch() -> (Self, Sim) {
        Self::new().await.led_to_twitch().await
    }

    pub async fn led_to_twitch(self) -> (Self, Sim) {
        let api = format!("127.0.0.1:{}", free_port());
        let sim = Sim::start(BROADCASTER).await;
        let world = self.with("API__BIND", &api);
        let world = world.with("API__PUBLIC_URL", &format!("http://{api}"));
        let world = world.with("TWITCH__CLIENT_ID", CLIENT_ID);
        let world = world.with("TWITCH__CLIENT_SECRET", CLIENT_SECRET);
        let world = world.with("TWITCH__BOT_USER_ID", BOT);
        let world = world.with("TWITCH__AUTH_URL", &sim.url);
        let world = world.with("EXTENSION__CLIENT_ID", EXTENSION);
        let world = world.with("EXTENSION__SECRETS", &EXTENSION_SECRETS.join(","));
        let world = world.with("EXTENSION__OWNER_ID", EXTENSION_OWNER);
        (world.with("TWITCH__API_URL", &format!("{}/helix", sim.url)), sim)
    }

    /// The streamer's program, with all that a token may do.
    pub fn program(&self, api: &Process) -> Program {
        Program::new(api, &self.seeded.api_token)
    }

    pub async fn api(&self) -> Process {
        Process::start("downbeat-api", "DOWNBEAT__API__BIND", &self.settings()).await
    }

    pub async fn worker(&self) -> Process {
        Process::start("downbeat-worker", "DOWNBEAT__WORKER__BIND", &self.settings()).await
    }

    /// Both, neither of them ready yet.
    pub fn begun(&self) -> [Process; 2] {
        let settings = self.settings();
        [("downbeat-api", "DOWNBEAT__API__BIND"), ("downbeat-worker", "DOWNBEAT__WORKER__BIND")]
            .map(|(name, bind)| Process::begin(name, bind, &settings))
    }

    /// An overlay on an API, with its `hello` read: the meter is active.
    pub async fn screen(&self, api: &Process) -> Screen {
        Screen::open(&api.socket_url(&self.seeded.overlay_token)).await
    }

    /// What jobs stand on here.
    pub async fn context(&self, live: &Live) -> JobContext {
        context(live, &self.postgres, self.queue.queue().await)
    }

    pub fn settings(&self) -> Vec<(String, String)> {
        let set = |key: &str, value: &str| (format!("DOWNBEAT__{key}"), value.to_owned());
        let mut settings = vec![
            set("DATABASE__URL", &self.postgres.url),
            set("REDIS_LIVE__URL", &self.live.live_url()),
            set("REDIS_QUEUE__URL", &self.queue.queue_url()),
            set("TWITCH__WEBHOOK_SECRETS", SECRET),
            set("SECRETS__KEYS", KEY),
            set("JOURNAL__KEYS", JOURNAL_KEY),
            set("API__LOGINS_PER_MIN", "0"),
            set("API__GUESTS_PER_HOUR", "1000000"),
            // Counted, and far away: tests ask again and again.
            set("API__REQUESTS_PER_MIN", "100000"),
            // All of a test are one address.
            set("API__ADDRESS_REQUESTS_PER_MIN", "0"),
            set("API__ADDRESS_SOCKETS_MAX", "0"),
            set("API__ADDRESS_CONNECTIONS_MAX", "0"),
            set("ROOMS__MADE_PER_HOUR", "0"),
            set("ROOMS__JOINS_PER_MIN", "0"),
            set("ROOMS__UNKNOWN_CODES_PER_HOUR", "0"),
            set("ROOMS__WRONG_PASSWORDS_PER_HALF_HOUR", "0"),
            set("ROOMS__ICE_PER_HOUR", "0"),
            set("LOG__LEVEL", "info"),
        ];
        settings.extend(self.more.iter().map(|(key, value)| set(key, value)));
        settings
    }
}

pub fn context(live: &Live, store: &Store, queue: Queue) -> JobContext {
    let keep = Keep { done_jobs_days: 7, dead_jobs_days: 28, logins_days: 30 };
    let (live, store, twitch) = (live.clone(), store.clone(), None);
    let (outside, turns) = (Outside::new(true).unwrap(), Turns::default());
    let kept_months = partitions::tables().map(|monthly| (monthly, 13)).collect();
    let (keys, archives) = (keys(), None);
    JobContext {
        live,
        store,
        queue,
        cache: Cache::default(),
        twitch,
        keys,
        journal_keys: Keys::read(&[JOURNAL_KEY.to_owned()]),
        outside,
        turns,
        mailer: None,
        pusher: None,
        public_url: "http://localhost:8080".into(),
        keep,
        kept_months,
        archives,
    }
}

pub fn keys() -> Keys {
    Keys::read(&[KEY.to_owned()]).unwrap()
}
