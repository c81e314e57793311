//! The simulated Twitch as a process.

use std::{
    io::Write as _,
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use anyhow::Context as _;
use downbeat_boot::{Shutdown, clock, task};
use poem::{
    Server,
    listener::{Acceptor, Listener, TcpListener},
};
use tokio::sync::Semaphore;
use uuid::Uuid;

use super::{
    control::{self, Stage},
    crowd::{Crowd, Line},
    letter::Letter,
    postman::{Postman, RETRIES},
};

/// Deliveries under way at once; chat waits for a webhook that is slower.
const AT_ONCE: usize = 64;
const PATIENCE: Duration = Duration::from_secs(1);
const DRAIN_LIMIT: Duration = Duration::from_secs(1);

#[derive(Debug, Clone)]
pub struct Options {
    pub bind: SocketAddr,
    pub webhook: String,
    pub secret: String,
    pub broadcaster: String,
    pub bot: String,
    pub chats: bool,
    /// Lines a second, on average.
    pub rate: f64,
    pub seed: u64,
}

/// Serves and chats until it is to stop. Says on standard output where its
/// control port is: it may have been chosen by the system.
pub async fn run(options: Options, shutdown: Shutdown) -> anyhow::Result<()> {
    let Options { bind, webhook, secret, broadcaster, bot, chats, rate, seed } = options;
    let postman = Postman::new(&webhook, &secret, RETRIES)?;
    let stage = Arc::new(Stage { postman, broadcaster, bot, chat_is_on: AtomicBool::new(chats) });
    let acceptor = TcpListener::bind(bind).into_acceptor().await?;
    let address = acceptor.local_addr().into_iter().next().context("no address to listen on")?;
    let address = address.as_socket_addr().copied().context("no socket address")?;
    writeln!(std::io::stdout(), "a simulated Twitch listens on http://{address}")?;
    let chatting = task::spawn("chat", talk(Arc::clone(&stage), Crowd::new(seed, rate)));
    Server::new_with_acceptor(acceptor)
        .run_with_graceful_shutdown(control::routes(stage), shutdown.requested(), Some(DRAIN_LIMIT))
        .await?;
    chatting.abort();
    Ok(())
}

async fn talk(stage: Arc<Stage>, crowd: Crowd) {
    subscribe(&stage).await;
    let at_once = Arc::new(Semaphore::new(AT_ONCE));
    for Line { wait, chatter_id, text, twice } in crowd {
        clock::sleep(wait).await;
        if !stage.chat_is_on.load(Ordering::Relaxed) {
            continue;
        }
        let Ok(permit) = Arc::clone(&at_once).acquire_owned().await else { return };
        // Ids are new in each run: the seed makes the script, and a repeated
        // script must not look like repeated messages.
        let letter = stage.letter(&chatter_id, Uuid::new_v4().to_string(), text);
        let postman = stage.postman.clone();
        task::spawn("delivery", async move {
            postman.deliver(&letter).await;
            if twice {
                postman.repeat(&letter).await;
            }
            drop(permit);
        });
    }
}

/// Asks until the webhook answers as ours; it may not be up yet.
async fn subscribe(stage: &Stage) {
    loop {
        let challenge = Uuid::new_v4().to_string();
        let letter = Letter::challenge(&challenge, &stage.broadcaster, &stage.bot);
        match stage.postman.challenge(&challenge, &letter).await {
            Ok(()) => return tracing::info!("the webhook answered the challenge"),
            Err(error) => tracing::info!(%error, "the webhook is not ours yet"),
        }
        clock::sleep(PATIENCE).await;
    }
}
