//! Asks for the activation of watched sessions that are cold, beside whoever
//! finds them.

use downbeat_job::{ActivateSession, Queue};
use tokio::sync::mpsc;
use uuid::Uuid;

/// Sessions that wait to be asked for.
const WAITING_MAX: usize = 1_024;

#[derive(Clone)]
pub struct Activations(mpsc::Sender<Uuid>);

impl Activations {
    pub fn new() -> (Self, mpsc::Receiver<Uuid>) {
        let (sender, sessions) = mpsc::channel(WAITING_MAX);
        (Self(sender), sessions)
    }

    /// What finds no room is found cold again when next it is asserted that it is
    /// watched.
    pub fn ask(&self, session: Uuid) {
        let _ = self.0.try_send(session);
    }
}

pub async fn run(queue: Queue, mut sessions: mpsc::Receiver<Uuid>) {
    while let Some(session) = sessions.recv().await {
        if let Err(error) = queue.signal(&ActivateSession { session }).await {
            tracing::warn!(%session, %error, "an activation could not be asked for");
        }
    }
}
