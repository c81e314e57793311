//! Guests: a browser without an account makes a timer, has it and nothing else,
//! and whoever signs in there takes it over. What nobody uses goes.

use downbeat_store::Staff;
use reqwest::Method;
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    harness::{
        Answered, Browser, Process, Program, Screen, World, answered, login_link, press, until,
    },
    streamer::{code, path},
    timer::{does, make, two},
};

const COOKIE: &str = "__Host-downbeat-guest";
const PLAYER: &str = "Quillfeather";

/// A browser without an account that has just made a timer.
struct Guest {
    cookie: String,
    program: Program,
    timer: Uuid,
}

fn body() -> Value {
    let mut config = two(600_000);
    config["participants"][0]["name"] = json!(PLAYER);
    json!({ "kind": "timer", "config": config })
}

fn nobody(api: &Process) -> Program {
    Program::with(api, Vec::new())
}

/// The guest's cookie that an answer sets, with what stands behind it.
fn set(answer: &Answered) -> Option<(String, String)> {
    let all = answer.headers.get_all("set-cookie").iter();
    let mut all = all.map(|set| set.to_str().unwrap());
    let value = all.find_map(|set| set.strip_prefix(COOKIE)?.strip_prefix('='))?;
    let (value, rest) = value.split_once(';').unwrap();
    Some((value.to_owned(), rest.to_owned()))
}

impl Guest {
    async fn new(api: &Process) -> Self {
        let made = nobody(api).post("/api/v1/sessions", body()).await;
        assert_eq!(made.status, 201, "{}", made.body);
        let (cookie, _) = set(&made).unwrap();
        let timer = made.body["id"].as_str().unwrap().parse().unwrap();
        let program = with(api, &cookie).await;
        Self { cookie, program, timer }
    }

    fn header(&self) -> [(&'static str, String); 1] {
        [("cookie", format!("{COOKIE}={}", self.cookie))]
    }
}

async fn with(api: &Process, cookie: &str) -> Program {
    let cookie = ("cookie", format!("{COOKIE}={cookie}"));
    let me = Program::with(api, vec![cookie.clone()]).get("/api/v1/me").await;
    assert_eq!((me.status, &me.body["is_guest"]), (200, &json!(true)), "{}", me.body);
    let csrf = me.body["csrf"].as_str().unwrap().to_owned();
    Program::with(api, vec![cookie, ("x-csrf-token", csrf)])
}

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_without_an_account_makes_a_timer_and_has_nothing_else() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let made = nobody(&api).post("/api/v1/sessions", body()).await;
    let (_, rest) = set(&made).unwrap();
    for word in ["HttpOnly", "SameSite=Lax", "Path=/"] {
        assert!(rest.contains(word), "{rest}");
    }
    assert!(made.body["view"]["status"] == "pending", "{}", made.body);

    let (guest, other) = (Guest::new(&api).await, Guest::new(&api).await);
    let listed = guest.program.get("/api/v1/sessions").await.body;
    assert_eq!(listed["items"].as_array().unwrap().len(), 1);
    assert_eq!(listed["items"][0]["id"], guest.timer.to_string());
    does(&guest.program, guest.timer, "start", json!({})).await;
    let url = api.session_url(guest.timer);
    let screen = Screen::connect_with(&url, &guest.header()).await.greeted().await;
    assert_eq!(screen.hello["role"], "owner");
    let links = format!("{}/links", path(guest.timer));
    assert_eq!(guest.program.post(&links, json!({ "role": "table" })).await.status, 201);
    let read = guest.program.get(&path(guest.timer)).await;
    let tag = read.etag.unwrap();
    let again = json!({ "config": { "title": "Club night" } });
    assert_eq!(guest.program.patch(&path(guest.timer), &tag, again).await.status, 200);

    // Nobody else has it, and it has nothing of others.
    let ann = world.program(&api);
    for program in [&other.program, &ann] {
        assert_eq!(code(&program.get(&path(guest.timer)).await), (404, "not_found"));
        let pause = program.command(guest.timer, "pause", json!({})).await;
        assert_eq!(code(&pause), (404, "not_found"));
    }
    let stranger = Screen::connect_with(&url, &other.header()).await.bye().await;
    assert_eq!(stranger, (3500, 3500));
    let meter = guest.program.get(&path(world.seeded.session_id)).await;
    assert_eq!(code(&meter), (404, "not_found"));

    // What speaks to others needs an account.
    let hook = json!({ "url": "https://example.com/hook" });
    let put = guest.program.ask(Method::PUT, &format!("{}/webhook", path(guest.timer)));
    assert_eq!(code(&answered(put.json(&hook)).await), (403, "forbidden"));
    assert_eq!(code(&guest.program.get("/api/v1/templates").await), (403, "forbidden"));
    for kind in ["meter", "mission"] {
        let made = guest.program.post("/api/v1/sessions", json!({ "kind": kind })).await;
        assert_eq!(code(&made), (403, "forbidden"), "{kind}");
    }
    assert_eq!(code(&guest.program.get("/api/v1/tokens").await), (401, "signed_out"));
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_but_a_page_of_ours_makes_a_guest_or_acts_as_one() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let guest = Guest::new(&api).await;
    let forged = Program::with(&api, guest.header().to_vec());
    let start = forged.command(guest.timer, "start", json!({})).await;
    assert_eq!(code(&start), (403, "csrf"));
    assert_eq!(code(&forged.post("/api/v1/sessions", body()).await), (403, "csrf"));

    let from = |origin: &str| {
        let request = nobody(&api).ask(Method::POST, "/api/v1/sessions");
        answered(request.header("origin", origin).json(&body()))
    };
    assert_eq!(code(&from("https://evil.example").await), (403, "csrf"));
    assert_eq!(from(&api.base).await.status, 201);
    // A key that nobody could send again is not taken for one.
    let keyed = nobody(&api).ask(Method::POST, "/api/v1/sessions").header("idempotency-key", "k");
    assert_eq!(code(&answered(keyed.json(&body())).await), (400, "bad_header"));
    for kind in ["meter", "mission", "nonsense"] {
        let made = nobody(&api).post("/api/v1/sessions", json!({ "kind": kind })).await;
        assert_eq!(code(&made), (401, "signed_out"), "{kind}");
        assert_eq!(set(&made), None);
    }
    let mut wrong = body();
    wrong["config"]["budget_ms"] = json!(1);
    let wrong = nobody(&api).post("/api/v1/sessions", wrong).await;
    assert_eq!((code(&wrong), set(&wrong)), ((422, "invalid"), None));
    assert_eq!(world.postgres.number("SELECT count(*) FROM guest").await, 2);

    // A page that believes to be signed in is told that it is not.
    let dead = ("cookie", "__Host-downbeat=abc".to_owned());
    let csrf = hex::encode(<sha2::Sha256 as sha2::Digest>::digest(b"csrf:abc"));
    let believes = Program::with(&api, vec![dead.clone(), ("x-csrf-token", csrf)]);
    let made = believes.post("/api/v1/sessions", body()).await;
    assert_eq!(code(&made), (401, "signed_out"));
    // One that knows is not held up by what is left of a sign-in, and that goes.
    let made = Program::with(&api, vec![dead]).post("/api/v1/sessions", body()).await;
    assert_eq!(made.status, 201, "{}", made.body);
    let gone = made.headers.get_all("set-cookie").iter();
    assert!(gone.map(|set| set.to_str().unwrap()).any(|set| set.starts_with("__Host-downbeat=;")));
}

#[tokio::test(flavor = "multi_thread")]
async fn guests_are_few_of_an_address_and_what_each_has_is_little() {
    let world = World::new().await.with("API__GUESTS_PER_HOUR", "2");
    let (api, _worker) = (world.api().await, world.worker().await);
    let guest = Guest::new(&api).await;
    Guest::new(&api).await;
    let refused = nobody(&api).post("/api/v1/sessions", body()).await;
    assert_eq!(code(&refused), (429, "limited"));
    assert_eq!(refused.headers["ratelimit-policy"], "\"guests\";q=2;w=3600");

    let mut large = body();
    let meta = |n: usize| json!({ "note": "x".repeat(n) });
    let many: Vec<Value> = (0..33).map(|_| json!({ "name": "Ann", "meta": meta(480) })).collect();
    large["config"]["participants"] = json!(many);
    let refused = guest.program.post("/api/v1/sessions", large).await;
    assert_eq!(code(&refused), (413, "too_large"));
    // What comes bit by bit is held against the same limit.
    let many: Vec<Value> = (0..33).map(|_| json!({ "name": "Ann", "meta": meta(425) })).collect();
    let grow = json!({ "config": { "participants": many } });
    assert_eq!(guest.program.patch(&path(guest.timer), "*", grow).await.status, 200);
    let gain = json!({ "kind": "fischer", "ms": 30_000 });
    let stage = json!({ "moves": 40, "budget_ms": 60_000, "increment": gain });
    let grow = json!({ "config": { "stages": vec![stage; 20] } });
    let refused = guest.program.patch(&path(guest.timer), "*", grow).await;
    assert_eq!(code(&refused), (422, "invalid"), "{}", refused.body);

    for _ in 1..20 {
        assert_eq!(guest.program.post("/api/v1/sessions", body()).await.status, 201);
    }
    let refused = guest.program.post("/api/v1/sessions", body()).await;
    assert_eq!(code(&refused), (409, "too_many"));
    let end = guest.program.ask(Method::DELETE, &path(guest.timer)).header("if-match", "*");
    assert_eq!(answered(end).await.status, 204);
    assert_eq!(guest.program.post("/api/v1/sessions", body()).await.status, 201);

    let world = world.with("API__GUESTS_PER_HOUR", "0");
    let shut = world.api().await;
    let refused = nobody(&shut).post("/api/v1/sessions", body()).await;
    assert_eq!(code(&refused), (401, "signed_out"));
    assert_eq!(with(&shut, &guest.cookie).await.get("/api/v1/sessions").await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_signs_in_takes_over_what_their_browser_made() {
    let (world, sim) = World::with_twitch().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let guest = Guest::new(&api).await;
    does(&guest.program, guest.timer, "start", json!({})).await;
    let url = api.session_url(guest.timer);
    let mut socket = Screen::connect_with(&url, &guest.header()).await.greeted().await;
    let links = format!("{}/links", path(guest.timer));
    let made = guest.program.post(&links, json!({ "role": "table" })).await;
    let table = made.body["token"].as_str().unwrap().to_owned();

    let mut browser = Browser::new(&api);
    browser.cookies.push((COOKIE.to_owned(), guest.cookie.clone()));
    let back = browser.ask_twitch(&sim, "AdaPlays").await;
    let landed = browser.open(&back).await;
    assert_eq!(landed.headers()["location"], "/timer");
    assert_eq!(browser.cookie(COOKIE), "", "the cookie is taken back");
    let ada = browser.program(&api).await;
    let me = ada.get("/api/v1/me").await.body;
    assert_eq!(me["is_guest"], false);
    // Live Redis knows whose it is, too: the timer runs, and is hers to pause.
    does(&ada, guest.timer, "pause", json!({})).await;
    let listed = ada.get("/api/v1/sessions?kind=timer").await.body;
    assert_eq!(listed["items"][0]["id"], guest.timer.to_string());
    assert_eq!(socket.bye().await, (3500, 3500), "the guest is gone");
    let old = Program::with(&api, guest.header().to_vec());
    assert_eq!(code(&old.get("/api/v1/me").await), (401, "signed_out"));
    assert_eq!(code(&guest.program.get(&path(guest.timer)).await), (401, "signed_out"));
    // Links stay as they were.
    let by_link = Screen::connect(&format!("{url}?link={table}")).await.greeted().await;
    assert_eq!(by_link.hello["role"], "table");

    let id = me["id"].as_str().unwrap();
    let noted = format!(
        "SELECT count(*) FROM audit_log WHERE actor_id = '{id}'
             AND (action = 'session.claim' AND target_id = '{}' OR action = 'guest.claim')",
        guest.timer
    );
    assert_eq!(world.postgres.number(&noted).await, 2);
    let addresses = "SELECT count(*) FROM audit_log WHERE actor = 'guest' AND address IS NOT NULL";
    assert_eq!(world.postgres.number(addresses).await, 0);
}

/// The job tells live Redis of the new owner, also where nobody told it at once, and
/// whoever brought the session up meanwhile does not bring the old one back.
#[tokio::test(flavor = "multi_thread")]
async fn a_claim_that_live_redis_was_not_told_of_is_told_by_its_job() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let guest = Guest::new(&api).await;
    does(&guest.program, guest.timer, "start", json!({})).await;
    let token = login_link(&world.postgres, "Ada", Staff::Admin, false).await;
    let find = "SELECT user_id FROM login_link";
    let find = Statement::from_string(DbBackend::Postgres, find);
    let row = world.postgres.connection().query_one_raw(find).await.unwrap().unwrap();
    let ada: Uuid = row.try_get("", "user_id").unwrap();
    let doer = downbeat_store::Doer::person(ada, "Ada", None);
    let hash = <sha2::Sha256 as sha2::Digest>::digest(guest.cookie.as_bytes()).into();
    let transaction = world.postgres.begin().await.unwrap();
    let claim = downbeat_job::guests::claim(&transaction, hash, (ada, &doer)).await.unwrap();
    let enqueued = transaction.enqueue(&claim.unwrap().1).await.unwrap();
    transaction.commit().await.unwrap();
    world.queue.queue().await.announce(&enqueued).await;
    let live = world.live.live().await;
    until("live Redis knows the new owner", async || {
        let hot = live.read(guest.timer).await.ok()??;
        (hot.owner == ada).then_some(())
    })
    .await;

    // By a link of the house, too, a browser takes its own along.
    let again = Guest::new(&api).await;
    let [(_, cookie)] = again.header();
    let landed = press(&api, &token, &[("cookie", &cookie)]).await;
    assert!(landed.status().is_redirection());
    let owned = format!("SELECT count(*) FROM sessions WHERE owner = '{ada}'");
    assert_eq!(world.postgres.number(&owned).await, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_guest_does_not_use_for_thirty_days_goes_and_leaves_no_trace() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let (gone, seen, played) =
        (Guest::new(&api).await, Guest::new(&api).await, Guest::new(&api).await);
    let person = make(&world.program(&api), &two(600_000)).await;
    for guest in [&gone, &played] {
        does(&guest.program, guest.timer, "start", json!({})).await;
    }
    until("their events are in Postgres", async || {
        let count = "SELECT count(*) FROM session_event WHERE name = 'started'";
        (world.postgres.number(count).await == 2).then_some(())
    })
    .await;
    let days_ago = |days: u32| format!("now() - interval '{days} days'");
    for (guest, days) in [(&gone, 31), (&seen, 29), (&played, 31)] {
        let at = days_ago(days);
        let owner = format!("(SELECT owner FROM sessions WHERE id = '{}')", guest.timer);
        let age = format!("UPDATE guest SET seen_at = {at} WHERE user_id = {owner}");
        world.postgres.run(&age).await;
    }
    let old = format!(
        "UPDATE session_event SET at = {} WHERE session_id = '{}'",
        days_ago(31),
        gone.timer
    );
    world.postgres.run(&old).await;
    sweep(&world, 1).await;
    assert_eq!(code(&gone.program.get(&path(gone.timer)).await), (401, "signed_out"));
    for guest in [&seen, &played] {
        assert_eq!(guest.program.get(&path(guest.timer)).await.status, 200);
    }
    let ended = format!(
        "SELECT count(*) FROM sessions WHERE id = '{}' AND deleted_at IS NOT NULL",
        gone.timer
    );
    assert_eq!(world.postgres.number(&ended).await, 1);

    // An hour later, when the last of its events have come, its traces go.
    world.postgres.run("UPDATE guest SET ended_at = ended_at - interval '61 minutes'").await;
    sweep(&world, 2).await;
    let of = format!("session_id = '{}'", gone.timer);
    let events = format!("SELECT count(*) FROM session_event WHERE {of}");
    assert_eq!(world.postgres.number(&events).await, 0);
    let config =
        format!("SELECT count(*) FROM sessions WHERE id = '{}' AND config = '{{}}'", gone.timer);
    assert_eq!(world.postgres.number(&config).await, 1);
    assert_eq!(world.postgres.number("SELECT count(*) FROM guest").await, 2);
    let owned = world.program(&api).get(&path(person)).await;
    assert_eq!(owned.status, 200, "who has an account is no guest");
}

/// The clock says that it is time, and the job is done.
async fn sweep(world: &World, times: i64) {
    let due = "UPDATE job_schedule SET next_at = now() WHERE name = 'end_guests'";
    world.postgres.run(due).await;
    until("guests were looked for", async || {
        let done = "SELECT count(*) FROM job WHERE name = 'end_guests' AND state = 'done'";
        (world.postgres.number(done).await >= times).then_some(())
    })
    .await;
}
