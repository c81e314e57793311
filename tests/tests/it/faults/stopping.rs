//! Processes that are asked to stop, idle and under load.

use std::collections::BTreeMap;

use reqwest::StatusCode;
use serde_json::json;
use uuid::Uuid;

use super::{counted, windowed};
use crate::{
    harness::{Message, World, until},
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
