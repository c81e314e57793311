//! A push service that keeps what it is given, inside the test.

use std::net::{Ipv4Addr, SocketAddr};

use downbeat_boot::{Shutdown, settings};
use downbeat_outside::{
    Pusher,
    push::sim::{self, KeptPush, Running, Trouble},
};

use super::{World, until};

/// `push.private_key` of these tests: that of RFC 8291's example.
const PUSH_KEY: &str = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw";
const SUBJECT: &str = "mailto:house@example.org";

pub struct Pushes {
    running: Running,
    shutdown: Shutdown,
}

impl Pushes {
    pub async fn start() -> Self {
        let shutdown = Shutdown::new();
        let any = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        let running = sim::start(any, &shutdown).await.unwrap();
        Self { running, shutdown }
    }

    /// Where a device of this name is told.
    pub fn endpoint(&self, device: &str) -> String {
        self.running.endpoint(device)
    }

    /// The next so many are answered with this status.
    pub fn refuse(&self, status: u16, times: usize) {
        self.running.kept.refuse(Trouble { status, retry_after_s: None }, times);
    }

    /// Of a device, the newest first.
    pub fn to(&self, device: &str) -> Vec<KeptPush> {
        self.running.kept.newest(|push| push.device == device)
    }

    /// The newest to a device, once there are so many.
    pub async fn nth(&self, device: &str, count: usize) -> KeptPush {
        let what = format!("push {count} to {device}");
        let mut pushes = until(&what, async || {
            let pushes = self.to(device);
            (pushes.len() >= count).then_some(pushes)
        })
        .await;
        assert_eq!(pushes.len(), count, "{pushes:?}");
        pushes.remove(0)
    }
}

/// What a job of these tests pushes by.
pub fn pusher() -> Pusher {
    let settings = settings::Push {
        private_key: PUSH_KEY.to_owned(),
        subject: SUBJECT.to_owned(),
        allow_private: true,
    };
    Pusher::of(&settings).unwrap().unwrap()
}

impl World {
    /// The same with a key of push.
    pub fn with_push_key(self) -> Self {
        self.with("PUSH__PRIVATE_KEY", PUSH_KEY).with("PUSH__SUBJECT", SUBJECT)
    }

    /// The same with a push service that is near.
    pub async fn with_pushes(self) -> (Self, Pushes) {
        let pushes = Pushes::start().await;
        (self.with_push_key().with("PUSH__ALLOW_PRIVATE", "true"), pushes)
    }
}

impl Drop for Pushes {
    fn drop(&mut self) {
        self.shutdown.request();
    }
}
