//! What an operator sees, on a real Prometheus that scrapes the real programs.

mod dashboards;
mod load;

use std::collections::BTreeSet;

use downbeat_boot::clock;

use crate::harness::{HANGS, Prometheus, World, until};
use load::Load;

#[tokio::test(flavor = "multi_thread")]
async fn every_panel_of_every_dashboard_shows_something() {
    let (world, sim) = World::with_twitch().await;
    let world = world.with("API__REQUESTS_PER_MIN", "0");
    // Without a limit there is no share of it.
    for redis in [&world.live, &world.queue] {
        let mut limit = redis::cmd("CONFIG");
        limit.arg("SET").arg("maxmemory").arg("256mb");
        limit.exec_async(&mut redis.bare().await).await.unwrap();
    }
    let (api, worker) = (world.api().await, world.worker().await);
    let prometheus = Prometheus::start(&[("api", &api), ("worker", &worker)]).await;
    let mut load = Load::begin(&world, &sim, &api).await;

    let mut empty = dashboards::questions();
    let deadline = clock::monotonic() + HANGS;
    while !empty.is_empty() {
        assert!(clock::monotonic() < deadline, "these panels show nothing: {empty:#?}");
        load.turn().await;
        let mut still = Vec::new();
        for question in empty {
            match prometheus.ask(&question.expression).await {
                Ok(numbers) if numbers.iter().any(|number| number.is_finite()) => {}
                Ok(_) => still.push(question),
                Err(error) => panic!("{error}: {question:#?}"),
            }
        }
        empty = still;
    }

    let rules = until("every rule was looked at", async || {
        let rules = prometheus.rules().await;
        rules.iter().all(|(_, health)| health != "unknown").then_some(rules)
    })
    .await;
    let names: BTreeSet<_> = rules.iter().map(|(name, _)| name.as_str()).collect();
    assert!(names.contains("TargetDown") && names.contains("DeadJobs"), "{names:?}");
    let broken: Vec<_> = rules.iter().filter(|(_, health)| health != "ok").collect();
    assert!(broken.is_empty(), "{broken:?}");
}
