//! Muted in the shadow: to whoever is, all is as ever, and nobody else hears of it.

use serde_json::{Value, json};

use super::{
    Room, room,
    talk::{Talker, are_here, page, texts},
};
use crate::harness::{World, until};

async fn mute(room: &Room, seat: uuid::Uuid) {
    let args = json!({ "seat": seat, "scope": "chat", "minutes": 5, "shadow": true });
    let answer = room.does(&room.owner, "mute", args).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
}

/// Everything that a socket hears until a line says that it is over.
async fn hears_all(talker: &mut Talker) -> Vec<Value> {
    let mut heard = Vec::new();
    loop {
        let message = talker.next().await;
        let is_over = message["body"]["text"] == "over";
        heard.push(message);
        if is_over {
            return heard;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_said_in_the_shadow_reaches_nobody_and_leaves_no_gap() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let film = json!({ "source": { "kind": "file", "url": "https://video.example/a.mp4" } });
    let room = room(&world, &api, json!({ "items": [film] })).await;
    let (kit, lou) = (room.joined(&api, "Kit").await, room.joined(&api, "Lou").await);
    let mut ada = Talker::on(&room, &api, &room.token).await;
    let mut his = Talker::on(&room, &api, &kit.token).await;
    let mut hers = Talker::on(&room, &api, &lou.token).await;
    assert_eq!(ada.line("before").await, 1);
    his.hears_until("before").await;
    hers.hears_until("before").await;
    mute(&room, lou.seat).await;

    // To her all is as ever.
    assert_eq!(hers.line("hidden").await, 2);
    for (name, args) in
        [("typing", json!({})), ("reaction", json!({ "emoji": "👍", "media_ms": 1 }))]
    {
        assert_eq!(hers.says(name, args).await["type"], "ack", "{name}");
        let told = hers.hears(name).await;
        assert_eq!(told["body"]["all"][0]["seat"], json!(lou.seat), "{told}");
    }
    let reply = hers.says("line", json!({ "text": "hidden too", "reply": 2 })).await;
    assert_eq!(reply["n"], 3);
    assert_eq!(his.line("in between").await, 2);
    assert_eq!(hers.hears_until("in between").await.last().unwrap().0, 4);
    let answer = ada.says("line", json!({ "text": "an answer", "reply": 2 })).await;
    assert_eq!(answer["n"], 3);
    let heard = loop {
        let said = hers.hears("line").await;
        if said["body"]["text"] == "an answer" {
            break said;
        }
    };
    assert_eq!((heard["n"].as_i64(), heard["body"]["reply"].as_i64()), (Some(5), Some(4)));
    assert_eq!(hers.says("unsay", json!({ "n": 3 })).await["type"], "ack");
    assert_eq!(ada.line("over").await, 4);

    // He hears nothing of hers.
    let heard = hears_all(&mut his).await;
    let told: Vec<&Value> = heard.iter().filter(|message| message["type"] == "said").collect();
    let lines: Vec<(i64, &str)> = told
        .iter()
        .map(|said| (said["n"].as_i64().unwrap(), said["body"]["text"].as_str().unwrap()))
        .collect();
    assert_eq!(lines, [(2, "in between"), (3, "an answer"), (4, "over")], "{heard:?}");
    assert_eq!(
        page(&room, &kit.program, "").await,
        texts(&[(1, "before"), (2, "in between"), (3, "an answer"), (4, "over")])
    );
    let seen = page(&room, &lou.program, "").await;
    let numbers: Vec<i64> = seen.iter().map(|(n, _)| *n).collect();
    assert_eq!(numbers, [1, 2, 3, 4, 5, 6]);
    assert_eq!((&seen[1].1, &seen[2].1), (&json!("hidden"), &Value::Null));
    // Who keeps order sees them, with a mark.
    let path = format!("/api/v1/sessions/{}/lines", room.id);
    let all = room.owner.get(&path).await.body;
    let marked: Vec<&Value> =
        all["items"].as_array().unwrap().iter().filter(|line| !line["shadow"].is_null()).collect();
    assert_eq!(marked.len(), 2, "{all}");
    assert_eq!(marked[0]["n"], 1, "it stands behind the line before it");
    // Her reaction came before his, and the strip has his alone.
    let react = json!({ "emoji": "👍", "media_ms": 1 });
    assert_eq!(his.says("reaction", react).await["type"], "ack");
    let path = format!("/api/v1/sessions/{}/heat/i1", room.id);
    let items = until("his is counted", async || {
        let heat = kit.program.get(&path).await.body["items"].clone();
        (heat != json!([])).then_some(heat)
    })
    .await;
    assert_eq!(items, json!([{ "media_ms": 0, "count": 1 }]));
}

#[tokio::test(flavor = "multi_thread")]
async fn reactions_of_a_moment_are_one_message_in_the_shadow_too() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let room = room(&world, &api, json!({})).await;
    let (kit, lou) = (room.joined(&api, "Kit").await, room.joined(&api, "Lou").await);
    let mut his = Talker::on(&room, &api, &kit.token).await;
    let mut hers = Talker::on(&room, &api, &lou.token).await;
    mute(&room, lou.seat).await;
    let seats = |told: &Value| -> Vec<Value> {
        told["body"]["all"].as_array().unwrap().iter().map(|one| one["seat"].clone()).collect()
    };
    let mut tries = 0;
    loop {
        tries += 1;
        for talker in [&mut his, &mut hers] {
            let answer = talker.says("reaction", json!({ "emoji": "👍", "media_ms": 1 })).await;
            assert_eq!(answer["type"], "ack", "{answer}");
        }
        let (mut heard, mut messages) = (Vec::new(), 0);
        while heard.len() < 2 {
            heard.extend(seats(&hers.hears("reaction").await));
            messages += 1;
        }
        assert_eq!(heard, [json!(kit.seat), json!(lou.seat)], "each is told once, in its order");
        // A slow machine takes both for two moments.
        if messages == 1 {
            break;
        }
        assert!(tries < 10, "what was said at once was never told at once");
    }
    for _ in 0..tries {
        assert_eq!(seats(&his.hears("reaction").await), [json!(kit.seat)], "he hears his own");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_keeps_order_and_is_muted_in_the_shadow_sees_no_mark_of_it() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let room = room(&world, &api, json!({})).await;
    let (kit, lou) = (room.joined(&api, "Kit").await, room.joined(&api, "Lou").await);
    let cohosts = json!({ "seat": kit.seat, "role": "cohost" });
    assert_eq!(room.does(&room.owner, "role", cohosts).await.status, 200);
    let mut his = Talker::on(&room, &api, &kit.token).await;
    let mut hers = Talker::on(&room, &api, &lou.token).await;
    mute(&room, kit.seat).await;
    mute(&room, lou.seat).await;
    assert_eq!((his.line("his").await, hers.line("hers").await), (1, 1));
    let path = format!("/api/v1/sessions/{}/lines", room.id);
    let seen = async |who: &crate::harness::Program| {
        let lines = who.get(&path).await.body["items"].as_array().unwrap().clone();
        lines.iter().map(|line| (line["n"].clone(), line["shadow"].is_i64())).collect::<Vec<_>>()
    };
    assert_eq!(seen(&kit.program).await, [(json!(1), false), (json!(1), true)]);
    assert_eq!(seen(&room.owner).await, [(json!(0), true), (json!(0), true)]);
    assert_eq!(seen(&lou.program).await, [(json!(1), false)]);

    // What is taken back of his he hears once, as of any other line.
    let lines = room.owner.get(&path).await.body["items"].as_array().unwrap().clone();
    let of_his = lines.iter().find(|line| line["body"]["text"] == "his").unwrap();
    let mut ada = Talker::on(&room, &api, &room.token).await;
    let unsay = json!({ "n": of_his["n"], "shadow": of_his["shadow"] });
    assert_eq!(ada.says("unsay", unsay).await["type"], "ack");
    ada.line("over").await;
    let heard = hears_all(&mut his).await;
    let unsaid = heard.iter().filter(|told| told["name"] == "unsay").collect::<Vec<_>>();
    assert_eq!(unsaid.len(), 1, "{unsaid:?}");
    assert_eq!((&unsaid[0]["body"]["n"], &unsaid[0]["body"]["shadow"]), (&json!(1), &Value::Null));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mute_in_the_shadow_shows_no_other_rev() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let room = room(&world, &api, json!({})).await;
    let (kit, lou) = (room.joined(&api, "Kit").await, room.joined(&api, "Lou").await);
    let _hers = room.screen(&api, &lou.token).await;
    let mut his = room.screen(&api, &kit.token).await;
    let rev = async || {
        let live = world.live.live().await;
        live.read(room.id).await.unwrap().unwrap().shown_rev()
    };
    // What presence has to say is said.
    are_here(&world, &room, &[kit.seat, lou.seat]).await;
    room.does(&kit.program, "rename", json!({ "name": "Kitty" })).await;
    let before = rev().await;
    mute(&room, lou.seat).await;
    mute(&room, lou.seat).await;
    assert_eq!(rev().await, before);
    let answer = room.does(&kit.program, "rename", json!({ "name": "Kit" })).await;
    let after = rev().await;
    assert_eq!(answer.body["rev"], after.to_string());
    assert_eq!(after.rev, before.rev + 1);
    // Each change that he hears applies to the one before.
    let mut known = his.hello["rev"].clone();
    while known != after.to_string() {
        let change = his.answer_to("change").await;
        assert_eq!(change["from"], known);
        known = change["rev"].clone();
    }
}
