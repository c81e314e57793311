//! A connection to one server, made anew when it falls silent.
//!
//! A manager makes a new connection when the one it has breaks. One that is
//! dead and was never closed does not break: it takes everything and answers
//! nothing. So when nothing was heard since a call began that had no answer in
//! time, the next call goes over a new one.

use std::sync::Arc;

use downbeat_boot::clock::{self, Instant};
use parking_lot::Mutex;
use redis::{
    Client,
    aio::{ConnectionManager, ConnectionManagerConfig},
};

use crate::LiveError;

#[derive(Clone)]
pub struct Server(Arc<Shared>);

struct Shared {
    client: Client,
    config: ConnectionManagerConfig,
    line: Mutex<Line>,
}

struct Line {
    manager: ConnectionManager,
    made: Instant,
    heard: Instant,
}

impl Server {
    pub async fn open(client: Client, config: ConnectionManagerConfig) -> Result<Self, LiveError> {
        let manager = client.get_connection_manager_with_config(config.clone()).await?;
        let now = clock::monotonic();
        let line = Mutex::new(Line { manager, made: now, heard: now });
        Ok(Self(Arc::new(Shared { client, config, line })))
    }

    pub fn current(&self) -> ConnectionManager {
        self.0.line.lock().manager.clone()
    }

    pub fn answered(&self) {
        self.0.line.lock().heard = clock::monotonic();
    }

    /// A call that began then had no answer in time.
    pub fn fell_silent(&self, began: Instant) {
        let Shared { client, config, line } = &*self.0;
        let mut line = line.lock();
        if line.made > began || line.heard > began {
            return;
        }
        match ConnectionManager::new_lazy_with_config(client.clone(), config.clone()) {
            Ok(manager) => {
                tracing::warn!("live Redis is silent: the next call makes a new connection");
                (line.manager, line.made) = (manager, clock::monotonic());
            }
            Err(error) => tracing::warn!(%error, "no new connection to live Redis"),
        }
    }
}
