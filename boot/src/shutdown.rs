//! The wish to stop: one flag, set once, seen by everybody.

use std::io;
use std::sync::Arc;

use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;

use crate::task;

#[derive(Clone, Debug)]
pub struct Shutdown(Arc<watch::Sender<bool>>);

impl Shutdown {
    /// A flag that only [`Shutdown::request`] sets.
    pub fn new() -> Self {
        Self(Arc::new(watch::Sender::new(false)))
    }

    /// A flag that SIGTERM and SIGINT set too. Needs a runtime.
    pub fn on_signals() -> io::Result<Self> {
        let mut terminate = signal(SignalKind::terminate())?;
        let mut interrupt = signal(SignalKind::interrupt())?;
        let shutdown = Self::new();
        let flag = shutdown.clone();
        task::spawn("signals", async move {
            let name = tokio::select! {
                _ = terminate.recv() => "SIGTERM",
                _ = interrupt.recv() => "SIGINT",
            };
            tracing::info!(signal = name, "stopping");
            flag.request();
        });
        Ok(shutdown)
    }

    pub fn request(&self) {
        self.0.send_replace(true);
    }

    pub fn is_requested(&self) -> bool {
        *self.0.borrow()
    }

    /// Resolves once stopping is wanted; at once if it already is.
    pub fn requested(&self) -> impl Future<Output = ()> + Send + 'static {
        let shutdown = self.clone();
        async move {
            let mut seen = shutdown.0.subscribe();
            // The sender lives in `shutdown`, so waiting cannot fail.
            let _ = seen.wait_for(|requested| *requested).await;
        }
    }
}

impl Default for Shutdown {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_request_reaches_those_who_wait_and_those_who_come_late() {
        let shutdown = Shutdown::new();
        let early = task::spawn("early", shutdown.requested());
        assert!(!shutdown.is_requested());
        shutdown.clone().request();
        early.await.unwrap();
        shutdown.requested().await;
        assert!(shutdown.is_requested());
    }
}
