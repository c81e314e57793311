//! The powers of the console, and who may use them.

use downbeat_job::{Durable, SyncConfig};
use downbeat_store::{Doer, JobState, NewJob, QueueState, Staff};
use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::harness::{Operator, World, login_link, until};

#[tokio::test(flavor = "multi_thread")]
async fn a_link_signs_in_once_and_going_out_is_for_good() {
    let world = World::new().await;
    let api = world.api().await;
    let token = login_link(&world.postgres, "Ada", Staff::Admin, false).await;
    let ada = Operator::come_in(&api, &token).await.unwrap();
    assert_eq!(ada.get("/api/v1/me").await.1["role"], "admin");
    assert_eq!(Operator::come_in(&api, &token).await.err().unwrap(), 410);
    assert_eq!(Operator::come_in(&api, "guessed").await.err().unwrap(), 410);

    let again = login_link(&world.postgres, "Bob", Staff::Admin, true).await;
    let one = Operator::come_in(&api, &again).await.unwrap();
    let two = Operator::come_in(&api, &again).await.unwrap();
    assert_eq!(one.post("/auth/logout-all", json!({})).await.0, 204);
    for gone in [&one, &two] {
        let (status, said) = gone.get("/api/v1/me").await;
        assert_eq!((status, said["code"].as_str()), (401, Some("signed_out")));
    }
    let entries = "SELECT count(*) FROM audit_log WHERE action IN ('login', 'logout.everywhere')";
    assert_eq!(world.postgres.number(entries).await, 4);
    let idle = "UPDATE login_session SET seen_at = now() - interval '31 minutes'";
    world.postgres.run(idle).await;
    assert_eq!(ada.get("/api/v1/me").await.0, 401, "silent for too long");
}

#[tokio::test(flavor = "multi_thread")]
async fn another_sites_page_and_a_reader_change_nothing() {
    let world = World::new().await;
    let api = world.api().await;
    let mut ada = Operator::sign_in(&api, &world.postgres, "Ada", Staff::Admin).await;
    let reader = Operator::sign_in(&api, &world.postgres, "Ray", Staff::Reader).await;
    let pause = "/api/v1/admin/queues/configs/pause";
    let (status, said) = reader.post(pause, json!({})).await;
    assert_eq!((status, said["code"].as_str()), (403, Some("forbidden")));
    assert_eq!(reader.get("/api/v1/admin/overview").await.0, 200);
    ada.csrf = "another site cannot know it".into();
    let (status, said) = ada.post(pause, json!({})).await;
    assert_eq!((status, said["code"].as_str()), (403, Some("csrf")));
    assert_eq!(world.postgres.number("SELECT count(*) FROM job_queue").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_look_of_the_console_answers() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let _screen = world.screen(&api).await;
    let reader = Operator::sign_in(&api, &world.postgres, "Ray", Staff::Reader).await;
    let id = world.seeded.session_id;
    let session = format!("sessions/{id}");
    let children = format!("sessions?parent={id}");
    for look in [
        "overview",
        "stats?minutes=3",
        "durations?minutes=3",
        "job-names",
        "jobs?text=x",
        "jobs/failures?text=x",
        "jobs/count?state=dead&queue=configs&worker=w",
        "queues",
        "workers",
        "signals",
        "schedules",
        "bulk",
        "sessions?sort=coldest",
        "sessions?sort=parked",
        "sessions?find=streamer",
        &children,
        &session,
        "shards",
        "health",
        "quarantine?state=waiting",
        "archives",
        "circle-cases?limit=1",
        "audit?actor=cli&since_ms=1",
    ] {
        let (status, said) = reader.get(&format!("/api/v1/admin/{look}")).await;
        assert_eq!(status, 200, "{look}: {said}");
    }
    let found = reader.get("/api/v1/admin/sessions?find=STREAMER").await.1;
    assert_eq!(found["items"][0]["id"], id.to_string());
    let watched = until("its socket is counted", async || {
        let said = reader.get(&format!("/api/v1/admin/{session}")).await.1;
        (said["live"]["watchers"] == 1 && said["live"]["owner"].is_string()).then_some(said)
    })
    .await;
    assert_eq!(watched["session"]["incarnation"], 1);
    until("the meter is among the hottest", async || {
        world.chat.say(&api, "yes").await;
        let hot = reader.get("/api/v1/admin/sessions?sort=hottest").await.1;
        (hot["items"][0]["id"] == id.to_string()).then_some(())
    })
    .await;
    for (look, field) in [
        ("jobs?state=alive", "state"),
        ("jobs?since_ms=x", "since_ms"),
        ("jobs?limit=101", "limit"),
        ("jobs?cursor=x", "cursor"),
        ("sessions?sort=best", "sort"),
        ("quarantine?state=x", "state"),
        ("stats?minutes=0", "minutes"),
        ("durations?minutes=1441", "minutes"),
        ("jobs/failures?like=x", "like"),
    ] {
        let (status, said) = reader.get(&format!("/api/v1/admin/{look}")).await;
        assert_eq!((status, said["errors"][0]["field"].as_str()), (422, Some(field)), "{look}");
    }
    let document = reqwest::get(format!("{}/api/openapi.json", api.base)).await.unwrap();
    let document: Value = document.json().await.unwrap();
    assert!(document["paths"]["/api/v1/admin/jobs/{id}/retry"]["post"].is_object());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failed_job_is_read_edited_and_done() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let ada = Operator::sign_in(&api, &world.postgres, "Ada", Staff::Admin).await;
    let jobs = "/api/v1/admin/jobs";
    let nobody = Uuid::now_v7();
    let wish = json!({ "name": "sync_config", "payload": { "session": nobody }, "reason": "try" });
    let (status, job) = ada.post(jobs, wish.clone()).await;
    assert_eq!((status, job["payload"]["session"].as_str()), (201, Some(&*nobody.to_string())));
    let one = format!("{jobs}/{}", job["id"].as_str().unwrap());
    let failed = until("it failed", async || {
        let said = ada.get(&one).await.1;
        (said["job"]["state"] == "retrying").then_some(said)
    })
    .await;
    assert_eq!(failed["attempts"][0]["error"], format!("there is no session {nobody}"));

    let edit = async |payload: Value| {
        let body = json!({ "payload": payload, "requeue": true, "reason": "a wrong id" });
        ada.ask(Method::PUT, &format!("{jobs}/{}/payload", job["id"].as_str().unwrap()), Some(body))
            .await
    };
    let (status, said) = edit(json!({ "session": 7 })).await;
    assert_eq!((status, said["errors"][0]["field"].as_str()), (422, Some("payload")));
    assert_eq!(edit(json!({ "session": world.seeded.session_id })).await.0, 200);
    let done = until("it is done", async || {
        let said = ada.get(&one).await.1;
        (said["job"]["state"] == "done").then_some(said)
    })
    .await;
    let said: Vec<_> = done["deeds"].as_array().unwrap().iter().map(|it| &it["action"]).collect();
    assert_eq!(said, ["job.edit", "job.enqueue"]);
    let (status, said) = ada.post(&format!("{one}/retry"), json!({})).await;
    assert_eq!((status, said["code"].as_str()), (409, Some("wrong_state")));
    assert!(said["detail"].as_str().unwrap().contains("job.edit by Ada"), "{said}");

    for (body, status, code) in [
        (json!({ "name": "unheard_of", "payload": {} }), 409, "unknown_job"),
        (json!({ "name": "drain_events", "payload": { "shard": 1 } }), 409, "unknown_job"),
        (json!({ "name": "sync_config", "payload": {} }), 422, "invalid"),
    ] {
        let (answered, said) = ada.post(jobs, body).await;
        assert_eq!((answered, said["code"].as_str()), (status, Some(code)), "{said}");
    }
    let long = json!({ "name": "sync_config", "payload": { "x": "y".repeat(300_000) } });
    let (status, said) = ada.post(jobs, long).await;
    assert_eq!((status, said["code"].as_str()), (413, Some("too_large")));
    let unknown = format!("{jobs}/{nobody}");
    assert_eq!(ada.get(&unknown).await.0, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn arguments_are_hidden_until_somebody_asks_and_that_is_noted() {
    let world = World::new().await;
    let api = world.api().await;
    let ada = Operator::sign_in(&api, &world.postgres, "Ada", Staff::Admin).await;
    let reader = Operator::sign_in(&api, &world.postgres, "Ray", Staff::Reader).await;
    let mut job = SyncConfig { session: Uuid::now_v7() }.job().unwrap();
    job.payload["secret"] = "a canary".into();
    let id = world.postgres.enqueue(&[job]).await.unwrap()[0].id;
    // An error may quote it, and so may the log of an attempt.
    let quoting = format!(
        "UPDATE job SET state = 'dead', attempt = 1, worker = 'w', started_at = now(),
             ended_at = now(), error = 'no such \"a canary\" here' WHERE id = '{id}';
         INSERT INTO job_attempt (job_id, attempt, name, queue, worker, started_at, ended_at,
             outcome, error, log)
         VALUES ('{id}', 1, 'sync_config', 'configs', 'w', now(), now(), 'failed',
             'no such \"a canary\" here', '[{{\"at_ms\": 1, \"level\": \"warn\", \"text\": \"a canary!\"}}]')"
    );
    world.postgres.run(&quoting).await;
    for look in [format!("jobs/{id}"), "jobs".into()] {
        let said = ada.get(&format!("/api/v1/admin/{look}")).await.1.to_string();
        assert!(said.contains("secret") && !said.contains("canary"), "{said}");
        assert!(said.contains("no such"), "the rest is there: {said}");
    }
    let reveal = format!("/api/v1/admin/jobs/{id}/reveal");
    assert_eq!(reader.post(&reveal, json!({})).await.0, 403);
    let (_, said) = ada.post(&reveal, json!({ "reason": "a question" })).await;
    assert_eq!(said["payload"]["secret"], "a canary");
    let noted = reader.get(&format!("/api/v1/admin/audit?action=job.reveal&target={id}")).await.1;
    let noted = &noted["items"][0];
    assert_eq!(
        (noted["actor"].as_str(), noted["reason"].as_str()),
        (Some("Ada"), Some("a question"))
    );
    assert_eq!(noted["address"], "127.0.0.1");
}

#[tokio::test(flavor = "multi_thread")]
async fn five_hundred_dead_jobs_are_retried_after_their_count_was_told() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let ada = Operator::sign_in(&api, &world.postgres, "Ada", Staff::Admin).await;
    let job = SyncConfig { session: world.seeded.session_id }.job().unwrap();
    let jobs: Vec<_> =
        (0..500).map(|n| NewJob { key: Some(n.to_string()), ..job.clone() }).collect();
    world.postgres.turn_queue("configs", QueueState::Paused, &Doer::cli(), None).await.unwrap();
    world.postgres.enqueue(&jobs).await.unwrap();
    world
        .postgres
        .run("UPDATE job SET state = 'dead', attempt = 5, ended_at = now() WHERE queue = 'configs'")
        .await;
    world.postgres.turn_queue("configs", QueueState::Open, &Doer::cli(), None).await.unwrap();

    let count = ada.get("/api/v1/admin/jobs/count?state=dead").await.1;
    assert_eq!(count["count"], 500);
    let begin = |expected: i64| json!({ "action": "retry", "filter": { "state": ["dead"] }, "expected": expected });
    let (status, said) = ada.post("/api/v1/admin/bulk", begin(10)).await;
    assert_eq!((status, said["count"].as_i64()), (409, Some(500)));
    let (status, bulk) = ada.post("/api/v1/admin/bulk", begin(500)).await;
    assert_eq!(status, 201);
    let one = format!("/api/v1/admin/bulk/{}", bulk["id"].as_str().unwrap());
    until("it is over", async || {
        let said = ada.get(&one).await.1;
        (said["state"] == "done" && said["done"] == 500).then_some(())
    })
    .await;
    until("all are done", async || {
        let done = "SELECT count(*) FROM job WHERE state = 'done' AND name = 'sync_config'";
        (world.postgres.number(done).await == 500).then_some(())
    })
    .await;
    assert_eq!(ada.post(&format!("{one}/stop"), json!({})).await.0, 409);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_is_woken_put_to_sleep_and_ended() {
    let world = World::new().await.with("WORKER__UNWATCHED_MS", "600000");
    let (api, _worker) = (world.api().await, world.worker().await);
    let ada = Operator::sign_in(&api, &world.postgres, "Ada", Staff::Admin).await;
    let id = world.seeded.session_id;
    let one = format!("/api/v1/admin/sessions/{id}");
    let (status, said) = ada.post(&format!("{one}/activate"), json!({})).await;
    assert_eq!((status, said["live"]["rev"].as_str()), (200, Some("1-0")));
    let (status, said) = ada.post(&format!("{one}/close"), json!({})).await;
    let is_hot = said["session"]["is_hot"].as_bool().unwrap();
    assert_eq!(status, if is_hot { 202 } else { 200 }, "200 is said of what is done");
    until("it sleeps", async || ada.get(&one).await.1["live"].is_null().then_some(())).await;
    let (status, said) = ada.post(&format!("{one}/close"), json!({})).await;
    assert_eq!((status, &said["session"]["is_hot"]), (200, &json!(false)), "it sleeps already");

    let mut screen = world.screen(&api).await;
    until("its watcher is counted", async || {
        (ada.get(&one).await.1["live"]["watchers"] == 1).then_some(())
    })
    .await;
    let (status, said) = ada.post(&format!("{one}/close"), json!({})).await;
    assert_eq!((status, said["code"].as_str()), (409, Some("watched")));
    let (status, said) = ada.post(&format!("{one}/end"), json!({ "reason": "asked to" })).await;
    assert_eq!((status, &said["live"]), (200, &Value::Null));
    assert_eq!(said["deeds"][0]["reason"], "asked to");
    assert_eq!(screen.bye().await, (3501, 3501));
    assert_eq!(ada.get(&one).await.0, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_goes_quiet_hands_over_and_ends_as_it_is_told() {
    let world = World::new().await;
    let api = world.api().await;
    let mut worker = world.worker().await;
    let ada = Operator::sign_in(&api, &world.postgres, "Ada", Staff::Admin).await;
    let said = until("it owns its shards", async || {
        let said = ada.get("/api/v1/admin/workers").await.1;
        (said["items"][0]["shards"].as_array()?.len() == 8).then_some(said)
    })
    .await;
    let name = said["items"][0]["name"].as_str().unwrap().to_owned();
    let tell = async |what: &str| {
        ada.post(&format!("/api/v1/admin/workers/{name}/{what}"), json!({})).await
    };
    assert_eq!(tell("drain").await.0, 200);
    until("it owns nothing", async || {
        let said = ada.get("/api/v1/admin/workers").await.1;
        said["items"][0]["shards"].as_array()?.is_empty().then_some(())
    })
    .await;
    let job = SyncConfig { session: world.seeded.session_id }.job().unwrap();
    let job = world.postgres.enqueue(&[job]).await.unwrap()[0].id;
    assert_eq!(tell("work").await.0, 200);
    until("it works again", async || {
        let job = world.postgres.job(job).await.unwrap().unwrap();
        (job.state == JobState::Done).then_some(())
    })
    .await;
    assert_eq!(tell("stop").await.0, 200);
    assert_eq!(worker.ended().await, Some(0));
    assert_eq!(world.postgres.number("SELECT count(*) FROM worker").await, 0);
}
