//! The simulated Twitch as a process.

use std::{
    net::SocketAddr,
    sync::{Arc, atomic::AtomicBool, atomic::Ordering},
    time::Duration,
};

use downbeat_boot::{Shutdown, clock, task};
use poem::{Server, listener::TcpListener};
use rand::Rng;
use tokio::sync::Semaphore;
use uuid::Uuid;

use super::{
    control::{self, Stage},
    crowd::{Crowd, Line},
    notification::notification,
    postman::{Letter, Postman},
};

/// Deliveries under way at once; chat waits for a webhook that is slower.
const AT_ONCE: usize = 64;
/// One in so many messages is delivered twice.
const REPEAT_ONE_IN: u32 = 40;
const PATIENCE: Duration = Duration::from_secs(1);

#[derive(Debug, Clone)]
pub struct Options {
    pub bind: SocketAddr,
    pub webhook: String,
    pub secret: String,
    pub broadcaster: String,
    pub chats: bool,
    /// Lines a second, about.
    pub rate: f64,
    pub seed: u64,
}

pub async fn run(options: Options, shutdown: Shutdown) -> anyhow::Result<()> {
    let stage = Arc::new(Stage {
        postman: Postman::new(&options.webhook, &options.secret)?,
        broadcaster: options.broadcaster,
        chat_is_on: AtomicBool::new(options.chats),
    });
    let crowd = Crowd::new(options.seed, options.rate);
    let chatting = task::spawn("chat", talk(Arc::clone(&stage), crowd));
    Server::new(TcpListener::bind(options.bind))
        .run_with_graceful_shutdown(
            control::routes(stage),
            shutdown.requested(),
            Some(Duration::from_secs(1)),
        )
        .await?;
    chatting.abort();
    Ok(())
}

async fn talk(stage: Arc<Stage>, crowd: Crowd) {
    while let Err(error) = stage.postman.challenge().await {
        tracing::info!(%error, "the webhook is not ours yet");
        clock::sleep(PATIENCE).await;
    }
    tracing::info!("the webhook answered the challenge");
    let at_once = Arc::new(Semaphore::new(AT_ONCE));
    for Line { wait, chatter_id, text } in crowd {
        clock::sleep(wait).await;
        if !stage.chat_is_on.load(Ordering::Relaxed) {
            continue;
        }
        let Ok(permit) = Arc::clone(&at_once).acquire_owned().await else { return };
        let message_id = Uuid::new_v4().to_string();
        let letter = Letter::chat(notification(&stage.broadcaster, &chatter_id, &message_id, text));
        let postman = stage.postman.clone();
        task::spawn("delivery", async move {
            postman.deliver(&letter).await;
            if rand::rng().random_ratio(1, REPEAT_ONE_IN) {
                postman.repeat(&letter).await;
            }
            drop(permit);
        });
    }
}
