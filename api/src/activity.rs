//! Whether anything goes on on a connection. What its client leaves unfinished is
//! over in time: a request that does not come, or not to its end, and an answer
//! that is not taken. While we work on an answer ourselves, nothing is over; how
//! long the body of a request may take is in `bodies.rs`.

use std::{
    pin::Pin,
    task::{Context, Poll, ready},
    time::Duration,
};

use downbeat_boot::clock;
use hyper::body::{Body, Bytes, Frame, SizeHint};
use tokio::sync::watch;

const PART_BYTES_MAX: usize = 64 * 1024;

/// How long a client is waited for.
#[derive(Debug, Clone, Copy)]
pub struct Patience {
    /// Until a new connection has brought a whole request.
    pub header: Duration,
    /// Between requests, and until more of an answer is taken.
    pub idle: Duration,
}

#[derive(Debug, Clone, Copy, Default)]
struct State {
    has_asked: bool,
    /// Requests that are not answered yet.
    under_way: usize,
}

pub struct Activity {
    patience: Patience,
    state: watch::Sender<State>,
}

/// A request, until its answer is sent.
pub struct Asked {
    state: watch::Sender<State>,
    is_answered: bool,
}

/// An answer on its way, part after part: each is asked for when there is room
/// for it, which tells that the one before was taken.
pub struct Sent<B> {
    body: Pin<Box<B>>,
    /// What is left of a part that is too large.
    rest: Bytes,
    asked: Asked,
}

impl Activity {
    pub fn new(patience: Patience) -> Self {
        Self { patience, state: watch::Sender::new(State::default()) }
    }

    /// A request has come.
    pub fn begin(&self) -> Asked {
        self.state.send_modify(|state| {
            state.has_asked = true;
            state.under_way += 1;
        });
        Asked { state: self.state.clone(), is_answered: false }
    }

    /// Resolves when the client was waited for in vain.
    pub async fn is_over(&self) {
        let mut news = self.state.subscribe();
        loop {
            let limit = news.borrow_and_update().limit(self.patience);
            let more = news.changed();
            let Some(limit) = limit else {
                // Its other end is here.
                let _ = more.await;
                continue;
            };
            if clock::timeout(limit, more).await.is_err() {
                return;
            }
        }
    }
}

impl State {
    /// How long the client is waited for; `None` while it waits for us.
    const fn limit(&self, patience: Patience) -> Option<Duration> {
        match self {
            Self { under_way: 1.., .. } => None,
            Self { has_asked: true, .. } => Some(patience.idle),
            Self { has_asked: false, .. } => Some(patience.header),
        }
    }
}

impl Asked {
    /// It is answered: from now on it is its client who is waited for.
    pub fn sends<B>(mut self, body: B) -> Sent<B> {
        self.is_answered = true;
        self.state.send_modify(|state| state.under_way -= 1);
        Sent { body: Box::pin(body), rest: Bytes::new(), asked: self }
    }
}

impl Drop for Asked {
    fn drop(&mut self) {
        let is_answered = self.is_answered;
        // The end of an answer is news, too.
        self.state.send_modify(|state| state.under_way -= usize::from(!is_answered));
    }
}

impl<B: Body<Data = Bytes>> Body for Sent<B> {
    type Data = Bytes;
    type Error = B::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, B::Error>>> {
        let this = &mut *self;
        if this.rest.is_empty() {
            match ready!(this.body.as_mut().poll_frame(context)) {
                Some(Ok(frame)) => match frame.into_data() {
                    Ok(data) => this.rest = data,
                    Err(trailers) => return Poll::Ready(Some(Ok(trailers))),
                },
                end => return Poll::Ready(end),
            }
        }
        // It takes more: that is news.
        this.asked.state.send_modify(|_| {});
        let part = this.rest.len().min(PART_BYTES_MAX);
        Poll::Ready(Some(Ok(Frame::data(this.rest.split_to(part)))))
    }

    fn is_end_stream(&self) -> bool {
        self.rest.is_empty() && self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        let (body, rest) = (self.body.size_hint(), self.rest.len() as u64);
        let mut size = SizeHint::new();
        size.set_lower(body.lower() + rest);
        if let Some(upper) = body.upper() {
            size.set_upper(upper + rest);
        }
        size
    }
}

#[cfg(test)]
mod tests {
    use std::future::poll_fn;

    use futures::FutureExt as _;
    use poem::{Response, http};

    use super::*;

    const PATIENCE: Patience =
        Patience { header: Duration::from_secs(10), idle: Duration::from_mins(1) };
    const NONE: Patience =
        Patience { header: Duration::from_millis(1), idle: Duration::from_millis(1) };

    fn limit(activity: &Activity) -> Option<Duration> {
        activity.state.borrow().limit(PATIENCE)
    }

    #[tokio::test]
    async fn a_client_is_waited_for_and_our_own_work_is_not_cut() {
        let activity = Activity::new(PATIENCE);
        assert_eq!(limit(&activity), Some(PATIENCE.header));
        let (asked, also) = (activity.begin(), activity.begin());
        assert_eq!(limit(&activity), None);
        let sent = asked.sends("answer");
        assert_eq!(limit(&activity), None, "another is under way");
        // Whose client went away.
        drop(also);
        assert_eq!(limit(&activity), Some(PATIENCE.idle), "it may not take the answer");
        drop(sent);
        assert_eq!(limit(&activity), Some(PATIENCE.idle));
    }

    #[tokio::test]
    async fn a_long_answer_goes_part_by_part_and_each_is_news() {
        let activity = Activity::new(PATIENCE);
        let long: Vec<u8> = (0..200_000_u32).map(|n| n.to_le_bytes()[0]).collect();
        let answer: http::Response<_> = Response::builder().body(long.clone()).into();
        let mut sent = activity.begin().sends(answer.into_body());
        assert_eq!(sent.size_hint().exact(), Some(200_000));
        let mut news = activity.state.subscribe();
        let (mut told, mut parts) = (Vec::new(), 0);
        while let Some(frame) = poll_fn(|context| Pin::new(&mut sent).poll_frame(context)).await {
            let part = frame.unwrap().into_data().unwrap();
            assert!(part.len() <= PART_BYTES_MAX && news.has_changed().unwrap());
            news.mark_unchanged();
            told.extend(part);
            parts += 1;
            assert_eq!(sent.size_hint().exact(), Some(200_000 - told.len() as u64));
        }
        assert!(told == long && parts == 4 && sent.is_end_stream());
    }

    #[tokio::test]
    async fn what_is_waited_for_in_vain_is_over() {
        let activity = Activity::new(NONE);
        activity.is_over().await;
        let asked = activity.begin();
        let mut waits = Box::pin(activity.is_over());
        assert!(waits.as_mut().now_or_never().is_none());
        let _sent = asked.sends("answer");
        waits.await;
    }
}
