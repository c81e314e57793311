//! A chat whose messages Twitch sends again until they are taken.

use std::time::Duration;

use downbeat_boot::clock;
use futures::future::join_all;
use reqwest::StatusCode;
use uuid::Uuid;

use crate::harness::{Message, Process, World, until};

/// An answer is promised within 1.5 s of live Redis; this is far above, and far
/// below what Twitch waits.
const ANSWER_LIMIT: Duration = Duration::from_secs(5);

pub struct Crowd<'a> {
    world: &'a World,
    waiting: Vec<Message>,
    /// Votes that are to be counted in the end.
    pub said: u64,
}

impl<'a> Crowd<'a> {
    pub fn new(world: &'a World) -> Self {
        Self { world, waiting: Vec::new(), said: 0 }
    }

    /// So many new chatters vote at once; those who are told 503 wait.
    pub async fn says(&mut self, api: &Process, votes: u64) {
        let messages =
            (0..votes).map(|_| Message::new(Uuid::new_v4().to_string(), "yes")).collect();
        self.said += votes;
        let refused = self.sends(api, messages).await;
        self.waiting.extend(refused);
    }

    /// Whether every vote so far was taken at once.
    pub fn is_heard(&self) -> bool {
        self.waiting.is_empty()
    }

    /// Sends what waits until all of it is taken.
    pub async fn repeats(&mut self, api: &Process) {
        until("every vote is taken", async || {
            let messages = std::mem::take(&mut self.waiting);
            self.waiting = self.sends(api, messages).await;
            self.waiting.is_empty().then_some(())
        })
        .await;
    }

    /// Answers those that were refused.
    async fn sends(&self, api: &Process, messages: Vec<Message>) -> Vec<Message> {
        let sent = messages.into_iter().map(|message| async {
            let start = clock::monotonic();
            let status = self.world.chat.send(api, &message).await.unwrap();
            assert!(start.elapsed() < ANSWER_LIMIT, "it was answered after {:?}", start.elapsed());
            match status {
                StatusCode::NO_CONTENT => None,
                StatusCode::SERVICE_UNAVAILABLE => Some(message),
                other => panic!("a vote was answered {other}"),
            }
        });
        join_all(sent).await.into_iter().flatten().collect()
    }
}
