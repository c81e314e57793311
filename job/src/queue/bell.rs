//! Rings when something was pushed.
//!
//! Rings may be lost on the way here (pub/sub); a lane therefore also looks
//! every few seconds, and each second while nobody could ring.

use std::{sync::Arc, time::Duration};

use downbeat_boot::{again::Again, clock};
use futures::StreamExt;

use super::{lane::Lane, push::Queue};

/// A subscription that was silent for so long is made anew: a dead connection
/// is silent, too.
const SILENCE_MAX: Duration = Duration::from_secs(30);
const CONNECT_LIMIT: Duration = Duration::from_secs(5);
const PAUSE: Duration = Duration::from_millis(500);

/// Rings the lanes' bells, for ever. A subscription that ends as soon as it is
/// made is waited after, as one that cannot be made.
pub(crate) async fn listen(queue: Queue, lanes: Vec<Arc<Lane>>) {
    let mut is_quiet = false;
    let mut again = Again::of("queue bell");
    loop {
        let start = clock::monotonic();
        let ended = subscribe(&queue, &lanes).await;
        for lane in &lanes {
            lane.set_heard(false);
        }
        match ended {
            Ok(()) => {
                is_quiet = false;
                again.note(start.elapsed() < PAUSE);
            }
            Err(error) => {
                if !is_quiet {
                    tracing::warn!(%error, "no wake-ups from the queue: lanes look by themselves");
                }
                is_quiet = true;
            }
        }
        clock::sleep(PAUSE).await;
    }
}

/// One subscription, to its end.
async fn subscribe(queue: &Queue, lanes: &[Arc<Lane>]) -> Result<(), redis::RedisError> {
    let connected = clock::timeout(CONNECT_LIMIT, async {
        let mut subscription = queue.link().subscription().await?;
        for lane in lanes {
            subscription.subscribe(lane.keys.wake()).await?;
        }
        Ok::<_, redis::RedisError>(subscription)
    });
    let Ok(subscription) = connected.await else {
        return Err((redis::ErrorKind::Io, "no subscription in time").into());
    };
    let mut messages = subscription?.into_on_message();
    // Whatever was pushed while nobody listened.
    for lane in lanes {
        lane.set_heard(true);
    }
    while let Ok(Some(message)) = clock::timeout(SILENCE_MAX, messages.next()).await {
        let channel = message.get_channel_name();
        for lane in lanes.iter().filter(|lane| lane.keys.wake() == channel) {
            lane.bell.notify_one();
        }
    }
    Ok(())
}
