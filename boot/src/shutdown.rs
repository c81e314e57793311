//! The wish to stop: one flag, set once, seen by everybody.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use tokio::runtime::Builder;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;

use crate::{clock, task};

#[derive(Clone, Debug)]
pub struct Shutdown(Arc<watch::Sender<bool>>);

impl Shutdown {
    /// A flag that only [`Shutdown::request`] sets.
    pub fn new() -> Self {
        Self(Arc::new(watch::Sender::new(false)))
    }

    /// A flag that SIGTERM and SIGINT set too. They are heard on a thread of
    /// their own: whatever keeps the process busy does not keep it from hearing.
    pub fn on_signals() -> io::Result<Self> {
        let runtime = Builder::new_current_thread().enable_io().build()?;
        let (mut terminate, mut interrupt) = {
            let _inside = runtime.enter();
            (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?)
        };
        let shutdown = Self::new();
        let flag = shutdown.clone();
        let listen = async move {
            let name = tokio::select! {
                _ = terminate.recv() => "SIGTERM",
                _ = interrupt.recv() => "SIGINT",
            };
            flag.request();
            tracing::info!(signal = name, "stopping");
        };
        task::thread("signals", move || runtime.block_on(listen))?;
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

    /// Work that ends with the process: once stopping is wanted it gets so long,
    /// and is then dropped where it waits. `None` if it was.
    pub async fn bound<T>(&self, grace: Duration, work: impl Future<Output = T>) -> Option<T> {
        let over = async {
            self.requested().await;
            clock::sleep(grace).await;
        };
        tokio::select! {
            // First the end: work that is always ready would never let it come.
            biased;
            () = over => None,
            done = work => Some(done),
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

    #[tokio::test(start_paused = true)]
    async fn work_that_never_ends_is_dropped_when_its_grace_is_over() {
        let (shutdown, grace) = (Shutdown::new(), Duration::from_secs(2));
        assert_eq!(shutdown.bound(grace, async { 1 }).await, Some(1));
        shutdown.request();
        let start = clock::monotonic();
        let short = async { clock::sleep(grace / 2).await };
        assert_eq!(shutdown.bound(grace, short).await, Some(()), "what ends in time ends");
        assert_eq!(shutdown.bound(grace, std::future::pending::<()>()).await, None);
        assert_eq!(start.elapsed(), grace + grace / 2);
        let restless = async {
            loop {
                clock::sleep(Duration::from_millis(1)).await;
            }
        };
        assert_eq!(shutdown.bound::<()>(grace, restless).await, None);
    }

    #[tokio::test]
    async fn work_that_is_always_ready_is_dropped_too() {
        let shutdown = Shutdown::new();
        shutdown.request();
        let (sender, mut receiver) = tokio::sync::mpsc::unbounded_channel();
        let restless = async {
            loop {
                let _ = sender.send(());
                receiver.recv().await;
            }
        };
        assert_eq!(shutdown.bound::<()>(Duration::from_millis(1), restless).await, None);
    }
}
