//! The API keeps to its document, whoever asks it whatever: schemathesis makes
//! thousands of requests, right and wrong ones, and finds no 5xx but a seldom 503, no
//! answer that the document does not know, and nothing for whoever brings no credential.
//! `cargo xtask fuzz doors` has it make all that the document calls for.

use std::{fs, process::Command};

use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    harness::{BROADCASTER, Process, Program, World, asks_for_all, schemathesis, until},
    standing::cast::{Cast, Credential},
};

const CHECKS: &str = "not_a_server_error,status_code_conformance,content_type_conformance,\
     response_headers_conformance,response_schema_conformance";
/// Whatever is answered well to whoever brings nothing is a failure.
const AND_NOTHING_IS_OPEN: &str = ",ignored_auth";

/// The console's routes have nothing for others, and others' nothing for it.
const CONSOLE: &str = "^/api/v1/admin/";
const IN_CONSOLE: &[&str] = &["--include-path-regex", CONSOLE];
const ELSEWHERE: &[&str] = &["--exclude-path-regex", CONSOLE];
const EVERYWHERE: &[&str] = &[];

/// What is away for a moment, as a session that a busy machine takes long to bring
/// back, is no fault: the document says 503, and how seldom it is, is counted below.
const MAY_BE_BUSY: &str = "request-timeout = 60\n[checks.not_a_server_error]\n\
     expected-statuses = [\"2xx\", \"3xx\", \"4xx\", \"503\"]\n";

/// How much is asked of an operation.
#[derive(Clone, Copy)]
struct Size {
    phases: &'static str,
    /// Requests by chance, beside those that its limits call for.
    examples: &'static str,
    /// Which of those are called for.
    covers: &'static str,
}

const EACH: &str = "examples,coverage,fuzzing";
const BRIEF: Size = Size { phases: "fuzzing", examples: "1", covers: "" };
/// What is right at each of its edges; of what is wrong some by chance. Half of all that
/// would be asked puts a wrong type in the place of each value, and a body of a wrong shape
/// has a test of its own (`misfits.rs`).
const RIGHT: Size = Size {
    phases: EACH,
    examples: "2",
    covers: "[phases.coverage]\nunexpected-methods = []\ngeneration = { mode = \"positive\" }\n",
};
/// What is wrong at each of its edges, too, but for other methods: each path is asked for
/// those in `security/doors.rs`.
const WHOLE: Size =
    Size { phases: EACH, examples: "3", covers: "[phases.coverage]\nunexpected-methods = []\n" };
/// More than is borne each time.
const FULL: Size = Size { phases: EACH, examples: "10", covers: "" };

/// Somebody asks for everything; several tests, since it takes minutes.
struct Asking {
    world: World,
    api: Process,
    _worker: Process,
    cast: Cast,
    ada: Program,
    known: String,
}

impl Asking {
    async fn new() -> Self {
        let world = World::new().await.with("API__REQUESTS_PER_MIN", "0");
        let (api, worker) = (world.api().await, world.worker().await);
        let cast = Cast::new(&world, &api).await;
        let ada = cast.admin.program(&api).await;
        let known = known(&world, &api, (&cast, &ada)).await;
        Self { world, api, _worker: worker, cast, ada, known }
    }

    async fn run(&self, who: &str, credential: &Credential, (size, place): (Size, &[&str])) {
        let is_full = asks_for_all() && size.phases == EACH;
        let Size { phases, examples, covers } = if is_full { FULL } else { size };
        let mut checks = CHECKS.to_owned();
        if matches!(credential, Credential::Nothing) {
            checks.push_str(AND_NOTHING_IS_OPEN);
        }
        let settings = headers(&self.api, credential).await + MAY_BE_BUSY + covers + &self.known;
        let sized = ["--phases", phases, "--max-examples", examples, "--checks", &checks];
        let (is_well, said) = ask(&self.api, &settings, &[&sized[..], place].concat());
        assert!(is_well, "{who}: {said}");
    }

    async fn is_well(&self) {
        let seen = format!("/api/v1/admin/sessions/{}", self.world.seeded.session_id);
        let seen = self.ada.get(&seen).await;
        assert_eq!(seen.status, 200, "the session was there to the end");
        let asked = self.api.counted("downbeat_http_requests_total").await;
        let busy = self.api.answered("5xx").await;
        assert!(asked > 200 && busy * 100 < asked, "{busy} of {asked} were answered with 503");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn schemathesis_finds_nothing_as_nobody_and_as_a_program() {
    let asking = Asking::new().await;
    let all = Credential::Token(asking.world.seeded.api_token.clone());
    asking.run("nobody", &Credential::Nothing, (BRIEF, EVERYWHERE)).await;
    asking.run("the owner's program", &all, (RIGHT, ELSEWHERE)).await;
    asking.is_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn schemathesis_finds_nothing_in_the_console() {
    let asking = Asking::new().await;
    asking.run("an administrator", &asking.cast.admin, (WHOLE, IN_CONSOLE)).await;
    asking.run("a reader", &asking.cast.reader, (BRIEF, IN_CONSOLE)).await;
    asking.is_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn schemathesis_finds_nothing_as_whoever_may_less() {
    let asking = Asking::new().await;
    asking.run("the owner", &asking.cast.owner_cookie, (BRIEF, ELSEWHERE)).await;
    asking.run("a stranger", &asking.cast.stranger, (BRIEF, EVERYWHERE)).await;
    // What each scope may is in the table of `standing`, operation by operation.
    let tokens = asking.cast.tokens.iter().filter(|_| asks_for_all());
    for (scope, token) in downbeat_job::api_token::SCOPES.iter().zip(tokens) {
        asking.run(scope, token, (BRIEF, ELSEWHERE)).await;
    }
    asking.is_well().await;
}

/// Whether it found nothing, and what it said.
fn ask(api: &Process, settings: &str, arguments: &[&str]) -> (bool, String) {
    let folder = std::env::temp_dir().join(format!("downbeat-schemathesis-{}", Uuid::new_v4()));
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("schemathesis.toml"), settings).unwrap();
    let found = Command::new(schemathesis())
        .current_dir(&folder)
        .args(["run", &format!("{}/api/openapi.json", api.base)])
        .args(["--continue-on-failure", "--no-color", "--workers", "2"])
        .arg("--generation-deterministic")
        .args(arguments)
        .output()
        .unwrap();
    fs::remove_dir_all(&folder).unwrap();
    let said = [found.stdout, found.stderr].map(|told| String::from_utf8_lossy(&told).into_owned());
    (found.status.success(), failures(&said.concat()).to_owned())
}

/// From the first thing that it complains of: what went well comes before.
fn failures(said: &str) -> &str {
    let begins = ["= ERRORS =", "= FAILURES ="].iter().filter_map(|title| said.find(title)).min();
    begins.map_or(said, |at| &said[at..])
}

/// What each request of somebody carries.
async fn headers(api: &Process, credential: &Credential) -> String {
    let mut headers = credential.headers();
    if let Credential::Cookie(_) = credential {
        let me = Program::with(api, headers.clone()).get("/api/v1/me").await;
        headers.push(("x-csrf-token", me.body["csrf"].as_str().unwrap().to_owned()));
    }
    let lines: Vec<String> =
        headers.iter().map(|(name, value)| format!("{name} = \"{value}\"")).collect();
    format!("headers = {{ {} }}\n", lines.join(", "))
}

/// The ids of things that are there: guessed ones lead nowhere.
async fn known(world: &World, api: &Process, (cast, ada): (&Cast, &Program)) -> String {
    let (ann, session) = (world.program(api), world.seeded.session_id);
    let of = |what: &str| format!("/api/v1/sessions/{session}/{what}");
    ann.post(&of("commands/start_round"), json!({ "question": "Jump?" })).await;
    ann.post(&of("commands/stop_round"), json!({})).await;
    let round = until("the round is kept", async || {
        let rounds = ann.get(&of("rounds")).await.body;
        rounds["items"][0]["id"].as_str().map(str::to_owned)
    })
    .await;
    let link = ann.post(&of("links"), json!({ "role": "viewer" })).await.body;
    let wish = json!({ "name": "sync_config", "payload": { "session": session }, "reason": "x" });
    let job = ada.post("/api/v1/admin/jobs", wish).await.body;
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let known = [
        ("^/api/v1/sessions/", "id", session.to_string()),
        ("^/api/v1/sessions/.*/rounds/", "round", round),
        ("^/api/v1/admin/sessions/", "id", session.to_string()),
        ("^/api/v1/links/", "id", text(&link["id"])),
        ("^/api/v1/camps/", "channel", BROADCASTER.to_owned()),
        ("^/api/v1/missions/", "id", cast.mission.to_string()),
        ("^/api/v1/survivors/", "id", cast.survivor.to_string()),
        ("^/api/v1/packs/", "id", "long_ebb".to_owned()),
        ("^/api/v1/admin/jobs/", "id", text(&job["id"])),
    ];
    let known = known.map(|(path, name, id)| operations("include-path-regex", path, name, &id));
    // What ends the session would leave the others nothing to ask for.
    let nobody = Uuid::nil().to_string();
    // Nor must activations wait: a queue that they do not stand in is paused.
    let paused = operations("include-path-regex", "/queues/", "name", "configs");
    let spared = [
        "DELETE /api/v1/sessions/{id}",
        "DELETE /api/v1/sessions/{id}/rounds/{round}",
        "POST /api/v1/admin/sessions/{id}/end",
    ]
    .map(|name| operations("include-name", name, "id", &nobody));
    // The first that matches counts.
    [spared.concat(), paused, known.concat()].concat()
}

fn operations(which: &str, pattern: &str, name: &str, id: &str) -> String {
    format!(
        "[[operations]]\n{which} = \"{pattern}\"\nparameters = {{ \"path.{name}\" = \"{id}\" }}\n"
    )
}
