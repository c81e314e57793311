//! Processes that are asked to stop, idle and under load.

use std::{
    collections::BTreeMap,
    process::{Command, Stdio},
    time::Duration,
};

use downbeat_boot::{Config, clock, process, task};
use reqwest::StatusCode;
use sea_orm::{ConnectionTrait, TransactionTrait};
use serde_json::json;
use uuid::Uuid;

use super::{counted, windowed};
use crate::{
    harness::{HANGS, KEY, Message, SECRET, Trouble, World, free_port, until},
    timer::{make, two},
};

#[tokio::test(flavor = "multi_thread")]
async fn what_is_asked_to_stop_tells_its_sockets_and_exits_with_0() {
    let world = World::new().await;
    let mut api = world.api().await;
    let mut worker = world.worker().await;
    let mut screen = world.screen(&api).await;
    let stopping = tokio::task::spawn_blocking(move || api.terminate());
    assert_eq!(screen.bye().await, (3000, 3000));
    assert_eq!(stopping.await.unwrap(), Some(0));
    assert_eq!(worker.terminate(), Some(0));
}

/// Clients that are refused, or whose API is gone, come again to the other one.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_asked_to_stop_under_load_loses_nothing() {
    let world = windowed().await.with("API__REQUESTS_PER_MIN", "0");
    let (mut first, second) = (world.api().await, world.api().await);
    let (mut leaver, _stayer) = (world.worker().await, world.worker().await);
    let mut screen = world.screen(&second).await;
    let ann = world.program(&second);
    let (timer, live) = (make(&ann, &two(3_600_000)).await, world.live.live().await);
    until("the timer runs", async || {
        (ann.command(timer, "start", json!({})).await.status == 200).then_some(())
    })
    .await;

    let leaving = world.program(&first);
    let (votes, switches) = (300, 100);
    let apis = [&first.base, &second.base].map(Clone::clone);
    let chat = async {
        for n in 0..votes {
            let message = Message::new(format!("chatter-{n}"), "yes");
            until("the vote is taken", async || {
                let sent = world.chat.send_to(&apis[n % 2], &message).await;
                let sent = match sent {
                    Ok(status) => Ok(status),
                    Err(_) => world.chat.send_to(&apis[1], &message).await,
                };
                (sent.unwrap() == StatusCode::NO_CONTENT).then_some(())
            })
            .await;
        }
    };
    let clicks = async {
        let mut revs = BTreeMap::new();
        for n in 0..switches {
            let key = Uuid::new_v4().to_string();
            let place = format!("/api/v1/sessions/{timer}/commands/switch");
            let rev = until("the switch is taken", async || {
                let program = if n % 2 == 0 { &leaving } else { &ann };
                let ask = |program: &crate::harness::Program| {
                    let request = program.ask(reqwest::Method::POST, &place);
                    request.header("idempotency-key", &key).json(&json!({})).send()
                };
                let answer = match ask(program).await {
                    Ok(answer) => answer,
                    Err(_) => ask(&ann).await.unwrap(),
                };
                if answer.status() != StatusCode::OK {
                    return None;
                }
                let body: serde_json::Value = answer.json().await.ok()?;
                body["rev"].as_str().map(str::to_owned)
            })
            .await;
            revs.insert(rev, key);
        }
        revs
    };
    let stops = async {
        screen.frame_with(50).await;
        let api = tokio::task::spawn_blocking(move || first.terminate());
        assert_eq!(leaver.terminate(), Some(0));
        assert_eq!(api.await.unwrap(), Some(0));
        screen.frame_with(votes as u64).await;
    };
    let ((), revs, ()) = tokio::join!(chat, clicks, stops);
    assert_eq!(counted(&world, &live).await, votes as u64);
    assert_eq!(revs.len(), switches, "each switch has a rev of its own");
    let events = until("its history is whole", async || {
        let events = world.postgres.events(timer, None, 1_000).await.unwrap();
        (events.len() > switches).then_some(events)
    })
    .await;
    let told: Vec<i64> = events.iter().map(|event| event.rev).collect();
    let all = i64::try_from(switches).unwrap() + 1;
    assert_eq!(told, (1..=all).collect::<Vec<_>>(), "in order, each once");
}

/// A loop waits for a lock, and longer than the worker may: it is dropped there.
#[tokio::test(flavor = "multi_thread")]
async fn a_worker_whose_loop_is_held_exits_with_0() {
    let world = World::new().await;
    let mut worker = world.worker().await;
    let lock = world.postgres.connection().begin().await.unwrap();
    lock.execute_unprepared("LOCK TABLE job_schedule IN ACCESS EXCLUSIVE MODE").await.unwrap();
    let held = "SELECT count(*) FROM pg_locks
        WHERE NOT granted AND relation = 'job_schedule'::regclass";
    until("the loop is held", async || (world.postgres.number(held).await > 0).then_some(())).await;
    worker.ask_to_stop();
    assert_eq!(worker.ended().await, Some(0));
    let log = worker.log();
    assert!(log.contains("a loop was stopped in its turn"), "{log}");
    lock.rollback().await.unwrap();
}

/// Nothing is refused and nothing is answered: whatever waits is dropped.
#[tokio::test(flavor = "multi_thread")]
async fn processes_that_hear_nothing_any_more_exit_with_0() {
    for key in ["DATABASE__URL", "REDIS_LIVE__URL", "REDIS_QUEUE__URL"] {
        let (world, line) = World::new().await.through(key).await;
        let (mut api, mut worker) = (world.api().await, world.worker().await);
        line.trouble(Trouble::HalfOpen);
        api.ask_to_stop();
        worker.ask_to_stop();
        assert_eq!(api.ended().await, Some(0), "{key}: {}", api.log());
        assert_eq!(worker.ended().await, Some(0), "{key}: {}", worker.log());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn processes_that_wait_for_a_store_stop_when_they_are_asked_to() {
    for key in ["DATABASE__URL", "REDIS_LIVE__URL", "REDIS_QUEUE__URL"] {
        let (world, line) = World::new().await.through(key).await;
        line.trouble(Trouble::Cut);
        for mut process in world.begun() {
            until("it waits", async || process.log().contains("trying again").then_some(())).await;
            assert_eq!(process.terminate(), Some(0), "{key}: {}", process.log());
        }
    }
}

/// A task that never waits cannot be dropped, and its process ends all the same.
#[tokio::test]
async fn a_process_that_does_not_stop_is_ended_and_says_what_still_runs() {
    let name = "faults::stopping::a_process_that_does_not_stop";
    let child = tokio::process::Command::new(std::env::current_exe().unwrap())
        .args(["--ignored", "--exact", "--nocapture", name])
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .unwrap();
    let output = clock::timeout(HANGS, child.wait_with_output()).await.unwrap().unwrap();
    let log = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{log}");
    assert!(log.contains("did not stop in time"), "{log}");
    assert!(log.contains("restless"), "{log}");
}

/// Not a test: the process that the test above starts. It asks itself to stop
/// once all its threads are busy.
#[test]
#[ignore = "it is run by another test, as a process of its own"]
fn a_process_that_does_not_stop() {
    let place = format!("127.0.0.1:{}", free_port());
    let settings = [
        ("DATABASE__URL", "postgres://nowhere/none"),
        ("REDIS_LIVE__URL", "redis://nowhere"),
        ("REDIS_QUEUE__URL", "redis://nowhere"),
        ("TWITCH__WEBHOOK_SECRETS", SECRET),
        ("SECRETS__KEYS", KEY),
        ("METRICS__BIND", &place),
    ];
    let settings = settings.map(|(key, value)| (format!("DOWNBEAT__{key}"), value.to_owned()));
    let config = Config::from_layers(None, settings).unwrap();
    process::run(&config, Duration::from_millis(100), |_| async {
        for _ in 0..64 {
            task::spawn("restless", async {
                loop {
                    std::hint::spin_loop();
                }
            });
        }
        let own = std::process::id().to_string();
        Command::new("kill").args(["-s", "TERM", &own]).status().unwrap();
        std::future::pending().await
    });
}
