//! What happened in a room between its lines, for whoever is there to read.

use serde_json::{Value, json};

use super::{Room, nobody, room, talk::Talker};
use crate::harness::{Program, World, until};

/// What happened, as a page of lines tells it.
async fn happened(room: &Room, who: &Program, more: &str) -> Vec<Value> {
    let path = format!("/api/v1/sessions/{}/lines?events=true{more}", room.id);
    let page = who.get(&path).await;
    assert_eq!(page.status, 200, "{}", page.body);
    let mut last_ms = 0;
    let events = page.body["events"].as_array().unwrap().clone();
    for event in &events {
        let at_ms = event["at_ms"].as_i64().unwrap();
        assert!(last_ms <= at_ms, "{events:?}");
        last_ms = at_ms;
    }
    events
}

fn without_times(events: &[Value]) -> Vec<Value> {
    let bare = |event: &Value| {
        let mut event = event.clone();
        event.as_object_mut().unwrap().remove("at_ms");
        event
    };
    events.iter().map(bare).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_everybody_saw_is_told_with_the_lines_and_nothing_else() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let film = |name: &str| {
        let url = format!("https://video.example/{name}.mp4");
        json!({ "source": { "kind": "file", "url": url } })
    };
    let room = room(&world, &api, json!({ "items": [film("a"), film("b")] })).await;
    let mut ada = Talker::on(&room, &api, &room.token).await;
    ada.line("one").await;
    let kit = room.joined(&api, "Kit").await;
    let mut his = Talker::on(&room, &api, &kit.token).await;
    his.line("two").await;
    for (name, args) in [
        ("mute", json!({ "seat": kit.seat, "scope": "chat", "minutes": 5, "shadow": true })),
        ("unmute", json!({ "seat": kit.seat })),
        ("next", json!({})),
        ("pause", json!({})),
        ("kick", json!({ "seat": kit.seat, "reason": "a word that is nobody's business" })),
    ] {
        let answer = room.does(&room.owner, name, args).await;
        assert_eq!(answer.status, 200, "{name}: {}", answer.body);
    }
    ada.line("three").await;
    let all = until("it has reached Postgres", async || {
        let all = happened(&room, &room.owner, "").await;
        all.last().is_some_and(|event| event["name"] == "kicked").then_some(all)
    })
    .await;
    let next = json!({ "name": "item_started", "item": "i2", "by": room.seat, "why": "asked" });
    assert_eq!(
        without_times(&all),
        [
            json!({ "name": "seated", "seat": room.seat, "called": "Ada", "role": "owner" }),
            json!({ "name": "seated", "seat": kit.seat, "called": "Kit", "role": "guest" }),
            next,
            json!({ "name": "kicked", "seat": kit.seat }),
        ]
    );
    // Pages that go on from each other have it all once.
    assert_eq!(happened(&room, &room.owner, "&before=2").await, all[..2]);
    assert_eq!(happened(&room, &room.owner, "&after=2").await, all[2..]);
    assert_eq!(happened(&room, &room.owner, "&before=1").await, all[..0]);
    assert_eq!(happened(&room, &room.owner, "&after=0").await, all);

    let path = format!("/api/v1/sessions/{}/lines", room.id);
    let plain = room.owner.get(&path).await.body;
    assert_eq!(plain.as_object().unwrap().keys().collect::<Vec<_>>(), ["items"]);
    let odd = room.owner.get(&format!("{path}?events=some")).await;
    assert_eq!(odd.status, 422, "{}", odd.body);
    for stranger in [&kit.program, &nobody(&api)] {
        let refused = stranger.get(&format!("{path}?events=true")).await;
        assert!((401..=404).contains(&refused.status), "{}", refused.body);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_more_than_a_hundred_the_nearest_are_told() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let room = room(&world, &api, json!({})).await;
    until("the room is in Postgres", async || {
        let all = happened(&room, &room.owner, "").await;
        (all.len() == 1).then_some(())
    })
    .await;
    let events = format!(
        "INSERT INTO session_event (session_id, incarnation, rev, seq, at, name, payload, actor)
         SELECT session_id, incarnation, rev + n, 0, at + n * interval '1 millisecond',
             'item_ended', jsonb_build_object('name', 'item_ended', 'item', 'i' || n), actor
         FROM session_event, generate_series(1000, 1149) n
         WHERE session_id = '{}' AND name = 'seated'",
        room.id
    );
    world.postgres.run(&events).await;
    let path = format!("/api/v1/sessions/{}/lines?events=true", room.id);
    let items = async |more: &str| {
        let page = room.owner.get(&format!("{path}{more}")).await.body;
        assert_eq!(page["more_events"], true, "{page}");
        let events = page["events"].as_array().unwrap().clone();
        assert_eq!(events.len(), 100);
        (events[0]["item"].clone(), events[99]["item"].clone())
    };
    assert_eq!(items("").await, (json!("i1050"), json!("i1149")));
    assert_eq!(items("&after=0").await, (Value::Null, json!("i1098")));
}
