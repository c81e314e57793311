//! What every kind keeps, whatever it is about.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::{ALL, changed_configs::changed};
use crate::{
    Actor, Ask, Audience, Beside, Delivery, Description, Event, Example, Refusal, Role, Session,
    Step,
    tally::{Op, Tally},
};

const START_MS: i64 = 1_700_000_000_000;
const DAY_MS: i64 = 24 * 60 * 60 * 1_000;
const ROLES: [Role; 7] = [
    Role::Owner,
    Role::Moderator,
    Role::Participant,
    Role::Table,
    Role::Viewer,
    Role::Overlay,
    Role::System,
];

fn every() -> impl Iterator<Item = &'static Description> {
    ALL.iter()
}

/// Who sends a command of an example: its owner, unless it is the house's own, as
/// all are in an example of an inner kind.
fn sender(kind: &Description, command: &str) -> Role {
    let is_owners = !kind.is_inner && (kind.may)(Role::Owner, command);
    if is_owners { Role::Owner } else { Role::System }
}

/// A session, everything that happened to it, and the time.
struct Life {
    kind: &'static Description,
    config: Value,
    session: Session,
    /// What Redis counts beside the state.
    tally: Tally,
    history: Vec<Event>,
    now_ms: i64,
}

impl Life {
    fn begin(kind: &'static Description) -> Self {
        Self::of(kind, (kind.example)().config)
    }

    fn of(kind: &'static Description, config: Value) -> Self {
        let session = (kind.open)(&config, 1, START_MS).unwrap();
        let tally = Tally::default();
        Self { kind, config, session, tally, history: Vec::new(), now_ms: START_MS }
    }

    fn beside(&self) -> Beside {
        let counts = self.session.tally_rules().is_some();
        if counts { self.tally.clone().into() } else { Beside::default() }
    }

    fn ask(&mut self, name: &str, args: &Value, role: Role) -> Option<&'static str> {
        self.ask_as(name, args, &Actor { role, id: None })
    }

    /// The code that it was rejected with, if it was.
    fn ask_as(&mut self, name: &str, args: &Value, actor: &Actor) -> Option<&'static str> {
        let rejected = self.ask_unchecked(name, args, actor);
        self.check();
        rejected
    }

    fn ask_unchecked(&mut self, name: &str, args: &Value, actor: &Actor) -> Option<&'static str> {
        let mut rejected = None;
        let ask = Ask { name, args, actor };
        match self.session.decide(&self.beside(), &ask, self.now_ms) {
            Ok(step) => self.happen(step),
            Err(Refusal::Rejected(rejection)) => {
                let code = rejection.code;
                assert!(self.kind.rejections.contains(&code), "{code} is not documented");
                rejected = Some(code);
            }
            Err(Refusal::Invalid(problems)) => assert!(!problems.is_empty()),
            Err(Refusal::UnknownCommand) => assert!(!self.kind.commands.contains(&name), "{name}"),
            Err(Refusal::Behind) => panic!("{name}: more happened than in any example"),
        }
        rejected
    }

    /// Saves another config, if `pick` leads to one that may be saved.
    fn save(&mut self, version: u64, pick: usize) {
        let config = changed(self.kind, &self.session.config(), pick);
        let config = config.unwrap_or_else(|| self.config.clone());
        let saved = (version, &config);
        let step = self.session.configure(&self.beside(), saved, self.now_ms).unwrap();
        assert!(step.is_all);
        self.happen(step);
        assert_eq!(self.session.config_version(), version);
        self.check();
    }

    fn open(&mut self, role: Role) {
        if self.session.remembers(role) {
            let step = self.session.opened_by(&self.beside(), role, self.now_ms);
            assert!(step.is_all && !step.events.is_empty());
            self.happen(step);
            assert!(!self.session.remembers(role), "it is remembered once");
        }
        self.check();
    }

    fn vote(&mut self, votes: u8, side: u8) {
        let Some(rules) = self.session.tally_rules() else { return };
        let side = side % u8::try_from(rules.sides.len()).unwrap();
        let has_round = rules.round.is_some();
        self.tally.round.resize(if has_round { rules.sides.len() } else { 0 }, 0);
        for _ in 0..votes {
            self.tally.add(&rules, side, self.now_ms);
            if let Some(count) = self.tally.round.get_mut(usize::from(side)) {
                *count += 1;
            }
        }
        self.check();
    }

    /// As a commit does it in Redis.
    fn turn_tally(&mut self, op: Option<Op>) {
        let seq = self.tally.seq + 1;
        match (op, self.session.tally_rules()) {
            (None, _) | (_, None) => {}
            (Some(Op::Zero | Op::Discard), Some(_)) => {
                self.tally = Tally::default();
                (self.tally.seq, self.tally.at_ms) = (seq, self.now_ms);
            }
            (Some(Op::Add { side }), Some(rules)) => self.tally.add(&rules, side, self.now_ms),
        }
    }

    fn happen(&mut self, step: Step) {
        let mut last_ms = self.history.last().map_or(START_MS, |event| event.at_ms);
        for event in step.events {
            assert!((last_ms..=self.now_ms).contains(&event.at_ms), "time goes back: {event:?}");
            last_ms = event.at_ms;
            assert!(!event.name().is_empty(), "an event without a name: {event:?}");
            self.session.apply(&event).unwrap();
            self.history.push(event);
        }
        assert_eq!(step.after, self.session, "the step leads elsewhere than its events");
        self.turn_tally(step.op);
    }

    fn check(&self) {
        let mut folded = (self.kind.open)(&self.config, 1, START_MS).unwrap();
        for event in &self.history {
            folded.apply(event).unwrap();
        }
        assert_eq!(folded, self.session, "the state is not the fold of its events");
        assert_eq!((self.kind.read)(&self.session.to_bytes()).unwrap(), self.session);
        self.check_time();
        for audience in Audience::ALL {
            self.check_view(audience);
        }
        self.check_audiences();
    }

    /// Whoever has no view of their own sees what the next lower one sees.
    fn check_audiences(&self) {
        let own = self.session.audiences();
        assert!(own.is_sorted() && own.first() == Some(&Audience::Public));
        for audience in Audience::ALL {
            let lower = own.iter().rfind(|own| **own <= audience).unwrap();
            let view = |audience| self.session.view(&self.beside(), audience, self.now_ms);
            assert_eq!(view(audience), view(*lower));
        }
    }

    /// What time did by now has no more to say now.
    fn check_time(&self) {
        self.check_recovery();
        let later = self.session.advance(&self.beside(), self.now_ms).after;
        assert!(later.advance(&self.beside(), self.now_ms).events.is_empty());
        assert!(later.due_ms().is_none_or(|due_ms| due_ms > self.now_ms));
    }

    /// Whatever a loss of Redis means, it is no earlier than what went before,
    /// and what time did comes after it.
    fn check_recovery(&self) {
        let mut recovered = self.session.clone();
        let mut last_ms = self.history.last().map_or(START_MS, |event| event.at_ms);
        let mut pass = |recovered: &mut Session, events: Vec<Event>| {
            for event in events {
                assert!((last_ms..=self.now_ms).contains(&event.at_ms), "{event:?}");
                last_ms = event.at_ms;
                recovered.apply(&event).unwrap();
            }
        };
        let events = recovered.recover(self.now_ms);
        assert!(events.is_empty() || self.session.is_running(), "nothing ran: {events:?}");
        pass(&mut recovered, events);
        let events = recovered.advance(&self.beside(), self.now_ms).events;
        pass(&mut recovered, events);
    }

    fn check_view(&self, audience: Audience) {
        let view = self.session.view(&self.beside(), audience, self.now_ms);
        let view = String::from_utf8(view).unwrap();
        assert!(serde_json::from_str::<Value>(&view).unwrap().is_object());
        let Example { config, secrets, .. } = (self.kind.example)();
        // Another config may show what this one hides.
        let is_same = self.session.config() == config;
        for (secret, lowest) in secrets.into_iter().filter(|_| is_same) {
            let may_see = lowest.is_some_and(|lowest| audience >= lowest);
            assert!(may_see || !view.contains(secret), "{audience:?} sees {secret:?}");
        }
    }
}

/// What somebody may try: a command that makes sense, one that does not, another
/// config, votes, opening it, or waiting.
#[derive(Debug, Clone)]
enum Try {
    Sense { pick: prop::sample::Index, role: Role, who: usize },
    Nonsense { name: String, args: Value, role: Role },
    Save { pick: usize },
    Vote { votes: u8, side: u8 },
    Open { role: Role },
    Wait { ms: i64 },
}

/// Who may be behind a role: nobody, a link, or somebody whom the config names.
fn actor(config: &Value, role: Role, who: usize) -> Actor {
    let named = config["participants"].as_array().into_iter().flatten();
    let mut ids: Vec<Option<&str>> = named.map(|one| one["id"].as_str()).collect();
    ids.extend([None, Some("link:1"), Some("0190a5c0-0000-7000-8000-000000000001")]);
    Actor { role, id: ids[who % ids.len()].map(str::to_owned) }
}

fn tries() -> impl Strategy<Value = Vec<Try>> {
    let role = || prop::sample::select(ROLES.to_vec());
    let args = prop::sample::select(vec![
        json!(null),
        json!([]),
        json!({ "side": "up" }),
        json!({ "unknown": 1 }),
        json!("\u{0}"),
        json!({ "name": "reset" }),
    ]);
    let one = prop_oneof![
        4 => (any::<prop::sample::Index>(), role(), any::<usize>())
            .prop_map(|(pick, role, who)| Try::Sense { pick, role, who }),
        2 => ("[a-z_]{0,12}", args, role())
            .prop_map(|(name, args, role)| Try::Nonsense { name, args, role }),
        1 => any::<usize>().prop_map(|pick| Try::Save { pick }),
        2 => (1..20_u8, any::<u8>()).prop_map(|(votes, side)| Try::Vote { votes, side }),
        1 => role().prop_map(|role| Try::Open { role }),
        3 => (0..90_000_i64).prop_map(|ms| Try::Wait { ms }),
    ];
    prop::collection::vec(one, 0..24)
}

proptest! {
    #[test]
    fn every_kind_keeps_the_contract(tries in tries()) {
        for kind in every() {
            let mut life = Life::begin(kind);
            let commands = (kind.example)().commands;
            let mut version = 1;
            for one in &tries {
                match one {
                    Try::Sense { .. } if commands.is_empty() => {}
                    Try::Sense { pick, role, who } => {
                        let (name, args) = pick.get(&commands);
                        let actor = actor(&life.config, *role, *who);
                        life.ask_as(name, args, &actor);
                    }
                    Try::Nonsense { name, args, role } => {
                        life.ask(name, args, *role);
                    }
                    Try::Save { pick } => {
                        version += 1;
                        life.save(version, *pick);
                    }
                    Try::Vote { votes, side } => life.vote(*votes, *side),
                    Try::Open { role } => life.open(*role),
                    Try::Wait { ms } => {
                        life.now_ms += ms;
                        life.check_time();
                    }
                }
            }
        }
    }
}

/// Whoever may not send a command is told that, and nothing of its arguments.
#[test]
fn who_may_not_is_told_so_whatever_the_arguments() {
    let odd = [json!(null), json!([]), json!({ "unknown": 1 }), json!({ "id": 7, "side": "up" })];
    for kind in every() {
        let (names, mut refused) = (kind.commands.iter(), 0);
        for (name, role) in names.flat_map(|name| ROLES.map(|role| (*name, role))) {
            let may = (kind.may)(role, name);
            refused += usize::from(!may);
            for args in &odd {
                let code = Life::begin(kind).ask(name, args, role);
                assert_eq!(code == Some("forbidden"), !may, "{name} as {role:?}: {code:?}");
            }
        }
        let has_commands = !kind.commands.is_empty();
        assert!(refused > 0 || !has_commands, "{}: everybody may do everything", kind.name);
    }
}

#[test]
fn every_example_holds() {
    for kind in every() {
        let example = (kind.example)();
        assert_eq!((kind.check)(&example.config).unwrap(), example.config, "{}", kind.name);
        let mut life = Life::begin(kind);
        for (name, args) in &example.commands {
            assert!(kind.commands.contains(name), "{name} is not listed");
            let mut before = life.history.len();
            let role = sender(kind, name);
            let rejected = life.ask(name, args, role);
            if rejected == Some("ended") {
                // The command before was one that ends it.
                life = Life::begin(kind);
                before = 0;
                life.ask(name, args, role);
            }
            let name = format!("{}: {name} {args}", kind.name);
            assert!(life.history.len() > before, "{name} was not accepted: {rejected:?}");
        }
        for name in kind.commands {
            assert!(
                example.commands.iter().any(|(known, _)| known == name),
                "no example of {name}"
            );
        }
    }
}

/// A state of its kind's largest is within the limits that commits are held to,
/// and not far below: a limit that nothing comes near protects nothing.
#[test]
fn the_largest_is_within_its_limits() {
    for kind in every() {
        let Example { config, commands, .. } = (kind.largest)();
        let name = kind.name;
        assert_eq!((kind.check)(&config).unwrap(), config, "{name}");
        let mut life = Life::of(kind, config);
        for (command, args) in &commands {
            let before = life.history.len();
            let rejected =
                life.ask_unchecked(command, args, &Actor { role: sender(kind, command), id: None });
            assert!(life.history.len() > before, "{name}: {command} was {rejected:?}");
        }
        life.check();
        let (mut state, mut view) = (0, 0);
        // What time does may make it larger.
        for passed_ms in [0, DAY_MS] {
            life.now_ms += passed_ms;
            life.happen(life.session.advance(&Beside::default(), life.now_ms));
            let bytes = life.session.to_bytes().len();
            let shown = life.session.view_bytes(&Beside::default(), life.now_ms);
            let (state_max, view_max) = (kind.state_bytes_max, kind.view_bytes_max);
            assert!(bytes <= state_max && shown <= view_max, "{name}: {bytes}, {shown}");
            for note in life.session.entries() {
                assert_eq!(note.too_large("entries"), None, "{name}: {note:?}");
            }
            (state, view) = (state.max(bytes), view.max(shown));
        }
        // What is large of those stands on their boards, and in tests of their own.
        if kind.is_of_rows {
            continue;
        }
        let (state_max, view_max) = (kind.state_bytes_max, kind.view_bytes_max);
        assert!(state * 4 > state_max, "{name}: a state has {state} of {state_max} bytes");
        assert!(view * 4 > view_max, "{name}: a view has {view} of {view_max} bytes");
    }
}

/// Votes go to screens as they came, past what worker and board would have to say.
#[test]
fn who_counts_votes_is_told_in_each_beat_and_has_no_board() {
    for kind in every() {
        let mut life = Life::begin(kind);
        for (name, args) in &(kind.example)().commands {
            life.ask(name, args, sender(kind, name));
            if life.session.tally_rules().is_some() {
                assert_eq!(life.session.delivery(), Delivery::Beat, "{}", kind.name);
                assert!(life.session.frames_per_s() >= 20, "{}", kind.name);
                assert!(life.session.board().is_empty(), "{}", kind.name);
            }
        }
    }
}
