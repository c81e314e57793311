//! Who comes by a JWT of Twitch's, and how far that goes.

use downbeat_session::kinds::mission::camp::of_broadcaster;
use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    harness::{
        Answered, BROADCASTER, EXTENSION, EXTENSION_SECRETS, Process, Program, Screen, Sim, World,
        answered,
    },
    streamer::code,
};

const KEPT: &str = "SELECT count(*) FROM identities WHERE provider = 'twitch_extension'";

struct Stage {
    world: World,
    sim: Sim,
    api: Process,
    camp: Uuid,
    _worker: Process,
}

impl Stage {
    async fn new() -> Self {
        let (world, sim) = World::with_twitch().await;
        let (api, worker) = (world.api().await, world.worker().await);
        let body = json!({ "kind": "mission", "config": { "tick_ms": 5_000 } });
        let made = world.program(&api).post("/api/v1/sessions", body).await;
        assert_eq!(made.status, 201, "{:?}", made.body);
        let camp = of_broadcaster(BROADCASTER);
        assert_eq!(made.body["id"], json!(camp));
        Self { world, sim, api, camp, _worker: worker }
    }

    /// A page of whoever Twitch says it is.
    async fn viewer(&self, wanted: Value) -> Program {
        let jwt = self.sim.jwt(wanted).await;
        Program::new(&self.api, &jwt)
    }

    fn socket(&self, session: Uuid, link: &str) -> String {
        let base = self.api.base.replacen("http", "ws", 1);
        format!("{base}/ws/sessions/{session}?link={link}")
    }
}

fn who(role: &str, opaque: &str) -> Value {
    json!({ "role": role, "opaque_user_id": opaque })
}

fn with(wanted: Value, name: &str, value: Value) -> Value {
    let mut wanted = wanted;
    wanted[name] = value;
    wanted
}

async fn looks(program: &Program) -> Answered {
    program.get(&format!("/api/v1/camps/{BROADCASTER}")).await
}

async fn makes_survivor(program: &Program) -> Answered {
    program.post("/api/v1/survivors", json!({ "bent": "grit" })).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_viewer_is_what_twitch_says_and_is_kept_once_they_do_something() {
    let stage = Stage::new().await;
    for (role, opaque, is) in [
        ("viewer", "U7", "participant"),
        ("moderator", "U8", "moderator"),
        ("broadcaster", "U9", "owner"),
        ("viewer", "A7", "viewer"),
        ("broadcaster", "A9", "viewer"),
    ] {
        let seen = looks(&stage.viewer(who(role, opaque)).await).await;
        assert_eq!(seen.status, 200, "{:?}", seen.body);
        assert_eq!(seen.body["me"]["role"], is, "{role} {opaque}");
        assert_eq!(seen.body["me"]["user"], Value::Null, "nobody is kept who only looks");
        assert_eq!(seen.body["view"].get("extension").is_some(), is == "owner", "{role}");
    }
    assert_eq!(stage.world.postgres.number(KEPT).await, 0);

    let viewer = stage.viewer(who("viewer", "U7")).await;
    let made = makes_survivor(&viewer).await;
    assert_eq!(made.status, 201, "{:?}", made.body);
    assert_eq!(stage.world.postgres.number(KEPT).await, 1);
    // Another JWT of the same person, with another page.
    let seen = looks(&stage.viewer(who("viewer", "U7")).await).await;
    assert_eq!(seen.body["me"]["survivor"]["id"], made.body["id"], "{:?}", seen.body);
    let passing = stage.viewer(who("viewer", "A7")).await;
    assert_eq!(code(&makes_survivor(&passing).await), (409, "sign_in"));
    assert_eq!(stage.world.postgres.number(KEPT).await, 1, "nothing is kept of an A…");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_jwt_is_this_extensions_in_time_and_for_its_channel() {
    let stage = Stage::new().await;
    let viewer = || who("viewer", "U7");
    for (wanted, answer) in [
        (with(viewer(), "good_for_s", json!(-11)), (401, "expired")),
        (with(viewer(), "secret", json!("unknown")), (401, "bad_token")),
        (who("viewer", "X7"), (401, "bad_token")),
        (who("external", "U7"), (403, "forbidden")),
        (with(viewer(), "channel_id", json!("999")), (403, "forbidden")),
    ] {
        let refused = looks(&stage.viewer(wanted.clone()).await).await;
        assert_eq!(code(&refused), answer, "{wanted}");
    }
    let still_good = with(viewer(), "secret", json!("old"));
    assert_eq!(looks(&stage.viewer(still_good).await).await.status, 200);
    for jwt in ["a.b.c", "a.b", "eyJhbGciOiJub25lIn0.e30."] {
        assert_eq!(code(&looks(&Program::new(&stage.api, jwt)).await), (401, "bad_token"), "{jwt}");
    }
    // It opens what is for an audience, and nothing of anybody's own.
    let viewer = stage.viewer(viewer()).await;
    for path in ["/api/v1/me", "/api/v1/sessions", "/api/v1/tokens", "/api/v1/admin/jobs"] {
        assert_eq!(viewer.get(path).await.status, 401, "{path}");
    }
    let large = json!({ "bent": "grit", "name": "a".repeat(16 * 1_024) });
    let refused = viewer.post("/api/v1/survivors", large).await;
    assert_eq!(code(&refused), (413, "too_large"));
    assert_eq!(stage.world.postgres.number(KEPT).await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn only_a_page_of_the_extension_may_ask_from_another_site() {
    let stage = Stage::new().await;
    let viewer = stage.viewer(who("viewer", "U7")).await;
    let path = format!("/api/v1/camps/{BROADCASTER}");
    let ours = format!("https://{EXTENSION}.ext-twitch.tv");
    let from = async |method: Method, origin: &str| {
        let request = viewer.ask(method, &path).header("origin", origin);
        answered(request.header("access-control-request-method", "POST")).await
    };
    let asked_first = from(Method::OPTIONS, &ours).await;
    assert_eq!(asked_first.status, 204);
    let header = |answer: &Answered, name: &str| {
        answer.headers.get(name).map(|value| value.to_str().unwrap().to_owned())
    };
    assert_eq!(header(&asked_first, "access-control-allow-origin").as_deref(), Some(&*ours));
    assert!(
        header(&asked_first, "access-control-allow-headers").unwrap().contains("authorization")
    );
    assert_eq!(header(&asked_first, "access-control-allow-credentials"), None);
    let seen = from(Method::GET, &ours).await;
    assert_eq!((seen.status, header(&seen, "access-control-allow-origin")), (200, Some(ours)));
    for origin in ["https://evil.example", "https://other.ext-twitch.tv", "null"] {
        let refused = from(Method::GET, origin).await;
        assert_eq!(code(&refused), (403, "forbidden"), "{origin}");
        assert_eq!(header(&refused, "access-control-allow-origin"), None, "{origin}");
        let refused = from(Method::OPTIONS, origin).await;
        assert_eq!(header(&refused, "access-control-allow-origin"), None, "{origin}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_viewer_commands_what_their_role_may_in_their_channel_alone() {
    let stage = Stage::new().await;
    for (role, opaque, close) in [
        ("viewer", "U7", (403, "forbidden")),
        ("viewer", "A7", (409, "sign_in")),
        ("moderator", "U8", (200, "")),
    ] {
        let viewer = stage.viewer(who(role, opaque)).await;
        let answer = viewer.command(stage.camp, "close", json!({})).await;
        assert_eq!(code(&answer), close, "{role} {opaque}: {:?}", answer.body);
    }
    let broadcaster = stage.viewer(who("broadcaster", "U9")).await;
    assert_eq!(broadcaster.command(stage.camp, "open", json!({})).await.status, 200);
    // Of the same streamer, and nothing that an audience takes part in.
    let reset = broadcaster.command(stage.world.seeded.session_id, "reset", json!({})).await;
    assert_eq!(code(&reset), (403, "forbidden"));
    let elsewhere = with(who("broadcaster", "U9"), "channel_id", json!("999"));
    let answer = stage.viewer(elsewhere).await.command(stage.camp, "close", json!({})).await;
    assert_eq!(code(&answer), (403, "forbidden"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_ticket_opens_one_socket_in_its_role_and_nothing_else() {
    let stage = Stage::new().await;
    let ticket = async |wanted: Value| -> String {
        let answer = stage.viewer(wanted).await.post("/api/v1/ext/ticket", json!({})).await;
        assert_eq!(answer.status, 200, "{:?}", answer.body);
        answer.body["ticket"].as_str().unwrap().to_owned()
    };
    let origin = [("origin", format!("https://{EXTENSION}.ext-twitch.tv"))];
    for (role, opaque, is) in [
        ("viewer", "U7", "participant"),
        ("moderator", "U8", "moderator"),
        ("broadcaster", "U9", "owner"),
        ("viewer", "A7", "viewer"),
    ] {
        let url = stage.socket(stage.camp, &ticket(who(role, opaque)).await);
        let hello = Screen::connect_with(&url, &origin).await.next().await;
        assert_eq!((&hello["type"], &hello["role"]), (&json!("hello"), &json!(is)), "{hello}");
        let again = Screen::connect_with(&url, &origin).await.bye().await;
        assert_eq!(again, (3500, 3500), "once");
    }
    assert_eq!(stage.world.postgres.number(KEPT).await, 0, "a socket is for looking");
    // Of the same streamer, and nothing that an audience takes part in.
    let meter = stage.world.seeded.session_id;
    let url = stage.socket(meter, &ticket(who("broadcaster", "U9")).await);
    assert_eq!(Screen::connect(&url).await.bye().await, (3500, 3500));
    let elsewhere = with(who("viewer", "U7"), "channel_id", json!("999"));
    let url = stage.socket(stage.camp, &ticket(elsewhere).await);
    assert_eq!(Screen::connect(&url).await.bye().await, (3500, 3500));
    // A page of another site, and one of the extension without a ticket.
    let evil = [("origin", "https://evil.example".to_owned())];
    let url = stage.socket(stage.camp, &ticket(who("viewer", "U7")).await);
    assert_eq!(Screen::connect_with(&url, &evil).await.bye().await, (3502, 3502));
    let url = stage.socket(stage.camp, "0123");
    assert_eq!(Screen::connect_with(&url, &origin).await.bye().await, (3502, 3502));
    // A person and their program have their own ways in.
    let refused = stage.world.program(&stage.api).post("/api/v1/ext/ticket", json!({})).await;
    assert_eq!(code(&refused), (403, "forbidden"));
}

/// However the path spells what it names.
#[tokio::test(flavor = "multi_thread")]
async fn a_viewer_of_another_channel_takes_part_in_nothing() {
    let stage = Stage::new().await;
    let host = stage.viewer(who("viewer", "U7")).await;
    assert_eq!(makes_survivor(&host).await.status, 201);
    let party = json!({ "difficulty": 1, "party": "open" });
    let made = host.post(&format!("/api/v1/camps/{BROADCASTER}/missions"), party.clone()).await;
    assert_eq!(made.status, 201, "{}", made.body);
    let mission = made.body["id"].as_str().unwrap().to_owned();
    let elsewhere = with(who("viewer", "U8"), "channel_id", json!("999"));
    let other = stage.viewer(elsewhere).await;
    assert_eq!(makes_survivor(&other).await.status, 201);
    let spelled = |text: &str| {
        let (first, rest) = text.split_at(1);
        [text.to_owned(), format!("%{:02x}{rest}", first.as_bytes()[0])]
    };
    for id in spelled(&mission) {
        for deed in ["join", "leave", "depart", "turn_back", "recall"] {
            let answer = other.post(&format!("/api/v1/missions/{id}/{deed}"), json!({})).await;
            assert_eq!(code(&answer), (403, "forbidden"), "{deed} {id}");
        }
        for part in ["", "/log", "/replay"] {
            let answer = other.get(&format!("/api/v1/missions/{id}{part}")).await;
            assert_eq!(code(&answer), (403, "forbidden"), "{part} {id}");
        }
    }
    for channel in spelled(BROADCASTER) {
        let go = format!("/api/v1/camps/{channel}/missions");
        assert_eq!(code(&other.post(&go, party.clone()).await), (403, "forbidden"));
        for part in ["", "/scores", "/lobbies", "/memorial"] {
            let answer = other.get(&format!("/api/v1/camps/{channel}{part}")).await;
            assert_eq!(code(&answer), (403, "forbidden"), "{part} {channel}");
        }
    }
    let seated = "SELECT count(*) FROM mission_members WHERE is_active";
    assert_eq!(stage.world.postgres.number(seated).await, 1, "its host alone");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_socket_ends_with_the_jwt_that_opened_it_and_says_to_come_again() {
    let (world, sim) = World::with_twitch().await;
    let world = world.with("API__PASSES_RECHECK_MS", "200");
    let (api, _worker) = (world.api().await, world.worker().await);
    let body = json!({ "kind": "mission", "config": {} });
    assert_eq!(world.program(&api).post("/api/v1/sessions", body).await.status, 201);
    // Over already, within what clocks may differ by.
    let wanted = with(who("moderator", "U8"), "good_for_s", json!(-2));
    let viewer = Program::new(&api, &sim.jwt(wanted).await);
    let ticket = viewer.post("/api/v1/ext/ticket", json!({})).await.body["ticket"].clone();
    let base = api.base.replacen("http", "ws", 1);
    let session = of_broadcaster(BROADCASTER);
    let url = format!("{base}/ws/sessions/{session}?link={}", ticket.as_str().unwrap());
    let mut screen = Screen::connect(&url).await;
    assert_eq!(screen.next().await["type"], "hello");
    assert_eq!(screen.bye().await, (1013, 1013), "and not for good");
}

#[tokio::test(flavor = "multi_thread")]
async fn no_secret_and_no_id_of_twitchs_is_in_a_log() {
    let stage = Stage::new().await;
    let wanted = with(who("viewer", "Ucanary77"), "user_id", json!("777000777"));
    let jwt = stage.sim.jwt(wanted).await;
    let viewer = Program::new(&stage.api, &jwt);
    assert_eq!(makes_survivor(&viewer).await.status, 201);
    let linked = viewer.post("/api/v1/ext/link", json!({})).await;
    assert_eq!(linked.status, 200, "{:?}", linked.body);
    let log = stage.api.log();
    for secret in [&jwt, "Ucanary77", "777000777", EXTENSION_SECRETS[0]] {
        assert!(!log.contains(secret), "{secret}");
    }
}
