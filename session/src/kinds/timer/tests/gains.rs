//! A timer in plain arithmetic. It is told what happened and when, and works out
//! by itself what each turn used and was given; the events have to say the same,
//! and the view what is left.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{Game, setups::IDS};
use crate::Event;

const DAY_MS: i64 = 86_400_000;

#[derive(Clone, Default)]
struct Clock {
    left_ms: i64,
    moves: usize,
    is_over: bool,
}

#[derive(Clone, Default)]
struct Now {
    clocks: BTreeMap<String, Clock>,
    /// By which turns to come are shorter.
    owed_ms: BTreeMap<String, i64>,
    used_ms: BTreeMap<String, i64>,
    moves: BTreeMap<String, i64>,
    active: Option<String>,
    is_paused: bool,
    /// Until when the clock that runs was counted.
    since_ms: Option<i64>,
    /// How long the turn ran, and what of that is used since it ran last.
    spent_ms: i64,
    anchored_ms: i64,
}

/// What a switch changed, and the pauses since.
struct Before {
    then: Now,
    pauses: Vec<(bool, i64)>,
}

pub struct Arithmetic<'a> {
    timer: &'a Value,
    now: Now,
    before: Option<Before>,
    heard: usize,
}

fn ms(value: &Value, member: &str) -> i64 {
    value[member].as_i64().unwrap_or(0)
}

impl<'a> Arithmetic<'a> {
    pub fn of(timer: &'a Value) -> Self {
        let mut model = Self { timer, now: Now::default(), before: None, heard: 0 };
        for id in IDS {
            let left_ms = model.budget_ms();
            model.now.clocks.insert(model.owner(id), Clock { left_ms, ..Clock::default() });
        }
        model
    }

    /// Hears what happened since it heard last, and compares.
    pub fn follow(&mut self, game: &Game) {
        for event in &game.history[self.heard..] {
            self.hear(event);
        }
        self.heard = game.history.len();
        self.compare(game);
    }

    fn hear(&mut self, event: &Event) {
        let (at_ms, body) = (event.at_ms, &event.body);
        let text = |member: &str| body[member].as_str().unwrap().to_owned();
        let before = self.before.take();
        match event.name() {
            "started" => self.begin(text("active"), at_ms),
            "switched" => self.switched(body, at_ms - ms(body, "age_ms")),
            "paused" => {
                self.stop(at_ms, Some(body));
                self.now.is_paused = true;
                self.before = noted(before, (true, at_ms));
            }
            "resumed" => {
                self.now.is_paused = false;
                self.run(at_ms);
                self.before = noted(before, (false, at_ms));
            }
            "undone" => self.undone(before.unwrap()),
            "adjusted" => self.adjusted(&text("participant"), ms(body, "ms"), at_ms),
            "expired" => {
                if !self.counts_below() {
                    self.stop(at_ms, Some(body));
                }
                self.clock(&text("participant")).is_over = true;
            }
            "turn_skipped" => self.skipped(&text("participant"), ms(body, "penalty_ms")),
            "completed" | "cancelled" => self.stop(at_ms, Some(body)),
            "ended" => (self.now.active, self.now.since_ms) = (None, None),
            "warned" | "table_opened" | "table_dropped" | "table_returned" => self.before = before,
            "action_due" | "order_set" => {}
            other => panic!("{other} is new here"),
        }
    }

    fn switched(&mut self, body: &Value, at_ms: i64) {
        let from = body["from"].as_str().unwrap();
        assert_eq!(self.now.active.as_deref(), Some(from));
        self.pass(at_ms);
        assert_eq!(ms(body, "used_ms"), self.now.anchored_ms, "{body}");
        let is_made = body["skipped"] != true;
        self.before = is_made.then(|| Before { then: self.now.clone(), pauses: Vec::new() });
        let given_ms = if is_made { self.given_ms() } else { 0 };
        assert_eq!(ms(body, "gained_ms"), given_ms, "{body}");
        if is_made {
            let clock = self.clock(from);
            clock.left_ms += given_ms;
            clock.is_over &= clock.left_ms <= 0;
            clock.moves += 1;
            *self.now.moves.entry(from.to_owned()).or_default() += 1;
        }
        self.begin(body["to"].as_str().unwrap().to_owned(), at_ms);
    }

    fn begin(&mut self, id: String, at_ms: i64) {
        if self.timer["mode"] == "per_cycle" {
            let left_ms = self.budget_ms() - self.now.owed_ms.remove(&id).unwrap_or(0);
            self.now.clocks.insert(String::new(), Clock { left_ms, ..Clock::default() });
        }
        self.now.active = Some(id);
        self.now.spent_ms = 0;
        self.now.since_ms = None;
        self.run(at_ms);
    }

    fn run(&mut self, at_ms: i64) {
        self.now.anchored_ms = 0;
        let Some(active) = self.now.active.clone() else { return };
        let stands = self.clock(&active).is_over && !self.counts_below();
        self.now.since_ms = (!stands && !self.now.is_paused).then_some(at_ms);
    }

    fn stop(&mut self, at_ms: i64, told: Option<&Value>) {
        self.pass(at_ms);
        if let Some(body) = told {
            assert_eq!(ms(body, "used_ms"), self.now.anchored_ms, "{body}");
        }
        (self.now.since_ms, self.now.anchored_ms) = (None, 0);
    }

    fn undone(&mut self, Before { then, pauses }: Before) {
        self.now = then;
        for (is_pause, at_ms) in pauses {
            if is_pause {
                self.stop(at_ms, None);
            }
            self.now.is_paused = is_pause;
            if !is_pause {
                self.run(at_ms);
            }
        }
    }

    fn adjusted(&mut self, id: &str, given_ms: i64, at_ms: i64) {
        if self.timer["mode"] == "per_cycle" && self.now.active.as_deref() != Some(id) {
            *self.now.owed_ms.entry(id.to_owned()).or_default() -= given_ms;
            return;
        }
        self.pass(at_ms);
        let clock = self.clock(id);
        clock.left_ms += given_ms;
        clock.is_over &= clock.left_ms <= 0;
        if self.now.since_ms.is_none() {
            self.run(at_ms);
        }
    }

    fn skipped(&mut self, id: &str, penalty_ms: i64) {
        if self.timer["mode"] == "per_cycle" {
            let most_ms = self.budget_ms() - 1_000;
            let owed_ms = self.now.owed_ms.entry(id.to_owned()).or_default();
            *owed_ms = (*owed_ms + penalty_ms).min(most_ms);
        } else {
            self.clock(id).left_ms -= penalty_ms;
        }
    }

    /// Time goes on until then.
    fn pass(&mut self, to_ms: i64) {
        let (Some(since_ms), Some(active)) = (self.now.since_ms, self.now.active.clone()) else {
            return;
        };
        let ran_ms = to_ms - since_ms;
        assert!(ran_ms >= 0, "what was counted is told otherwise");
        let delay_ms = self.increment().filter(|one| one["kind"] == "delay");
        let free_ms = (delay_ms.map_or(0, |one| ms(&one, "ms")) - self.now.spent_ms).max(0);
        let mut off_ms = (ran_ms - free_ms).max(0);
        let counts_below = self.counts_below();
        let clock = self.clock(&active);
        if !counts_below {
            off_ms = off_ms.min(clock.left_ms.max(0));
        }
        clock.left_ms -= off_ms;
        *self.now.used_ms.entry(active).or_default() += off_ms;
        self.now.anchored_ms += off_ms;
        self.now.spent_ms += ran_ms;
        self.now.since_ms = Some(to_ms);
    }

    /// What the turn that is made now is given.
    fn given_ms(&mut self) -> i64 {
        let active = self.now.active.clone().unwrap();
        let counts_below = self.counts_below();
        let clock = self.clock(&active).clone();
        let has_control = !matches!(self.timer["mode"].as_str(), Some("per_cycle" | "count_up"));
        if !has_control || clock.is_over && !counts_below {
            return 0;
        }
        let back_ms = self.increment().map_or(0, |one| match one["kind"].as_str() {
            Some("fischer") => ms(&one, "ms"),
            Some("bronstein") => ms(&one, "ms").min(self.now.spent_ms),
            _ => 0,
        });
        let stage_ms = match self.stage(clock.moves + 1) {
            Some((stage, true)) => ms(&stage, "budget_ms"),
            _ => 0,
        };
        (back_ms + stage_ms).min(DAY_MS - clock.left_ms)
    }

    fn increment(&mut self) -> Option<Value> {
        let active = self.now.active.clone()?;
        let moves = self.clock(&active).moves;
        let own = self.stage(moves).map(|(stage, _)| stage["increment"].clone());
        let own = own.filter(Value::is_object);
        own.or_else(|| Some(self.timer["increment"].clone()).filter(Value::is_object))
    }

    /// The stage after so many turns, walked one by one, and whether the last of
    /// them began it.
    fn stage(&self, moves: usize) -> Option<(Value, bool)> {
        let stages = self.timer["stages"].as_array().filter(|stages| !stages.is_empty())?;
        let (mut stage, mut made, mut begins) = (0, 0, false);
        for _ in 0..moves {
            made += 1;
            begins = stages[stage]["moves"] == made;
            if begins {
                (stage, made) = ((stage + 1).min(stages.len() - 1), 0);
            }
        }
        Some((stages[stage].clone(), begins))
    }

    fn compare(&self, game: &Game) {
        let active = self.now.active.as_deref();
        let view = game.view();
        for seen in view["participants"].as_array().unwrap() {
            let id = seen["id"].as_str().unwrap();
            let is_own_turn = self.timer["mode"] == "per_cycle";
            let clock = if is_own_turn && active != Some(id) {
                let left_ms = self.budget_ms() - self.now.owed_ms.get(id).copied().unwrap_or(0);
                Clock { left_ms, ..Clock::default() }
            } else {
                self.now.clocks[&self.owner(id)].clone()
            };
            // The view is as of the moment when the clock began to run.
            let shares = active.is_some_and(|active| {
                active == id || !is_own_turn && self.owner(active) == self.owner(id)
            });
            let anchored_ms = if shares { self.now.anchored_ms } else { 0 };
            let left_ms = clock.left_ms + anchored_ms;
            let shown_ms = if self.counts_below() { left_ms } else { left_ms.max(0) };
            assert_eq!(ms(seen, "remaining_ms"), shown_ms, "{id} has left");
            let own_ms = if active == Some(id) { anchored_ms } else { 0 };
            let used_ms = self.now.used_ms.get(id).copied().unwrap_or(0) - own_ms;
            assert_eq!(ms(seen, "used_ms"), used_ms, "{id} has used");
            assert_eq!(ms(seen, "moves"), self.now.moves.get(id).copied().unwrap_or(0), "{id}");
            assert_eq!(seen["expired"], clock.is_over, "{id}");
        }
    }

    fn clock(&mut self, id: &str) -> &mut Clock {
        let owner = self.owner(id);
        self.now.clocks.get_mut(&owner).unwrap()
    }

    /// Under which name somebody's clock is kept.
    pub fn owner(&self, id: &str) -> String {
        match self.timer["mode"].as_str().unwrap() {
            "per_participant" => id.to_owned(),
            "per_group" => (if matches!(id, "a" | "c") { "red" } else { "blue" }).to_owned(),
            _ => String::new(),
        }
    }

    fn budget_ms(&self) -> i64 {
        match (&self.timer["stages"][0]["budget_ms"], &self.timer["max_ms"]) {
            (Value::Number(ms), _) | (_, Value::Number(ms)) => ms.as_i64().unwrap(),
            _ => ms(self.timer, "budget_ms"),
        }
    }

    fn counts_below(&self) -> bool {
        self.timer["on_end"]["kind"] == "none" && self.timer["auto_advance"] == false
    }
}

fn noted(before: Option<Before>, pause: (bool, i64)) -> Option<Before> {
    before.map(|mut before| {
        before.pauses.push(pause);
        before
    })
}
