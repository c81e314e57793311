//! What rooms have beside people: media, tracks, schedules, histories, friends.

use downbeat_store::{Doer, Staff, Traces};
use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{nobody, room};
use crate::{
    harness::{Program, World, answered, until},
    standing::cast::{cookie, person},
    streamer::{code, path},
};

#[tokio::test(flavor = "multi_thread")]
async fn media_of_the_folder_are_played_by_ranges_and_nothing_else_is_there() {
    let folder = std::env::temp_dir().join(format!("downbeat-media-{}", Uuid::new_v4()));
    std::fs::create_dir(&folder).unwrap();
    let bytes: Vec<u8> = (0..200_000_u32).map(|n| n.to_le_bytes()[0]).collect();
    std::fs::write(folder.join("A clock.webm"), &bytes).unwrap();
    std::fs::write(folder.join("notes.txt"), "secret").unwrap();
    std::os::unix::fs::symlink("/etc/passwd", folder.join("link.mp4")).unwrap();
    let world = World::new().await.with("ROOMS__MEDIA_DIR", folder.to_str().unwrap());
    let (api, other) = (world.api().await, world.api().await);
    let _worker = world.worker().await;
    let list = world.program(&api).get("/api/v1/media").await.body;
    assert_eq!(list["items"].as_array().unwrap().len(), 1, "{list}");
    assert_eq!(
        (&list["items"][0]["name"], &list["items"][0]["type"]),
        (&json!("A clock.webm"), &json!("video/webm"))
    );
    let url = list["items"][0]["url"].as_str().unwrap();
    let ranged = async |who: &Program, range: &str| {
        let answer = who.ask(Method::GET, url).header("range", range).send().await.unwrap();
        let said = answer.headers().get("content-range").map(|it| it.to_str().unwrap().to_owned());
        (answer.status().as_u16(), said, answer.bytes().await.unwrap())
    };
    let whole = nobody(&other).ask(Method::GET, url).send().await.unwrap();
    assert_eq!(whole.headers()["accept-ranges"], "bytes");
    assert_eq!(whole.bytes().await.unwrap(), bytes);
    let (status, said, part) = ranged(&nobody(&other), "bytes=100000-100009").await;
    assert_eq!((status, said.as_deref()), (206, Some("bytes 100000-100009/200000")));
    assert_eq!(part, &bytes[100_000..100_010]);
    assert_eq!(ranged(&nobody(&api), "bytes=200000-").await.0, 416);
    for wrong in ["0".repeat(32), "..%2F..%2Fetc%2Fpasswd".to_owned(), "notes.txt".to_owned()] {
        let answer = nobody(&api).get(&format!("/api/v1/media/{wrong}")).await;
        assert_eq!(answer.status, 404, "{wrong}: {}", answer.body);
    }
    // It is a source as it is.
    let room = room(&world, &api, json!({})).await;
    let item = json!({ "items": [{ "source": { "kind": "file", "url": url } }] });
    assert_eq!(room.does(&room.owner, "add", item).await.status, 200);
    std::fs::remove_dir_all(folder).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_track_is_kept_clean_and_within_its_size() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let room = room(&world, &api, json!({})).await;
    let tracks = format!("{}/tracks", path(room.id));
    let srt = "1\r\n00:00:01,000 --> 00:00:02,000\r\n<script>x</script> Hello\r\n";
    let of = |text: &str| json!({ "lang": "en", "label": "English", "text": text });
    let made = room.owner.post(&tracks, of(srt)).await;
    assert_eq!(made.status, 201, "{}", made.body);
    let read = format!("/api/v1/tracks/{}", made.body["id"].as_str().unwrap());
    let read = nobody(&api).ask(Method::GET, &read).send().await.unwrap();
    assert_eq!(read.headers()["content-type"], "text/vtt; charset=utf-8");
    let text = read.text().await.unwrap();
    assert_eq!(text, "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nx Hello\n");
    for (field, body) in [
        ("text", of("nothing")),
        ("text", of(&"x".repeat(512 * 1024 + 1))),
        ("lang", json!({ "lang": "e", "label": "E", "text": srt })),
        ("label", json!({ "lang": "en", "label": "", "text": srt })),
    ] {
        let refused = room.owner.post(&tracks, body).await;
        assert_eq!((refused.status, &refused.body["errors"][0]["field"]), (422, &json!(field)));
    }
    let large = room.owner.post(&tracks, of(&"x".repeat(900_000))).await;
    assert_eq!(code(&large), (413, "too_large"));
    let many = format!("{srt}\r\n").repeat(6_000);
    assert_eq!(room.owner.post(&tracks, of(&many)).await.status, 201, "{} bytes", many.len());
}

#[tokio::test(flavor = "multi_thread")]
async fn relays_are_for_those_who_talk_and_hosts_for_those_who_may_be_played_from() {
    let world = World::new().await;
    let world = world
        .with("ROOMS__TURN_URLS", "stun:relay.example:3478,turn:relay.example:3478")
        .with("ROOMS__TURN_SECRET", "north")
        .with("ROOMS__HOSTS_ALLOW", "video.example")
        .with("ROOMS__ICE_PER_HOUR", "2");
    let (api, _worker) = (world.api().await, world.worker().await);
    let room = room(&world, &api, json!({})).await;
    let kit = room.joined(&api, "Kit").await;
    let ice = format!("{}/ice", path(room.id));
    let servers = kit.program.get(&ice).await;
    assert_eq!(servers.status, 200, "{}", servers.body);
    let relay = &servers.body["servers"][1];
    assert!(relay["username"].as_str().unwrap().ends_with(&format!(":{}", kit.seat)), "{relay}");
    assert_eq!(relay["credential"].as_str().unwrap().len(), 28);
    assert_eq!(servers.body["ttl_s"], 3_600);
    kit.program.get(&ice).await;
    assert_eq!(code(&kit.program.get(&ice).await), (429, "limited"));

    let from = |host: &str| json!({ "items": [{ "source": { "kind": "file", "url": format!("https://{host}/a.mp4") } }] });
    assert_eq!(room.does(&kit.program, "add", from("video.example")).await.status, 200);
    let refused = room.does(&kit.program, "add", from("other.example")).await;
    assert_eq!(code(&refused), (409, "source_refused"));
    let config = json!({ "config": { "title": "x", "items": from("other.example")["items"] } });
    let refused = world.program(&api).post("/api/v1/rooms", config).await;
    assert_eq!(code(&refused), (409, "source_refused"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_room_begins_by_its_schedule_and_is_in_a_calendar() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let room = room(&world, &api, json!({})).await;
    let schedules = format!("{}/schedules", room.path());
    let weekly = json!({ "at": "2026-10-23T20:00", "zone": "Europe/Berlin", "repeat": "weekly",
        "remind_min": 30, "start": true });
    let made = room.owner.post(&schedules, weekly).await;
    assert_eq!(made.status, 201, "{}", made.body);
    for wrong in [
        json!({ "at": "2001-01-01T20:00", "zone": "UTC" }),
        json!({ "at": "2036-01-01T20:00", "zone": "Mars" }),
        json!({ "at": "tomorrow", "zone": "UTC" }),
        json!({ "at": "2036-01-01T20:00", "zone": "UTC", "remind_min": 0 }),
    ] {
        assert_eq!(code(&room.owner.post(&schedules, wrong).await), (422, "invalid"));
    }
    let list = nobody(&api).get(&schedules).await.body;
    assert_eq!(list["items"][0]["at"], "2026-10-23T20:00");
    let ics = nobody(&api).ask(Method::GET, &format!("{}/calendar.ics", room.path()));
    let ics = ics.send().await.unwrap().text().await.unwrap();
    assert!(ics.contains("DTSTART;TZID=Europe/Berlin:"), "{ics}");

    let film = json!({ "items": [{ "source": { "kind": "file", "url": "https://video.example/a.webm" } }] });
    assert_eq!(room.does(&room.owner, "add", film).await.status, 200);
    world
        .postgres
        .run("UPDATE room_schedule SET next_at = date_trunc('second', now()) + interval '60 seconds'")
        .await;
    let live = world.live.live().await;
    let context = world.context(&live).await;
    let job = downbeat_job::registry().want("begin_rooms", &json!({})).unwrap().unwrap();
    let transaction = world.postgres.begin().await.unwrap();
    let enqueued = transaction.enqueue(&[job]).await.unwrap();
    transaction.commit().await.unwrap();
    context.queue.announce(&enqueued).await;
    let status = until("it counts down", async || {
        let seen = room.seen(&world).await;
        (seen["status"] == "counting").then(|| seen["status"].clone())
    })
    .await;
    assert_eq!(status, "counting");
    let next = until("its next time is kept", async || {
        let list = nobody(&api).get(&schedules).await.body;
        let next = list["items"][0]["next_ms"].as_i64().unwrap();
        (next > downbeat_boot::clock::unix_ms() + 3_600_000).then_some(next)
    })
    .await;
    assert!(next > 0);
    let id = list["items"][0]["id"].as_str().unwrap();
    let end = answered(room.owner.ask(Method::DELETE, &format!("{schedules}/{id}"))).await;
    assert_eq!(end.status, 204);
}

#[tokio::test(flavor = "multi_thread")]
async fn friends_say_yes_to_each_other_and_see_where_they_are() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let (ann, bob) = (person(&world.postgres, "ann").await, person(&world.postgres, "bob").await);
    let ann_asks = cookie(&world.postgres, ann).await.program(&api).await;
    let bob_asks = cookie(&world.postgres, bob).await.program(&api).await;
    for login in ["bob", "nobody", "ann"] {
        let asked = ann_asks.post("/api/v1/friends", json!({ "login": login })).await;
        assert_eq!(asked.status, 202, "{login}: nobody learns who is here");
    }
    let of_bob = bob_asks.get("/api/v1/friends").await.body;
    assert_eq!(
        (&of_bob["items"][0]["state"], &of_bob["items"][0]["by_me"]),
        (&json!("asked"), &json!(false))
    );
    let put = async |who: &Program, id: Uuid, state: &str| {
        let request = who.ask(Method::PUT, &format!("/api/v1/friends/{id}"));
        answered(request.json(&json!({ "state": state }))).await
    };
    let asks = ann_asks.get("/api/v1/friends").await.body;
    let ask = asks["items"].as_array().unwrap().iter().find(|it| it["login"] == "bob").unwrap();
    let ask: Uuid = ask["id"].as_str().unwrap().parse().unwrap();
    for more in ["friends", "blocked"] {
        assert_eq!(code(&put(&ann_asks, ask, more).await), (409, "not_asked"));
    }
    assert_eq!(put(&bob_asks, ann, "friends").await.status, 204);
    let now = ann_asks.get("/api/v1/friends").await.body;
    let bobs: Vec<_> =
        now["items"].as_array().unwrap().iter().filter(|it| it["login"] == "bob").collect();
    assert_eq!((bobs.len(), &bobs[0]["state"]), (1, &json!("friends")), "{now}");

    let made = super::made(&api, &ann_asks, json!({ "entry": "friends" })).await;
    let joined = made.ask(&bob_asks, json!({})).await;
    assert_eq!(joined.status, 201, "{}", joined.body);
    let live = world.live.live().await;
    made.told(&live, "arrive", json!({ "seat": made.seat.to_string() })).await.unwrap();
    let seen = bob_asks.get("/api/v1/me/presence").await.body;
    assert_eq!(seen["friends"][0]["code"], made.code, "{seen}");
    let hidden =
        answered(ann_asks.ask(Method::PUT, "/api/v1/me/presence").json(&json!({ "seen": false })))
            .await;
    assert_eq!(hidden.status, 204);
    assert_eq!(bob_asks.get("/api/v1/me/presence").await.body["friends"], json!([]));

    assert_eq!(put(&ann_asks, bob, "blocked").await.status, 204);
    assert_eq!(bob_asks.get("/api/v1/friends").await.body["items"], json!([]));
    bob_asks.post("/api/v1/friends", json!({ "login": "ann" })).await;
    let of_ann = ann_asks.get("/api/v1/friends").await.body;
    assert_eq!(of_ann["items"][0]["state"], "blocked", "{of_ann}");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_asks_learns_nothing_of_who_is_here_before_a_yes() {
    let world = World::new().await;
    let api = world.api().await;
    let mut people = Vec::new();
    for name in ["ann", "bob", "cid", "dan"] {
        let id = person(&world.postgres, name).await;
        people.push((id, cookie(&world.postgres, id).await.program(&api).await));
    }
    let [(ann, ann_asks), (_, bob_asks), (_, cid_asks), _] = &people[..] else { panic!() };
    let put = async |who: &Program, id: &str, state: &str| {
        let request = who.ask(Method::PUT, &format!("/api/v1/friends/{id}"));
        answered(request.json(&json!({ "state": state }))).await.status
    };
    let friends = async |who: &Program| -> Vec<Value> {
        let list = who.get("/api/v1/friends").await;
        assert_eq!(list.status, 200, "{}", list.body);
        list.body["items"].as_array().unwrap().clone()
    };
    for login in ["bob", "Cid", "dan", "later"] {
        let asked = ann_asks.post("/api/v1/friends", json!({ "login": login })).await;
        assert_eq!((asked.status, asked.body), (202, Value::Null));
    }
    // One says no, one wants nothing of her, one has not looked, and one is not here.
    let her = ann.to_string();
    assert_eq!(friends(bob_asks).await[0]["id"], her);
    assert_eq!(put(bob_asks, &her, "none").await, 204);
    assert_eq!(friends(cid_asks).await[0]["id"], her);
    assert_eq!(put(cid_asks, &her, "blocked").await, 204);
    assert!(friends(bob_asks).await.is_empty(), "it comes once");
    let mut seen = friends(ann_asks).await;
    assert_eq!(seen.len(), 4);
    for one in &mut seen {
        assert_eq!(one["name"], one["login"], "what she typed");
        for own in ["id", "name", "login", "since_ms"] {
            one[own] = json!(0);
        }
    }
    assert!(seen.iter().all(|one| one == &seen[0]), "all are alike: {seen:?}");

    // It comes to whoever has the name later; what is taken back to nobody.
    let later = person(&world.postgres, "later").await;
    let later_asks = cookie(&world.postgres, later).await.program(&api).await;
    assert_eq!(friends(&later_asks).await[0]["id"], her);
    let ask = friends(ann_asks).await;
    let ask = ask.iter().find(|it| it["login"] == "later").unwrap()["id"].as_str().unwrap();
    assert_eq!(put(ann_asks, ask, "none").await, 204);
    assert!(friends(&later_asks).await.is_empty());
    assert_eq!(friends(ann_asks).await.len(), 3);
    // Whoever ask each other are friends.
    later_asks.post("/api/v1/friends", json!({ "login": "ann" })).await;
    ann_asks.post("/api/v1/friends", json!({ "login": "LATER" })).await;
    assert_eq!(friends(&later_asks).await[0]["state"], "friends");

    // So many, of whomever.
    let many = format!(
        "INSERT INTO friend_ask (id, person, login)
         SELECT gen_random_uuid(), '{her}', 'n' || n FROM generate_series(1, 496) n"
    );
    world.postgres.run(&many).await;
    for login in ["nobody", "dan's friend"] {
        let refused = ann_asks.post("/api/v1/friends", json!({ "login": login })).await;
        assert_eq!(code(&refused), (409, "too_many"));
    }
    let again = ann_asks.post("/api/v1/friends", json!({ "login": "BOB" })).await;
    assert_eq!(again.status, 202, "who is asked already counts once");
    assert_eq!(friends(bob_asks).await[0]["id"], her, "asked again, it comes again");
    let (counted, doer) = (Traces::new(), Doer::cli());
    let transaction = world.postgres.begin().await.unwrap();
    transaction.erase_person(*ann, &counted, &doer, None).await.unwrap();
    transaction.commit().await.unwrap();
    assert_eq!(world.postgres.number("SELECT count(*) FROM friend_ask").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_watched_is_hidden_or_deleted_and_goes_with_its_person() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let room = room(&world, &api, json!({})).await;
    let ann = person(&world.postgres, "ann").await;
    let program = cookie(&world.postgres, ann).await.program(&api).await;
    let seat = room.ask(&program, json!({})).await.body["seat"].clone();
    let live = world.live.live().await;
    room.told(&live, "arrive", json!({ "seat": seat })).await.unwrap();
    for name in ["a", "b"] {
        let url = format!("https://video.example/{name}.webm");
        let item = json!({ "source": { "kind": "file", "url": url }, "title": name });
        let add = json!({ "items": [item], "place": "now" });
        assert_eq!(room.does(&room.owner, "add", add).await.status, 200);
    }
    let history = "/api/v1/me/history";
    let items = until("both are there", async || {
        let list = program.get(history).await.body["items"].as_array().unwrap().clone();
        (list.len() == 2).then_some(list)
    })
    .await;
    let at = |item: &Value| format!("{history}/{}", item["id"].as_str().unwrap());
    let hide = async |who: &Program, item: &Value, hidden: bool| {
        let request = who.ask(Method::PUT, &at(item)).json(&json!({ "hidden": hidden }));
        answered(request).await
    };
    for (hidden, shown) in [(true, 1), (true, 1), (false, 2), (false, 2), (true, 1)] {
        let answer = hide(&program, &items[0], hidden).await;
        assert_eq!(answer.status, 204, "{hidden}: {}", answer.body);
        let list = program.get(history).await.body["items"].clone();
        assert_eq!(list.as_array().unwrap().len(), shown, "{hidden}: {list}");
    }
    // Nobody shows what another has hidden, or what never was.
    let bob = person(&world.postgres, "bob").await;
    let bob = cookie(&world.postgres, bob).await.program(&api).await;
    for hidden in [true, false] {
        assert_eq!(code(&hide(&bob, &items[0], hidden).await), (404, "not_found"));
    }
    assert_eq!(program.delete(&at(&items[1])).await.status, 204);
    assert_eq!(program.delete(history).await.status, 204);
    let kept = world.postgres.watched(ann, None, 10).await.unwrap();
    assert!(kept.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_reaches_those_in_charge_and_staff() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let room = room(&world, &api, json!({})).await;
    let (kit, lou) = (room.joined(&api, "Kit").await, room.joined(&api, "Lou").await);
    let reports = format!("{}/reports", path(room.id));
    let body = json!({ "seat": lou.seat, "reason": "abuse", "text": "again and again" });
    let made = kit.program.post(&reports, body).await;
    assert_eq!(made.status, 201, "{}", made.body);
    assert_eq!(code(&kit.program.get(&reports).await), (403, "forbidden"));
    let seen = room.owner.get(&reports).await.body;
    assert_eq!(
        (&seen["items"][0]["name"], &seen["items"][0]["reason"]),
        (&json!("Lou"), &json!("abuse"))
    );
    let ada = world.postgres.create_staff("Ada", Staff::Admin, &Doer::cli()).await.unwrap();
    let ada = cookie(&world.postgres, ada).await.program(&api).await;
    let open = "/api/v1/admin/reports?open=true";
    assert_eq!(ada.get(open).await.body["items"].as_array().unwrap().len(), 1);
    let close = format!("/api/v1/admin/reports/{}/close", made.body["id"].as_str().unwrap());
    assert_eq!(ada.post(&close, json!({ "reason": "seen to" })).await.status, 204);
    assert_eq!(ada.get(open).await.body["items"], json!([]));
    assert_eq!(code(&ada.post(&close, json!({})).await), (404, "not_found"));
    let audit = ada.get("/api/v1/admin/audit?action=report.close").await.body;
    assert_eq!(audit["items"][0]["reason"], "seen to", "{audit}");
}
