//! Survivors: made, looked at, changed and retired by their people.

use std::sync::Arc;

use downbeat_job::{Durable, RenameSeated};
use downbeat_session::kinds::mission::{
    Stat,
    camp::Config as Camp,
    growth,
    names::own_name,
    pack::{Pack, SHIPPED},
};
use downbeat_store::{
    NewSurvivor, Outing as Record, OutingCursor, StoreError, Survivor as Stored, SurvivorChange,
};
use poem::web::Data;
use poem_openapi::{
    ApiResponse, Object, OpenApi,
    param::{Header, Path, Query},
    payload::Json,
    types::MaybeUndefined,
};
use rand::Rng;
use uuid::Uuid;

use super::{
    refused::refused,
    survivor::{Bent, Survivor},
};
use crate::{
    access::Player,
    app::App,
    paging::limit,
    refusal::{Answer, FieldError, Refusal},
    session::found::matched,
};

const CAUTION_MAX: u8 = 3;

pub struct Survivors;

#[derive(Debug, Object)]
struct NewSurvivorBody {
    bent: Bent,
    /// Shown where a camp lets people name their survivors: 2 to 20 characters.
    name: Option<String>,
}

/// What is left out stays as it is.
#[derive(Debug, Object)]
struct SurvivorPatch {
    /// By their ids in the pack, as many as it has slots for.
    knacks: Option<Vec<String>>,
    /// With how many marks a hurt makes it turn back: 0 to 3; 3 never does.
    caution: Option<u8>,
    /// Whether it goes out again by itself.
    auto: Option<bool>,
    /// 2 to 20 characters; null for the pack's name alone.
    name: MaybeUndefined<String>,
}

#[derive(Debug, Object)]
struct OutingPage {
    items: Vec<Outing>,
    next: Option<String>,
}

/// A mission that a survivor was on.
#[derive(Debug, Object)]
struct Outing {
    mission: Uuid,
    camp: Uuid,
    difficulty: i16,
    status: String,
    slot: i16,
    /// As it was called there.
    name: String,
    joined_ms: i64,
    /// Null while it is out.
    home_ms: Option<i64>,
    xp: i64,
    salvage: i64,
    is_lost: bool,
}

#[derive(ApiResponse)]
enum Made {
    /// It lives. The `ETag` is the version of what its person may change.
    #[oai(status = 201)]
    Survivor(Json<Survivor>, #[oai(header = "ETag")] String, #[oai(header = "Location")] String),
}

#[derive(ApiResponse)]
enum Read {
    /// The survivor. The `ETag` is the version of what its person may change.
    #[oai(status = 200)]
    Survivor(Json<Survivor>, #[oai(header = "ETag")] String),
}

#[OpenApi(prefix_path = "/api/v1")]
impl Survivors {
    /// Make a survivor
    ///
    /// One lives at a time, in all channels: a second is 409 `has_survivor`. Scope:
    /// `sessions:command`.
    #[oai(path = "/survivors", method = "post")]
    async fn make(
        &self,
        app: Data<&Arc<App>>,
        player: Player,
        new: Json<NewSurvivorBody>,
    ) -> Result<Made, Refusal> {
        let user = player.account()?;
        let NewSurvivorBody { bent, name } = new.0;
        let own = name.as_deref().map(named).transpose()?;
        let pack = Camp::default().pack();
        let pack = pack.ok_or_else(|| Refusal::internal(&StoreError::NotFound))?;
        let pack_name = &pack.names[rand::rng().random_range(0..pack.names.len())];
        let (id, bent) = (Uuid::new_v4(), stat(bent));
        let new = NewSurvivor { id, user_id: user, bent, pack_name, own_name: own.as_deref() };
        let transaction = app.store.begin().await?;
        let made = transaction.make_survivor(new).await.map_err(|error| match error {
            StoreError::Conflict => refused("has_survivor"),
            other => other.into(),
        })?;
        transaction.commit().await?;
        let place = format!("/api/v1/survivors/{id}");
        let (survivor, tag) = shown(&app, Some(user), made)?;
        Ok(Made::Survivor(Json(survivor), tag, place))
    }

    /// Get a survivor
    ///
    /// Anybody's. Scope: `sessions:read`.
    #[oai(path = "/survivors/:id", method = "get")]
    async fn read(
        &self,
        app: Data<&Arc<App>>,
        player: Player,
        id: Path<Uuid>,
    ) -> Result<Read, Refusal> {
        let record = app.store.survivor(id.0).await?.ok_or_else(unknown)?;
        let (survivor, tag) = shown(&app, player.known(), record)?;
        Ok(Read::Survivor(Json(survivor), tag))
    }

    /// Update a survivor
    ///
    /// Your own. `If-Match` is the `ETag` of what you read: 412 `stale` when you changed
    /// it elsewhere meanwhile. Why not is 409 `level_too_low` and `slot_closed` for
    /// knacks, `name_refused` while a moderator hides its name, `lost`. What it carries
    /// counts from its next departure on. Scope: `sessions:command`.
    #[oai(path = "/survivors/:id", method = "patch")]
    async fn change(
        &self,
        app: Data<&Arc<App>>,
        player: Player,
        id: Path<Uuid>,
        #[oai(name = "If-Match")] if_match: Header<Option<String>>,
        patch: Json<SurvivorPatch>,
    ) -> Result<Read, Refusal> {
        let user = player.account()?;
        let change = read_patch(patch.0)?;
        let transaction = app.store.begin().await?;
        let own = transaction.hold_survivor(id.0).await?.ok_or_else(unknown)?;
        let own = Some(own).filter(|own| own.user_id == Some(user)).ok_or_else(unknown)?;
        matched(if_match.0.as_deref(), own.version)?;
        may_change(&own, &change)?;
        let is_renamed = change.name.is_some();
        let changed = transaction.change_survivor(id.0, change).await?;
        let jobs = if is_renamed { vec![RenameSeated { survivor: id.0 }.job()?] } else { vec![] };
        let enqueued = transaction.enqueue(&jobs).await?;
        transaction.commit().await?;
        app.queue.announce(&enqueued).await;
        let (survivor, tag) = shown(&app, Some(user), changed)?;
        Ok(Read::Survivor(Json(survivor), tag))
    }

    /// Retire a survivor
    ///
    /// Your own, and for good: it goes out no more, and you may make another. One that
    /// is out or waits in a party is `busy`. Scope: `sessions:command`.
    #[oai(path = "/survivors/:id/retire", method = "post")]
    async fn retire(
        &self,
        app: Data<&Arc<App>>,
        player: Player,
        id: Path<Uuid>,
    ) -> Answer<Survivor> {
        let user = player.account()?;
        let transaction = app.store.begin().await?;
        let own = transaction.hold_survivor(id.0).await?;
        own.filter(|own| own.user_id == Some(user)).ok_or_else(unknown)?;
        let retired = transaction.retire(id.0).await?;
        transaction.commit().await?;
        Ok(Json(shown(&app, Some(user), retired)?.0))
    }

    /// Missions of a survivor
    ///
    /// Anybody's, newest first. Scope: `sessions:read`.
    #[oai(path = "/survivors/:id/missions", method = "get")]
    async fn missions(
        &self,
        app: Data<&Arc<App>>,
        _player: Player,
        id: Path<Uuid>,
        cursor: Query<Option<String>>,
        #[oai(name = "limit")] most: Query<Option<u32>>,
    ) -> Answer<OutingPage> {
        let most = limit(most.0)?;
        let before = cursor.0.as_deref().map(read_cursor).transpose()?;
        app.store.survivor(id.0).await?.ok_or_else(unknown)?;
        let outings = app.store.outings(id.0, before, most).await?;
        let is_full = u32::try_from(outings.len()).is_ok_and(|count| count >= most);
        let last = outings.last().filter(|_| is_full);
        let next = last.map(|last| format!("{}.{}", last.joined_ms, last.mission));
        Ok(Json(OutingPage { items: outings.into_iter().map(Outing::from).collect(), next }))
    }
}

/// With the tag of what its person may change.
fn shown(app: &App, user: Option<Uuid>, record: Stored) -> Result<(Survivor, String), Refusal> {
    let now_ms = app.live.now_ms(app.live.shard(record.id));
    let tag = format!("\"{}\"", record.version);
    Ok((Survivor::of(record, (user, now_ms), None)?, tag))
}

fn read_patch(patch: SurvivorPatch) -> Result<SurvivorChange, Refusal> {
    let SurvivorPatch { knacks, caution, auto, name } = patch;
    if caution.is_some_and(|caution| caution > CAUTION_MAX) {
        return Err(Refusal::invalid(vec![FieldError::new("caution", "0 to 3")]));
    }
    let name = match name {
        MaybeUndefined::Undefined => None,
        MaybeUndefined::Null => Some(None),
        MaybeUndefined::Value(name) => Some(Some(named(&name)?)),
    };
    Ok(SurvivorChange { knacks, caution: caution.map(i16::from), auto, name })
}

/// Whether a survivor may be changed so.
fn may_change(own: &Stored, change: &SurvivorChange) -> Result<(), Refusal> {
    if own.state != "active" {
        return Err(refused("lost"));
    }
    if change.name.is_some() && own.is_name_hidden {
        return Err(refused("name_refused"));
    }
    let Some(knacks) = &change.knacks else { return Ok(()) };
    let level = growth::level(own.xp);
    if knacks.len() > growth::slots(level) {
        return Err(refused("slot_closed"));
    }
    for (n, id) in knacks.iter().enumerate() {
        let wrong = |message: &str| {
            Err(Refusal::invalid(vec![FieldError::new(&format!("knacks.{n}"), message)]))
        };
        if knacks[..n].contains(id) {
            return wrong("is there twice");
        }
        let Some(takes) = level_of_knack(id) else { return wrong("no pack has it") };
        if takes > i64::from(level) {
            return Err(refused("level_too_low"));
        }
    }
    Ok(())
}

/// The level that a knack takes in the newest pack that has it: a survivor goes out
/// in all channels, and what a camp's pack has not stays at home.
fn level_of_knack(id: &str) -> Option<i64> {
    let ids = SHIPPED.iter().filter_map(|(path, _)| path.split('/').next());
    let packs = ids.filter_map(|pack| Pack::named(pack, None));
    packs.filter_map(|pack| pack.knack(id)).map(|knack| knack.level).min()
}

fn named(given: &str) -> Result<String, Refusal> {
    let message = "2 to 20 characters, without braces";
    own_name(given).ok_or_else(|| Refusal::invalid(vec![FieldError::new("name", message)]))
}

const fn stat(bent: Bent) -> Stat {
    match bent {
        Bent::Craft => Stat::Craft,
        Bent::Grit => Stat::Grit,
        Bent::Heart => Stat::Heart,
    }
}

fn unknown() -> Refusal {
    Refusal::not_found("survivor")
}

impl From<Record> for Outing {
    fn from(record: Record) -> Self {
        Self {
            mission: record.mission,
            camp: record.camp_id,
            difficulty: record.difficulty,
            status: record.status,
            slot: record.slot,
            name: record.name,
            joined_ms: record.joined_ms,
            home_ms: record.home_ms,
            xp: record.xp,
            salvage: record.salvage,
            is_lost: record.is_lost,
        }
    }
}

pub fn read_cursor(text: &str) -> Result<OutingCursor, Refusal> {
    let read = text.split_once('.').and_then(|(joined_ms, id)| {
        Some(OutingCursor { joined_ms: joined_ms.parse().ok()?, mission: id.parse().ok()? })
    });
    // A time that Postgres can hold.
    read.filter(|cursor| (0..i64::MAX / 1_000_000).contains(&cursor.joined_ms)).ok_or_else(|| {
        Refusal::invalid(vec![FieldError::new("cursor", "is none that was given out")])
    })
}
