//! A seat's token: what it opens, for whom it is one, and when it ends.

use downbeat_job::Restand;
use futures::future::join;
use serde_json::json;

use super::{nobody, room};
use crate::{
    harness::{World, until},
    standing::cast::{cookie, person},
    streamer::{code, path},
};

#[tokio::test(flavor = "multi_thread")]
async fn a_token_is_one_seat_on_every_device_and_for_its_room_alone() {
    let world = World::new().await;
    let (api, other) = (world.api().await, world.api().await);
    let _worker = world.worker().await;
    let first = room(&world, &api, json!({})).await;
    let kit = first.joined(&api, "Kit").await;
    let (phone, television) =
        join(first.screen(&api, &kit.token), first.screen(&other, &kit.token)).await;
    assert_eq!(phone.hello["participant"], television.hello["participant"]);
    let body = json!({ "token": kit.token });
    let at_once =
        join(first.ask(&nobody(&api), body.clone()), first.ask(&nobody(&other), body)).await;
    for again in [at_once.0, at_once.1] {
        assert_eq!((again.status, &again.body["seat"]), (201, &json!(kit.seat.to_string())));
        assert_eq!(again.body["token"], kit.token);
    }
    let seats = first.seen(&world).await["seats"].clone();
    assert_eq!(seats.as_object().unwrap().len(), 2, "{seats}");

    // By header, by subprotocol or address, and nowhere else.
    let second = room(&world, &api, json!({})).await;
    let elsewhere = second.does(&kit.program, "play", json!({})).await;
    assert_eq!(code(&elsewhere), (404, "not_found"));
    let mut screen = second.connect(&api, &kit.token).await;
    assert_eq!(screen.bye().await, (3500, 3500));
    for (method, place) in [("get", "/api/v1/sessions"), ("get", "/api/v1/templates")] {
        let answer = kit.program.get(place).await;
        assert_eq!(code(&answer), (403, "forbidden"), "{method} {place}");
    }
    let body = json!({ "kind": "room", "config": { "title": "x" } });
    assert_eq!(code(&kit.program.post("/api/v1/sessions", body).await), (403, "forbidden"));
    assert_eq!(code(&kit.program.get(&path(first.id)).await), (403, "forbidden"));
    let links = world.program(&api).get(&format!("{}/links", path(first.id))).await;
    assert_eq!(links.body["items"], json!([]), "nobody lists or copies it");
}

#[tokio::test(flavor = "multi_thread")]
async fn leave_and_kick_end_the_token_and_its_sockets() {
    let world = World::new().await;
    let (api, other) = (world.api().await, world.api().await);
    let _worker = world.worker().await;
    let room = room(&world, &api, json!({})).await;
    let (kit, lou) = (room.joined(&api, "Kit").await, room.joined(&api, "Lou").await);
    let mut of_kit = room.screen(&other, &kit.token).await;
    assert_eq!(room.does(&kit.program, "leave", json!({})).await.status, 200);
    assert_eq!(of_kit.bye().await, (3500, 3500));
    assert_eq!(code(&room.does(&kit.program, "play", json!({})).await), (401, "signed_out"));
    let mut again = room.connect(&other, &kit.token).await;
    assert_eq!(again.bye().await, (3500, 3500));
    // Who has left may come back, as somebody new.
    let back = room.ask(&nobody(&api), json!({ "name": "Kit", "token": kit.token })).await;
    assert_eq!(back.status, 201, "{}", back.body);
    assert_ne!(back.body["seat"], kit.seat.to_string());

    let mut of_lou = room.screen(&other, &lou.token).await;
    let kick = json!({ "seat": lou.seat.to_string() });
    assert_eq!(
        code(&room.does(&kit_of(&api, &back), "kick", kick.clone()).await),
        (403, "forbidden")
    );
    assert_eq!(room.does(&room.owner, "kick", kick).await.status, 200);
    assert_eq!(of_lou.bye().await, (3500, 3500));
    assert_eq!(code(&room.does(&lou.program, "leave", json!({})).await), (401, "signed_out"));
}

fn kit_of(
    api: &crate::harness::Process,
    answer: &crate::harness::Answered,
) -> crate::harness::Program {
    super::guest(api, answer).program
}

#[tokio::test(flavor = "multi_thread")]
async fn a_closed_room_sends_all_away_and_whoever_joins_opens_it_as_it_was() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let room = room(&world, &api, json!({})).await;
    let kit = room.joined(&api, "Kit").await;
    let film = json!({ "items": [{ "source": { "kind": "file", "url": "https://video.example/a.webm" } }] });
    assert_eq!(room.does(&kit.program, "add", film).await.status, 200);
    let mut screen = room.screen(&api, &kit.token).await;
    assert_eq!(room.does(&room.owner, "close", json!({})).await.status, 200);
    assert_eq!(screen.bye().await, (3501, 3501));
    let mut again = room.connect(&api, &kit.token).await;
    assert_eq!(again.bye().await, (3501, 3501));
    assert_eq!(room.look(&nobody(&api)).await.body["status"], "closed");

    let back = room.ask(&nobody(&api), json!({ "token": kit.token })).await;
    assert_eq!((back.status, &back.body["seat"]), (201, &json!(kit.seat.to_string())));
    let screen = room.screen(&api, &kit.token).await;
    assert_eq!(screen.hello["view"]["queue"].as_object().unwrap().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_role_shows_at_once_in_whoever_is_here_and_is_brought_back_later() {
    let world = World::new().await;
    let (api, other) = (world.api().await, world.api().await);
    let _worker = world.worker().await;
    let room = room(&world, &api, json!({ "control": "owner" })).await;
    let kit = room.joined(&api, "Kit").await;
    let mut screen = room.screen(&other, &kit.token).await;
    assert_eq!(code(&room.does(&kit.program, "shuffle", json!({})).await), (403, "forbidden"));
    let cohost = json!({ "seat": kit.seat.to_string(), "role": "cohost" });
    assert_eq!(room.does(&room.owner, "role", cohost).await.status, 200);
    assert_eq!(screen.answer_to("hello").await["role"], "moderator");
    assert_eq!(room.does(&kit.program, "shuffle", json!({})).await.status, 200);
    let mute =
        json!({ "seat": kit.seat.to_string(), "scope": "chat", "minutes": 60, "shadow": true });
    assert_eq!(room.does(&room.owner, "mute", mute).await.status, 200);
    let row = until("the row has it", async || {
        let row = world.postgres.room_seat(room.id, kit.seat).await.unwrap().unwrap();
        row.mutes().shadow_ms.is_some().then_some(row)
    })
    .await;
    assert_eq!(row.role(), downbeat_session::kinds::room::SeatRole::Cohost);

    // Dropped, and given up after a minute; their socket brings them back as they were.
    assert_eq!(room.does(&room.owner, "close", json!({})).await.status, 200);
    drop(screen);
    let back = room.ask(&nobody(&api), json!({ "token": kit.token })).await;
    assert_eq!((back.status, &back.body["role"]), (201, &json!("cohost")), "{}", back.body);
    let mutes = world.program(&api).get(&format!("{}/moderation", path(room.id))).await;
    assert_eq!(mutes.status, 200, "{}", mutes.body);
    assert!(mutes.body["mutes"][0]["shadow_until_ms"].is_i64(), "{}", mutes.body);
    assert!(!room.seen(&world).await.to_string().contains("shadow"));
}

#[tokio::test(flavor = "multi_thread")]
async fn word_of_a_leave_that_comes_late_ends_nothing_that_was_given_since() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let live = world.live.live().await;
    let room = room(&world, &api, json!({})).await;
    let ann = person(&world.postgres, "ann").await;
    let ann = cookie(&world.postgres, ann).await.program(&api).await;
    let first = super::guest(&api, &room.ask(&ann, json!({})).await);
    assert_eq!(room.does(&first.program, "leave", json!({})).await.status, 200);
    let left_ms = "SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint";
    let left_ms = world.postgres.number(left_ms).await;
    let back = super::guest(&api, &room.ask(&ann, json!({})).await);
    assert_eq!(back.seat, first.seat, "an account has one seat");

    let (session, seat) = (room.id, Some(first.seat));
    let late = |at_ms| Restand { session, seat, is_over: true, until_ms: None, at_ms };
    late(Some(left_ms)).tell(&live, &world.postgres).await.unwrap();
    let name = json!({ "name": "Annie" });
    let renamed = room.does(&back.program, "rename", name).await;
    assert_eq!(renamed.status, 200, "{}", renamed.body);
    assert_eq!(code(&room.does(&first.program, "leave", json!({})).await), (401, "signed_out"));
    // One of a release before knows no time.
    late(None).tell(&live, &world.postgres).await.unwrap();
    assert_eq!(code(&room.does(&back.program, "leave", json!({})).await), (401, "signed_out"));
}
