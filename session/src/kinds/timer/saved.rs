//! A config that is saved while the timer is live.

use std::collections::HashMap;

use super::{
    config::{Config, Participant, Warnings},
    limits,
    state::{State, Status},
};

/// Words, warnings and the idle end are always new, and change nothing else.
/// Before the start the rules count, too: the timer begins anew with them. Who
/// takes part is new only if that is what was changed, because commands may have
/// changed it since; after the start commands alone say.
pub fn configure(state: &mut State, config: &Config, at_ms: i64) {
    let (saved, _) = config.with_ids();
    if state.status == Status::Pending && !state.is_of(&saved) {
        let before = std::mem::replace(state, State::open(config, at_ms));
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
        without_words(known) == without_words(saved.clone())
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

/// What is left of a config when nobody is called anything.
fn without_words(mut config: Config) -> Config {
    for participant in config.participants.iter_mut() {
        participant.name.clear();
        (participant.color, participant.meta) = (None, None);
    }
    (config.title, config.warnings, config.idle_end_ms) = (None, Warnings::default(), None);
    config
}
