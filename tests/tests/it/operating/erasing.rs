//! A person is erased: nothing that names them is left anywhere.

use downbeat_store::{BulkState, Staff};
use reqwest::Method;
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{said, told, worker};
use crate::{
    harness::{Browser, Operator, Program, Screen, World, answered, until},
    security::{bulk, set_aside},
};

/// A name that stands in no other word.
const LOGIN: &str = "quillfeather";
const PLAYER: &str = "Marmaduke";

/// Where a text stands, as `table: how often`.
async fn found(world: &World, text: &str) -> Vec<String> {
    let db = world.postgres.connection();
    let tables = "SELECT quote_ident(schemaname) || '.' || quote_ident(tablename) AS name
        FROM pg_tables WHERE schemaname IN ('public', 'archive')";
    let tables = db.query_all_raw(Statement::from_string(DbBackend::Postgres, tables)).await;
    let mut found = Vec::new();
    for row in tables.unwrap() {
        let table: String = row.try_get("", "name").unwrap();
        let count = format!(
            "SELECT count(*) FROM {table} AS t WHERE position(lower('{text}') in lower(t::text)) > 0"
        );
        match world.postgres.number(&count).await {
            0 => {}
            count => found.push(format!("{table}: {count}")),
        }
    }
    found
}

struct Quill {
    program: Program,
    bot: Program,
    user: String,
    account: String,
    meter: Uuid,
    timer: Uuid,
    link: String,
}

/// Somebody who leaves traces wherever one can.
async fn quill(world: &World, api: &crate::harness::Process, sim: &crate::harness::Sim) -> Quill {
    let program = Browser::sign_in(api, sim, LOGIN).await;
    let user = program.get("/api/v1/me").await.body["id"].as_str().unwrap().to_owned();
    let sessions = program.get("/api/v1/sessions").await.body;
    let meter = sessions["items"][0]["id"].as_str().unwrap().parse().unwrap();
    let config = json!({
        "mode": "per_participant", "title": format!("{LOGIN} plays"), "budget_ms": 60_000,
        "participants": [{ "id": "a", "name": PLAYER }, { "id": "b", "name": "Bob" }],
    });
    let post = async |path: &str, body: Value| -> Value {
        let answer = program.post(path, body).await;
        assert!(answer.status < 300, "{path}: {}", answer.body);
        answer.body
    };
    let template = json!({ "kind": "timer", "name": LOGIN, "config": config });
    post("/api/v1/templates", template).await;
    let made = post("/api/v1/sessions", json!({ "kind": "timer", "config": config })).await;
    let timer: Uuid = made["id"].as_str().unwrap().parse().unwrap();
    let link = json!({ "role": "participant", "participant": "a" });
    let link = post(&format!("/api/v1/sessions/{timer}/links"), link).await;
    let webhook = json!({ "url": format!("https://{LOGIN}.example/hook") });
    let place = format!("/api/v1/sessions/{timer}/webhook");
    let set = answered(program.ask(Method::PUT, &place).json(&webhook)).await;
    assert_eq!(set.status, 200, "{}", set.body);
    post(&format!("/api/v1/sessions/{timer}/commands/start"), json!({})).await;
    let round = json!({ "question": format!("Does {LOGIN} win?"), "duration_s": 600 });
    post(&format!("/api/v1/sessions/{meter}/commands/start_round"), round).await;
    let token = json!({ "name": LOGIN, "scopes": ["sessions:read"] });
    let token = post("/api/v1/tokens", token).await;
    until("what was done is on record", async || {
        let timer = world.postgres.events(timer, None, 10).await.unwrap().len();
        let meter = world.postgres.events(meter, None, 10).await.unwrap().len();
        (timer > 0 && meter > 0).then_some(())
    })
    .await;
    // The command line notes what it calls a token.
    let create = ["tokens", "create", "--user", LOGIN, "--scopes", "sessions:read", "--json"];
    let made = told(world, &[&create[..], &["--name", &format!("{LOGIN} bot")]].concat(), &[]);
    let made = made[0]["id"].as_str().unwrap().to_owned();
    told(world, &["tokens", "revoke", "--user", LOGIN, &made, "--json"], &[]);
    let account = world.postgres.account_of(user.parse().unwrap(), "twitch").await.unwrap();
    Quill {
        bot: Program::new(api, token["token"].as_str().unwrap()),
        program,
        user,
        account: account.unwrap().id,
        meter,
        timer,
        link: link["token"].as_str().unwrap().to_owned(),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_who_is_erased_leaves_nothing_that_names_them() {
    let (world, sim) = World::with_twitch().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let quill = quill(&world, &api, &sim).await;
    until("Twitch sends the chat", async || {
        sim.chat_of(&quill.account).await.filter(|status| status == "enabled")
    })
    .await;
    let link = format!("{}?link={}", api.session_url(quill.timer), quill.link);
    let mut screen = Screen::connect(&link).await;
    assert_eq!(screen.next().await["type"], "hello");
    for text in [LOGIN, PLAYER, &quill.account] {
        assert!(!found(&world, text).await.is_empty(), "{text} is what this is about");
    }

    let unsure = worker(&world, &["users", "erase", LOGIN], &[]);
    assert_eq!(unsure.status.code(), Some(1));
    let counts = said(&unsure);
    assert!(counts.contains("2 sessions") && counts.contains("say --yes"), "{counts}");
    assert_eq!(quill.program.get("/api/v1/me").await.status, 200, "nothing was done");

    let erase = ["users", "erase", LOGIN, "--yes", "--reason", "asked by letter", "--json"];
    let erased = told(&world, &erase, &[]).remove(0);
    assert_eq!((&erased["user"], &erased["erased"]["tokens"]), (&json!(quill.user), &json!(2)));
    for text in [LOGIN, PLAYER, &quill.account] {
        assert_eq!(found(&world, text).await, Vec::<String>::new(), "{text}");
    }
    assert_eq!(quill.program.get("/api/v1/me").await.status, 401);
    assert_eq!(quill.bot.get("/api/v1/sessions").await.status, 401);
    let by_them = format!("SELECT count(*) FROM audit_log WHERE actor_id = '{}'", quill.user);
    assert_eq!(world.postgres.number(&by_them).await, 0);
    let noted = "SELECT count(*) FROM audit_log WHERE action = 'user.erase' AND actor = 'cli'
        AND reason = 'asked by letter'";
    assert_eq!(world.postgres.number(noted).await, 1);
    let rewrite = world.postgres.connection().execute_unprepared("UPDATE audit_log SET actor = ''");
    assert!(rewrite.await.is_err(), "the audit log is only added to, again");

    while screen.heard().await.is_some() {}
    let live = world.live.live().await;
    until("live Redis has neither session", async || {
        let hot = live.are_hot(&[quill.meter, quill.timer]).await.unwrap();
        (hot == [false, false]).then_some(())
    })
    .await;
    until("Twitch sends nothing any more", async || {
        sim.chat_of(&quill.account).await.is_none().then_some(())
    })
    .await;
    let mut again = Screen::connect(&link).await;
    until("the link opens nothing", async || {
        let closed = again.heard().await.is_none_or(|message| message["type"] != "hello");
        if !closed {
            again = Screen::connect(&link).await;
        }
        closed.then_some(())
    })
    .await;

    // Events that were on their way.
    let late = format!(
        "INSERT INTO session_event (session_id, incarnation, rev, seq, at, name, payload, actor)
         VALUES ('{}', 1, 99, 0, now(), 'late', '{{\"by\": \"{LOGIN}\"}}', '{{}}')",
        quill.timer
    );
    world.postgres.run(&late).await;
    let now = "UPDATE job SET run_at = now(), pushed_at = NULL WHERE name = 'erase_traces'";
    world.postgres.run(now).await;
    until("what came late is gone, too", async || {
        found(&world, LOGIN).await.is_empty().then_some(())
    })
    .await;

    // Whoever comes back is somebody new, with a meter of the same channel.
    let back = Browser::sign_in(&api, &sim, LOGIN).await;
    assert_ne!(back.get("/api/v1/me").await.body["id"], quill.user);
    let sessions = back.get("/api/v1/sessions").await.body;
    assert_eq!(sessions["items"][0]["id"], quill.meter.to_string());
    let view = until("the new meter wakes", async || {
        let read = back.get(&format!("/api/v1/sessions/{}", quill.meter)).await;
        (read.status == 200).then_some(read.body)
    })
    .await;
    assert!(view["view"]["round"].is_null(), "{view}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_only_admin_stays_and_a_stranger_is_nobody() {
    let world = World::new().await;
    let first = told(&world, &["users", "first-admin", "--name", "Ada", "--json"], &[]);
    let ada = first[0]["user"].as_str().unwrap().to_owned();
    let only = worker(&world, &["users", "erase", &ada, "--yes"], &[]);
    assert!(said(&only).contains("the only admin"), "{}", said(&only));
    told(&world, &["users", "add", "--name", "Ray", "--role", "admin", "--json"], &[]);
    told(&world, &["users", "erase", &ada, "--yes", "--json"], &[]);
    let again = worker(&world, &["users", "erase", &ada, "--yes"], &[]);
    assert!(said(&again).contains("erased already"), "{}", said(&again));
    let nobody = worker(&world, &["users", "erase", "nobody", "--yes"], &[]);
    assert!(said(&nobody).contains("there is nobody"), "{}", said(&nobody));
}

/// A column that is new is decided on: what erasing a person does to it.
#[tokio::test]
async fn every_column_that_may_hold_words_is_listed() {
    let postgres = crate::harness::postgres().await;
    let columns = "SELECT c.table_name || '.' || c.column_name AS name
        FROM information_schema.columns c
        JOIN pg_class t ON t.relname = c.table_name AND t.relnamespace = 'public'::regnamespace
        WHERE c.table_schema = 'public' AND NOT t.relispartition AND t.relkind IN ('r', 'p')
            AND c.data_type IN ('text', 'jsonb', 'bytea', 'uuid', 'ARRAY', 'inet',
                'character varying')
            AND c.table_name <> 'seaql_migrations'";
    let columns = Statement::from_string(DbBackend::Postgres, columns);
    let rows = postgres.connection().query_all_raw(columns).await.unwrap();
    let mut stored: Vec<String> = rows.iter().map(|row| row.try_get("", "name").unwrap()).collect();
    let mut listed: Vec<String> = downbeat_store::personal_data()
        .flat_map(|data| data.columns.iter().map(move |column| format!("{}.{column}", data.table)))
        .collect();
    stored.sort();
    listed.sort();
    let missing: Vec<_> = stored.iter().filter(|column| !listed.contains(column)).collect();
    let gone: Vec<_> = listed.iter().filter(|column| !stored.contains(column)).collect();
    assert!(missing.is_empty() && gone.is_empty(), "not listed: {missing:?}; not there: {gone:?}");
    assert_eq!(stored.len(), listed.len(), "a column is listed once");
}

/// What was done with the powers of the house is not undone by leaving it: the log
/// keeps who did it, and everything else of them is gone.
#[tokio::test(flavor = "multi_thread")]
async fn what_a_member_of_the_staff_did_stays_on_record() {
    let world = World::new().await;
    let api = world.api().await;
    told(&world, &["users", "first-admin", "--name", "Ada", "--json"], &[]);
    let ray = Operator::sign_in(&api, &world.postgres, "Ray", Staff::Admin).await;
    let id = ray.get("/api/v1/me").await.1["id"].as_str().unwrap().to_owned();
    let why = json!({ "reason": "to hide something" });
    assert_eq!(ray.post("/api/v1/admin/queues/configs/pause", why).await.0, 200);
    let theirs = format!(
        "SELECT count(*) FROM audit_log WHERE actor_id = '{id}' AND actor = 'Ray'
             AND address = '127.0.0.1'"
    );
    let before = world.postgres.number(&theirs).await;
    assert!(before >= 2, "they came in and paused a queue");
    // Also if they are no staff any more when they are erased.
    told(&world, &["users", "offboard", &id, "--json"], &[]);
    told(&world, &["users", "erase", &id, "--yes", "--json"], &[]);
    assert_eq!(world.postgres.number(&theirs).await, before);
    let paused = "SELECT count(*) FROM audit_log WHERE action = 'queue.pause' AND actor = 'Ray'
        AND reason = 'to hide something'";
    assert_eq!(world.postgres.number(paused).await, 1);
    let given = format!(
        "SELECT count(*) FROM audit_log WHERE action = 'user.create' AND target_id = '{id}'
             AND details->>'name' = 'Ray'"
    );
    assert_eq!(world.postgres.number(&given).await, 1);
    let named = "SELECT count(*) FROM users WHERE display_name = 'Ray'";
    assert_eq!(world.postgres.number(named).await, 0);
    let naming = found(&world, "Ray").await;
    let is_log = naming.len() == 1 && naming[0].starts_with("public.audit_log:");
    assert!(is_log, "nothing else names them: {naming:?}");
}

/// Whoever was renamed is found where they were called otherwise, and their
/// namesake is not.
#[tokio::test(flavor = "multi_thread")]
async fn who_did_something_is_found_by_id_and_not_by_name() {
    let world = World::new().await;
    let api = world.api().await;
    told(&world, &["users", "first-admin", "--json"], &[]);
    let one = Operator::sign_in(&api, &world.postgres, "Ann", Staff::Admin).await;
    let other = Operator::sign_in(&api, &world.postgres, "Bob", Staff::Admin).await;
    let id = one.get("/api/v1/me").await.1["id"].as_str().unwrap().to_owned();
    let mut marked = Vec::new();
    for (who, queue) in [(&one, "configs"), (&other, "upkeep")] {
        let pause = format!("/api/v1/admin/queues/{queue}/pause");
        assert_eq!(who.post(&pause, json!({})).await.0, 200);
        let aside = set_aside(&world).await;
        let discard = format!("/api/v1/admin/quarantine/{aside}/discard");
        assert_eq!(who.post(&discard, json!({})).await.0, 200);
        let bulk = bulk(&world, BulkState::Running).await;
        let stop = format!("/api/v1/admin/bulk/{bulk}/stop");
        assert_eq!(who.post(&stop, json!({})).await.0, 200);
        marked.push((queue, aside, bulk));
    }
    let rename = format!(
        "UPDATE users SET display_name = CASE WHEN id = '{id}' THEN 'Bob' ELSE 'Ann' END
         WHERE display_name IN ('Ann', 'Bob')"
    );
    world.postgres.run(&rename).await;
    told(&world, &["users", "erase", &id, "--yes", "--json"], &[]);
    for ((queue, aside, bulk), name) in marked.into_iter().zip(["erased", "Bob"]) {
        let queues = world.postgres.queue_states().await.unwrap();
        let queue = queues.into_iter().find(|known| known.name == queue).unwrap();
        assert_eq!(queue.changed_by, name);
        let aside = world.postgres.quarantined_one(aside).await.unwrap().unwrap();
        assert_eq!(aside.decided_by.as_deref(), Some(name));
        let bulk = world.postgres.bulk(bulk).await.unwrap().unwrap();
        assert_eq!(bulk.note, Some(format!("stopped by {name}")));
    }
}
