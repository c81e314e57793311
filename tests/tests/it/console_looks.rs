//! What the console finds, refuses, and says that it does not know.

use downbeat_job::{Durable, SyncConfig};
use downbeat_store::Staff;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    harness::{Operator, Trouble, World, until},
    timer::{make, two},
};

/// Whoever searches finds what they see, and cannot guess at the rest.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_hidden_is_found_by_no_search() {
    let world = World::new().await;
    let api = world.api().await;
    let ada = Operator::sign_in(&api, &world.postgres, "Ada", Staff::Admin).await;
    let reader = Operator::sign_in(&api, &world.postgres, "Ray", Staff::Reader).await;
    let session = Uuid::now_v7();
    let mut job = SyncConfig { session }.job().unwrap();
    job.payload["secret"] = "a canary".into();
    job.payload["deep"] = json!({ "session": "another canary" });
    world.postgres.enqueue(&[job]).await.unwrap();
    world.postgres.run("UPDATE job SET state = 'dead', ended_at = now()").await;
    let shown = session.to_string();
    for (text, found) in [
        (&shown[..], 1),
        (&shown[10..], 1),
        ("canary", 0),
        ("a", i64::from(shown.contains('a'))),
        ("secret", 0),
        ("\"", 0),
        ("{", 0),
        ("%", 0),
    ] {
        for who in [&ada, &reader] {
            let query = [("text", text), ("name", "sync_config")];
            let query = reqwest::Url::parse_with_params("http://x", &query).unwrap();
            let query = query.query().unwrap();
            let count = who.get(&format!("/api/v1/admin/jobs/count?{query}")).await.1;
            assert_eq!(count["count"], found, "{text}");
            let list = who.get(&format!("/api/v1/admin/jobs?{query}")).await.1;
            assert_eq!(list["items"].as_array().unwrap().len(), usize::from(found == 1), "{text}");
        }
        // A change of many by what is hidden would tell, too.
        let filter = json!({ "state": ["dead"], "name": "sync_config", "text": text });
        let begin = json!({ "action": "discard", "filter": filter, "expected": -1 });
        let (status, said) = ada.post("/api/v1/admin/bulk", begin).await;
        let is_found = (status, said["count"].as_i64()) == (409, Some(found));
        assert!(is_found, "{text}: {status} {said}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_in_an_address_is_named_and_has_one_code() {
    let world = World::new().await;
    let api = world.api().await;
    let ada = Operator::sign_in(&api, &world.postgres, "Ada", Staff::Admin).await;
    let long = format!("audit?target={}", "x".repeat(201));
    for (look, field) in [
        ("audit?action=%00", "action"),
        ("audit?actor=%00", "actor"),
        (&long, "target"),
        ("audit?since_ms=x", "since_ms"),
        ("audit?since_ms=2&until_ms=1", "since_ms"),
        ("audit?limit=-1", "limit"),
        ("audit?limit=0", "limit"),
        ("audit?limit=101", "limit"),
        ("audit?limit=x", "limit"),
        ("audit?cursor=%00", "cursor"),
        ("sessions?kind=%00", "kind"),
        ("sessions?find=%00", "find"),
        ("jobs?worker=%00", "worker"),
        ("jobs/count?text=%00", "text"),
        ("stats?minutes=-1", "minutes"),
        ("stats?minutes=0", "minutes"),
    ] {
        let (status, said) = ada.get(&format!("/api/v1/admin/{look}")).await;
        let (code, first) = (said["code"].as_str(), said["errors"][0]["field"].as_str());
        assert_eq!((status, code, first), (422, Some("invalid"), Some(field)), "{look}: {said}");
    }
    for nothing in ["workers/%00/drain", "workers/a%00b/stop", "queues/%00/pause", "jobs/%00/retry"]
    {
        let (status, said) = ada.post(&format!("/api/v1/admin/{nothing}"), json!({})).await;
        assert_eq!((status, said["code"].as_str()), (404, Some("not_found")), "{nothing}: {said}");
    }
    for nothing in ["jobs/x", "sessions/x", "bulk/x"] {
        let (status, said) = ada.get(&format!("/api/v1/admin/{nothing}")).await;
        assert_eq!((status, said["code"].as_str()), (404, Some("not_found")), "{nothing}: {said}");
    }
    for edge in [
        "jobs?text=x&until_ms=-9223372036854775808",
        "jobs?text=x&since_ms=0",
        "audit?since_ms=9223372036854775807",
    ] {
        let (status, said) = ada.get(&format!("/api/v1/admin/{edge}")).await;
        assert_eq!((status, &said["items"]), (200, &json!([])), "{edge}");
    }
}

/// That nobody knows is not that there is nothing.
#[tokio::test(flavor = "multi_thread")]
async fn while_live_redis_is_away_the_console_says_that_it_does_not_know() {
    let (world, proxy) = World::new().await.through("REDIS_LIVE__URL").await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let _screen = world.screen(&api).await;
    let reader = Operator::sign_in(&api, &world.postgres, "Ray", Staff::Reader).await;
    let id = world.seeded.session_id;
    let look = async |place: &str| {
        let (status, said) = reader.get(&format!("/api/v1/admin/{place}")).await;
        assert_eq!(status, 200, "{place}: {said}");
        said
    };
    let one = format!("sessions/{id}");
    assert_eq!(look("sessions").await["items"][0]["is_hot"], true);
    assert_eq!(look("overview").await["parked"], 0);
    proxy.trouble(Trouble::Cut);
    assert_eq!(look("sessions").await["items"][0]["is_hot"], Value::Null);
    assert_eq!(look("overview").await["parked"], Value::Null);
    let detail = look(&one).await;
    assert_eq!((&detail["session"]["is_hot"], &detail["live"]), (&Value::Null, &Value::Null));
    assert_eq!(reader.get("/api/v1/admin/sessions?sort=parked").await.0, 503);
    let checks = look("health").await["checks"].clone();
    let live = checks.as_array().unwrap().iter().find(|one| one["name"] == "live Redis").unwrap();
    assert_eq!(live["status"], "down");
    proxy.mend();
    until("it is known again", async || {
        (look("sessions").await["items"][0]["is_hot"] == true).then_some(())
    })
    .await;
}

/// It would be woken again at once.
#[tokio::test(flavor = "multi_thread")]
async fn a_session_that_runs_is_not_put_to_sleep() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let ada = Operator::sign_in(&api, &world.postgres, "Ada", Staff::Admin).await;
    let ann = world.program(&api);
    let timer = make(&ann, &two(3_600_000)).await;
    until("the timer runs", async || {
        (ann.command(timer, "start", json!({})).await.status == 200).then_some(())
    })
    .await;
    let close = format!("/api/v1/admin/sessions/{timer}/close");
    let (status, said) = ada.post(&close, json!({})).await;
    assert_eq!((status, said["code"].as_str()), (409, Some("running")), "{said}");
    let noted = "SELECT count(*) FROM audit_log WHERE action = 'session.close'";
    assert_eq!(world.postgres.number(noted).await, 0);
}
