//! A TCP proxy that a test may trouble.
//!
//! A **line** is one connection through it. What is troubled later than a line
//! was opened troubles the line, too. A line that was half open stays so, as
//! one that a router forgot: mended is what is opened from then on.

use std::{
    net::{Ipv4Addr, SocketAddr},
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::Duration,
};

use downbeat_boot::{
    clock::{self, Instant},
    task,
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::{mpsc, watch},
};

/// Chunks on their way in each direction of a line: what is slow pushes back.
const UNDER_WAY: usize = 16;
const CHUNK_BYTES: usize = 16 * 1024;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// Each byte comes so much later.
    Late(Duration),
    /// Lines are reset, and new ones as soon as they are there.
    Cut,
    /// Nothing moves and nothing is closed; new lines are taken and held.
    HalfOpen,
    /// So many bytes a second in each direction of a line.
    Slow(u32),
    /// A line on which this is said is not answered any more.
    Mute(&'static str),
}

/// Every kind, as bad as a net may be for a while.
pub const TROUBLES: [Trouble; 4] = [
    Trouble::Late(Duration::from_millis(60)),
    Trouble::Slow(20_000),
    Trouble::Cut,
    Trouble::HalfOpen,
];

pub struct Proxy {
    place: SocketAddr,
    trouble: watch::Sender<Option<Trouble>>,
    withheld: Arc<AtomicUsize>,
}

/// One direction of a line.
struct Way {
    troubles: watch::Receiver<Option<Trouble>>,
    is_up: bool,
    /// Something was said that is not answered.
    is_mute: Arc<AtomicBool>,
    withheld: Arc<AtomicUsize>,
}

impl Proxy {
    /// One that leads to the server that a URL names.
    pub async fn to(url: &str) -> Self {
        let target = authority(url).to_owned();
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let place = listener.local_addr().unwrap();
        let (trouble, troubles) = watch::channel(None);
        let withheld = Arc::<AtomicUsize>::default();
        task::spawn("proxy", accept(listener, target, troubles, Arc::clone(&withheld)));
        Self { place, trouble, withheld }
    }

    /// A URL, led through here.
    pub fn lead(&self, url: &str) -> String {
        url.replacen(authority(url), &self.place.to_string(), 1)
    }

    pub fn trouble(&self, trouble: Trouble) {
        self.trouble.send_replace(Some(trouble));
    }

    /// How many answers were withheld so far.
    pub fn withheld(&self) -> usize {
        self.withheld.load(Ordering::Relaxed)
    }

    pub fn mend(&self) {
        self.trouble.send_replace(None);
    }
}

/// Host and port of a URL.
fn authority(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let end = rest.find(['/', '?']).unwrap_or(rest.len());
    rest[..end].rsplit('@').next().unwrap()
}

async fn accept(
    listener: TcpListener,
    target: String,
    mut troubles: watch::Receiver<Option<Trouble>>,
    withheld: Arc<AtomicUsize>,
) {
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            // The proxy is dropped.
            () = gone(&mut troubles) => return,
        };
        let Ok((inner, _)) = accepted else { return };
        let (target, troubles, withheld) =
            (target.clone(), troubles.clone(), Arc::clone(&withheld));
        task::spawn("proxy line", async move { line(inner, &target, troubles, withheld).await });
    }
}

async fn line(
    mut inner: TcpStream,
    target: &str,
    mut troubles: watch::Receiver<Option<Trouble>>,
    withheld: Arc<AtomicUsize>,
) {
    let _ = inner.set_nodelay(true);
    let now = *troubles.borrow_and_update();
    match now {
        Some(Trouble::Cut) => return reset(&inner),
        Some(Trouble::HalfOpen) => return held(&mut troubles).await,
        Some(Trouble::Late(_) | Trouble::Slow(_) | Trouble::Mute(_)) | None => {}
    }
    let Ok(mut outer) = TcpStream::connect(target).await else { return reset(&inner) };
    let _ = outer.set_nodelay(true);
    let is_cut = {
        let (from_inner, to_inner) = inner.split();
        let (from_outer, to_outer) = outer.split();
        let is_mute = Arc::<AtomicBool>::default();
        let way = |is_up| Way {
            troubles: troubles.clone(),
            is_up,
            is_mute: Arc::clone(&is_mute),
            withheld: Arc::clone(&withheld),
        };
        let (up, down) = (way(true), way(false));
        let both = async {
            tokio::join!(pass(from_inner, to_outer, up), pass(from_outer, to_inner, down))
        };
        tokio::select! {
            _ = both => false,
            is_cut = is_stopped(&mut troubles) => {
                if !is_cut {
                    held(&mut troubles).await;
                }
                true
            }
        }
    };
    if is_cut {
        reset(&inner);
        reset(&outer);
    }
}

/// Until nothing moves any more: whether the line is cut, or only dead.
async fn is_stopped(troubles: &mut watch::Receiver<Option<Trouble>>) -> bool {
    let stops =
        |trouble: &Option<Trouble>| matches!(trouble, Some(Trouble::Cut | Trouble::HalfOpen));
    troubles.wait_for(stops).await.map_or(true, |trouble| *trouble == Some(Trouble::Cut))
}

/// As long as a dead line is there: until it is cut, or the test is over.
async fn held(troubles: &mut watch::Receiver<Option<Trouble>>) {
    let _ = troubles.wait_for(|trouble| *trouble == Some(Trouble::Cut)).await;
}

async fn gone(troubles: &mut watch::Receiver<Option<Trouble>>) {
    while troubles.changed().await.is_ok() {}
}

/// A reset, and not an end: what was under way is lost.
fn reset(stream: &TcpStream) {
    let _ = stream.set_zero_linger();
}

async fn pass(mut from: impl AsyncReadExt + Unpin, mut to: impl AsyncWriteExt + Unpin, way: Way) {
    let (sender, mut chunks) = mpsc::channel::<(Instant, Vec<u8>)>(UNDER_WAY);
    let read = async {
        let mut chunk = vec![0; CHUNK_BYTES];
        while let Ok(length @ 1..) = from.read(&mut chunk).await {
            let trouble = *way.troubles.borrow();
            let late = match trouble {
                Some(Trouble::Late(late)) => late,
                _ => Duration::ZERO,
            };
            way.note(trouble, &chunk[..length]);
            let due = clock::monotonic() + late;
            if sender.send((due, chunk[..length].to_vec())).await.is_err() {
                break;
            }
        }
        drop(sender);
    };
    let write = async {
        while let Some((due, chunk)) = chunks.recv().await {
            clock::sleep_until(due).await;
            way.withhold().await;
            if crawl(&mut to, &chunk, &way.troubles).await.is_err() {
                return;
            }
        }
        // What one side ended, the other hears as an end.
        let _ = to.shutdown().await;
    };
    tokio::join!(read, write);
}

impl Way {
    /// Whether something is said on it that is not answered.
    fn note(&self, trouble: Option<Trouble>, chunk: &[u8]) {
        let Some(Trouble::Mute(word)) = trouble else { return };
        if self.is_up && chunk.windows(word.len()).any(|part| part == word.as_bytes()) {
            self.is_mute.store(true, Ordering::Relaxed);
        }
    }

    /// As long as a line is mute.
    async fn withhold(&self) {
        if self.is_up || !self.is_mute.load(Ordering::Relaxed) {
            return;
        }
        self.withheld.fetch_add(1, Ordering::Relaxed);
        let mut troubles = self.troubles.clone();
        let _ = troubles.wait_for(|trouble| !matches!(trouble, Some(Trouble::Mute(_)))).await;
    }
}

/// Writes as fast as the trouble of the moment lets it.
async fn crawl(
    to: &mut (impl AsyncWriteExt + Unpin),
    mut chunk: &[u8],
    troubles: &watch::Receiver<Option<Trouble>>,
) -> std::io::Result<()> {
    const TENTH: Duration = Duration::from_millis(100);
    while !chunk.is_empty() {
        let pace = *troubles.borrow();
        let Some(Trouble::Slow(bytes_per_s)) = pace else { return to.write_all(chunk).await };
        let most = usize::try_from(bytes_per_s / 10).unwrap().max(1);
        let (now, later) = chunk.split_at(most.min(chunk.len()));
        to.write_all(now).await?;
        let share =
            f64::from(u32::try_from(now.len()).unwrap()) / f64::from(bytes_per_s / 10).max(1.0);
        clock::sleep(TENTH.mul_f64(share.min(1.0))).await;
        chunk = later;
    }
    Ok(())
}
