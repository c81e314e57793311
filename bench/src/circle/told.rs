//! A message of a circle, to five hundred sockets. When it was committed nobody outside
//! can see; its answer is a moment later, and from there on is counted.

use std::{collections::HashMap, time::Duration};

use anyhow::{Context as _, ensure};
use downbeat_boot::clock;
use reqwest::Method;
use serde_json::json;
use uuid::Uuid;

use crate::{
    browser::Browser,
    installation::Installation,
    report,
    talkers::{Place, Talkers},
};

const SOCKETS: usize = 500;
const PEOPLE: usize = 25;
const BETWEEN: Duration = Duration::from_millis(250);
/// How each message begins.
const MARK: &str = "bench word ";

pub async fn run(installation: &Installation) -> anyhow::Result<()> {
    let store = installation.store().await?;
    let mut people = Vec::new();
    for n in 0..PEOPLE {
        let login = format!("circle_listener_{n}");
        people.push(Browser::new(installation, &store, &login).await?);
    }
    let body = json!({ "name": "Many listen", "kind": "public" });
    let made = people[0].ask(Method::POST, "/circles", Some(body)).await?;
    let circle = made["id"].as_str().context("a circle without an id")?;
    for person in &people[1..] {
        person.ask(Method::POST, &format!("/circles/{circle}/join"), Some(json!({}))).await?;
    }
    let host = installation.ready.api.replacen("http", "ws", 1);
    let places = (0..SOCKETS).map(|n| Place {
        url: format!("{host}/ws/sessions/{circle}"),
        cookie: Some(people[n % PEOPLE].cookie().to_owned()),
    });
    let mut talkers = Talkers::open_as(places.collect()).await.with_context(|| {
        format!("members are not greeted at /ws/sessions/{circle}: has this build circles that are live?")
    })?;
    talkers.settle().await?;

    let (mut after_answer, mut from_asking) = (Vec::new(), Vec::new());
    for n in 0..installation.much(100, 20) {
        let text = format!("{MARK}{n} is said");
        let body = json!({ "kind": "support", "text": text });
        let began = clock::monotonic();
        let path = format!("/circles/{circle}/messages");
        let person = &people[n % PEOPLE];
        person.ask_once(Method::POST, &path, (Some(body), Some(Uuid::new_v4()))).await?;
        let answered = clock::monotonic();
        let mut first = HashMap::new();
        while first.len() < SOCKETS {
            let missing = || format!("{} of {SOCKETS} sockets heard a message", first.len());
            let heard = talkers.hear(Duration::from_secs(5)).await?.with_context(missing)?;
            // What was said before is told beside it.
            if heard.text.contains(&text) {
                first.entry(heard.socket).or_insert(heard.at);
            }
        }
        after_answer.extend(first.values().map(|at| at.saturating_duration_since(answered)));
        from_asking.extend(first.values().map(|at| *at - began));
        clock::sleep(BETWEEN).await;
    }
    ensure!(!after_answer.is_empty(), "nobody heard anything");
    report::latency("a message to 500 sockets of a circle: after its 201", &mut after_answer);
    report::latency("a message to 500 sockets of a circle: from asking", &mut from_asking);
    Ok(())
}
