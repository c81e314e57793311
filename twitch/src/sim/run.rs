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
use parking_lot::Mutex;
use poem::{
    Server,
    listener::{Acceptor, Listener, TcpListener},
};
use tokio::sync::Semaphore;
use uuid::Uuid;

use super::{
    control::{self, Application, Stage},
    crowd::{Crowd, Line},
    extension::{self, Extension},
    gate::Gate,
    sender::{RETRIES, Sender},
    world::{Account, World},
};

/// Deliveries under way at once; chat waits for a webhook that is slower.
const AT_ONCE: usize = 64;
const DRAIN_LIMIT: Duration = Duration::from_secs(1);

#[derive(Debug, Clone)]
pub struct Options {
    pub bind: SocketAddr,
    pub application: Application,
    /// Calls of Helix that an application may make in a minute.
    pub calls_a_minute: u32,
    pub broadcaster: String,
    pub login: String,
    pub bot: String,
    pub chats: bool,
    /// Lines a second, on average.
    pub rate: f64,
    pub seed: u64,
    pub extension: Option<extension::Options>,
}

/// Serves and chats until it is to stop. Says on standard output where it
/// listens: the port may have been chosen by the system.
pub async fn run(options: Options, shutdown: Shutdown) -> anyhow::Result<()> {
    let Options { bind, seed, rate, chats, .. } = options;
    let stage = Arc::new(stage(options)?);
    stage.chat_is_on.store(chats, Ordering::Relaxed);
    let acceptor = TcpListener::bind(bind).into_acceptor().await?;
    let address = acceptor.local_addr().into_iter().next().context("no address to listen on")?;
    let address = address.as_socket_addr().copied().context("no socket address")?;
    writeln!(std::io::stdout(), "a simulated Twitch listens on http://{address}")?;
    if let Some(extension) = stage.extension.as_ref().filter(|it| it.options.plays) {
        extension::start_players(extension, &stage.broadcaster);
    }
    let chatting = task::spawn("chat", talk(Arc::clone(&stage), Crowd::new(seed, rate)));
    Server::new_with_acceptor(acceptor)
        .run_with_graceful_shutdown(control::routes(stage), shutdown.requested(), Some(DRAIN_LIMIT))
        .await?;
    chatting.abort();
    Ok(())
}

/// A Twitch with one streamer, who lets the bot read along, which may.
fn stage(options: Options) -> anyhow::Result<Stage> {
    let Options { application, calls_a_minute, broadcaster, login, bot, extension, .. } = options;
    let mut world = World::default();
    world.accounts.insert(broadcaster.clone(), Account::new(&broadcaster, &login));
    world.grants.extend([broadcaster.clone(), bot.clone()]);
    Ok(Stage {
        sender: Sender::new(RETRIES)?,
        world: Mutex::new(world),
        gate: Gate::default(),
        application,
        calls_a_minute,
        broadcaster,
        bot,
        extension: extension.map(|options| Arc::new(Extension::new(options))),
        chat_is_on: AtomicBool::new(false),
    })
}

/// The crowd is in every channel that somebody listens to.
async fn talk(stage: Arc<Stage>, crowd: Crowd) {
    let at_once = Arc::new(Semaphore::new(AT_ONCE));
    for Line { wait, chatter_id, text, twice } in crowd {
        clock::sleep(wait).await;
        if !stage.chat_is_on.load(Ordering::Relaxed) {
            continue;
        }
        let channels = stage.world.lock().channels();
        for (channel, address) in channels {
            let Ok(permit) = Arc::clone(&at_once).acquire_owned().await else { return };
            // Ids are new in each run: the seed makes the script, and a repeated
            // script must not look like repeated messages.
            let message = stage.message(&channel, &chatter_id, Uuid::new_v4().to_string(), text);
            let sender = stage.sender.clone();
            task::spawn("delivery", async move {
                sender.deliver(&address, &message).await;
                if twice {
                    sender.repeat(&address, &message).await;
                }
                drop(permit);
            });
        }
    }
}
