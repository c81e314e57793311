//! Named tasks and threads. Each task runs in a span that carries its name, a
//! panic is logged and counted even if nobody joins the handle, and what is
//! alive can be told.

use std::{collections::BTreeMap, future::Future, io, thread};

use parking_lot::Mutex;
use tokio::task::JoinHandle;
use tracing::Instrument;

/// How many of each name are alive.
static ALIVE: Mutex<BTreeMap<&'static str, usize>> = Mutex::new(BTreeMap::new());

#[expect(clippy::disallowed_methods, reason = "the one place that spawns")]
pub fn spawn<T, F>(name: &'static str, work: F) -> JoinHandle<T>
where
    T: Send + 'static,
    F: Future<Output = T> + Send + 'static,
{
    let alive = Alive::of(name);
    // Else it would be kept twice: as it is given, and as it is waited for.
    let work = Box::pin(work);
    let watched = async move {
        let _alive = alive;
        work.await
    };
    tokio::spawn(watched.instrument(tracing::info_span!("task", name)))
}

/// Work that has a thread to itself.
pub fn thread<T, F>(name: &'static str, work: F) -> io::Result<thread::JoinHandle<T>>
where
    T: Send + 'static,
    F: FnOnce() -> T + Send + 'static,
{
    let alive = Alive::of(name);
    thread::Builder::new().name(name.into()).spawn(move || {
        let _alive = alive;
        work()
    })
}

/// The names of the tasks and threads that are alive, each with how many there
/// are of it.
pub fn alive() -> Vec<(&'static str, usize)> {
    ALIVE.lock().iter().map(|(name, count)| (*name, *count)).collect()
}

struct Alive(&'static str);

impl Alive {
    fn of(name: &'static str) -> Self {
        *ALIVE.lock().entry(name).or_default() += 1;
        Self(name)
    }
}

impl Drop for Alive {
    fn drop(&mut self) {
        let mut alive = ALIVE.lock();
        match alive.get_mut(self.0) {
            Some(count) if *count > 1 => *count -= 1,
            _ => drop(alive.remove(self.0)),
        }
        drop(alive);
        if thread::panicking() {
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

    #[tokio::test]
    async fn what_is_alive_is_known_by_its_name() {
        let count = |name| alive().into_iter().find(|(known, _)| *known == name);
        let ended = [spawn("waits", std::future::pending::<()>()), spawn("waits", async {})];
        let thread = thread("counts", move || count("counts")).unwrap();
        assert_eq!(count("waits"), Some(("waits", 2)));
        assert_eq!(thread.join().unwrap(), Some(("counts", 1)));
        assert_eq!(count("counts"), None);
        let [waits, ends] = ended;
        ends.await.unwrap();
        assert_eq!(count("waits"), Some(("waits", 1)));
        waits.abort();
        assert!(waits.await.unwrap_err().is_cancelled());
        assert_eq!(count("waits"), None);
    }
}
