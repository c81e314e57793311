//! The first page of a circle, as many read it: warm, and of one that nobody has read.
//!
//! What Postgres was asked for is counted there, by the rows of messages that it read:
//! a page has thirty. So a page that came from a cache is told from one that did not,
//! wherever such a cache is.

use std::time::Duration;

use anyhow::{Context as _, ensure};
use downbeat_boot::{clock, task};
use downbeat_store::Store;
use futures::future::try_join_all;
use reqwest::{Client, Method};
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{browser::Browser, installation::Installation, process, report};

const CIRCLES: usize = 1_000;
const MESSAGES: usize = 30;
const PER_S: u32 = 500;
const LANES: u32 = 32;
const AT_ONCE: usize = 1_000;
/// Postgres tells what it read at the latest so long after.
const COUNTED: Duration = Duration::from_secs(12);

/// Somebody who reads: every second of them has an account.
enum Reader {
    Anybody(Client, String),
    Person(Browser),
}

impl Reader {
    async fn reads(&self, circle: Uuid) -> anyhow::Result<()> {
        let path = format!("/circles/{circle}/messages");
        let page: Value = match self {
            Self::Anybody(client, api) => {
                let answer = client.get(format!("{api}{path}")).send().await?;
                answer.error_for_status()?.json().await?
            }
            Self::Person(browser) => browser.ask(Method::GET, &path, None).await?,
        };
        let shown = page["items"].as_array().map_or(0, Vec::len);
        ensure!(shown == MESSAGES, "a page has {shown} of {MESSAGES} messages");
        Ok(())
    }
}

pub async fn run(installation: &Installation) -> anyhow::Result<()> {
    let store = installation.store().await?;
    let mut circles = circles(&store, CIRCLES + 1).await?;
    let cold = circles.pop().context("no circle")?;
    let mut readers = Vec::new();
    for n in 0..LANES {
        readers.push(if n % 2 == 0 {
            let api = format!("{}/api/v1", installation.ready.api);
            Reader::Anybody(Client::new(), api)
        } else {
            let login = format!("circle_reader_{n}");
            Reader::Person(Browser::new(installation, &store, &login).await?)
        });
    }
    let before = read(&store).await?;
    for (n, circle) in circles.iter().enumerate() {
        readers[n % readers.len()].reads(*circle).await?;
    }
    // Each was read for the first time, so all of it came from Postgres.
    let after = read(&store).await?;
    let each = (after - before) / f64::from(u32::try_from(CIRCLES)?);
    ensure!(each >= 1.0, "Postgres counts nothing that it reads");

    let (count, readers) = warm(installation, &circles, readers).await?;
    let warm = read(&store).await?;
    let loads = (warm - after) / each;
    report::figure(
        "pages of circles that came from no row of Postgres",
        100.0 * (1.0 - loads / count),
        "% (rate)",
    );
    at_once(&readers, cold).await?;
    let loads = (read(&store).await? - warm) / each;
    report::figure("1,000 at once want a page that nobody has read: loads", loads, "");
    Ok(())
}

async fn warm(
    installation: &Installation,
    circles: &[Uuid],
    readers: Vec<Reader>,
) -> anyhow::Result<(f64, Vec<Reader>)> {
    let run = installation.much(Duration::from_secs(20), Duration::from_secs(5));
    let before = process::cpu(installation.pid("api-0")?)?;
    let start = clock::monotonic() + Duration::from_millis(200);
    let between = Duration::from_secs(1) * LANES / PER_S;
    let mut lanes = Vec::new();
    for (n, reader) in (0..).zip(readers) {
        let circles = circles.to_vec();
        lanes.push(task::spawn("reader", async move {
            let mut due = start + between * n / LANES;
            let zipf = Zipf::of(circles.len());
            let mut samples = Vec::new();
            while due < start + run {
                clock::sleep_until(due).await;
                reader.reads(circles[zipf.any()]).await?;
                samples.push(due.elapsed());
                due += between;
            }
            anyhow::Ok((reader, samples))
        }));
    }
    let (mut all, mut of_people, mut back) = (Vec::new(), Vec::new(), Vec::new());
    for lane in lanes {
        let (reader, samples) = lane.await??;
        if matches!(reader, Reader::Person(_)) {
            of_people.extend_from_slice(&samples);
        }
        all.extend(samples);
        back.push(reader);
    }
    let cost = process::cpu(installation.pid("api-0")?)?.saturating_sub(before);
    let count = f64::from(u32::try_from(all.len())?);
    report::latency("warm page of a circle, 500/s over 1,000 circles (Zipf)", &mut all);
    report::latency("warm page of a circle, of these people with an account", &mut of_people);
    report::figure("CPU of the API a page of a circle", cost.as_secs_f64() * 1e6 / count, "µs");
    Ok((count, back))
}

/// All ask before the first has an answer.
async fn at_once(readers: &[Reader], circle: Uuid) -> anyhow::Result<()> {
    let began = clock::monotonic();
    let asking = (0..AT_ONCE).map(async |n| {
        readers[n % readers.len()].reads(circle).await?;
        anyhow::Ok(began.elapsed())
    });
    let mut samples = try_join_all(asking).await?;
    report::latency("1,000 at once want a page that nobody has read", &mut samples);
    Ok(())
}

/// Some are read much more than others: the n-th of them with a share of 1/n.
struct Zipf(Vec<f64>);

impl Zipf {
    fn of(count: usize) -> Self {
        let mut sum = 0.0;
        let below = (1..).take(count).map(|n: u32| {
            sum += 1.0 / f64::from(n);
            sum
        });
        Self(below.collect())
    }

    fn any(&self) -> usize {
        let all = self.0.last().copied().unwrap_or_default();
        let at = rand::random::<f64>() * all;
        self.0.partition_point(|below| *below <= at).min(self.0.len().saturating_sub(1))
    }
}

/// Rows of messages that Postgres has read.
async fn read(store: &Store) -> anyhow::Result<f64> {
    clock::sleep(COUNTED).await;
    let sum = "SELECT coalesce(sum(coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0)), 0)
        ::float8 AS rows FROM pg_stat_user_tables WHERE relname ~ '^message(_[0-9p].*)?$'";
    let sum = Statement::from_string(DbBackend::Postgres, sum);
    let row = store.connection().query_one_raw(sum).await?.context("no count")?;
    Ok(row.try_get("", "rows")?)
}

/// Public ones of one owner, each with a page of messages.
async fn circles(store: &Store, count: usize) -> anyhow::Result<Vec<Uuid>> {
    let config = json!({ "kind": "public", "name": "A bench", "zone": "Etc/UTC" });
    let make = Statement::from_sql_and_values(
        DbBackend::Postgres,
        "WITH owner AS (
             INSERT INTO users (id, display_name) VALUES (gen_random_uuid(), 'bench')
             RETURNING id),
         made AS (
             INSERT INTO circle (id, config, head, n)
             SELECT gen_random_uuid(), $1::jsonb, $3::bigint, $3::bigint
             FROM generate_series(1, $2::bigint)
             RETURNING id),
         owned AS (
             INSERT INTO circle_member (circle_id, user_id, role, state)
             SELECT made.id, owner.id, 'owner', 'active' FROM made, owner),
         said AS (
             INSERT INTO message (id, circle_id, seq, author, kind, text, state)
             SELECT gen_random_uuid(), made.id, seq, owner.id, 'support',
                 'Message ' || seq || ': some words that somebody says to others.', 'shown'
             FROM made, owner, generate_series(1, $3::bigint) AS seq)
         SELECT id FROM made",
        [config.into(), i64::try_from(count)?.into(), i64::try_from(MESSAGES)?.into()],
    );
    let rows = store.connection().query_all_raw(make).await?;
    for table in ["circle", "circle_member", "message"] {
        store.connection().execute_unprepared(&format!("ANALYZE {table}")).await?;
    }
    rows.iter().map(|row| Ok(row.try_get("", "id")?)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_are_read_most() {
        let zipf = Zipf::of(3);
        assert!(zipf.0.windows(2).all(|two| two[0] < two[1]));
        let mut counts = [0; 3];
        for _ in 0..10_000 {
            counts[zipf.any()] += 1;
        }
        assert!(counts[0] > counts[1] && counts[1] > counts[2] && counts[2] > 0, "{counts:?}");
    }
}
