//! What tests stand on; a test reads as a story because the plumbing is here.

mod browser;
mod chat;
mod cluster;
mod database;
mod environment;
mod mails;
mod meter;
mod operator;
mod postgres;
mod process;
mod program;
mod prometheus;
mod proxy;
mod pushes;
mod receiver;
mod redis;
mod screen;
mod sentinel;
mod shown;
mod sim;
mod world;

pub use browser::Browser;
pub use chat::{Chat, Message, signed, signed_as};
pub use cluster::Cluster;
pub use database::Database;
pub use environment::{
    asks_for_all, caddy, free_port, postgres_tool, program, redis_server, schemathesis, variable,
};
pub use mails::{Mails, token_in};
pub use meter::{beaten, meter, open_meter, told, window_config};
pub use operator::{Operator, login_link, press};
pub use postgres::{Postgres, empty_postgres, postgres};
pub use process::{Process, signal};
pub use program::{Answered, Program, answered, together};
pub use prometheus::Prometheus;
pub use proxy::{Proxy, TROUBLES, Trouble};
pub use pushes::{Pushes, pusher};
pub use receiver::{Received, Receiver, Tarpit};
pub use redis::{Redis, SHARDS, cluster, cluster_of};
pub use screen::Screen;
pub use sentinel::{NAME as SENTINEL_NAME, Sentinel};
pub use shown::Shown;
pub use sim::{BOT, CLIENT_ID, EXTENSION, EXTENSION_OWNER, EXTENSION_SECRETS, Sim};
pub use world::{BROADCASTER, JOURNAL_KEY, KEY, SECRET, World, context, keys};

use std::time::Duration;

use downbeat_boot::clock;

/// Far longer than anything takes: reaching it means that something hangs.
pub const HANGS: Duration = Duration::from_secs(30);

/// Asks again until the answer is `Some`, and gives up when it hangs.
pub async fn until<T>(what: &str, ask: impl AsyncFnMut() -> Option<T>) -> T {
    until_within(HANGS, what, ask).await
}

/// The same, of what takes long by itself.
pub async fn until_within<T>(
    limit: Duration,
    what: &str,
    mut ask: impl AsyncFnMut() -> Option<T>,
) -> T {
    let deadline = clock::monotonic() + limit;
    loop {
        if let Some(answer) = ask().await {
            return answer;
        }
        assert!(clock::monotonic() < deadline, "it never came to this: {what}");
        clock::sleep(Duration::from_millis(10)).await;
    }
}
