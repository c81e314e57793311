//! A day of two hundred people in twenty circles: what they do is counted by the bench
//! as well, and must come out the same.

use std::{sync::Arc, time::Duration};

use anyhow::{Context as _, ensure};
use downbeat_boot::{clock, task};
use parking_lot::Mutex;
use reqwest::Method;
use serde_json::json;
use uuid::Uuid;

use super::{
    acts::{Actor, Did},
    recount,
};
use crate::{browser::Browser, installation::Installation, report, spent::Spent};

const PEOPLE: usize = 200;
const CIRCLES: usize = 20;
/// Each person is in so many.
const JOINED: usize = 4;
const ACTS: (u32, u32) = (100_000, 4_000);
/// Of all, so that nobody does more than they may in a minute.
const PER_S: u32 = 250;

/// What was said in a circle, by all.
pub struct Said {
    pub id: String,
    pub messages: Mutex<Vec<String>>,
}

pub async fn run(installation: &Installation) -> anyhow::Result<()> {
    let store = installation.store().await?;
    let mut people = Vec::new();
    for n in 0..PEOPLE {
        let login = format!("circle_member_{n}");
        people.push(Arc::new(Browser::new(installation, &store, &login).await?));
    }
    let mut circles = Vec::new();
    for owner in people.iter().take(CIRCLES) {
        let body = json!({ "name": "A day", "kind": "public" });
        let made = owner.ask(Method::POST, "/circles", Some(body)).await?;
        let id = made["id"].as_str().context("a circle without an id")?.to_owned();
        circles.push(Arc::new(Said { id, messages: Mutex::default() }));
    }
    let mut joined = Vec::new();
    for (n, person) in people.iter().enumerate() {
        let own: Vec<_> =
            (0..JOINED).map(|k| Arc::clone(&circles[(n + 5 * k) % CIRCLES])).collect();
        for circle in &own {
            let join = format!("/circles/{}/join", circle.id);
            person.ask(Method::POST, &join, Some(json!({}))).await?;
        }
        joined.push(own);
    }

    let acts = installation.much(ACTS.0, ACTS.1);
    let spent = Spent::until_now(installation)?;
    let start = clock::monotonic() + Duration::from_millis(200);
    let lanes_count = u32::try_from(PEOPLE)?;
    let between = Duration::from_secs(1) * lanes_count / PER_S;
    let mut lanes = Vec::new();
    for ((n, person), own) in (0..).zip(&people).zip(&joined) {
        let mut actor = Actor::new(Arc::clone(person), own.clone());
        lanes.push(task::spawn("member", async move {
            let mut samples = Vec::new();
            for turn in 0..acts / lanes_count {
                let due = start + between * n / lanes_count + between * turn;
                clock::sleep_until(due).await;
                actor.acts(turn + n).await?;
                samples.push(due.elapsed());
            }
            anyhow::Ok((actor.did, samples))
        }));
    }
    let (mut did, mut samples) = (Vec::new(), Vec::new());
    for lane in lanes {
        let (one, took): (Did, Vec<Duration>) = lane.await??;
        did.push(one);
        samples.extend(took);
    }
    ensure!(samples.len() == usize::try_from(acts)?, "not everybody did all");
    let spent = spent.since(installation)?;
    report::latency("a random day of 200 people in 20 circles: an act", &mut samples);
    spent.report("an act in a circle", f64::from(acts));

    let circles: Vec<String> = circles.iter().map(|circle| circle.id.clone()).collect();
    let waited = recount::run(&store, (people.as_slice(), circles.as_slice()), &did).await?;
    report::figure("a random day: until counts and unread were what a recount gives", waited, "s");
    let wrong = recount::wrong(&store).await?;
    ensure!(wrong == 0, "{wrong} rows have counts that would have to be repaired");
    Ok(())
}

/// A key of its own for each.
pub fn key() -> Uuid {
    Uuid::new_v4()
}
