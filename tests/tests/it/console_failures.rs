//! What failed, by its cause, with one deed for all of it; and how long runs take.

use downbeat_store::Staff;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::harness::{Operator, World, until};

const FAILED: &str = "INSERT INTO job (id, name, queue, version, payload, state, attempt,
        attempts_max, run_at, created_at, ended_at, error)
    SELECT ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, name, 'effects', 1,
        jsonb_build_object('secret', 'a canary'), state, 5, 5,
        now() + interval '1 hour', now(), CASE WHEN state = 'dead' THEN now() END, error
    FROM (VALUES
        (1, 'sync_config', 'dead', 'no answer from 10.0.0.1:6379 in 5 s'),
        (2, 'sync_config', 'retrying', 'no answer from 10.0.0.22:6380 in 12 s'),
        (3, 'sync_config', 'dead', 'there is no session 0198a4c0-1111-7000-8000-0123456789ab'),
        (4, 'sync_config', 'dead', 'there is no session 0198a4c0-2222-7000-8000-ba9876543210'),
        (5, 'sync_config', 'dead', 'there is no session 0198a4c0-3333-7000-8000-aaaaaaaaaaaa'),
        (6, 'another', 'dead', 'no answer from 10.0.0.1:6379 in 5 s'),
        (7, 'sync_config', 'dead', 'it quotes a canary'),
        (8, 'sync_config', 'done', 'no answer from 10.0.0.1:6379 in 5 s'),
        (9, 'sync_config', 'dead', NULL)
    ) AS failed (n, name, state, error)";

fn id(n: u32) -> Uuid {
    format!("00000000-0000-7000-8000-{n:012}").parse().unwrap()
}

fn told(said: &Value) -> Vec<(String, String, i64, i64)> {
    let groups = said["items"].as_array().unwrap().iter();
    let told = groups.map(|group| {
        let text = |of: &Value| of.as_str().unwrap().to_owned();
        let number = |of: &Value| of.as_i64().unwrap();
        let newest = &group["newest"];
        let who = (text(&newest["name"]), text(&newest["error"]));
        (who.0, who.1, number(&group["count"]), number(&group["dead"]))
    });
    told.collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn failed_jobs_are_grouped_by_cause_and_one_deed_is_for_all_of_a_group() {
    let world = World::new().await;
    let api = world.api().await;
    let ada = Operator::sign_in(&api, &world.postgres, "Ada", Staff::Admin).await;
    world.postgres.run(FAILED).await;
    let failures = "/api/v1/admin/jobs/failures";
    let (status, said) = ada.get(failures).await;
    assert_eq!((status, &said["capped"]), (200, &json!(false)), "{said}");
    let group = |name: &str, error: &str, count, dead| (name.into(), error.into(), count, dead);
    let gone = "there is no session 0198a4c0-3333-7000-8000-aaaaaaaaaaaa";
    let away = "no answer from 10.0.0.22:6380 in 12 s";
    let expected = [
        group("sync_config", gone, 3, 3),
        group("sync_config", away, 2, 1),
        // What is hidden of the arguments is hidden of what quotes them.
        group("sync_config", "it quotes •••", 1, 1),
        group("another", "no answer from 10.0.0.1:6379 in 5 s", 1, 1),
    ];
    assert_eq!(told(&said), expected);
    let dead = ada.get(&format!("{failures}?state=dead&name=sync_config")).await.1;
    let expected = [3, 1, 1];
    assert_eq!(told(&dead).iter().map(|group| group.2).collect::<Vec<_>>(), expected);

    // One of them stands for the others, in lists, in counts and in the deed.
    let list = ada.get(&format!("/api/v1/admin/jobs?like={}", id(5))).await.1;
    let ids = list["items"].as_array().unwrap().iter().map(|job| job["id"].clone());
    assert_eq!(ids.collect::<Vec<_>>(), [5, 4, 3].map(|n| json!(id(n))));
    let count = ada.get(&format!("/api/v1/admin/jobs/count?like={}&state=dead", id(2))).await.1;
    assert_eq!(count["count"], 2);
    for (like, why) in [(json!(id(9)), "no error"), (json!(id(99)), "no error")] {
        let path = format!("/api/v1/admin/jobs?like={}", like.as_str().unwrap());
        let (status, said) = ada.get(&path).await;
        let first = &said["errors"][0];
        assert_eq!((status, first["field"].as_str()), (422, Some("like")), "{said}");
        assert!(first["message"].as_str().unwrap().contains(why), "{said}");
    }
    let filter = json!({ "name": "sync_config", "like": id(5) });
    let begin = json!({ "action": "discard", "filter": filter, "expected": 3, "reason": "gone" });
    let (status, bulk) = ada.post("/api/v1/admin/bulk", begin).await;
    assert_eq!((status, &bulk["filter"]["like"]), (201, &json!(id(5))), "{bulk}");
    // What the error of the one becomes meanwhile changes nothing.
    let other = format!("UPDATE job SET error = 'another' WHERE id = '{}'", id(5));
    world.postgres.run(&other).await;
    let _worker = world.worker().await;
    let one = format!("/api/v1/admin/bulk/{}", bulk["id"].as_str().unwrap());
    until("the group is discarded", async || {
        (ada.get(&one).await.1["state"] == "done").then_some(())
    })
    .await;
    let discarded = "SELECT count(*) FROM job WHERE state = 'discarded'";
    assert_eq!(world.postgres.number(discarded).await, 2);
    let kept = format!("SELECT count(*) FROM job WHERE state = 'dead' AND id = '{}'", id(5));
    assert_eq!(world.postgres.number(&kept).await, 1, "its cause is another by now");
}

#[tokio::test(flavor = "multi_thread")]
async fn how_long_jobs_run_is_told_in_percentiles() {
    let world = World::new().await;
    let api = world.api().await;
    let reader = Operator::sign_in(&api, &world.postgres, "Ray", Staff::Reader).await;
    // A hundred runs of 10 ms to 1 s, one that was lost and one of a signal.
    let attempts = format!(
        "INSERT INTO job_attempt (job_id, attempt, is_signal, name, queue, worker, started_at,
             ended_at, outcome)
         SELECT '{}', n, n = 102, 'a_job', 'effects', 'w',
             now(), now() + least(n, 101) * interval '10 milliseconds',
             CASE WHEN n = 101 THEN 'lost' ELSE 'done' END
         FROM generate_series(1, 102) AS n",
        Uuid::now_v7()
    );
    world.postgres.run(&attempts).await;
    let (status, said) = reader.get("/api/v1/admin/durations?minutes=5").await;
    assert_eq!(status, 200, "{said}");
    let one = said["items"].as_array().unwrap().iter().find(|one| one["name"] == "a_job").unwrap();
    assert_eq!(one["runs"], 100);
    for (of, ms) in [("p50_ms", 505.0), ("p95_ms", 950.5), ("p99_ms", 990.1)] {
        let measured = one[of].as_f64().unwrap();
        assert!((measured - ms).abs() < 0.5, "{of}: {measured}");
    }
}
