//! `docker-compose.yml` without Docker: its shape, and each of our services as
//! it has them (command, settings, health check), on the servers that it has.

mod file;
mod stage;

use std::collections::BTreeSet;

use downbeat_boot::network::Network;
use file::{Condition, File, Range, read, text};
use futures::future::join_all;
use stage::Stage;

use crate::harness::{Screen, until};

/// Services that run one of our programs.
fn ours(file: &File) -> impl Iterator<Item = (&String, &file::Service)> {
    file.services.iter().filter(|(_, service)| service.image == "downbeat")
}

#[test]
fn its_shape_is_right_and_whatever_it_names_is_there() {
    let file = read();
    for (name, service) in &file.services {
        let logging = service.logging.as_ref().unwrap_or_else(|| panic!("{name} logs for ever"));
        assert_eq!(logging.driver, "json-file", "{name}");
        assert!(logging.options.contains_key("max-size"), "{name}: {logging:?}");
        assert!(logging.options.contains_key("max-file"), "{name}: {logging:?}");
        for (other, dependency) in &service.depends_on {
            let needed = file.services.get(other).unwrap_or_else(|| panic!("{name}: {other}"));
            let has_check = needed.healthcheck.is_some();
            match dependency.condition {
                Condition::ServiceHealthy => assert!(has_check, "{name} waits for {other}"),
                Condition::ServiceCompletedSuccessfully => {
                    assert_ne!(needed.restart, "unless-stopped", "{name} waits for {other}");
                }
                Condition::ServiceStarted => {}
            }
        }
        for volume in &service.volumes {
            let (source, rest) = volume.split_once(':').unwrap();
            assert!(rest.starts_with('/'), "{name}: {volume}");
            if source.starts_with("./") {
                assert!(rest.ends_with(":ro"), "{name}: {volume}");
            } else {
                assert!(file.volumes.contains_key(source), "{name}: {volume}");
            }
        }
        for port in &service.ports {
            assert!(file::interpolated(port).contains(':'), "{name}: {port}");
        }
        if let Some(file::Healthcheck { test, interval, timeout, start_period }) =
            &service.healthcheck
        {
            assert_eq!(test[0], "CMD", "{name}");
            let times = [Some(interval), Some(timeout), start_period.as_ref()];
            assert!(times.into_iter().flatten().all(|time| time.ends_with('s')), "{name}");
        }
    }
    for (name, service) in ours(&file) {
        assert!(service.read_only && service.cap_drop == ["ALL"], "{name}");
        assert_eq!(service.security_opt, ["no-new-privileges:true"], "{name}");
        let file::EnvFile { path, required } = match service.env_file.as_slice() {
            [] if name == "secrets" => continue,
            [one] => one,
            more => panic!("{name}: {more:?}"),
        };
        assert_eq!((path.as_str(), *required), (".env", false), "{name}");
    }
    let unused = file.volumes.keys().filter(|volume| {
        let prefix = format!("{volume}:");
        let uses = |service: &file::Service| {
            service.volumes.iter().any(|mount| mount.starts_with(&prefix))
        };
        !file.services.values().any(uses)
    });
    assert_eq!(unused.collect::<Vec<_>>(), Vec::<&String>::new());
}

#[test]
fn two_of_each_stand_behind_one_balancer_that_knows_them() {
    let file = read();
    let with_alias = |alias: &str| -> BTreeSet<String> {
        let has = |service: &file::Service| {
            service.networks.values().any(|network| network.aliases.iter().any(|it| it == alias))
        };
        file.services.iter().filter(|(_, it)| has(it)).map(|(name, _)| name.clone()).collect()
    };
    let (apis, workers) = (with_alias("api"), with_alias("worker"));
    assert_eq!((apis.len(), workers.len()), (2, 2));
    let balancer = text("caddy/Caddyfile");
    let upstreams = balancer.lines().find(|line| line.contains("reverse_proxy")).unwrap();
    for api in &apis {
        assert!(upstreams.contains(&format!("{api}:8080")), "{upstreams}");
    }
    assert_eq!(upstreams.matches(":8080").count(), apis.len());
    let scraped = text("prometheus/prometheus.yml");
    for name in apis.iter().chain(&workers) {
        assert!(scraped.contains(&format!("\"{name}:9090\"")), "nobody looks at {name}");
    }
}

/// Whoever may say where a request came from could be anybody to limits and audit.
#[test]
fn the_balancer_alone_is_believed_and_nothing_else_is_open_to_all() {
    let file = read();
    let Range { subnet, ip_range } = &file.networks["default"].ipam.config[0];
    let [subnet, dynamic]: [Network; 2] = [subnet, ip_range].map(|text| text.parse().unwrap());
    let own = file.services["balancer"].networks["default"].ipv4_address.unwrap();
    assert!(subnet.contains(own) && !dynamic.contains(own), "{own} may be another's");
    for (name, service) in ours(&file).filter(|(name, _)| name.starts_with("api")) {
        assert_eq!(service.environment["DOWNBEAT__API__PROXIES"], own.to_string(), "{name}");
    }
    for (name, service) in file.services.iter().filter(|(name, _)| *name != "balancer") {
        let is_near = |port: &String| port.starts_with("127.0.0.1:");
        assert!(service.ports.iter().all(is_near), "{name}: {:?}", service.ports);
    }
}

#[test]
fn no_secret_stands_in_a_file_that_is_published() {
    let file = read();
    for (name, service) in &file.services {
        for (key, value) in &service.environment {
            let is_secret = ["PASSWORD", "SECRET", "KEYS", "URL"].iter().any(|it| key.contains(it));
            let is_place = ["PUBLIC_URL", "AUTH_URL", "API_URL"].iter().any(|it| key.ends_with(it));
            if is_secret && !is_place {
                assert!(key.ends_with("_FILE"), "{name}: {key} is {value}");
            }
        }
    }
    let example = text(".env.example");
    let secrets = example.lines().filter(|line| line.contains("SECRET="));
    assert!(secrets.clone().count() > 0);
    assert!(secrets.clone().all(|line| line.ends_with('=')), "{example}");
}

#[tokio::test(flavor = "multi_thread")]
async fn each_service_runs_as_it_is_written_and_chat_reaches_an_overlay() {
    let mut stage = Stage::new(read()).await;
    stage.run_once("secrets");
    let example = text(".env.example");
    let filled = example.replace("CLIENT_ID=", "CLIENT_ID=mine");
    let filled = filled.replace("CLIENT_SECRET=", "CLIENT_SECRET=secret");
    let filled = filled.replace("BOT_USER_ID=", "BOT_USER_ID=7");
    for env in [example, filled] {
        let settings = stage.settings_with(&env);
        assert!(settings.contains("\"https://downbeat.example.org\""), "{settings}");
        assert!(settings.contains("\"https://id.twitch.tv\""), "{settings}");
    }
    stage.start_redis("redis-live").await;
    stage.start_redis("redis-queue").await;
    stage.start_redis("redis-cache").await;
    stage.run_once("migrate");
    let seeded = stage.run_once("seed");
    let seeded: serde_json::Value = serde_json::from_str(seeded.trim()).unwrap();
    for name in ["twitch", "api-1", "api-2", "worker-1", "worker-2"] {
        stage.start(name);
    }
    for name in ["api-1", "api-2", "worker-1", "worker-2"] {
        until(&format!("{name} is healthy"), async || stage.is_healthy(name).then_some(())).await;
    }
    stage.start_balancer();
    let pages = format!("http://{}", stage.place("balancer"));
    until("the balancer knows its APIs", async || {
        let page = reqwest::get(&pages).await.ok()?;
        page.status().is_success().then_some(())
    })
    .await;
    let token = seeded["overlay_token"].as_str().unwrap();
    for name in ["api-1", "api-2", "balancer"] {
        let mut screen =
            Screen::open(&format!("ws://{}/ws/overlay/{token}", stage.place(name))).await;
        screen.frame_with(1).await;
    }
    // What both APIs miss is told by them, and pages still load.
    stage.signal("redis-live", "STOP");
    let outside = reqwest::get(format!("{pages}/readyz")).await.unwrap();
    assert_eq!(outside.status(), 404, "the state of what stands behind is told to nobody");
    until("an API says what is away", async || {
        let ready = format!("http://{}/readyz", stage.place("api-1"));
        let ready = reqwest::get(ready).await.ok()?;
        let told: serde_json::Value = ready.json().await.ok()?;
        (told["checks"]["redis_live"]["status"] == "down").then_some(())
    })
    .await;
    assert!(reqwest::get(&pages).await.unwrap().status().is_success());
    stage.signal("redis-live", "CONT");
    // Workers say every two seconds what they own.
    until("the doctor finds no problem", async || {
        let found = stage.doctor();
        found.iter().all(|line| line["level"] != "problem").then_some(())
    })
    .await;
    for redis in ["redis-live", "redis-queue", "redis-cache"] {
        assert_eq!(stage.refusals(redis).await, Vec::<String>::new(), "{redis} refused nothing");
    }
    assert_eq!(stage.stop("api-1"), Some(0), "it ends as asked");
    Screen::open(&format!("ws://{}/ws/overlay/{token}", stage.place("balancer"))).await;
    assert_eq!(stage.stop("api-2"), Some(0), "it ends as asked");
    let places = [
        format!("/overlay/{token}"),
        format!("/ws/overlay/{token}"),
        format!("/ws/sessions/x?a=b&link={token}"),
        format!("/auth/once/{token}?next=/"),
        format!("/auth/twitch/callback?code={token}&state=x"),
    ];
    let refused = places.iter().map(|place| reqwest::get(format!("{pages}{place}")));
    for refused in join_all(refused).await {
        assert!(refused.unwrap().status().is_server_error(), "no API is there");
    }
    let log = stage.log("balancer");
    assert!(log.contains("/ws/overlay/REDACTED") && log.contains("/callbackREDACTED"), "{log}");
    assert!(!log.contains(token), "{log}");
    for name in ["worker-1", "worker-2", "twitch", "balancer"] {
        assert_eq!(stage.stop(name), Some(0), "{name} ends as asked");
    }
}
