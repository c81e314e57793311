//! Chunks that pass between a task and a thread: what a disk and a compressor take
//! makes no loop of this process late.

use std::io;

use bytes::Bytes;
use downbeat_boot::task;
use tokio::sync::{mpsc, oneshot};

/// Chunks of 64 KiB that wait at most.
const WAITING_MAX: usize = 16;

pub type Outcome<T> = oneshot::Receiver<io::Result<T>>;

/// A thread that takes what is sent, until nobody sends any more.
pub fn taken<T: Send + 'static>(
    name: &'static str,
    work: impl FnOnce(mpsc::Receiver<Bytes>) -> io::Result<T> + Send + 'static,
) -> io::Result<(mpsc::Sender<Bytes>, Outcome<T>)> {
    let (to, from) = mpsc::channel(WAITING_MAX);
    Ok((to, begin(name, move || work(from))?))
}

/// A thread that sends.
pub fn sent<T: Send + 'static>(
    name: &'static str,
    work: impl FnOnce(mpsc::Sender<Bytes>) -> io::Result<T> + Send + 'static,
) -> io::Result<(mpsc::Receiver<Bytes>, Outcome<T>)> {
    let (to, from) = mpsc::channel(WAITING_MAX);
    Ok((from, begin(name, move || work(to))?))
}

pub fn begin<T: Send + 'static>(
    name: &'static str,
    work: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> io::Result<Outcome<T>> {
    let (tell, outcome) = oneshot::channel();
    task::thread(name, move || drop(tell.send(work())))?;
    Ok(outcome)
}
