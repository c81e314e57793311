//! What Redis has pushed and nobody has taken yet.
//!
//! Redis pushes whether or not anybody keeps up, and whoever receives it may not
//! wait. So what waits is bounded, in number and in bytes: once it is too much,
//! nothing more is taken, and the line has to be opened anew.

use std::sync::{
    Arc,
    atomic::{AtomicBool, AtomicUsize, Ordering},
};

use metrics::counter;
use redis::{PushInfo, Value};
use tokio::sync::mpsc;

/// Some seconds of the beats of 256 shards.
const COUNT_MAX: usize = 16 * 1024;
const BYTES_MAX: usize = 64 * 1024 * 1024;

/// The end that takes.
pub struct Pushes {
    queue: mpsc::Receiver<PushInfo>,
    waiting: Arc<Waiting>,
}

#[derive(Default)]
struct Waiting {
    bytes: AtomicUsize,
    is_full: AtomicBool,
}

/// Why nothing more comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    Closed,
    /// More waited than may.
    Full,
}

/// The end that the client of Redis is given, and the other.
pub fn channel() -> (impl Fn(PushInfo) -> Result<(), End> + Send + Sync + 'static, Pushes) {
    let (sender, queue) = mpsc::channel(COUNT_MAX);
    let waiting = Arc::<Waiting>::default();
    let pushes = Pushes { queue, waiting: Arc::clone(&waiting) };
    let send = move |push: PushInfo| {
        if waiting.is_full.load(Ordering::Acquire) {
            return Err(End::Full);
        }
        let bytes = bytes(&push.data);
        let before = waiting.bytes.fetch_add(bytes, Ordering::AcqRel);
        // One push alone is taken, however large.
        let is_full = before > 0 && before + bytes > BYTES_MAX;
        let sent = if is_full { Err(End::Full) } else { sender.try_send(push).map_err(End::from) };
        if sent == Err(End::Full) && !waiting.is_full.swap(true, Ordering::AcqRel) {
            counter!("downbeat_line_overflows_total").increment(1);
        }
        sent
    };
    (send, pushes)
}

impl<T> From<mpsc::error::TrySendError<T>> for End {
    fn from(error: mpsc::error::TrySendError<T>) -> Self {
        match error {
            mpsc::error::TrySendError::Full(_) => Self::Full,
            mpsc::error::TrySendError::Closed(_) => Self::Closed,
        }
    }
}

impl Pushes {
    pub async fn next(&mut self) -> Result<PushInfo, End> {
        // What waits is of no use once something behind it was not taken.
        if self.waiting.is_full.load(Ordering::Acquire) {
            return Err(End::Full);
        }
        let push = self.queue.recv().await.ok_or(End::Closed)?;
        self.waiting.bytes.fetch_sub(bytes(&push.data), Ordering::AcqRel);
        Ok(push)
    }
}

fn bytes(data: &[Value]) -> usize {
    let of = |value: &Value| match value {
        Value::BulkString(bytes) => bytes.len(),
        _ => 0,
    };
    data.iter().map(of).sum()
}

#[cfg(test)]
mod tests {
    use redis::PushKind;

    use super::*;

    fn push(bytes: usize) -> PushInfo {
        PushInfo { kind: PushKind::Message, data: vec![Value::BulkString(vec![0; bytes])] }
    }

    #[tokio::test]
    async fn what_waits_is_bounded_in_number() {
        let (send, mut pushes) = channel();
        let taken = (0..COUNT_MAX + 10).filter(|_| send(push(1)).is_ok()).count();
        assert_eq!(taken, COUNT_MAX);
        assert_eq!(pushes.next().await.unwrap_err(), End::Full);
    }

    #[tokio::test]
    async fn what_waits_is_bounded_in_bytes() {
        let (send, mut pushes) = channel();
        let chunk = BYTES_MAX / 4;
        for _ in 0..4 {
            send(push(chunk)).unwrap();
        }
        // What was taken makes room.
        pushes.next().await.unwrap();
        send(push(chunk)).unwrap();
        assert_eq!(send(push(1)), Err(End::Full));
        assert_eq!(send(push(0)), Err(End::Full), "nothing is taken behind what was not");
        assert_eq!(pushes.next().await.unwrap_err(), End::Full);
    }

    #[tokio::test]
    async fn one_that_is_larger_than_all_may_be_comes_alone() {
        let (send, mut pushes) = channel();
        send(push(BYTES_MAX + 1)).unwrap();
        assert_eq!(pushes.next().await.unwrap().data.len(), 1);
        send(push(1)).unwrap();
        drop(send);
        pushes.next().await.unwrap();
        assert_eq!(pushes.next().await.unwrap_err(), End::Closed);
    }
}
