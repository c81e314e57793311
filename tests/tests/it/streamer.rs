//! A streamer and their programs at the API: what each door answers, and what
//! goes on while a store is away.

use std::collections::HashSet;

use downbeat_job::{Queue, wanted};
use downbeat_twitch::webhook;
use futures::future::join_all;
use reqwest::{Client, Method, StatusCode, redirect::Policy};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::harness::{
    Answered, BROADCASTER, Process, Program, SECRET, Screen, Sim, World, answered, signed_as, until,
};

/// A browser: it follows nothing by itself and keeps its cookies.
struct Browser {
    client: Client,
    base: String,
    cookies: Vec<(String, String)>,
}

impl Browser {
    fn new(api: &Process) -> Self {
        let client = Client::builder().redirect(Policy::none()).build().unwrap();
        Self { client, base: api.base.clone(), cookies: Vec::new() }
    }

    async fn open(&mut self, url: &str) -> reqwest::Response {
        let cookies: Vec<String> =
            self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let answer =
            self.client.get(url).header("cookie", cookies.join("; ")).send().await.unwrap();
        for set in answer.headers().get_all("set-cookie") {
            let pair = set.to_str().unwrap().split(';').next().unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            self.cookies.retain(|(known, _)| known != name);
            self.cookies.push((name.to_owned(), value.to_owned()));
        }
        answer
    }

    /// Off to Twitch; answers where Twitch would send the browser back to.
    async fn to_twitch(&mut self, sim: &Sim, login: &str) -> String {
        let begin = format!("{}/auth/twitch", self.base);
        let place = self.open(&begin).await;
        assert_eq!(place.status(), StatusCode::SEE_OTHER);
        let place = reqwest::Url::parse(place.headers()["location"].to_str().unwrap()).unwrap();
        let asked: std::collections::HashMap<_, _> = place.query_pairs().into_owned().collect();
        assert_eq!(asked["scope"], "channel:bot");
        let form = [
            ("redirect_uri", &asked["redirect_uri"]),
            ("state", &asked["state"]),
            ("login", &login.to_owned()),
        ];
        let mut form = form.to_vec();
        let cancel = ("cancel", &"1".to_owned());
        if login.is_empty() {
            form.push(cancel);
        }
        let url = format!("{}/oauth2/authorize", sim.url);
        let back = self.client.post(url).form(&form).send().await.unwrap();
        back.headers()["location"].to_str().unwrap().to_owned()
    }

    async fn sign_in(api: &Process, sim: &Sim, login: &str) -> Program {
        let mut browser = Self::new(api);
        let back = browser.to_twitch(sim, login).await;
        let landed = browser.open(&back).await;
        assert_eq!(landed.status(), StatusCode::SEE_OTHER);
        assert_eq!(landed.headers()["location"], "/dashboard");
        browser.program(api).await
    }

    /// Its cookie, with the token that unsafe requests need.
    async fn program(&self, api: &Process) -> Program {
        let (_, cookie) = self.cookies.iter().find(|(name, _)| name == "__Host-downbeat").unwrap();
        let cookie = ("cookie", format!("__Host-downbeat={cookie}"));
        let me = Program::with(api, vec![cookie.clone()]).get("/api/v1/me").await;
        let csrf = me.body["csrf"].as_str().unwrap().to_owned();
        Program::with(api, vec![cookie, ("x-csrf-token", csrf)])
    }
}

fn code(answer: &Answered) -> (u16, &str) {
    (answer.status, answer.body["code"].as_str().unwrap_or_default())
}

fn path(id: Uuid) -> String {
    format!("/api/v1/sessions/{id}")
}

async fn people(world: &World) -> i64 {
    world.postgres.number("SELECT count(*) FROM users").await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_first_sign_in_makes_everything_and_a_second_nothing() {
    let (world, sim) = World::with_twitch().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let before = people(&world).await;
    let ada = Browser::sign_in(&api, &sim, "AdaPlays").await;
    assert_eq!(ada.get("/api/v1/me").await.body["login"], "adaplays");
    let sessions = ada.get("/api/v1/sessions").await.body;
    assert_eq!(sessions["items"][0]["kind"], "meter");
    let id: Uuid = sessions["items"][0]["id"].as_str().unwrap().parse().unwrap();
    let links = ada.get(&format!("{}/links", path(id))).await.body;
    assert_eq!(links["items"][0]["role"], "overlay");
    let link = links["items"][0]["id"].as_str().unwrap();
    let copied = ada.get(&format!("/api/v1/links/{link}")).await.body;
    let token = copied["token"].as_str().unwrap();
    assert_eq!(copied["url"], format!("{}/overlay/{token}", api.base));
    let screen = Screen::open(&api.socket_url(token)).await;
    assert_eq!(screen.hello["role"], "overlay");
    let health = format!("{}/subscription", path(id));
    until("Twitch sends the chat", async || {
        (ada.get(&health).await.body["health"] == "healthy").then_some(())
    })
    .await;

    Browser::sign_in(&api, &sim, "AdaPlays").await;
    assert_eq!(people(&world).await, before + 1);
    assert_eq!(ada.get("/api/v1/sessions").await.body["items"].as_array().unwrap().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sign_in_that_is_not_right_makes_nothing_and_says_why() {
    let (world, sim) = World::with_twitch().await;
    let api = world.api().await;
    let before = people(&world).await;
    let mut browser = Browser::new(&api);
    let back = browser.to_twitch(&sim, "AdaPlays").await;
    let mut another = Browser::new(&api);
    another.to_twitch(&sim, "GrimRiver").await;
    let callback = format!("{}/auth/twitch/callback", api.base);
    let nonsense = format!("{callback}?code=x&state=never");
    for (is_hers, place) in [(false, &back), (true, &back), (true, &nonsense), (true, &callback)] {
        let browser = if is_hers { &mut browser } else { &mut another };
        let answer = browser.open(place).await;
        assert_eq!(answer.status(), StatusCode::BAD_REQUEST, "{place}");
        assert!(answer.headers()["content-type"].to_str().unwrap().contains("text/html"));
    }
    let refused = browser.to_twitch(&sim, "").await;
    let answer = browser.open(&refused).await;
    assert_eq!(answer.status(), StatusCode::FORBIDDEN);
    assert!(answer.text().await.unwrap().contains("data-problem=\"refused\""));
    let back = browser.to_twitch(&sim, "AdaPlays").await;
    sim.fail(json!({ "path": "/oauth2/token", "status": 503, "times": 1 })).await;
    assert_eq!(browser.open(&back).await.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(people(&world).await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_config_is_saved_on_the_version_that_was_read() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let (ann, id) = (world.program(&api), world.seeded.session_id);
    let mut screen = world.screen(&api).await;
    let read = ann.get(&path(id)).await;
    assert_eq!((read.status, read.etag.as_deref()), (200, Some("\"1\"")));
    let label = |label: &str| json!({ "config": { "labels": { "for": label } } });
    let saves =
        ["Left", "Right"].map(|text| async { ann.patch(&path(id), "\"1\"", label(text)).await });
    let saves = join_all(saves).await;
    let statuses: HashSet<u16> = saves.iter().map(|saved| saved.status).collect();
    assert_eq!(statuses, [200, 412].into(), "one wins, the other is told");
    let stale = saves.iter().find(|saved| saved.status == 412).unwrap();
    assert_eq!((code(stale).1, &stale.body["current"]), ("stale", &json!("2")));
    let won = saves.iter().find(|saved| saved.status == 200).unwrap();
    assert_eq!(won.body["config"]["labels"]["against"], "No", "what was not given stays");
    assert_eq!(screen.frame().await["view"]["labels"], won.body["config"]["labels"]);

    let bare = answered(ann.ask(Method::PATCH, &path(id)).json(&label("x"))).await;
    assert_eq!(code(&bare), (428, "match_required"));
    for (change, field) in [
        (json!({ "weight": 51 }), "weight"),
        (json!({ "weight": "much" }), "weight"),
        (json!({ "triggers": { "against": ["YES"] } }), "triggers.against"),
        (json!({ "theme": { "for": "red" } }), "config"),
        (json!({ "unknown": 1 }), "config"),
    ] {
        let refused = ann.patch(&path(id), "\"2\"", json!({ "config": change })).await;
        assert_eq!(code(&refused), (422, "invalid"), "{change}");
        let told = refused.body["errors"][0]["field"].as_str().unwrap();
        assert!(told == field || field == "config", "{change}: {told}");
    }
    assert_eq!(ann.get(&path(id)).await.body["config_version"], 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_somebody_elses_is_not_there() {
    let (world, sim) = World::with_twitch().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let id = world.seeded.session_id;
    let ann = world.program(&api);
    assert_eq!(ann.get(&path(id)).await.status, 200);
    let link = ann.get(&format!("{}/links", path(id))).await.body["items"][0]["id"].clone();
    let link = link.as_str().unwrap();
    let eve = Browser::sign_in(&api, &sim, "Eve_is_here").await;
    for place in [
        path(id),
        format!("{}/events", path(id)),
        format!("{}/rounds", path(id)),
        format!("{}/links", path(id)),
        format!("{}/activity", path(id)),
        format!("{}/subscription", path(id)),
        format!("{}/export", path(id)),
        format!("/api/v1/links/{link}"),
    ] {
        assert_eq!(code(&eve.get(&place).await), (404, "not_found"), "{place}");
    }
    assert_eq!(eve.command(id, "reset", json!({})).await.status, 404);
    assert_eq!(eve.patch(&path(id), "\"1\"", json!({})).await.status, 404);
    assert_eq!(eve.post(&format!("/api/v1/links/{link}/rotate"), json!({})).await.status, 404);
    assert_eq!(eve.delete(&format!("/api/v1/links/{link}")).await.status, 404);
    let stranger = Program::with(&api, Vec::new());
    assert_eq!(code(&stranger.get(&path(id)).await), (401, "signed_out"));
    assert_eq!(Program::new(&api, "nonsense").get(&path(id)).await.status, 401);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_may_what_its_scopes_say_until_it_is_ended() {
    let (world, sim) = World::with_twitch().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let ada = Browser::sign_in(&api, &sim, "AdaPlays").await;
    let id = ada.get("/api/v1/sessions").await.body["items"][0]["id"].clone();
    let id: Uuid = id.as_str().unwrap().parse().unwrap();
    let new = json!({ "name": "a reader", "scopes": ["sessions:read"], "expires_in_days": 7 });
    let made = ada.post("/api/v1/tokens", new).await;
    assert_eq!(made.status, 201);
    let reader = Program::new(&api, made.body["token"].as_str().unwrap());
    assert_eq!(reader.get(&path(id)).await.status, 200);
    assert_eq!(code(&reader.command(id, "reset", json!({})).await), (403, "forbidden"));
    assert_eq!(reader.patch(&path(id), "\"1\"", json!({})).await.status, 403);
    assert_eq!(
        reader.post(&format!("{}/links", path(id)), json!({ "role": "viewer" })).await.status,
        403
    );
    assert_eq!(reader.get("/api/v1/tokens").await.status, 401, "tokens are for people");
    let listed = ada.get("/api/v1/tokens").await.body;
    assert!(!listed.to_string().contains(made.body["token"].as_str().unwrap()));

    let headers = [("authorization", format!("Bearer {}", made.body["token"].as_str().unwrap()))];
    let socket = Screen::connect_with(&api.session_url(id), &headers).await;
    let mut socket = socket.greeted().await;
    assert_eq!(socket.hello["role"], "viewer");
    socket.say(r#"{"type":"command","id":"c1","name":"reset","args":{}}"#).await;
    assert_eq!(socket.answer("c1").await["code"], "forbidden");
    let token = made.body["id"].as_str().unwrap();
    assert_eq!(ada.delete(&format!("/api/v1/tokens/{token}")).await.status, 204);
    assert_eq!(socket.bye().await, (3500, 3500), "its sockets close at once");
    assert_eq!(reader.get(&path(id)).await.status, 401);
    for bad in [
        json!({ "name": "", "scopes": ["sessions:read"] }),
        json!({ "name": "x", "scopes": [] }),
        json!({ "name": "x", "scopes": ["sessions:read"], "expires_in_days": 0 }),
    ] {
        assert_eq!(code(&ada.post("/api/v1/tokens", bad).await), (422, "invalid"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_key_gets_the_same_answer_and_happens_once() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let (ann, id) = (world.program(&api), world.seeded.session_id);
    let links = format!("{}/links", path(id));
    let make = |key: &str, role: &str| {
        let request = ann.ask(Method::POST, &links).header("idempotency-key", key);
        answered(request.json(&json!({ "role": role })))
    };
    let before = world.postgres.number("SELECT count(*) FROM link_tokens").await;
    let first = make("k1", "viewer").await;
    assert_eq!(first.status, 201);
    assert_eq!(make("k1", "viewer").await.body, first.body);
    assert_eq!(code(&make("k1", "owner").await), (422, "key_reused"));
    let at_once = join_all((0..6).map(|_| make("k2", "viewer"))).await;
    let tokens: HashSet<String> = at_once
        .iter()
        .filter(|answer| answer.status == 201)
        .map(|answer| answer.body["token"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(tokens.len(), 1);
    assert!(at_once.iter().all(|answer| [201, 409].contains(&answer.status)));
    assert_eq!(world.postgres.number("SELECT count(*) FROM link_tokens").await, before + 2);
    let kept = "SELECT count(*) FROM idempotent_answer WHERE position('token' in encode(answer, 'escape')) > 0";
    assert_eq!(world.postgres.number(kept).await, 0, "answers are not kept in the clear");

    let start = |question: &str| {
        let place = format!("{}/commands/start_round", path(id));
        let request = ann.ask(Method::POST, &place).header("idempotency-key", "round-1");
        answered(request.json(&json!({ "question": question })))
    };
    let began = start("Jump?").await;
    assert_eq!(began.status, 200);
    assert_eq!(start("Jump?").await.body, began.body);
    assert_eq!(code(&start("Dive?").await), (422, "key_reused"));
    let again = ann.command(id, "start_round", json!({ "question": "Jump?" })).await;
    assert_eq!(code(&again), (409, "round_running"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rotated_link_closes_its_sockets_and_opens_nothing() {
    let world = World::new().await;
    let (api, other) = (world.api().await, world.api().await);
    let _worker = world.worker().await;
    let (ann, id) = (world.program(&api), world.seeded.session_id);
    // The newest is the one that the world's screens use.
    let links = ann.get(&format!("{}/links", path(id))).await.body;
    let old = links["items"][0]["id"].as_str().unwrap();
    let (mut here, mut there) = (world.screen(&api).await, world.screen(&other).await);
    let rotated = ann.post(&format!("/api/v1/links/{old}/rotate"), json!({})).await;
    assert_eq!(rotated.status, 200);
    assert_eq!(here.bye().await, (3500, 3500));
    assert_eq!(there.bye().await, (3500, 3500));
    for api in [&api, &other] {
        let url = api.socket_url(&world.seeded.overlay_token);
        assert_eq!(Screen::connect(&url).await.bye().await, (3500, 3500));
    }
    let token = rotated.body["token"].as_str().unwrap();
    Screen::open(&api.socket_url(token)).await;
    assert_eq!(code(&ann.get(&format!("/api/v1/links/{old}")).await), (404, "not_found"));
    let new = rotated.body["id"].as_str().unwrap();
    let mut screen = Screen::open(&other.socket_url(token)).await;
    assert_eq!(ann.delete(&format!("/api/v1/links/{new}")).await.status, 204);
    assert_eq!(screen.bye().await, (3500, 3500));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_that_redis_was_not_told_of_is_forgotten_by_its_job() {
    let world = World::new().await;
    let api = world.api().await;
    let _worker = world.worker().await;
    let (ann, id) = (world.program(&api), world.seeded.session_id);
    let mut screen = world.screen(&api).await;
    let link = ann.get(&format!("{}/links", path(id))).await.body["items"][0]["id"].clone();
    let link: Uuid = link.as_str().unwrap().parse().unwrap();
    // What the API does when live Redis is away: the row and the job, no more.
    let transaction = world.postgres.begin().await.unwrap();
    transaction.revoke_link(link, &downbeat_store::Doer::cli()).await.unwrap();
    let job = wanted(&downbeat_job::ForgetLink { link }).unwrap();
    let enqueued = transaction.enqueue(&[job]).await.unwrap();
    transaction.commit().await.unwrap();
    let queue: Queue = world.queue.queue().await;
    queue.announce(&enqueued).await;
    assert_eq!(screen.bye().await, (3500, 3500));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_socket_of_ones_own_takes_commands_and_a_links_its_role() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let (ann, id) = (world.program(&api), world.seeded.session_id);
    let headers = [("authorization", format!("Bearer {}", world.seeded.api_token))];
    let mut own = Screen::connect_with(&api.session_url(id), &headers).await.greeted().await;
    assert_eq!(own.hello["role"], "owner");
    own.say(r#"{"type":"command","id":"c1","name":"test_vote","args":{"side":"for"}}"#).await;
    let ack = own.answer("c1").await;
    assert_eq!((&ack["type"], &ack["rev"]), (&json!("ack"), &json!("1-1")));
    for (command, expected) in [
        (json!({ "id": "c2", "name": "fly" }), "unknown_command"),
        (json!({ "id": "c3", "name": "stop_round" }), "no_round"),
        (json!({ "id": "c4", "name": "test_vote", "args": { "side": "up" } }), "invalid"),
        (json!({ "id": "c5", "name": "reset", "rev": "1-0" }), "stale"),
        (json!({ "id": "c1", "name": "reset" }), "key_reused"),
    ] {
        let mut message = command.clone();
        message["type"] = "command".into();
        own.say(&message.to_string()).await;
        let reject = own.answer(command["id"].as_str().unwrap()).await;
        assert_eq!((&reject["type"], &reject["code"]), (&json!("reject"), &json!(expected)));
    }
    let viewer = ann.post(&format!("{}/links", path(id)), json!({ "role": "viewer" })).await.body;
    let by_link = format!("{}?link={}", api.session_url(id), viewer["token"].as_str().unwrap());
    let mut looks = Screen::open(&by_link).await;
    assert_eq!(looks.hello["role"], "viewer");
    looks.say(r#"{"type":"command","id":"v1","name":"reset","args":{}}"#).await;
    assert_eq!(looks.answer("v1").await["code"], "forbidden");
    let elsewhere =
        format!("{}?link={}", api.session_url(Uuid::new_v4()), viewer["token"].as_str().unwrap());
    assert_eq!(Screen::connect(&elsewhere).await.bye().await, (3500, 3500));
    let overlay = api.socket_url(viewer["token"].as_str().unwrap());
    assert_eq!(Screen::connect(&overlay).await.bye().await, (3500, 3500));
    assert_eq!(Screen::connect(&api.session_url(id)).await.bye().await, (3500, 3500));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_of_another_site_opens_no_socket() {
    let world = World::new().await.with("API__ORIGINS", "https://friend.example");
    let (api, _worker) = (world.api().await, world.worker().await);
    let url = api.socket_url(&world.seeded.overlay_token);
    let from = |origin: &str| vec![("origin", origin.to_owned())];
    for welcome in [api.base.as_str(), "https://friend.example"] {
        Screen::connect_with(&url, &from(welcome)).await.greeted().await;
    }
    for stranger in ["https://evil.example", "null", "http://127.0.0.1:1"] {
        let mut refused = Screen::connect_with(&url, &from(stranger)).await;
        assert_eq!(refused.bye().await, (3502, 3502), "{stranger}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn signing_out_everywhere_ends_every_browser_and_its_sockets() {
    let (world, sim) = World::with_twitch().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let mut browser = Browser::new(&api);
    let back = browser.to_twitch(&sim, "AdaPlays").await;
    browser.open(&back).await;
    let here = browser.program(&api).await;
    let there = Browser::sign_in(&api, &sim, "AdaPlays").await;
    let id = here.get("/api/v1/sessions").await.body["items"][0]["id"].clone();
    let id: Uuid = id.as_str().unwrap().parse().unwrap();
    let (_, cookie) = browser.cookies.iter().find(|(name, _)| name == "__Host-downbeat").unwrap();
    let headers = [("cookie", format!("__Host-downbeat={cookie}"))];
    let mut socket = Screen::connect_with(&api.session_url(id), &headers).await.greeted().await;
    let forged = Program::with(&api, headers.to_vec());
    assert_eq!(code(&forged.command(id, "reset", json!({})).await), (403, "csrf"));
    assert_eq!(there.post("/auth/logout-all", json!({})).await.status, 204);
    assert_eq!(socket.bye().await, (3500, 3500));
    for program in [&here, &there] {
        assert_eq!(program.get("/api/v1/me").await.status, 401);
        assert_eq!(program.get(&path(id)).await.status, 401);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_who_asks_too_much_is_told_when_to_come_again() {
    let world = World::new().await.with("API__REQUESTS_PER_MIN", "5");
    let (api, other) = (world.api().await, world.api().await);
    let _worker = world.worker().await;
    let (ann, also) = (world.program(&api), world.program(&other));
    let mut answers = Vec::new();
    for n in 0..8 {
        let program = if n % 2 == 0 { &ann } else { &also };
        answers.push(program.get("/api/v1/sessions").await);
    }
    assert_eq!(answers[0].status, 200);
    assert_eq!(answers[0].headers["ratelimit-policy"], "\"minute\";q=5;w=60");
    let last = answers.last().unwrap();
    assert_eq!(code(last), (429, "limited"), "both APIs count together");
    let wait: u64 = last.headers["retry-after"].to_str().unwrap().parse().unwrap();
    assert!((1..=60).contains(&wait));
    assert_eq!(Program::with(&api, Vec::new()).get("/api/v1/time").await.status, 200);

    let world = World::new().await.with("API__LOGINS_PER_MIN", "3");
    let api = world.api().await;
    let knocks = (0..6).map(|_| reqwest::get(format!("{}/auth/once/nonsense", api.base)));
    let knocks = join_all(knocks).await;
    assert!(
        knocks.into_iter().any(|knock| knock.unwrap().status() == StatusCode::TOO_MANY_REQUESTS)
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_save_holds_while_redis_is_away_and_the_job_repairs_it() {
    let world = World::new().await;
    let (api, worker) = (world.api().await, world.worker().await);
    let (ann, id) = (world.program(&api), world.seeded.session_id);
    let mut screen = world.screen(&api).await;
    world.live.pause();
    let saved = ann.patch(&path(id), "\"1\"", json!({ "config": { "weight": 7 } })).await;
    assert_eq!((saved.status, &saved.body["config_version"]), (200, &json!(2)));
    assert_eq!((&saved.body["rev"], &saved.body["view"]), (&Value::Null, &Value::Null));
    world.live.resume();
    until("the overlay has it", async || {
        let frame = screen.heard().await?;
        let hot = world.live.live().await.read(id).await.unwrap()?;
        (frame["type"] == "frame" && hot.session.config_version() == 2).then_some(())
    })
    .await;
    until("it is counted", async || {
        let desync = worker.counted("downbeat_config_desync_total").await
            + api.counted("downbeat_config_desync_total").await;
        (desync > 0).then_some(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn live_sessions_go_on_while_postgres_is_away() {
    let mut database = crate::harness::Database::start().await;
    let world = World::on(&database).await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let (ann, id) = (world.program(&api), world.seeded.session_id);
    let mut screen = world.screen(&api).await;
    assert_eq!(ann.get(&path(id)).await.status, 200);
    database.stop();
    let reset = ann.command(id, "test_vote", json!({ "side": "for" })).await;
    assert_eq!(reset.status, 200, "{:?}", reset.body);
    screen.frame_with(1).await;
    world.screen(&api).await;
    let read = ann.get(&path(id)).await;
    assert_eq!((read.status, &read.body["stale"]), (200, &json!(true)));
    let saved = ann.patch(&path(id), "\"1\"", json!({ "config": { "weight": 7 } })).await;
    assert_eq!(code(&saved), (503, "unavailable"));
    assert!(saved.headers.contains_key("retry-after"));
    assert_eq!(revoked(&api).await, StatusCode::SERVICE_UNAVAILABLE, "Twitch sends it again");
    database.start_again();
    until("edits work again", async || {
        let saved = ann.patch(&path(id), "\"1\"", json!({ "config": { "weight": 7 } })).await;
        (saved.status == 200).then_some(())
    })
    .await;
    assert_eq!(revoked(&api).await, StatusCode::NO_CONTENT);
}

async fn revoked(api: &Process) -> StatusCode {
    let body = json!({ "subscription": {
        "id": "s1", "type": "channel.chat.message", "version": "1",
        "status": "authorization_revoked", "condition": { "broadcaster_user_id": BROADCASTER },
    } })
    .to_string();
    let timestamp = webhook::timestamp(downbeat_boot::clock::unix_ms());
    let id = Uuid::new_v4().to_string();
    let request = Client::new().post(format!("{}/webhooks/twitch", api.base));
    let message = (id.as_str(), timestamp.as_str(), body.as_bytes());
    let request = signed_as("revocation", request, SECRET, message);
    request.body(body).send().await.unwrap().status()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_meter_that_was_ended_can_be_made_again() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let (ann, id) = (world.program(&api), world.seeded.session_id);
    let mut screen = world.screen(&api).await;
    let again = ann.post("/api/v1/sessions", json!({ "kind": "meter" })).await;
    assert_eq!(code(&again), (409, "exists"));
    let unknown = ann.post("/api/v1/sessions", json!({ "kind": "kettle" })).await;
    assert_eq!(code(&unknown), (422, "invalid"));
    let end = ann.ask(Method::DELETE, &path(id)).header("if-match", "\"1\"");
    assert_eq!(answered(end).await.status, 204);
    assert_eq!(screen.bye().await, (3501, 3501));
    assert_eq!(ann.get(&path(id)).await.status, 404);
    let new = json!({ "kind": "meter", "config": { "weight": 20 } });
    let made = ann.post("/api/v1/sessions", new).await;
    assert_eq!(made.status, 201);
    assert_eq!(made.body["id"], id.to_string());
    assert_eq!(made.body["config"]["weight"], 20.0);
    assert_eq!(made.etag.unwrap(), "\"3\"", "above the tombstone");
    assert_eq!(ann.get(&path(id)).await.body["view"]["round"], Value::Null);
}

#[tokio::test(flavor = "multi_thread")]
async fn history_is_listed_exported_and_seen_as_it_was() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let (ann, id) = (world.program(&api), world.seeded.session_id);
    ann.get(&path(id)).await;
    for question in ["One?", "Two?"] {
        ann.command(id, "start_round", json!({ "question": question })).await;
        ann.command(id, "stop_round", json!({})).await;
    }
    let events = format!("{}/events?limit=3", path(id));
    let first = until("the events are drained", async || {
        let page = ann.get(&events).await.body;
        let all = ann.get(&format!("{}/events", path(id))).await.body;
        (all["items"].as_array()?.len() == 4).then_some(page)
    })
    .await;
    let names = |page: &Value| -> Vec<String> {
        let items = page["items"].as_array().unwrap().iter();
        items.map(|event| event["name"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(names(&first), ["round_started", "round_stopped", "round_started"]);
    let cursor = first["next"].as_str().unwrap();
    let rest = ann.get(&format!("{events}&cursor={cursor}")).await.body;
    assert_eq!(names(&rest), ["round_stopped"]);
    let past = ann.get(&format!("{}/at/1-3", path(id))).await;
    assert_eq!(past.body["view"]["round"]["question"], "Two?");
    assert_eq!(ann.get(&format!("{}/at/1-9", path(id))).await.status, 404);
    assert_eq!(ann.get(&format!("{}/at/never", path(id))).await.status, 404);
    let export = ann.get(&format!("{}/export", path(id))).await;
    assert!(export.headers["content-disposition"].to_str().unwrap().contains("attachment"));
    assert_eq!(export.body["events"].as_array().unwrap().len(), 4);
    let rounds = ann.get(&format!("{}/rounds?limit=1", path(id))).await.body;
    assert_eq!(rounds["items"][0]["question"], "Two?");
    let cursor = rounds["next"].as_str().unwrap();
    let older = ann.get(&format!("{}/rounds?limit=1&cursor={cursor}", path(id))).await.body;
    assert_eq!(older["items"][0]["question"], "One?");
}

#[tokio::test(flavor = "multi_thread")]
async fn simulated_chat_goes_the_way_of_real_chat() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let (ann, id) = (world.program(&api), world.seeded.session_id);
    let say = |text: &str, chatter: &str| json!({ "text": text, "chatter": chatter });
    let messages = json!({ "messages": [
        say("YES", "a"), say("no", "b"), say("yes", "a"), say("hello", "c"), say("ＹＥＳ", "d"),
    ] });
    let chat = format!("{}/chat", path(id));
    let outcome = ann.post(&chat, messages.clone()).await;
    assert_eq!(outcome.status, 200);
    let counts =
        ["counted", "debounced", "no_match"].map(|name| outcome.body[name].as_i64().unwrap());
    assert_eq!(counts, [3, 1, 1]);
    let pace = ann.get(&format!("{}/activity", path(id))).await.body;
    let buckets = pace["buckets"].as_array().unwrap();
    assert_eq!(buckets.len(), 120);
    assert_eq!(buckets.iter().filter_map(|bucket| bucket["votes"].as_i64()).sum::<i64>(), 3);
    assert!(pace["votes_per_s"].as_f64().unwrap() > 0.0);
    for bad in [json!([]), json!([say("", "a")]), json!([say("yes", "a b")])] {
        let refused = ann.post(&chat, json!({ "messages": bad })).await;
        assert_eq!(code(&refused), (422, "invalid"));
    }
    ann.command(id, "start_round", json!({ "question": "Jump?" })).await;
    assert_eq!(code(&ann.post(&chat, messages).await), (409, "round_running"));
}
