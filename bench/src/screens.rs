//! Many sockets at once, each noting what it hears.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use downbeat_boot::{
    clock::{self, Instant},
    task,
};
use futures::{StreamExt, stream};
use tokio::{sync::mpsc, task::JoinHandle};
use tokio_tungstenite::tungstenite::Message;

/// One message as heard: when, and its count of votes.
pub type Heard = (Instant, u64);

pub struct Screens {
    pub heard: Arc<AtomicU64>,
    tasks: Vec<JoinHandle<()>>,
}

impl Drop for Screens {
    fn drop(&mut self) {
        for task in &self.tasks {
            task.abort();
        }
    }
}

/// Opens sockets. With `notes`, every frame is told there.
pub async fn open(
    url: &str,
    count: usize,
    notes: Option<mpsc::UnboundedSender<Heard>>,
) -> anyhow::Result<Screens> {
    let heard = Arc::new(AtomicU64::new(0));
    let sockets = stream::iter(0..count).map(|_| tokio_tungstenite::connect_async(url));
    let sockets: Vec<_> = sockets.buffer_unordered(64).collect().await;
    let mut tasks = Vec::with_capacity(count);
    for socket in sockets {
        let (mut socket, _) = socket?;
        let (heard, notes) = (Arc::clone(&heard), notes.clone());
        tasks.push(task::spawn("screen", async move {
            while let Some(Ok(message)) = socket.next().await {
                let Message::Text(text) = message else { continue };
                heard.fetch_add(1, Ordering::Relaxed);
                if let Some(notes) = &notes {
                    let _ = notes.send((clock::monotonic(), tally_seq(&text)));
                }
            }
        }));
    }
    Ok(Screens { heard, tasks })
}

/// Found without reading the rest: 20,000 frames a second are to be noted.
fn tally_seq(text: &str) -> u64 {
    let Some((_, after)) = text.split_once("\"tally_seq\":") else { return 0 };
    let digits = after.split(|end: char| !end.is_ascii_digit()).next().unwrap_or_default();
    digits.parse().unwrap_or(0)
}
