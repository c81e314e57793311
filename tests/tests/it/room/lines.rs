//! Lines: numbered without gaps, kept, taken back, and limited.

use serde_json::{Value, json};

use super::{
    room,
    talk::{Talker, are_here, page, texts},
};
use crate::harness::{World, until};

#[tokio::test(flavor = "multi_thread")]
async fn lines_are_numbered_without_gaps_over_apis_workers_and_an_emptied_redis() {
    let world = World::new().await;
    let (api, other, worker) = (world.api().await, world.api().await, world.worker().await);
    let room = room(&world, &api, json!({})).await;
    let kit = room.joined(&api, "Kit").await;
    let mut ada = Talker::on(&room, &api, &room.token).await;
    let mut his = Talker::on(&room, &other, &kit.token).await;
    assert_eq!(ada.line("one").await, 1);
    assert_eq!(his.line("two").await, 2);
    assert_eq!(ada.line("three").await, 3);
    let heard = ["one", "two", "three"].map(str::to_owned);
    let heard: Vec<(i64, String)> = (1..).zip(heard).collect();
    assert_eq!(ada.hears_until("three").await, heard);
    assert_eq!(his.hears_until("three").await[..], heard[heard.len() - 3..]);
    drop(worker);
    let _worker = world.worker().await;
    assert_eq!(his.line("four").await, 4);
    let kept = async |count: i64| {
        until("they are kept", async || {
            (world.postgres.line_counts(room.id).await.unwrap() == (count, count)).then_some(())
        })
        .await;
    };
    kept(4).await;
    world.live.empty().await;
    // It is brought back with its sockets, and goes on counting.
    let fifth = until("it is back", async || {
        let answer = ada.says("line", json!({ "text": "five" })).await;
        answer["n"].as_i64()
    })
    .await;
    assert_eq!(fifth, 5);
    kept(5).await;
    let lines = texts(&[(1, "one"), (2, "two"), (3, "three"), (4, "four"), (5, "five")]);
    assert_eq!(page(&room, &kit.program, "").await, lines);
    assert_eq!(page(&room, &kit.program, "?after=3").await, lines[3..]);
    assert_eq!(page(&room, &kit.program, "?before=3").await, lines[..2]);
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_go_back_to_the_first_line() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let room = room(&world, &api, json!({})).await;
    let rows: Vec<_> = (1..=250).map(|n| row(room.id, n)).collect();
    let until = downbeat_store::SaidUntil { shard: 0, place: (1, 1) };
    world.postgres.keep_said(&rows, &[], until).await.unwrap();
    let mut ada = Talker::on(&room, &api, &room.token).await;
    assert_eq!(ada.line("the last").await, 251);
    let numbers = async |more: &str| -> Vec<i64> {
        page(&room, &room.owner, more).await.into_iter().map(|(n, _)| n).collect()
    };
    assert_eq!(numbers("").await, (152..=251).collect::<Vec<_>>());
    assert_eq!(numbers("?before=152").await, (52..152).collect::<Vec<_>>());
    assert_eq!(numbers("?after=0").await, (1..=100).collect::<Vec<_>>());
    assert_eq!(numbers("?after=200").await, (201..=251).collect::<Vec<_>>());
    let odd = room.owner.get(&format!("/api/v1/sessions/{}/lines?after=-1", room.id)).await;
    assert_eq!(odd.status, 422, "{}", odd.body);
}

fn row(session_id: uuid::Uuid, n: i64) -> downbeat_store::LineRow {
    downbeat_store::LineRow {
        session_id,
        q: n,
        n,
        own_n: None,
        seat: "somebody".to_owned(),
        at_ms: 1_700_000_000_000,
        days: 36_500,
        reply: None,
        own_reply: None,
        body: Some(json!({ "text": format!("line {n}") })),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_line_is_taken_back_by_who_said_it_and_by_who_keeps_order() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let room = room(&world, &api, json!({})).await;
    let kit = room.joined(&api, "Kit").await;
    let mut ada = Talker::on(&room, &api, &room.token).await;
    let mut his = Talker::on(&room, &api, &kit.token).await;
    ada.line("mine").await;
    his.line("his").await;
    his.line("his own").await;
    assert_eq!(his.says("unsay", json!({ "n": 1 })).await["code"], "forbidden");
    assert_eq!(his.says("unsay", json!({ "n": 9 })).await["code"], "unknown_line");
    assert_eq!(his.says("unsay", json!({ "n": 3 })).await["type"], "ack");
    assert_eq!(ada.says("unsay", json!({ "n": 2 })).await["type"], "ack");
    let mut unsaid = Vec::new();
    while unsaid.len() < 2 {
        unsaid.push(his.hears("unsay").await["body"]["n"].clone());
    }
    assert_eq!(unsaid, [3, 2]);
    let lines = vec![(1, json!("mine")), (2, Value::Null), (3, Value::Null)];
    assert_eq!(page(&room, &kit.program, "").await, lines);
    until("Postgres forgets them, too", async || {
        let kept = world.postgres.line_at(room.id, 2).await.unwrap();
        kept.is_some_and(|line| line.body.is_none()).then_some(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_floods_is_limited_and_nobody_else_is() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let room = room(&world, &api, json!({})).await;
    let kit = room.joined(&api, "Kit").await;
    let mut his = Talker::on(&room, &api, &kit.token).await;
    for n in 1..=10 {
        assert_eq!(his.line(&format!("flood {n}")).await, n);
    }
    // Another socket of the same seat is no other seat.
    let mut again = Talker::on(&room, &api, &kit.token).await;
    for talker in [&mut his, &mut again] {
        let answer = talker.says("line", json!({ "text": "one more" })).await;
        assert_eq!(answer["code"], "limited", "{answer}");
        assert!((1..=10_000).contains(&answer["retry_ms"].as_i64().unwrap()), "{answer}");
    }
    let mut ada = Talker::on(&room, &api, &room.token).await;
    assert_eq!(ada.line("calm").await, 11);
    // The same is not said a third time.
    let lou = room.joined(&api, "Lou").await;
    let mut hers = Talker::on(&room, &api, &lou.token).await;
    hers.line("hi").await;
    hers.line("HI").await;
    assert_eq!(hers.says("line", json!({ "text": "hi " })).await["code"], "repeated");
}

#[tokio::test(flavor = "multi_thread")]
async fn how_often_a_seat_may_say_something_is_a_setting() {
    let world = World::new().await.with("ROOMS__LINES_PER_10_S", "2");
    let world = world.with("ROOMS__REPORTS_PER_5_S", "0");
    let (api, _worker) = (world.api().await, world.worker().await);
    let room = room(&world, &api, json!({})).await;
    let kit = room.joined(&api, "Kit").await;
    let mut his = Talker::on(&room, &api, &kit.token).await;
    for n in 1..=2 {
        assert_eq!(his.line(&format!("line {n}")).await, n);
    }
    assert_eq!(his.says("line", json!({ "text": "one more" })).await["code"], "limited");
    let report = json!({ "rtt_ms": 9, "drift_ms": 0, "buffer_ms": 0, "player": "ready" });
    for _ in 0..3 {
        assert_eq!(his.says("report", report.clone()).await["type"], "ack");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn reactions_are_told_together_and_leave_a_heat_strip() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let film = json!({ "source": { "kind": "file", "url": "https://video.example/a.mp4" } });
    let room = room(&world, &api, json!({ "items": [film] })).await;
    let kit = room.joined(&api, "Kit").await;
    let mut ada = Talker::on(&room, &api, &room.token).await;
    let mut his = Talker::on(&room, &api, &kit.token).await;
    let react = json!({ "emoji": "👍", "media_ms": 12_000 });
    ada.says("reaction", react.clone()).await;
    his.says("reaction", react).await;
    let mut heard = 0;
    while heard < 2 {
        let said = ada.hears("reaction").await;
        heard += said["body"]["all"].as_array().unwrap().len();
    }
    let path = format!("/api/v1/sessions/{}/heat/i1", room.id);
    until("both are counted", async || {
        let heat = kit.program.get(&path).await.body;
        (heat["items"] == json!([{ "media_ms": 10_000, "count": 2 }])).then_some(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_signal_reaches_one_seat_and_a_notice_its_own() {
    let world = World::new().await;
    let (api, other, _worker) = (world.api().await, world.api().await, world.worker().await);
    let room = room(&world, &api, json!({})).await;
    let (kit, lou) = (room.joined(&api, "Kit").await, room.joined(&api, "Lou").await);
    let mut ada = Talker::on(&room, &api, &room.token).await;
    let mut his = Talker::on(&room, &other, &kit.token).await;
    let mut hers = Talker::on(&room, &other, &lou.token).await;
    are_here(&world, &room, &[room.seat, kit.seat, lou.seat]).await;
    let mic = json!({ "mic": true, "camera": false, "share": false });
    for who in [&room.owner, &kit.program] {
        let answer = room.does(who, "voice", mic.clone()).await;
        assert_eq!(answer.status, 200, "{}", answer.body);
    }
    let description = json!({ "type": "offer", "sdp": "v=0" });
    let signal = json!({ "to": kit.seat, "description": description });
    assert_eq!(ada.says("signal", signal).await["type"], "ack");
    let said = his.hears("signal").await;
    assert_eq!(said["seat"], json!(room.seat));
    assert_eq!(said["body"]["description"], description);
    let mute = json!({ "seat": kit.seat, "scope": "chat", "minutes": 1 });
    assert_eq!(room.does(&room.owner, "mute", mute).await.status, 200);
    assert_eq!(his.next_of("notice").await["code"], "muted");
    // She has heard neither.
    ada.line("to all").await;
    loop {
        let heard = hers.next().await;
        assert_ne!(heard["type"], "notice", "{heard}");
        if heard["type"] == "said" {
            assert_eq!(heard["body"]["text"], "to all");
            break;
        }
    }
}
