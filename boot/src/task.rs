//! Named tasks. Each runs in a span that carries its name, and a panic is
//! logged and counted even if nobody joins the handle.

use std::future::Future;

use tokio::task::JoinHandle;
use tracing::Instrument;

#[expect(clippy::disallowed_methods, reason = "the one place that spawns")]
pub fn spawn<T, F>(name: &'static str, work: F) -> JoinHandle<T>
where
    T: Send + 'static,
    F: Future<Output = T> + Send + 'static,
{
    let watched = async move {
        let _watch = PanicWatch(name);
        work.await
    };
    tokio::spawn(watched.instrument(tracing::info_span!("task", name)))
}

struct PanicWatch(&'static str);

impl Drop for PanicWatch {
    fn drop(&mut self) {
        if std::thread::panicking() {
            metrics::counter!("downbeat_task_panics_total").increment(1);
            tracing::error!(task = self.0, "a task panicked");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_task_gives_its_value_and_a_panic_stays_inside() {
        assert_eq!(spawn("sum", async { 1 + 2 }).await.unwrap(), 3);
        let failed = spawn("bad", async { panic!("on purpose") }).await;
        assert!(failed.unwrap_err().is_panic());
    }
}
