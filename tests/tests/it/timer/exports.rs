//! A history as a file.

use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{does, make, two};
use crate::harness::{Program, Trouble, World, until};

const MANY: i64 = 20_001;

/// Events that happened before the others of a session, with much to say.
async fn happened(world: &World, id: Uuid, count: i64) {
    let insert = format!(
        "INSERT INTO session_event (session_id, incarnation, rev, seq, at, name, payload, actor)
         SELECT '{id}', 0, n, 0, now(), 'paused',
             jsonb_build_object('name', 'paused', 'text', repeat('x', 1000)), '{{\"role\":\"owner\"}}'
         FROM generate_series(1, {count}) AS n"
    );
    world.postgres.run(&insert).await;
}

async fn export(ann: &Program, id: Uuid, query: &str) -> reqwest::Response {
    let path = format!("/api/v1/sessions/{id}/export?{query}");
    let answer = ann.ask(Method::GET, &path).send().await.unwrap();
    assert_eq!(answer.status(), 200);
    answer
}

#[tokio::test(flavor = "multi_thread")]
async fn an_export_has_every_event_however_many_there_are() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let ann = world.program(&api);
    let id = make(&ann, &two(60_000)).await;
    happened(&world, id, MANY).await;
    does(&ann, id, "start", json!({})).await;
    until("the start is on record", async || {
        let events = world.postgres.last_events(id, 1).await.unwrap();
        events.iter().any(|event| event.name != "paused").then_some(())
    })
    .await;
    let all = format!("SELECT count(*) FROM session_event WHERE session_id = '{id}'");
    let all = usize::try_from(world.postgres.number(&all).await).unwrap();
    assert!(all > usize::try_from(MANY).unwrap());

    let before = api.resident_bytes();
    let answer = export(&ann, id, "format=csv").await;
    assert_eq!(answer.headers()["content-type"], "text/csv; charset=utf-8");
    let csv = answer.text().await.unwrap();
    assert_eq!(csv.lines().count(), all + 1);
    assert!(csv.starts_with("rev,seq,at_ms,name,role,actor,event\r\n0-1,0,"));
    let marked = export(&ann, id, "format=csv&bom=1").await.bytes().await.unwrap();
    assert_eq!((&marked[..3], &marked[3..]), (&b"\xef\xbb\xbf"[..], csv.as_bytes()));

    let answer = export(&ann, id, "format=json").await;
    assert_eq!(answer.headers()["content-type"], "application/json; charset=utf-8");
    let json: Value = answer.json().await.unwrap();
    assert_eq!(
        (json["events"].as_array().unwrap().len(), &json["kind"]),
        (all, &Value::from("timer"))
    );
    let revs =
        json["events"].as_array().unwrap().iter().map(|event| event["rev"].as_str().unwrap());
    let lines = csv.lines().skip(1).map(|line| line.split(',').next().unwrap());
    assert!(revs.eq(lines), "both have them in order");
    // Each of the three is as long as this.
    let grown = api.resident_bytes().saturating_sub(before);
    assert!(grown < csv.len() as u64, "{grown} bytes of {} were in memory", csv.len());
}

/// Postgres goes in the midst of it, when no connection holds so much.
#[tokio::test(flavor = "multi_thread")]
async fn an_export_that_is_cut_off_does_not_end_as_if_it_were_whole() {
    let (world, postgres) = World::new().await.through("DATABASE__URL").await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let ann = world.program(&api);
    let id = make(&ann, &two(60_000)).await;
    happened(&world, id, 40_000).await;
    for format in ["csv", "json"] {
        let mut answer = export(&ann, id, &format!("format={format}")).await;
        assert!(answer.chunk().await.unwrap().is_some());
        postgres.trouble(Trouble::Cut);
        let mut end = answer.chunk().await;
        while let Ok(Some(_)) = end {
            end = answer.chunk().await;
        }
        assert!(end.is_err(), "{format} ended as if it were whole");
        postgres.mend();
        until("Postgres is there again", async || {
            (ann.get("/api/v1/sessions").await.status == 200).then_some(())
        })
        .await;
    }
}

/// Far behind its snapshot: more than is read at once.
#[tokio::test(flavor = "multi_thread")]
async fn a_long_past_is_seen_again_as_it_was() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let ann = world.program(&api);
    let id = make(&ann, &two(60_000)).await;
    does(&ann, id, "start", json!({})).await;
    until("the start is on record", async || {
        (!world.postgres.last_events(id, 1).await.unwrap().is_empty()).then_some(())
    })
    .await;
    let adjusted = json!({ "name": "adjusted", "participant": "b", "ms": 1, "reason": "x" });
    let insert = format!(
        "INSERT INTO session_event (session_id, incarnation, rev, seq, at, name, payload, actor)
         SELECT '{id}', 1, 1 + n, 0, now(), 'adjusted', '{adjusted}', '{{\"role\":\"owner\"}}'
         FROM generate_series(1, 20100) AS n"
    );
    world.postgres.run(&insert).await;
    let past = async |rev: i64| ann.get(&format!("/api/v1/sessions/{id}/at/1-{rev}")).await;
    for rev in [2, 499, 500, 501, 1_000, 1_501, 19_000] {
        let then = past(rev).await;
        assert_eq!(then.status, 200, "{rev}: {}", then.body);
        assert_eq!(then.body["view"]["participants"][1]["remaining_ms"], 60_000 + rev - 1);
    }
    // Longer than anybody waits for, and what never was.
    assert_eq!((past(20_101).await.status, past(30_000).await.status), (409, 409));
    assert_eq!(past(0).await.status, 200);
    let never = ann.get(&format!("/api/v1/sessions/{id}/at/0-1")).await;
    assert_eq!(never.status, 404);
}
