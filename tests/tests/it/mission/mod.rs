//! Camps and their expeditions, as rows, in live Redis, in a worker, and through the
//! doors.

mod archives;
pub mod doors;
mod erasing;
mod ext;
mod following;
mod packs;
mod seats;
mod steps;
mod ticks;

use downbeat_boot::clock;
use downbeat_session::{
    id, kinds,
    kinds::mission::{Stat, expedition::Party, resolver::Seed},
};
use downbeat_store::{Doer, MissionError, NewIdentity, NewMission, NewSession, NewSurvivor, Seat};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::harness::{SHARDS, World};

/// A camp of the streamer's, with that config beside the defaults.
async fn camp(world: &World, config: &Value) -> Uuid {
    let kind = kinds::named("mission").unwrap();
    let mut whole = (kind.check)(&json!({})).unwrap();
    for (name, value) in config.as_object().unwrap() {
        whole[name] = value.clone();
    }
    let camp = Uuid::now_v7();
    let new = NewSession {
        id: camp,
        kind: kind.name.to_owned(),
        owner: world.seeded.user_id,
        config: whole,
        shard: id::shard(camp, SHARDS),
        parent: None,
    };
    world.postgres.create(new, &Doer::system()).await.unwrap();
    camp
}

/// Somebody with a survivor.
async fn person(world: &World, name: &str) -> Seat {
    let id = Uuid::new_v4();
    let account = NewIdentity {
        provider: "twitch",
        provider_user_id: &id.to_string(),
        login: name,
        display_name: name,
    };
    let user = world.postgres.create_user_with_identity(account).await.unwrap().id;
    let transaction = world.postgres.begin().await.unwrap();
    let (bent, pack_name, own_name) = (Stat::Grit, "Marrow", Some(name));
    let new = NewSurvivor { id, user_id: user, bent, pack_name, own_name };
    transaction.make_survivor(new).await.unwrap();
    transaction.commit().await.unwrap();
    Seat { survivor: id, user }
}

fn new(camp: Uuid, (party, code): (Party, Option<&str>), now_ms: i64) -> (Uuid, NewMission) {
    let id = id::of_child(camp, SHARDS, Uuid::new_v4);
    let (shard, code) = (id::shard(camp, SHARDS), code.map(str::to_owned));
    (id, NewMission { id, camp, shard, difficulty: 1, party, code, now_ms })
}

async fn make(
    world: &World,
    camp: Uuid,
    host: Seat,
    party: (Party, Option<&str>),
) -> Result<Uuid, MissionError> {
    let (mission, new) = new(camp, party, clock::unix_ms());
    let transaction = world.postgres.begin().await?;
    transaction.make_mission(&new, host).await?;
    transaction.commit().await?;
    Ok(mission)
}

/// Somebody goes out alone.
async fn alone(world: &World, camp: Uuid, host: Seat, seed: Seed) -> Uuid {
    alone_since(world, (camp, host), seed, clock::unix_ms()).await
}

/// The same, at a time.
async fn alone_since(
    world: &World,
    (camp, host): (Uuid, Seat),
    seed: Seed,
    depart_ms: i64,
) -> Uuid {
    let (mission, new) = new(camp, (Party::Solo, None), depart_ms);
    let transaction = world.postgres.begin().await.unwrap();
    transaction.make_mission(&new, host).await.unwrap();
    transaction.depart(mission, host.survivor, seed, depart_ms).await.unwrap();
    transaction.commit().await.unwrap();
    mission
}

/// The code that it was refused with.
fn code<T: std::fmt::Debug>(answer: Result<T, MissionError>) -> &'static str {
    match answer {
        Err(MissionError::Refused(code)) => code,
        other => panic!("{other:?}"),
    }
}
