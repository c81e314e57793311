//! Work on sessions that goes on beside the turns of a loop: one that hangs holds up no
//! other.

use std::{
    collections::{HashSet, VecDeque},
    pin::pin,
    time::Duration,
};

use downbeat_boot::clock;
use futures::{FutureExt, StreamExt, future::BoxFuture, stream::FuturesUnordered};
use uuid::Uuid;

/// A turn waits so long for what it began; what takes longer goes on beside the next.
const PATIENCE: Duration = Duration::from_millis(100);

/// What is under way: one piece of work a session, and so many at once.
pub struct Beside<T> {
    at_once: usize,
    under_way: FuturesUnordered<BoxFuture<'static, (Uuid, T)>>,
    sessions: HashSet<Uuid>,
}

impl<T: 'static> Beside<T> {
    pub fn new(at_once: usize) -> Self {
        Self { at_once, under_way: FuturesUnordered::new(), sessions: HashSet::new() }
    }

    pub fn is_of(&self, session: Uuid) -> bool {
        self.sessions.contains(&session)
    }

    /// Does these, of sessions of which nothing is under way. Answers with what ended, of
    /// earlier turns, too, and with what there was no room for.
    pub async fn go<W, F: Future<Output = T> + Send + 'static>(
        &mut self,
        works: Vec<(Uuid, W)>,
        begin: impl Fn(Uuid, W) -> F,
    ) -> (Vec<(Uuid, T)>, Vec<(Uuid, W)>) {
        let mut left = VecDeque::from(works);
        let (mut own, mut ended) = (HashSet::new(), Vec::new());
        let mut patience = pin!(clock::sleep(PATIENCE));
        loop {
            while self.sessions.len() < self.at_once
                && let Some((session, work)) = left.pop_front()
            {
                self.sessions.insert(session);
                own.insert(session);
                let done = begin(session, work).map(move |done| (session, done));
                self.under_way.push(done.boxed());
            }
            if own.is_empty() && left.is_empty() {
                break;
            }
            tokio::select! {
                (session, done) = self.next() => {
                    own.remove(&session);
                    ended.push((session, done));
                }
                () = &mut patience => break,
            }
        }
        (ended, left.into())
    }

    /// What ends next; where nothing is under way that is never.
    pub async fn next(&mut self) -> (Uuid, T) {
        match self.under_way.next().await {
            Some((session, done)) => {
                self.sessions.remove(&session);
                (session, done)
            }
            None => std::future::pending().await,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HANGS: Duration = Duration::from_secs(2);

    type Works = Vec<(Uuid, Duration)>;

    /// Works that take so long, each of a session of its own.
    fn works<const N: usize>(long: [Duration; N]) -> Works {
        long.map(|long| (Uuid::new_v4(), long)).into()
    }

    async fn takes(long: Duration) -> Duration {
        clock::sleep(long).await;
        long
    }

    fn ended((ended, left): &(Works, Works)) -> (usize, usize) {
        (ended.len(), left.len())
    }

    #[tokio::test(start_paused = true)]
    async fn one_that_hangs_holds_up_no_other() {
        let mut beside = Beside::new(2);
        let quick = Duration::from_millis(1);
        let first = works([HANGS, quick, quick, quick]);
        let hangs = first[0].0;
        let began = clock::monotonic();
        assert_eq!(ended(&beside.go(first, |_, long| takes(long)).await), (3, 0));
        assert!(began.elapsed() <= PATIENCE * 2 && beside.is_of(hangs));
        // The turns to come do not wait for it.
        let again = clock::monotonic();
        assert_eq!(ended(&beside.go(works([quick; 5]), |_, long| takes(long)).await), (5, 0));
        assert!(again.elapsed() < PATIENCE);
        assert_eq!(beside.next().await, (hangs, HANGS));
        assert!(!beside.is_of(hangs) && began.elapsed() < HANGS * 2);
    }

    #[tokio::test(start_paused = true)]
    async fn what_there_is_no_room_for_is_given_back() {
        let mut beside = Beside::new(2);
        let all = works([HANGS; 3]);
        let last = all[2].0;
        let (none, left) = beside.go(all, |_, long| takes(long)).await;
        assert!(none.is_empty());
        assert_eq!(left, [(last, HANGS)]);
        beside.next().await;
        beside.next().await;
        let nothing = clock::timeout(HANGS, beside.next()).await;
        assert!(nothing.is_err(), "nothing is under way");
    }
}
