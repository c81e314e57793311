//! Revocations that hold: whatever was away when something was ended, its
//! sockets close and its cache forgets it in the end.

mod away;
mod full;
mod pages;
mod recheck;

use downbeat_job::Queue;
use downbeat_store::Enqueued;
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::harness::{Browser, Process, Screen, Sim, World, until};

/// A streamer who is signed in with several browsers.
struct Ada {
    browsers: Vec<Browser>,
    meter: Uuid,
}

impl Ada {
    async fn sign_in(api: &Process, sim: &Sim, login: &str, browsers: usize) -> Self {
        let mut signed_in = Vec::new();
        for _ in 0..browsers {
            let mut browser = Browser::new(api);
            let back = browser.ask_twitch(sim, login).await;
            browser.open(&back).await;
            signed_in.push(browser);
        }
        let sessions = signed_in[0].without_csrf(api).get("/api/v1/sessions").await.body;
        let meter = sessions["items"][0]["id"].as_str().unwrap().parse().unwrap();
        Self { browsers: signed_in, meter }
    }

    fn cookie(&self, browser: usize) -> String {
        format!("__Host-downbeat={}", self.browsers[browser].cookie("__Host-downbeat"))
    }

    /// An own socket, by the cookie of one of the browsers.
    async fn socket(&self, api: &Process, browser: usize) -> Screen {
        let headers = [("cookie", self.cookie(browser))];
        Screen::connect_with(&api.session_url(self.meter), &headers).await.greeted().await
    }
}

async fn by_token(api: &Process, session: Uuid, token: &str) -> Screen {
    let headers = [("authorization", format!("Bearer {token}"))];
    Screen::connect_with(&api.session_url(session), &headers).await.greeted().await
}

/// Durable jobs of these names that wait are run at once; how they are, as
/// (state, attempts).
async fn run_now(world: &World, queue: &Queue, names: &[&str]) -> Vec<(String, i32)> {
    let names: Vec<String> = names.iter().map(|&name| name.to_owned()).collect();
    let db = world.postgres.connection();
    let due = "UPDATE job SET run_at = now(), pushed_at = now()
        WHERE name = ANY($1) AND state IN ('retrying', 'scheduled') RETURNING id, queue";
    let due = Statement::from_sql_and_values(DbBackend::Postgres, due, [names.clone().into()]);
    for row in db.query_all_raw(due).await.unwrap() {
        let (id, name): (Uuid, String) =
            (row.try_get("", "id").unwrap(), row.try_get("", "queue").unwrap());
        let queues = ["configs", "memberships", "revocations", "upkeep"];
        let name = queues.into_iter().find(|known| *known == name).unwrap();
        queue.announce(&[Enqueued { id, queue: name }]).await;
    }
    let all = "SELECT state, attempt FROM job WHERE name = ANY($1)";
    let all = Statement::from_sql_and_values(DbBackend::Postgres, all, [names.into()]);
    let rows = db.query_all_raw(all).await.unwrap();
    rows.iter()
        .map(|row| (row.try_get("", "state").unwrap(), row.try_get("", "attempt").unwrap()))
        .collect()
}

/// Has jobs of these names run far more often than they have attempts; none is
/// ever dead.
pub async fn run_in_vain(world: &World, queue: &Queue, names: &[&str], jobs: usize) {
    until("each was tried fifty times", async || {
        let all = run_now(world, queue, names).await;
        assert!(all.len() == jobs && all.iter().all(|(state, _)| state != "dead"), "{all:?}");
        all.iter().all(|(state, attempt)| *attempt >= 50 && state == "retrying").then_some(())
    })
    .await;
    let names = names.join("', '");
    let wait = format!(
        "SELECT count(*) FROM job_attempt
         WHERE name IN ('{names}') AND outcome = 'waiting' AND error LIKE 'it waits%'"
    );
    let on_record = world.postgres.number(&wait).await;
    assert_eq!(on_record, i64::try_from(jobs).unwrap(), "one for each, however often it ran");
}

/// Once what they need is back, they are done.
pub async fn are_done(world: &World, queue: &Queue, names: &[&str]) {
    until("the jobs are done", async || {
        let all = run_now(world, queue, names).await;
        all.iter().all(|(state, _)| state == "done").then_some(())
    })
    .await;
}

/// As Postgres and live Redis know a secret.
fn hash(secret: &str) -> String {
    hex::encode(Sha256::digest(secret.as_bytes()))
}

/// Whether live Redis knows that what it kept is no more.
async fn is_forgotten(world: &World, key: &str) -> bool {
    let mut get = redis::cmd("GET");
    let value: Option<String> =
        get.arg(key).query_async(&mut world.live.bare().await).await.unwrap();
    value.as_deref() == Some("null")
}
