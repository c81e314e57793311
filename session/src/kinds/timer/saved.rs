//! A config that is saved while the timer is live.

use std::collections::HashMap;

use super::{
    config::{Config, Participant},
    limits,
    state::{State, Status},
};
use crate::Problem;

/// Words, warnings and the idle end are always new, and change nothing else.
/// Before the start the rules count, too: the timer begins anew with them. Who
/// takes part is new only if that is what was changed, because commands may have
/// changed it since; after the start commands alone say.
pub fn configure(state: &mut State, config: &Config, at_ms: i64) {
    let (saved, _) = config.with_ids();
    if state.status == Status::Pending && !state.is_of(&saved) {
        let before = std::mem::replace(state, State::open(config, at_ms));
        state.has_table = before.has_table;
        (state.table_away_ms, state.table_back_ms) = (before.table_away_ms, before.table_back_ms);
        state.keep_roster(before);
        return;
    }
    state.say(saved);
    state.at_ms = at_ms;
}

impl State {
    /// Before who takes part is changed by a command.
    pub fn note_roster(&mut self) {
        if self.status == Status::Pending && self.saved_roster.is_empty() {
            self.saved_roster = self.config.participants.clone();
        }
    }

    /// Whether a config has the rules that were saved before.
    fn is_of(&self, saved: &Config) -> bool {
        let mut known = self.config.clone();
        if !self.saved_roster.is_empty() {
            known.participants.clone_from(&self.saved_roster);
        }
        rules_changed(&known, saved).is_empty()
    }

    fn say(&mut self, saved: Config) {
        let words: HashMap<&str, &Participant> =
            saved.participants.iter().map(|one| (one.id(), one)).collect();
        for known in self.config.participants.iter_mut() {
            if let Some(told) = words.get(known.id()) {
                known.name.clone_from(&told.name);
                known.color.clone_from(&told.color);
                known.meta.clone_from(&told.meta);
            }
        }
        self.config.title = saved.title;
        self.config.warnings = saved.warnings;
        self.config.idle_end_ms = saved.idle_end_ms;
    }

    /// Who takes part stays as commands left it, where the new config says the
    /// same of it as the one before, and has room for them.
    fn keep_roster(&mut self, before: Self) {
        let same_people = |a: &[Participant], b: &[Participant]| {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.id() == b.id())
        };
        if before.saved_roster.is_empty()
            || !same_people(&before.saved_roster, &self.config.participants)
        {
            return;
        }
        let saved = self.config.clone();
        let mut kept = saved.clone();
        kept.participants = before.config.participants;
        if limits::problems(&kept).is_empty() {
            self.config = kept;
            self.ids_given = self.ids_given.max(before.ids_given);
            self.saved_roster.clone_from(&saved.participants);
            self.say(saved);
        }
    }
}

/// All but words, warnings and the idle end.
pub fn rules_changed(from: &Config, to: &Config) -> Vec<Problem> {
    let ((from, _), (to, _)) = (from.with_ids(), to.with_ids());
    let Config {
        mode,
        title: _,
        participants,
        budget_ms,
        increment,
        stages,
        max_ms,
        on_end,
        auto_advance,
        cycles,
        warnings: _,
        offline_grace_ms,
        idle_end_ms: _,
    } = &to;
    let mut changed = Changed(Vec::new());
    changed.hold(*mode == from.mode, "mode", STANDS);
    changed.hold(*budget_ms == from.budget_ms, "budget_ms", ADJUST);
    changed.hold(*increment == from.increment, "increment", STANDS);
    changed.hold(*stages == from.stages, "stages", STANDS);
    changed.hold(*max_ms == from.max_ms, "max_ms", ADJUST);
    changed.hold(*on_end == from.on_end, "on_end", STANDS);
    changed.hold(*auto_advance == from.auto_advance, "auto_advance", STANDS);
    changed.hold(*cycles == from.cycles, "cycles", STANDS);
    let is_same = *offline_grace_ms == from.offline_grace_ms;
    changed.hold(is_same, "offline_grace_ms", STANDS);
    changed.people(&from.participants, participants);
    changed.0
}

const STANDS: &str = "stands once the timer has started";
const ADJUST: &str = "stands once the timer has started: `adjust` gives time, or takes it";
const ROSTER: &str = "once the timer has started, commands alone say who takes part";

struct Changed(Vec<Problem>);

impl Changed {
    fn hold(&mut self, is_same: bool, field: &str, why: &str) {
        if !is_same {
            self.0.push(Problem::new(field, why));
        }
    }

    fn people(&mut self, from: &[Participant], to: &[Participant]) {
        let is_same = from.len() == to.len() && from.iter().zip(to).all(|(a, b)| a.id == b.id);
        if !is_same {
            self.hold(false, "participants", ROSTER);
            return;
        }
        for (n, (from, to)) in from.iter().zip(to).enumerate() {
            let Participant { id: _, name: _, group, color: _, budget_ms, meta: _ } = to;
            self.hold(*group == from.group, &format!("participants.{n}.group"), STANDS);
            let field = format!("participants.{n}.budget_ms");
            self.hold(*budget_ms == from.budget_ms, &field, ADJUST);
        }
    }
}
