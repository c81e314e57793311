//! What rows of a circle say, as its board takes it.

use downbeat_boot::clock;
use downbeat_live::{LiveError, Opening, Stood};
use downbeat_session::{Audience, Kind, READING, Reading, kinds, kinds::circle::Circle};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::harness::World;

#[tokio::test(flavor = "multi_thread")]
async fn an_older_reading_takes_the_place_of_none_that_is_newer() {
    let world = World::new().await;
    let live = world.live.live().await;
    let id = Uuid::now_v7();
    let read = |as_of_us: i64, n: i64| {
        let value = json!({
            "status": "open", "head": n, "n": n, "members": 1, "slow_s": 0, "news": [],
            "counts": {}, "queue": 0, "oldest_ms": null, "pending": 0,
        });
        Reading { kind: Circle::NAME, as_of_us, value }
    };
    assert_eq!(live.tell_reading(id, &read(1, 1)).await.unwrap(), Stood::Cold);
    let kind = kinds::named(Circle::NAME).unwrap();
    let state = (kind.open)(&json!({}), 1, clock::unix_ms()).unwrap();
    let fresh = Opening::fresh(id, Uuid::nil(), state, 1);
    live.open(&Opening { reading: Some(read(0, 1).value), ..fresh }).await.unwrap();
    let n = async || {
        let view = live.read(id).await.unwrap().unwrap().view(Audience::Public);
        serde_json::from_slice::<Value>(&view).unwrap()["n"].as_i64().unwrap()
    };
    assert_eq!(n().await, 1);
    for (as_of_us, told, becomes, shown) in [
        (50, 5, Stood::Told, 5),
        (30, 3, Stood::Older, 5),
        (60, 5, Stood::Same, 5),
        (55, 4, Stood::Older, 5),
        (60, 6, Stood::Told, 6),
    ] {
        let stood = live.tell_reading(id, &read(as_of_us, told)).await.unwrap();
        assert_eq!((stood, n().await), (becomes, shown), "{as_of_us}");
    }
    // More than there is room for is told to nobody.
    let mut large = read(70, 7);
    large.value["status"] = "o".repeat(READING.note_bytes_max).into();
    let refused = live.tell_reading(id, &large).await.unwrap_err();
    assert!(matches!(refused, LiveError::TooLarge { .. }), "{refused}");
    assert_eq!(n().await, 6);
    live.end(id).await.unwrap();
    assert_eq!(live.tell_reading(id, &read(70, 7)).await.unwrap(), Stood::Cold);
    let fresh = Opening::fresh(id, Uuid::nil(), (kind.open)(&json!({}), 1, 1).unwrap(), 2);
    let refused = live.open(&Opening { reading: Some(large.value), ..fresh }).await.unwrap_err();
    assert!(matches!(refused, LiveError::TooLarge { .. }), "{refused}");
}
