//! Missions by the thousand, each of somebody who goes out alone, as the programs
//! make them: rows first, and a worker wakes what must be awake.

use std::collections::HashMap;

use anyhow::{Context as _, ensure};
use downbeat_session::{
    Kind,
    hash::stable,
    id::{of_child, shard},
    kinds::{
        self,
        mission::{Camp, expedition::Party, resolver::Seed},
    },
};
use downbeat_store::{Doer, NewMission, NewSession, Seat, Store};
use futures::{StreamExt, TryStreamExt, stream};
use sea_orm::{ConnectionTrait, DbBackend, QueryResult, Statement};
use serde_json::json;
use uuid::Uuid;

use crate::installation::Installation;

pub const TICK_MS: i64 = 60_000;
/// Camps that they leave from.
const CAMPS: u16 = 64;
const AT_ONCE: usize = 16;
/// Time to make one, and to wake them all: workers look at what nobody told them of
/// once a minute.
const EACH_MS: i64 = 8;
const WAKING_MS: i64 = 75_000;

/// When first ticks are due.
#[derive(Clone, Copy)]
pub enum First {
    /// Each at its own moment of a minute.
    Spread,
    AtOneInstant,
}

/// Missions with the time of their first tick.
pub struct Crowd {
    pub due: HashMap<Uuid, i64>,
    /// None is due before that.
    pub begins_ms: i64,
}

impl Crowd {
    pub async fn made(
        installation: &Installation,
        store: &Store,
        (count, first): (usize, First),
    ) -> anyhow::Result<Self> {
        let camps = camps(installation, store).await?;
        Self::of_camps(installation, store, (camps, TICK_MS), (count, first)).await
    }

    /// The same, out from camps that there are.
    pub async fn of_camps(
        installation: &Installation,
        store: &Store,
        (camps, tick_ms): (Vec<Uuid>, i64),
        (count, first): (usize, First),
    ) -> anyhow::Result<Self> {
        let people = people(store, count).await?;
        let begins_ms = installation.live.now_ms(0) + WAKING_MS + EACH_MS * i64::try_from(count)?;
        let out = people.into_iter().zip(camps.into_iter().cycle());
        let out = out.map(|(host, camp)| {
            let when = (first, begins_ms, tick_ms);
            depart(installation, store, (camp, host), when)
        });
        let due = stream::iter(out).buffer_unordered(AT_ONCE).try_collect().await?;
        Ok(Self { due, begins_ms })
    }

    /// How long none is due yet.
    pub fn wait_ms(&self, installation: &Installation) -> anyhow::Result<i64> {
        let wait_ms = self.begins_ms - installation.live.now_ms(0);
        ensure!(wait_ms > 0, "they were made too slowly: the first is due by now");
        Ok(wait_ms)
    }
}

async fn camps(installation: &Installation, store: &Store) -> anyhow::Result<Vec<Uuid>> {
    let owner = people(store, 1).await?.first().context("nobody")?.user;
    let kind = kinds::named(Camp::NAME).context("this release has no missions")?;
    let mut config = (kind.check)(&json!({})).ok().context("no config")?;
    config["tick_ms"] = TICK_MS.into();
    config["out_max"] = 20_000.into();
    let shards = installation.live.shards();
    let mut camps = Vec::new();
    for _ in 0..CAMPS {
        let (id, kind, config) = (Uuid::now_v7(), kind.name.to_owned(), config.clone());
        let new = NewSession { id, kind, owner, config, shard: shard(id, shards), parent: None };
        store.create(new, &Doer::system()).await?;
        camps.push(id);
    }
    Ok(camps)
}

/// So many with a survivor each.
async fn people(store: &Store, count: usize) -> anyhow::Result<Vec<Seat>> {
    let make = Statement::from_sql_and_values(
        DbBackend::Postgres,
        "WITH people AS (
             INSERT INTO users (id, display_name)
             SELECT gen_random_uuid(), 'bench' FROM generate_series(1, $1::bigint) RETURNING id
         )
         INSERT INTO survivors (id, user_id, bent, pack_name)
         SELECT gen_random_uuid(), id, 'grit', 'Marrow' FROM people RETURNING id, user_id",
        [i64::try_from(count)?.into()],
    );
    let rows = store.connection().query_all_raw(make).await?;
    let seat = |row: &QueryResult| {
        let (survivor, user) = (row.try_get("", "id")?, row.try_get("", "user_id")?);
        Ok(Seat { survivor, user })
    };
    rows.iter().map(seat).collect()
}

async fn depart(
    installation: &Installation,
    store: &Store,
    (camp, host): (Uuid, Seat),
    (first, begins_ms, tick_ms): (First, i64, i64),
) -> anyhow::Result<(Uuid, i64)> {
    let shards = installation.live.shards();
    let id = of_child(camp, shards, Uuid::new_v4);
    let share = i64::try_from(stable(id.as_bytes()) % u64::try_from(tick_ms)?)?;
    let depart_ms = match first {
        First::Spread => begins_ms,
        First::AtOneInstant => begins_ms - 1 - share,
    };
    let new = NewMission {
        id,
        camp,
        shard: shard(camp, shards),
        difficulty: 1,
        party: Party::Solo,
        code: None,
        now_ms: installation.live.now_ms(0),
    };
    let transaction = store.begin().await?;
    transaction.make_mission(&new, host).await?;
    let seed = Seed(rand::random());
    let terms = transaction.depart(id, host.survivor, seed, depart_ms).await?;
    transaction.commit().await?;
    Ok((id, terms.due_ms(id, 1, 0)))
}
