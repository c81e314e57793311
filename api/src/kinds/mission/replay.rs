//! A mission that has ended, told again from its seed, beside what is stored of it.

use std::sync::Arc;

use downbeat_session::kinds::mission::{
    expedition::{Stored, Terms, Traveller},
    pack::Named,
    resolver::{Explained, Line, Odds, Results, Return, Tick, with_names},
};
use downbeat_store::{LogLine, MissionTold, PartyName};
use poem::web::Data;
use poem_openapi::{Object, OpenApi, param::Path, payload::Json};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    log::{StoredLine, by_slot, shown},
    refused::refused,
    shown::unknown,
    survivor::StatsShown,
};
use crate::{
    access::Player,
    app::App,
    refusal::{Answer, Refusal},
};

pub struct Replays;

#[derive(Debug, Object)]
struct Replay {
    camp: Uuid,
    difficulty: i16,
    status: String,
    /// Public since the departure: SHA-256 of the seed.
    seal: String,
    seed: String,
    /// Whether the seal is the seed's.
    is_sealed: bool,
    pack: PackNamed,
    /// The number of the rules that it is told by.
    resolver: u32,
    depart_ms: i64,
    tick_ms: i64,
    /// As they left, by slot.
    party: Vec<Departed>,
    /// Who turned back, and from when on.
    turn_backs: Value,
    /// Empty where lines of that time are stored no more.
    stored: Vec<StoredLine>,
    results: Value,
    /// What the seed says, with all that chances were made of.
    computed: Vec<ComputedLine>,
    computed_results: ComputedResults,
    /// Whether what is stored is what the seed says, to the letter; null where lines are
    /// stored no more.
    is_same: Option<bool>,
}

#[derive(Debug, Object)]
struct PackNamed {
    id: String,
    version: i64,
    /// SHA-256 of its RFC 8785 form, in hex.
    hash: String,
}

/// One of a party, as it left.
#[derive(Debug, Object)]
struct Departed {
    slot: u8,
    survivor: Uuid,
    name: String,
    stats: StatsShown,
    knacks: Vec<String>,
    hurt: bool,
    marks: u8,
    caution: u8,
}

/// A line as the seed tells it. Chances and rolls are in 1/10,000.
#[derive(Debug, Object)]
struct ComputedLine {
    tick: u32,
    slot: u8,
    encounter: String,
    outcome: String,
    chance: u32,
    roll: u32,
    harm: u32,
    harm_roll: u32,
    marks: u8,
    find: u32,
    text: String,
    factors: Factors,
}

/// What the chance and the harm of a line were made of: in 1/10,000, and percents by
/// which knacks changed the sums. Each sum is then kept within the pack's bounds.
#[derive(Debug, Object)]
struct Factors {
    base: i64,
    craft: i64,
    grit: i64,
    heart: i64,
    knacks: i64,
    difficulty: i64,
    hurt: i64,
    mates: i64,
    percent: i64,
    harm_base: i64,
    harm_difficulty: i64,
    harm_grit: i64,
    harm_knacks: i64,
    harm_percent: i64,
}

#[derive(Debug, Object)]
struct ComputedResults {
    status: String,
    ticks: u32,
    goal: u32,
    progress: u32,
    /// The last tick that was told.
    ended_at: u32,
    /// By slot.
    party: Vec<Returned>,
}

#[derive(Debug, Object)]
#[expect(clippy::struct_excessive_bools, reason = "each is true or not by itself")]
struct Returned {
    slot: u8,
    upright: bool,
    lost: bool,
    hurt: bool,
    healed: bool,
    marks: u8,
    xp: i64,
    salvage: i64,
}

#[OpenApi(prefix_path = "/api/v1")]
impl Replays {
    /// Replay of a mission
    ///
    /// Each roll and factor, as stored and as computed. Before it has ended, and for a
    /// party that never left, it is 409 `wrong_status`. Scope: `sessions:read`.
    #[oai(path = "/missions/:id/replay", method = "get")]
    async fn replay(&self, app: Data<&Arc<App>>, player: Player, id: Path<Uuid>) -> Answer<Replay> {
        player.is_there(&app, id.0).await?;
        let told = app.store.mission_told(id.0).await?.ok_or_else(unknown)?;
        let (Some(seed), Some(terms), Some(results)) =
            (told.seed.clone(), told.terms.clone(), told.results.clone())
        else {
            return Err(refused("wrong_status"));
        };
        let lines = app.store.mission_log(id.0, 0).await?;
        let names = app.store.party_names(id.0).await?;
        let stored = stored(&told, (&seed, &terms, &results), &lines)?;
        let explained = stored.explained(id.0).ok_or_else(|| Refusal::not_found("pack"))?;
        Replay::of(told, (stored, results), explained, (lines, names)).map(Json)
    }
}

/// All of it, as the rules read it back.
fn stored(
    told: &MissionTold,
    (seed, terms, results): (&str, &Value, &Value),
    lines: &[LogLine],
) -> Result<Stored, Refusal> {
    let line = |line: &LogLine| {
        json!({
            "tick": line.tick, "at_ms": line.at_ms, "slot": line.slot,
            "encounter": line.encounter, "outcome": line.outcome, "chance": line.chance,
            "roll": line.roll, "harm": line.harm, "harm_roll": line.harm_roll,
            "marks": line.marks, "find": line.find, "text": line.text,
        })
    };
    let story = json!({
        "difficulty": told.difficulty, "seed": seed, "terms": terms, "status": told.status,
        "results": results, "turn_backs": told.turn_backs,
        "lines": lines.iter().map(line).collect::<Vec<_>>(),
    });
    Ok(serde_json::from_value(story)?)
}

impl Replay {
    fn of(
        told: MissionTold,
        (stored, results): (Stored, Value),
        (ticks, computed_results): (Vec<Explained>, Results),
        (lines, names): (Vec<LogLine>, Vec<PartyName>),
    ) -> Result<Self, Refusal> {
        let seal = told.seal.unwrap_or_default();
        let has_lines = !lines.is_empty() || stored.results.ended_at == 0;
        let is_same = if has_lines { stored.is_told_anew() } else { None };
        let (seed, terms) = (stored.seed, stored.terms);
        let pack = terms.pack.pack().ok_or_else(|| Refusal::not_found("pack"))?;
        let of_party = by_slot(&names);
        let line = |tick: &Tick, line: &Line, odds: &Odds| {
            let text = pack.stored_text(tick, line).unwrap_or_default();
            ComputedLine::of(tick, (line, odds), with_names(&text, &of_party))
        };
        let computed = ticks.iter().flat_map(|Explained { tick, odds }| {
            tick.lines.iter().zip(odds).map(move |(told, odds)| line(tick, told, odds))
        });
        let computed = computed.collect();
        let Terms {
            pack: Named { id, version, hash }, resolver, depart_ms, tick_ms, party, ..
        } = terms;
        let party = (0_u8..).zip(party).map(|(slot, one)| Departed::of(slot, one, &of_party));
        Ok(Self {
            camp: told.camp_id,
            difficulty: told.difficulty,
            status: told.status,
            is_sealed: seed.seal() == seal,
            seal,
            seed: String::from(seed),
            pack: PackNamed { id, version, hash },
            resolver,
            depart_ms,
            tick_ms,
            party: party.collect(),
            turn_backs: told.turn_backs,
            stored: shown(lines, &names),
            results,
            computed,
            computed_results: computed_results.into(),
            is_same,
        })
    }
}

impl Departed {
    fn of(slot: u8, one: Traveller, names: &[&str]) -> Self {
        let sheet = one.sheet;
        Self {
            slot,
            survivor: one.survivor,
            name: names.get(usize::from(slot)).copied().unwrap_or_default().to_owned(),
            stats: sheet.stats.into(),
            knacks: sheet.knacks,
            hurt: sheet.hurt,
            marks: sheet.marks,
            caution: sheet.caution,
        }
    }
}

impl ComputedLine {
    fn of(tick: &Tick, (line, odds): (&Line, &Odds), text: String) -> Self {
        let Line { slot, chance, roll, harm, harm_roll, outcome, marks, find, .. } = *line;
        Self {
            tick: tick.tick,
            slot,
            encounter: tick.encounter.clone(),
            outcome: outcome.name().to_owned(),
            chance,
            roll,
            harm,
            harm_roll,
            marks,
            find,
            text,
            factors: Factors::of(odds),
        }
    }
}

impl Factors {
    const fn of(odds: &Odds) -> Self {
        let Odds {
            base,
            craft,
            grit,
            heart,
            knacks,
            difficulty,
            hurt,
            mates,
            percent,
            chance: _,
            harm_base,
            harm_difficulty,
            harm_grit,
            harm_knacks,
            harm_percent,
            harm: _,
        } = *odds;
        Self {
            base,
            craft,
            grit,
            heart,
            knacks,
            difficulty,
            hurt,
            mates,
            percent,
            harm_base,
            harm_difficulty,
            harm_grit,
            harm_knacks,
            harm_percent,
        }
    }
}

impl From<Results> for ComputedResults {
    fn from(results: Results) -> Self {
        let Results { status, ticks, goal, progress, ended_at, party } = results;
        let returned = |one: Return| {
            let Return { slot, upright, lost, hurt, healed, marks, xp, salvage } = one;
            Returned { slot, upright, lost, hurt, healed, marks, xp, salvage }
        };
        let party = party.into_iter().map(returned).collect();
        Self { status: status.name().to_owned(), ticks, goal, progress, ended_at, party }
    }
}
