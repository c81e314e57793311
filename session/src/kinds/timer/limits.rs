//! What a config may say, and what each limit says when it is passed.

use std::{collections::HashSet, ops::RangeInclusive};

use serde_json::Value;

use super::config::{Config, Increment, Mode, OnEnd, Participant, Stage, Warnings, WinnerBy};
use crate::{Problem, held::Held, json, text::is_plain};

pub const SECOND_MS: i64 = 1_000;
pub const DAY_MS: i64 = 24 * 60 * 60 * 1_000;
pub const BUDGET_MS: RangeInclusive<i64> = SECOND_MS..=DAY_MS;
pub const PARTICIPANTS_MAX: usize = 1_000;
/// How long a table that has come back has for what it could not say.
pub const BACK_MS: i64 = 2_000;
pub const IDLE_END_MS: i64 = 60 * 60 * 1_000;
pub const TITLE_CHARS_MAX: usize = 100;
pub const NAME_CHARS_MAX: usize = 60;
pub const GROUP_CHARS_MAX: usize = 40;
pub const ID_CHARS_MAX: usize = 64;
pub const REASON_CHARS_MAX: usize = 200;
pub const OUTCOME_CHARS_MAX: usize = 100;
pub const ACTION_CHARS_MAX: usize = 100;
/// A link without a seat is known to the rules by such an id.
const ID_OF_LINKS: &str = "link:";

const STAGES_MAX: usize = 20;
const CYCLES_MAX: u32 = 1_000;
const META_BYTES_MAX: usize = 512;
const BUDGET_WORDS: &str = "1,000 to 86,400,000 (a second to a day)";

pub fn problems(config: &Config) -> Vec<Problem> {
    let Config {
        mode,
        title,
        participants,
        budget_ms,
        increment,
        stages,
        max_ms,
        on_end,
        auto_advance: _,
        cycles,
        warnings,
        offline_grace_ms,
        idle_end_ms,
    } = config;
    let mut held = Held::default();
    if let Some(title) = title {
        held.name(title, TITLE_CHARS_MAX, "title");
    }
    everyone(&mut held, *mode, participants);
    let has_budget = budget_ms.is_some() || !stages.is_empty() || *mode == Mode::CountUp;
    held.hold(has_budget, "budget_ms", BUDGET_WORDS);
    let good = |ms: Option<i64>| ms.is_none_or(|ms| BUDGET_MS.contains(&ms));
    held.hold(good(*budget_ms), "budget_ms", BUDGET_WORDS);
    held.hold(good(*max_ms), "max_ms", BUDGET_WORDS);
    let is_stopwatch = *mode == Mode::CountUp;
    held.hold(max_ms.is_none() || is_stopwatch, "max_ms", "count_up only");
    time_control(&mut held, *mode, *increment, stages);
    the_end(&mut held, *mode, on_end);
    levels(&mut held, *warnings);
    let is_count = cycles.is_none_or(|cycles| (1..=CYCLES_MAX).contains(&cycles));
    held.hold(is_count, "cycles", "1 to 1,000");
    let is_grace = offline_grace_ms.is_none_or(|ms| (0..=30_000).contains(&ms));
    held.hold(is_grace, "offline_grace_ms", "0 to 30,000");
    let is_idle = idle_end_ms.is_none_or(|ms| (SECOND_MS..=7 * DAY_MS).contains(&ms));
    held.hold(is_idle, "idle_end_ms", "1,000 to 604,800,000 (a second to a week)");
    held.0
}

fn everyone(held: &mut Held, mode: Mode, participants: &[Participant]) {
    let is_count = (1..=PARTICIPANTS_MAX).contains(&participants.len());
    held.hold(is_count, "participants", "1 to 1,000 participants");
    let mut ids = HashSet::new();
    for (n, participant) in participants.iter().enumerate().take(PARTICIPANTS_MAX) {
        let at = format!("participants.{n}.");
        person(held, mode, participant, &at);
        let is_new = participant.id.as_ref().is_none_or(|id| ids.insert(id));
        held.hold(is_new, &format!("{at}id"), "somebody else has that id");
    }
}

/// One participant, in a config or by a command, whose fields begin with `at`.
pub fn person(held: &mut Held, mode: Mode, participant: &Participant, at: &str) {
    let Participant { id, name, group, color, budget_ms, meta } = participant;
    if let Some(id) = id {
        held.text(id, ID_CHARS_MAX, &format!("{at}id"));
        let is_own = !id.starts_with(ID_OF_LINKS) && id.trim() == id;
        held.hold(is_own, &format!("{at}id"), "no `link:` before it and no space around it");
    }
    held.name(name, NAME_CHARS_MAX, &format!("{at}name"));
    if let Some(group) = group {
        held.name(group, GROUP_CHARS_MAX, &format!("{at}group"));
    }
    let has_group = group.is_some() || mode != Mode::PerGroup;
    held.hold(has_group, &format!("{at}group"), "per_group needs it");
    let is_colour = color.as_deref().is_none_or(is_colour);
    held.hold(is_colour, &format!("{at}color"), "a colour as #3b82f6");
    let field = format!("{at}budget_ms");
    held.hold(budget_ms.is_none_or(|ms| BUDGET_MS.contains(&ms)), &field, BUDGET_WORDS);
    let may_have = budget_ms.is_none() || mode.has_own_budgets();
    held.hold(may_have, &field, "per_participant and per_cycle only");
    if let Some(meta) = meta {
        let text = serde_json::to_string(meta).unwrap_or_default();
        let is_good = text.len() <= META_BYTES_MAX && meta.values().all(is_plain_value);
        let is_good = is_good && meta.keys().all(|key| is_plain(key));
        let field = format!("{at}meta");
        held.hold(is_good, &field, "512 bytes of JSON, no control characters");
        let is_kept = meta.values().all(json::is_exact);
        held.hold(is_kept, &field, "numbers of 9,007,199,254,740,991 at most: larger ones as text");
    }
}

fn time_control(held: &mut Held, mode: Mode, increment: Option<Increment>, stages: &[Stage]) {
    let is_there = increment.is_some() || !stages.is_empty();
    let field = if stages.is_empty() { "increment" } else { "stages" };
    let modes = "per_participant, per_group and global only";
    held.hold(!is_there || mode.has_time_control(), field, modes);
    held.hold(stages.len() <= STAGES_MAX, "stages", "20 stages at most");
    gain(held, increment, "increment.ms");
    let last = stages.len().saturating_sub(1);
    for (n, Stage { moves, budget_ms, increment }) in stages.iter().enumerate().take(STAGES_MAX) {
        let field = format!("stages.{n}.moves");
        held.hold(moves.is_some() || n == last, &field, "only the last stage has no end");
        held.hold(moves.is_none_or(|moves| (1..=1_000).contains(&moves)), &field, "1 to 1,000");
        held.hold(BUDGET_MS.contains(budget_ms), &format!("stages.{n}.budget_ms"), BUDGET_WORDS);
        gain(held, *increment, &format!("stages.{n}.increment.ms"));
    }
}

fn gain(held: &mut Held, increment: Option<Increment>, field: &str) {
    let is_good = increment.is_none_or(|increment| (0..=60_000).contains(&increment.ms));
    held.hold(is_good, field, "0 to 60,000");
}

fn the_end(held: &mut Held, mode: Mode, on_end: &OnEnd) {
    match on_end {
        OnEnd::EndSession { outcome, winner_by } => {
            held.text(outcome, OUTCOME_CHARS_MAX, "on_end.outcome");
            let is_told = match winner_by {
                None => true,
                Some(WinnerBy::Opponent | WinnerBy::LeastUsed) => {
                    !matches!(mode, Mode::Global | Mode::CountUp)
                }
                Some(WinnerBy::MostRemaining) => {
                    matches!(mode, Mode::PerParticipant | Mode::PerGroup)
                }
            };
            held.hold(is_told, "on_end.winner_by", "nobody is left to win by it in this mode");
        }
        OnEnd::SkipTurn { penalty_ms } => {
            let is_good = (0..=DAY_MS).contains(penalty_ms);
            held.hold(is_good, "on_end.penalty_ms", "0 to 86,400,000");
        }
        OnEnd::AutoAction { action } => held.text(action, ACTION_CHARS_MAX, "on_end.action"),
        OnEnd::None {} => {}
    }
}

fn levels(held: &mut Held, Warnings { low_ms, critical_ms }: Warnings) {
    for (ms, field) in [(low_ms, "warnings.low_ms"), (critical_ms, "warnings.critical_ms")] {
        held.hold(ms.is_none_or(|ms| (1..=DAY_MS).contains(&ms)), field, "1 to 86,400,000");
    }
    let is_less = low_ms.zip(critical_ms).is_none_or(|(low, critical)| critical < low);
    held.hold(is_less, "warnings.critical_ms", "less than low_ms");
}

fn is_plain_value(value: &Value) -> bool {
    match value {
        Value::String(text) => is_plain(text),
        Value::Array(items) => items.iter().all(is_plain_value),
        Value::Object(members) => {
            members.iter().all(|(key, value)| is_plain(key) && is_plain_value(value))
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => true,
    }
}

fn is_colour(text: &str) -> bool {
    text.strip_prefix('#')
        .is_some_and(|hex| hex.len() == 6 && hex.bytes().all(|byte| byte.is_ascii_hexdigit()))
}
