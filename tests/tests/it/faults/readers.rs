//! A socket that stops reading.

use downbeat_job::{ActivateSession, Signal};
use serde_json::Value;
use uuid::Uuid;

use crate::harness::{Screen, World, told, until};

const FRAMES: u64 = 800;
const FRAME_BYTES: usize = 64 * 1024;
/// What an API may grow by: far less than what it passes on.
const GROWTH_BYTES_MAX: u64 = 24 * 1024 * 1024;

/// It is given up with 3001, holds nobody up, and costs the API no memory. The
/// test is the owner here, whose frames are as large as it likes.
#[tokio::test(flavor = "multi_thread")]
async fn a_reader_that_stops_is_given_up_and_memory_is_bounded() {
    let world = World::new().await;
    let api = world.api().await;
    let (live, id) = (world.live.live().await, world.seeded.session_id);
    ActivateSession { session: id }.run(&world.context(&live).await).await.unwrap();
    let shard = live.shard(id);
    let mut lease = live.acquire(shard).await.unwrap().unwrap();
    // Nobody reads from it until the end.
    let mut stopped = world.screen(&api).await;
    let mut reading = world.screen(&api).await;

    let view = reading.hello["view"].clone();
    let before = api.resident_bytes();
    for n in 1..=FRAMES {
        if !told(&live, &lease, None, frame(id, &view, n)).await {
            // Building frames took longer than a lease lasts.
            lease = live.acquire(shard).await.unwrap().unwrap();
            assert!(told(&live, &lease, None, frame(id, &view, n)).await);
        }
        reading.frame_with(n).await;
    }
    let grown = api.resident_bytes().saturating_sub(before);
    assert!(grown < GROWTH_BYTES_MAX, "it grew by {grown} bytes");
    until("the reader is given up", async || {
        let closed = "downbeat_sockets_closed_total{code=\"3001\"}";
        (api.counted(closed).await == 1).then_some(())
    })
    .await;
    // What was on its way is read, and then the socket is over.
    let mut read = 0;
    while stopped.heard().await.is_some() {
        read += 1;
    }
    assert!(read < FRAMES, "{read} of {FRAMES} were kept for it");
    assert!(Screen::open(&api.socket_url(&world.seeded.overlay_token)).await.hello.is_object());
}

/// As `live/src/shard/frame.rs` writes it, for every audience, with much space in it.
fn frame(session: Uuid, view: &Value, n: u64) -> Vec<u8> {
    let (mut view, space) = (view.clone(), " ".repeat(FRAME_BYTES));
    view["tally_seq"] = n.into();
    let text = format!(r#"{{"type":"frame","rev":"1-0","at_ms":{n},{space}"view":{view}}}"#);
    let mut frame = vec![1];
    frame.extend(session.as_bytes());
    for number in [1, 0, n, 1_000 + n] {
        frame.extend(number.to_be_bytes());
    }
    frame.extend([1, u8::MAX]);
    frame.extend(u32::try_from(text.len()).unwrap().to_be_bytes());
    frame.extend(text.as_bytes());
    frame
}
