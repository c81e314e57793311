//! A camp with a memorial: what a demo begins with. Who plays there comes by itself.

use anyhow::Context as _;
use downbeat_boot::clock;
use downbeat_job::{Durable, SyncConfig, sign_up::create_link};
use downbeat_session::{
    Description, Kind, Role, id,
    kinds::mission::{
        Camp, Stat, camp,
        expedition::Party,
        growth,
        pack::Pack,
        resolver::{Departure, Seed, Sheet, Wishes, resolve},
    },
};
use downbeat_store::{
    Doer, Keys, NewIdentity, NewJob, NewMission, NewSession, NewSurvivor, Seat, Transaction,
};
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

/// Somebody whom chat remembers.
const LOST_ID: &str = "41200009";
const DIFFICULTY: u8 = 3;
/// Of so many stories one ends so, or the rules are others.
const SEEDS_MAX: u32 = 50_000;
/// How long ago the lost one left: all of it was due since.
const AGO_MS: i64 = 60 * 60 * 1_000;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeededCamp {
    pub session_id: Uuid,
    pub overlay_token: String,
    /// Who is remembered, and the story of it.
    pub survivor: Uuid,
    pub mission: Uuid,
}

/// Makes the camp of a channel, of an account that is known; answers its jobs.
pub async fn seed(
    transaction: &Transaction,
    (keys, shards): (&Keys, u16),
    (owner, channel): (Uuid, &str),
) -> anyhow::Result<(SeededCamp, Vec<NewJob>)> {
    let (camp, doer) = (camp::of_broadcaster(channel), Doer::cli());
    let config = json!({
        "tick_ms": 5_000, "rest_s": 5, "names": "free", "chat_word": "!wade",
        "season": { "title": "Spring tides", "days": 28 },
    });
    let config = (Description::of::<Camp>().check)(&config);
    let config = config.ok().context("the demo's camp is outside its limits")?;
    let shard = id::shard(camp, shards);
    let kind = Camp::NAME.to_owned();
    let new = NewSession { id: camp, kind, owner, config, shard, parent: None };
    transaction.create(new, &doer).await?;
    let (_, overlay_token) =
        create_link(transaction, keys, (camp, Role::Overlay, None), &doer).await?;
    let (survivor, mission) = remember(transaction, camp, shards).await?;
    let seeded = SeededCamp { session_id: camp, overlay_token, survivor, mission };
    Ok((seeded, vec![SyncConfig { session: camp }.job()?]))
}

/// Somebody who left an hour ago, alone and far out, and is lost: the worker tells
/// all of it as soon as it runs.
async fn remember(
    transaction: &Transaction,
    camp: Uuid,
    shards: u16,
) -> anyhow::Result<(Uuid, Uuid)> {
    let pack = Pack::named("long_ebb", None).context("there is no such pack")?;
    let account = NewIdentity {
        provider: "twitch",
        provider_user_id: LOST_ID,
        login: "somebody_once",
        display_name: "somebody_once",
    };
    let user = transaction.person_of(account).await?.id;
    let pack_name = pack.names.first().context("the pack has no names")?;
    let survivor = Uuid::now_v7();
    let new =
        NewSurvivor { id: survivor, user_id: user, bent: Stat::Heart, pack_name, own_name: None };
    transaction.make_survivor(new).await?;
    let seed = fatal(pack).context("nobody is lost by these rules")?;
    let now_ms = clock::unix_ms() - AGO_MS;
    let mission = id::of_child(camp, shards, Uuid::new_v4);
    let new = NewMission {
        id: mission,
        camp,
        shard: id::shard(camp, shards),
        difficulty: DIFFICULTY,
        party: Party::Solo,
        code: None,
        now_ms,
    };
    transaction.make_mission(&new, Seat { survivor, user }).await?;
    transaction.depart(mission, survivor, seed, now_ms).await?;
    Ok((survivor, mission))
}

/// A seed by which a beginner who never turns back is lost.
fn fatal(pack: &Pack) -> Option<Seed> {
    let sheet = Sheet {
        stats: growth::stats(Stat::Heart, 1),
        knacks: Vec::new(),
        hurt: false,
        marks: 0,
        caution: 3,
    };
    (0..SEEDS_MAX).map(|n| Seed(seed_bytes(n))).find(|seed| {
        let departure =
            Departure { seed: *seed, difficulty: DIFFICULTY, party: vec![sheet.clone()] };
        let story = resolve(pack, &departure, &Wishes::default());
        story.is_ok_and(|story| story.results.party.iter().any(|one| one.lost))
    })
}

fn seed_bytes(n: u32) -> [u8; 16] {
    let mut bytes = *b"a demo's story, ";
    bytes[12..].copy_from_slice(&n.to_be_bytes());
    bytes
}
