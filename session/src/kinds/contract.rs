//! What every kind keeps, whatever it is about.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::ALL;
use crate::{
    Actor, Ask, Audience, Beside, Delivery, Description, Event, Example, Refusal, Role, Session,
    Step,
};

const START_MS: i64 = 1_700_000_000_000;
const ROLES: [Role; 7] = [
    Role::Owner,
    Role::Moderator,
    Role::Participant,
    Role::Table,
    Role::Viewer,
    Role::Overlay,
    Role::System,
];

/// A session, everything that happened to it, and the time.
struct Life {
    kind: &'static Description,
    config: Value,
    session: Session,
    history: Vec<Event>,
    now_ms: i64,
}

impl Life {
    fn begin(kind: &'static Description) -> Self {
        Self::of(kind, (kind.example)().config)
    }

    fn of(kind: &'static Description, config: Value) -> Self {
        let session = (kind.open)(&config, 1, START_MS).unwrap();
        Self { kind, config, session, history: Vec::new(), now_ms: START_MS }
    }

    /// The code that it was rejected with, if it was.
    fn ask(&mut self, name: &str, args: &Value, role: Role) -> Option<&'static str> {
        let mut rejected = None;
        let actor = Actor { role, id: None };
        let ask = Ask { name, args, actor: &actor };
        match self.session.decide(&Beside::default(), &ask, self.now_ms) {
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
        self.check();
        rejected
    }

    fn save(&mut self, version: u64) {
        let saved = (version, &self.config);
        let step = self.session.configure(&Beside::default(), saved, self.now_ms).unwrap();
        assert!(step.is_all);
        self.happen(step);
        assert_eq!(self.session.config_version(), version);
        self.check();
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
            let view = |audience| self.session.view(&Beside::default(), audience, self.now_ms);
            assert_eq!(view(audience), view(*lower));
        }
    }

    /// What time did by now has no more to say now.
    fn check_time(&self) {
        self.check_recovery();
        let later = self.session.advance(&Beside::default(), self.now_ms).after;
        assert!(later.advance(&Beside::default(), self.now_ms).events.is_empty());
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
        let events = recovered.advance(&Beside::default(), self.now_ms).events;
        pass(&mut recovered, events);
    }

    fn check_view(&self, audience: Audience) {
        let view = self.session.view(&Beside::default(), audience, self.now_ms);
        let view = String::from_utf8(view).unwrap();
        assert!(serde_json::from_str::<Value>(&view).unwrap().is_object());
        for (secret, lowest) in (self.kind.example)().secrets {
            let may_see = lowest.is_some_and(|lowest| audience >= lowest);
            assert!(may_see || !view.contains(secret), "{audience:?} sees {secret:?}");
        }
    }
}

/// What somebody may try: a command that makes sense, one that does not, a
/// saved config, or waiting.
#[derive(Debug, Clone)]
enum Try {
    Sense { pick: prop::sample::Index, role: Role },
    Nonsense { name: String, args: Value, role: Role },
    Save,
    Wait { ms: i64 },
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
        4 => (any::<prop::sample::Index>(), role()).prop_map(|(pick, role)| Try::Sense { pick, role }),
        2 => ("[a-z_]{0,12}", args, role())
            .prop_map(|(name, args, role)| Try::Nonsense { name, args, role }),
        1 => Just(Try::Save),
        3 => (0..90_000_i64).prop_map(|ms| Try::Wait { ms }),
    ];
    prop::collection::vec(one, 0..24)
}

proptest! {
    #[test]
    fn every_kind_keeps_the_contract(tries in tries()) {
        for kind in ALL {
            let mut life = Life::begin(kind);
            let commands = (kind.example)().commands;
            let mut version = 1;
            for one in &tries {
                match one {
                    Try::Sense { pick, role } => {
                        let (name, args) = pick.get(&commands);
                        life.ask(name, args, *role);
                    }
                    Try::Nonsense { name, args, role } => {
                        life.ask(name, args, *role);
                    }
                    Try::Save => {
                        version += 1;
                        life.save(version);
                    }
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
    for kind in ALL {
        let (names, mut refused) = (kind.commands.iter(), 0);
        for (name, role) in names.flat_map(|name| ROLES.map(|role| (*name, role))) {
            let may = (kind.may)(role, name);
            refused += usize::from(!may);
            for args in &odd {
                let code = Life::begin(kind).ask(name, args, role);
                assert_eq!(code == Some("forbidden"), !may, "{name} as {role:?}: {code:?}");
            }
        }
        assert!(refused > 0, "{}: everybody may do everything", kind.name);
    }
}

#[test]
fn every_example_holds() {
    for kind in ALL {
        let example = (kind.example)();
        assert_eq!((kind.check)(&example.config).unwrap(), example.config, "{}", kind.name);
        let mut life = Life::begin(kind);
        for (name, args) in &example.commands {
            assert!(kind.commands.contains(name), "{name} is not listed");
            let mut before = life.history.len();
            if life.ask(name, args, Role::Owner) == Some("ended") {
                // The command before was one that ends it.
                life = Life::begin(kind);
                before = 0;
                life.ask(name, args, Role::Owner);
            }
            assert!(life.history.len() > before, "{}: {name} was not accepted", kind.name);
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
    for kind in ALL {
        let Example { config, commands, .. } = (kind.largest)();
        let name = kind.name;
        assert_eq!((kind.check)(&config).unwrap(), config, "{name}");
        let mut life = Life::of(kind, config);
        for (command, args) in &commands {
            let before = life.history.len();
            let rejected = life.ask(command, args, Role::Owner);
            assert!(life.history.len() > before, "{name}: {command} was {rejected:?}");
        }
        let (state, view) =
            (life.session.to_bytes().len(), life.session.view_bytes(&Beside::default(), START_MS));
        assert_eq!(life.session.too_large("state", state, view), None, "{name}: {state}, {view}");
        for note in life.session.entries() {
            assert_eq!(note.too_large("entries"), None, "{name}: {note:?}");
        }
        let (state_max, view_max) = (kind.state_bytes_max, kind.view_bytes_max);
        assert!(state * 4 > state_max, "{name}: a state has {state} of {state_max} bytes");
        assert!(view * 4 > view_max, "{name}: a view has {view} of {view_max} bytes");
    }
}

/// Votes go to screens as they came, past what worker and board would have to say.
#[test]
fn who_counts_votes_is_told_in_each_beat_and_has_no_board() {
    for kind in ALL {
        let mut life = Life::begin(kind);
        for (name, args) in &(kind.example)().commands {
            life.ask(name, args, Role::Owner);
            if life.session.tally_rules().is_some() {
                assert_eq!(life.session.delivery(), Delivery::Beat, "{}", kind.name);
                assert!(life.session.frames_per_s() >= 20, "{}", kind.name);
                assert!(life.session.board().is_empty(), "{}", kind.name);
            }
        }
    }
}

#[test]
fn names_are_unique() {
    let mut names: Vec<&str> = ALL.iter().map(|kind| kind.name).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), ALL.len());
}
