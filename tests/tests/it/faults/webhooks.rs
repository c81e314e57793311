//! Webhooks that come twice, late, out of order, or from somebody else.

use downbeat_boot::clock;
use downbeat_twitch::{sim, webhook};
use futures::future::join_all;
use rand::{SeedableRng, rngs::StdRng, seq::SliceRandom};
use reqwest::{Client, StatusCode};
use uuid::Uuid;

use super::{counted, windowed};
use crate::harness::{BROADCASTER, Process, SECRET, World};

/// A notification as it goes over the net.
#[derive(Clone)]
struct Notification {
    id: String,
    timestamp: String,
    signature: String,
    body: String,
}

impl Notification {
    fn sent(age_ms: i64) -> Self {
        let id = Uuid::new_v4().to_string();
        let body = sim::notification(BROADCASTER, &format!("chatter-{id}"), &id, "yes");
        let timestamp = webhook::timestamp(clock::unix_ms() - age_ms);
        let signature = webhook::sign(SECRET, &id, &timestamp, body.as_bytes());
        Self { id, timestamp, signature, body }
    }

    async fn to(&self, api: &Process) -> StatusCode {
        let request = Client::new()
            .post(format!("{}/webhooks/twitch", api.base))
            .header("Twitch-Eventsub-Message-Id", &self.id)
            .header("Twitch-Eventsub-Message-Timestamp", &self.timestamp)
            .header("Twitch-Eventsub-Message-Signature", &self.signature)
            .header("Twitch-Eventsub-Message-Type", "notification")
            .header("Twitch-Eventsub-Subscription-Type", "channel.chat.message");
        request.body(self.body.clone()).send().await.unwrap().status()
    }

    /// Every way to change one part and keep the signature.
    fn tampered(&self) -> [Self; 5] {
        let other = Self::sent(0);
        let newer = webhook::timestamp(clock::unix_ms());
        [
            Self { id: other.id, ..self.clone() },
            Self { timestamp: newer, ..self.clone() },
            Self { body: self.body.replace("yes", "no"), ..self.clone() },
            Self { body: format!("{} ", self.body), ..self.clone() },
            Self { signature: self.signature.to_uppercase(), ..self.clone() },
        ]
    }
}

/// Each is sent three times over two APIs in any order, some of them minutes
/// old, and between them what nobody of Twitch's has sent.
#[tokio::test(flavor = "multi_thread")]
async fn webhooks_twice_late_reordered_and_forged_count_once_or_never() {
    let world = windowed().await;
    let apis = [world.api().await, world.api().await];
    let _worker = world.worker().await;
    let mut screen = world.screen(&apis[0]).await;
    let minute = 60_000;
    let notifications: Vec<Notification> =
        (0..60).map(|n| Notification::sent(n % 10 * minute)).collect();
    let mut genuine =
        [notifications.clone(), notifications.clone(), notifications.clone()].concat();
    genuine.shuffle(&mut StdRng::seed_from_u64(3));
    let forged: Vec<Notification> =
        notifications.iter().take(8).flat_map(Notification::tampered).collect();
    let too_old: Vec<Notification> = (11..15).map(|n| Notification::sent(n * minute)).collect();

    let all_are = async |notifications: &[Notification], expected: StatusCode| {
        let sent =
            notifications.iter().enumerate().map(|(n, notification)| notification.to(&apis[n % 2]));
        assert!(join_all(sent).await.iter().all(|status| *status == expected), "{expected}");
    };
    futures::join!(
        all_are(&genuine, StatusCode::NO_CONTENT),
        all_are(&forged, StatusCode::FORBIDDEN),
        all_are(&too_old, StatusCode::FORBIDDEN),
    );
    screen.frame_with(60).await;
    // A replay of all of it, when all was counted.
    all_are(&genuine, StatusCode::NO_CONTENT).await;
    assert_eq!(total(&world).await, 60);
}

async fn total(world: &World) -> u64 {
    counted(world, &world.live.live().await).await
}
