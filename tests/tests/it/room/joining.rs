//! Made, looked into, joined: and each way in which that is refused.

use downbeat_store::Doer;
use futures::future::join_all;
use serde_json::json;

use super::{guest, made, nobody, room};
use crate::{
    harness::{Database, World, until},
    streamer::{code, path},
};

#[tokio::test(flavor = "multi_thread")]
async fn one_click_makes_a_room_and_others_come_in_by_its_code() {
    let world = World::new().await;
    let (api, other) = (world.api().await, world.api().await);
    let _worker = world.worker().await;
    let made = world.program(&api).post("/api/v1/rooms", json!({})).await;
    assert_eq!(made.status, 201, "{}", made.body);
    let (code_shown, url) = (&made.body["code"], made.body["url"].as_str().unwrap());
    assert_eq!(code_shown.as_str().unwrap().len(), 9);
    let bare = code_shown.as_str().unwrap().replace('-', "");
    assert!(url.ends_with(&format!("/room/{bare}")), "{url}");
    assert_eq!(made.body["token"].as_str().unwrap().len(), 48, "192 bits");

    let room = room(&world, &api, json!({ "visibility": "public", "about": "At eight" })).await;
    let seen = room.look(&nobody(&other)).await;
    assert_eq!(seen.status, 200, "{}", seen.body);
    assert_eq!(seen.body["title"], "Friday films");
    assert_eq!((&seen.body["entry"], &seen.body["guests"]), (&json!("open"), &json!(true)));
    assert_eq!(seen.body["about"], "At eight");
    let lower = room.code.to_lowercase().replace('-', " ");
    let typed = nobody(&api).get(&format!("/api/v1/rooms/{lower}")).await;
    assert_eq!(typed.body["id"], room.id.to_string());

    let kit = room.joined(&other, "Kit").await;
    assert_eq!(kit.role, "guest");
    let view = room.seen(&world).await;
    assert_eq!(view["seats"][kit.seat.to_string()]["name"], "Kit");
    assert_eq!(view["seats"][room.seat.to_string()]["role"], "owner");
    assert_eq!(view["code"], room.code);
    let mut screen = room.screen(&other, &kit.token).await;
    assert_eq!(screen.hello["role"], "participant");
    assert_eq!(screen.hello["participant"], kit.seat.to_string());
    let play =
        json!({ "type": "command", "id": "1", "name": "rename", "args": { "name": "Kitty" } });
    screen.say(&play.to_string()).await;
    assert_eq!(screen.answer("1").await["type"], "ack");
    assert_eq!(room.seen(&world).await["seats"][kit.seat.to_string()]["name"], "Kitty");

    let listed = nobody(&api).get("/api/v1/rooms?search=FRIDAY").await;
    assert_eq!(listed.body["items"].as_array().unwrap().len(), 1, "{}", listed.body);
    assert_eq!(listed.body["items"][0]["code"], room.code);
    let none = nobody(&api).get("/api/v1/rooms?search=monday").await;
    assert_eq!(none.body["items"], json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_of_the_kind_is_a_room_without_anybody_in_it() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let body = json!({ "kind": "room", "config": { "title": "Films" } });
    let ann = world.program(&api);
    let made = ann.post("/api/v1/sessions", body).await;
    assert_eq!(made.status, 201, "{}", made.body);
    assert_eq!(made.body["view"]["seats"], json!({}));
    let id = made.body["id"].as_str().unwrap().parse().unwrap();
    let found = world.postgres.room(id).await.unwrap().unwrap();
    let seat = ann.post(&format!("/api/v1/rooms/{}/seats", found.code), json!({})).await;
    assert_eq!((seat.status, &seat.body["role"]), (201, &json!("owner")));
    assert_eq!(ann.command(id, "pause", json!({})).await.status, 409, "nothing_playing");
    let gone = ann.ask(reqwest::Method::DELETE, &path(id)).header("if-match", "*").send().await;
    assert_eq!(gone.unwrap().status(), 204);
    let look = nobody(&api).get(&format!("/api/v1/rooms/{}", found.code)).await;
    assert_eq!(code(&look), (404, "not_found"));
}

#[tokio::test(flavor = "multi_thread")]
async fn without_an_account_somebody_makes_a_room_unless_it_is_forbidden() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let room = made(&api, &nobody(&api), json!({})).await;
    let view = room.seen(&world).await;
    assert_eq!(view["seats"][room.seat.to_string()]["account"], false);
    assert_eq!(view["seats"][room.seat.to_string()]["role"], "owner");
    assert_eq!(room.does(&room.owner, "close", json!({})).await.status, 200);

    let world = world.with("ROOMS__GUESTS_CREATE", "false");
    let strict = world.api().await;
    let body = json!({ "config": { "title": "Films" } });
    let refused = nobody(&strict).post("/api/v1/rooms", body.clone()).await;
    assert_eq!(code(&refused), (403, "forbidden"));
    let refused = nobody(&strict)
        .post("/api/v1/sessions", json!({ "kind": "room", "config": body["config"] }))
        .await;
    assert_eq!(code(&refused), (403, "forbidden"));
    assert_eq!(world.program(&strict).post("/api/v1/rooms", body).await.status, 201);
}

#[tokio::test(flavor = "multi_thread")]
async fn each_refusal_at_the_door_has_a_code() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let bob = nobody(&api);
    let never = bob.post("/api/v1/rooms/BCDF-GHJK/seats", json!({})).await;
    assert_eq!(code(&never), (404, "not_found"));

    let small = room(&world, &api, json!({ "seats_max": 2 })).await;
    small.joined(&api, "Kit").await;
    assert_eq!(code(&small.ask(&bob, json!({ "name": "Lou" })).await), (409, "full"));
    let named = room(&world, &api, json!({})).await;
    named.joined(&api, "Kit").await;
    assert_eq!(code(&named.ask(&bob, json!({ "name": "KIT" })).await), (409, "name_taken"));
    for wrong in ["x".repeat(31), "a\u{202e}b".to_owned(), "a\nb".to_owned()] {
        let answer = named.ask(&bob, json!({ "name": wrong })).await;
        assert_eq!(code(&answer), (422, "invalid"), "{wrong:?}");
    }
    let unnamed = named.ask(&bob, json!({})).await;
    assert_eq!(unnamed.status, 201, "{}", unnamed.body);

    for closed in [json!({ "entry": "accounts" }), json!({ "guests": false })] {
        let room = room(&world, &api, closed).await;
        assert_eq!(code(&room.ask(&bob, json!({ "name": "Kit" })).await), (403, "accounts_only"));
    }
    let friends = room(&world, &api, json!({ "entry": "friends" })).await;
    assert_eq!(code(&friends.ask(&bob, json!({ "name": "Kit" })).await), (403, "friends_only"));
    let own = friends.ask(&world.program(&api), json!({})).await;
    assert_eq!((own.status, &own.body["role"]), (201, &json!("owner")));
    assert_eq!(own.body["seat"], friends.seat.to_string(), "an account has one seat");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_password_opens_and_stands_nowhere() {
    let world = World::new().await.with("ROOMS__WRONG_PASSWORDS_PER_HALF_HOUR", "3");
    let (api, _worker) = (world.api().await, world.worker().await);
    let (room, bob) = (room(&world, &api, json!({ "entry": "password" })).await, nobody(&api));
    let secret = "correct horse";
    let try_it =
        async |password: &str| room.ask(&bob, json!({ "name": "Kit", "password": password })).await;
    assert_eq!(code(&try_it(secret).await), (403, "password"), "it has none yet");
    let set = room.put(&room.owner, "password", json!({ "password": secret })).await;
    assert_eq!(set.status, 204, "{}", set.body);
    assert_eq!(code(&room.ask(&bob, json!({ "name": "Kit" })).await), (403, "password"));
    assert_eq!(code(&try_it("wrong").await), (403, "password"));
    let kit = try_it(secret).await;
    assert_eq!(kit.status, 201, "{}", kit.body);

    let session = world.program(&api).get(&path(room.id)).await.body.to_string();
    assert!(!session.contains(secret) && !session.contains("argon2"), "{session}");
    assert!(!room.seen(&world).await.to_string().contains(secret));
    assert!(!api.log().contains(secret));
    let kept = world.postgres.room(room.id).await.unwrap().unwrap();
    assert!(kept.password.unwrap().starts_with("$argon2id$"));

    for _ in 0..2 {
        assert_eq!(code(&try_it("wrong").await), (403, "password"));
    }
    assert_eq!(code(&try_it(secret).await), (429, "limited"));
    let guest = guest(&api, &kit);
    let kit_sets = room.put(&guest.program, "password", json!({ "password": "mine" })).await;
    assert_eq!(code(&kit_sets), (403, "forbidden"));
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_knocks_looks_from_outside_until_they_are_let_in() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let room = room(&world, &api, json!({ "entry": "knock" })).await;
    let answer = room.ask(&nobody(&api), json!({ "name": "Kit" })).await;
    assert_eq!((answer.status, &answer.body["role"]), (202, &json!("viewer")), "{}", answer.body);
    let kit = guest(&api, &answer);
    let mut screen = room.screen(&api, &kit.token).await;
    assert_eq!(screen.hello["role"], "viewer");
    assert!(screen.hello["view"].get("queue").is_none(), "{}", screen.hello);
    assert_eq!(code(&room.does(&kit.program, "play", json!({})).await), (403, "forbidden"));

    let admit = json!({ "seat": kit.seat.to_string() });
    assert_eq!(code(&room.does(&kit.program, "admit", admit.clone()).await), (403, "forbidden"));
    let let_in = room.does(&room.owner, "admit", admit).await;
    assert_eq!(let_in.status, 200, "{}", let_in.body);
    let hello = screen.answer_to("hello").await;
    assert_eq!(hello["role"], "participant", "{hello}");
    assert!(hello["view"]["queue"].is_object());
    // They need not knock again.
    let again = room.ask(&nobody(&api), json!({ "token": kit.token })).await;
    assert_eq!(again.status, 201, "{}", again.body);
    assert_eq!(room.does(&kit.program, "leave", json!({})).await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn without_postgres_nobody_joins_and_the_room_goes_on() {
    let mut database = Database::start().await;
    let world = World::on(&database).await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let room = room(&world, &api, json!({})).await;
    let kit = room.joined(&api, "Kit").await;
    let mut screen = room.screen(&api, &kit.token).await;
    // Its token is known as a credential from then on.
    assert_eq!(room.does(&kit.program, "pause", json!({})).await.status, 409);
    database.stop();
    let join = room.ask(&nobody(&api), json!({ "name": "Lou" })).await;
    assert_eq!(join.status, 503, "{}", join.body);
    let film = json!({ "items": [{ "source": { "kind": "file", "url": "https://video.example/a.webm" } }] });
    let add = json!({ "type": "command", "id": "1", "name": "add", "args": film });
    screen.say(&add.to_string()).await;
    assert_eq!(screen.answer("1").await["type"], "ack");
    assert_eq!(room.does(&kit.program, "play", json!({})).await.status, 200);
    database.start_again();
    until("somebody joins again", async || {
        let join = room.ask(&nobody(&api), json!({ "name": "Lou" })).await;
        (join.status == 201).then_some(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_claim_makes_a_guests_room_and_seat_an_accounts() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let body = json!({ "config": { "title": "Films" }, "name": "Ada" });
    let made = nobody(&api).post("/api/v1/rooms", body).await;
    assert_eq!(made.status, 201, "{}", made.body);
    let cookie = made.headers["set-cookie"].to_str().unwrap().split(';').next().unwrap().to_owned();
    let id = made.body["id"].as_str().unwrap().parse().unwrap();
    let person = world.seeded.user_id;
    let transaction = world.postgres.begin().await.unwrap();
    let hash = {
        use sha2::{Digest, Sha256};
        let value = cookie.split_once('=').unwrap().1;
        Sha256::digest(value.as_bytes()).into()
    };
    let claimed = transaction.claim(hash, person, &Doer::system()).await.unwrap().unwrap();
    transaction.commit().await.unwrap();
    assert_eq!(claimed.sessions, [id]);
    let seat = made.body["seat"].as_str().unwrap().parse().unwrap();
    let row = world.postgres.room_seat(id, seat).await.unwrap().unwrap();
    assert_eq!((row.person, row.is_account), (Some(person), true));
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_who_come_at_once_each_has_a_seat_of_their_own() {
    let world = World::new().await;
    let (api, other) = (world.api().await, world.api().await);
    let _worker = world.worker().await;
    let room = room(&world, &api, json!({ "seats_max": 500 })).await;
    let here = [nobody(&api), nobody(&other)];
    let joins = (0..20).map(|n| room.ask(&here[n % 2], json!({ "name": format!("P{n}") })));
    let joined = join_all(joins).await;
    assert!(joined.iter().all(|one| one.status == 201));
    assert_eq!(room.seen(&world).await["seats"].as_object().unwrap().len(), 21);
}
