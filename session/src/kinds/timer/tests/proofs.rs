//! What holds whatever happens, in every mode.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::{Value, json};

use super::{Game, START_MS, actor, config};
use crate::{Beside, Kind, Refusal, Role, kinds::timer::Timer};

const IDS: [&str; 4] = ["a", "b", "c", "d"];
const MODES: [&str; 5] = ["per_participant", "per_cycle", "per_group", "global", "count_up"];

/// What somebody does, and how long they waited before.
#[derive(Debug, Clone)]
struct Action {
    wait_ms: i64,
    role: Role,
    name: &'static str,
    args: Value,
}

fn timers() -> impl Strategy<Value = Value> {
    let on_end = prop::sample::select(vec![
        json!({ "kind": "end_session", "outcome": "time", "winner_by": null }),
        json!({ "kind": "skip_turn", "penalty_ms": 1_500 }),
        json!({ "kind": "auto_action", "action": "act" }),
        json!({ "kind": "none" }),
    ]);
    let increment = prop::sample::select(vec![
        json!(null),
        json!({ "kind": "fischer", "ms": 1_000 }),
        json!({ "kind": "delay", "ms": 2_000 }),
        json!({ "kind": "bronstein", "ms": 2_000 }),
    ]);
    let stages = prop::sample::select(vec![
        json!([]),
        json!([{ "moves": 2, "budget_ms": 9_000 }, { "budget_ms": 5_000 }]),
        json!([{ "moves": 1, "budget_ms": 4_000, "increment": { "kind": "delay", "ms": 700 } }]),
    ]);
    let grace = prop::sample::select(vec![json!(null), json!(4_000)]);
    let rest = (any::<bool>(), 2_000..12_000_i64, grace);
    (prop::sample::select(MODES.to_vec()), on_end, increment, stages, rest).prop_map(
        |(mode, on_end, increment, stages, (auto_advance, budget_ms, grace))| {
            let mut timer = config(mode, &IDS, json!({
                "budget_ms": budget_ms, "on_end": on_end, "auto_advance": auto_advance,
                "offline_grace_ms": grace, "warnings": { "low_ms": 3_000, "critical_ms": 1_000 },
            }));
            for (n, group) in ["red", "blue", "red", "blue"].into_iter().enumerate() {
                timer["participants"][n]["group"] = group.into();
            }
            match mode {
                "per_cycle" => {}
                "count_up" => timer["max_ms"] = (4 * budget_ms).into(),
                _ => (timer["increment"], timer["stages"]) = (increment, stages),
            }
            timer
        },
    )
}

fn actions() -> impl Strategy<Value = Vec<Action>> {
    let id = || prop::sample::select(IDS.to_vec());
    let steers = |(name, args): (&'static str, Value)| (Role::Owner, name, args);
    let one = prop_oneof![
        6 => Just(("switch", json!({}))).prop_map(steers),
        2 => id().prop_map(|to| ("switch", json!({ "to": to }))).prop_map(steers),
        3 => (0..5_000_i64)
            .prop_map(|age_ms| (Role::Table, "switch", json!({ "age_ms": age_ms }))),
        1 => id().prop_map(|to| (Role::Participant, "switch", json!({ "to": to }))),
        1 => Just(("pause", json!({}))).prop_map(steers),
        2 => Just(("resume", json!({}))).prop_map(steers),
        2 => Just(("undo", json!({}))).prop_map(steers),
        1 => (id(), -9_000..9_000_i64).prop_map(|(id, ms)| {
            ("adjust", json!({ "participant": id, "ms": ms, "reason": "x" }))
        }).prop_map(steers),
        1 => Just(IDS.to_vec()).prop_shuffle()
            .prop_map(|ids| ("set_order", json!({ "ids": ids }))).prop_map(steers),
    ];
    let action = |(wait_ms, (role, name, args))| Action { wait_ms, role, name, args };
    prop::collection::vec((0..4_000_i64, one).prop_map(action), 0..24)
}

fn started(timer: &Value) -> Game {
    let mut game = Game::of(timer);
    game.tells("start", &json!({}));
    game
}

/// Does it, if it may be done; a refusal leaves everything as it was.
fn act(game: &mut Game, action: &Action) -> bool {
    let id = game.clone().wait_ms(0).active().as_str().map(str::to_owned);
    let before = game.session.clone();
    let done = game.try_as(&actor(action.role, id.as_deref()), action.name, &action.args);
    if let Err(refusal) = &done {
        assert_eq!(before, game.session);
        let is_known = |code| Timer::REJECTIONS.contains(&code);
        let is_told = matches!(refusal, Refusal::Rejected(no) if is_known(no.code));
        assert!(is_told || matches!(refusal, Refusal::Invalid(_)), "{refusal:?}");
    }
    done.is_ok()
}

fn number(event: &Value, field: &str) -> i64 {
    event[field].as_i64().unwrap_or(0)
}

/// Under which name a participant's clock is kept.
fn owner(timer: &Value, id: &str) -> String {
    match timer["mode"].as_str().unwrap() {
        "per_participant" => id.to_owned(),
        "per_group" => (if matches!(id, "a" | "c") { "red" } else { "blue" }).to_owned(),
        _ => String::new(),
    }
}

/// Given at first, and by events, less what penalties took.
fn given(game: &Game, timer: &Value) -> BTreeMap<String, i64> {
    let first = match (&timer["stages"][0]["budget_ms"], &timer["max_ms"]) {
        (Value::Number(ms), _) | (_, Value::Number(ms)) => ms.as_i64().unwrap(),
        _ => number(timer, "budget_ms"),
    };
    let mut given: BTreeMap<String, i64> = IDS.iter().map(|id| (owner(timer, id), first)).collect();
    // Each switch's gain, so that an undo takes it back.
    let mut last = (String::new(), 0);
    for event in &game.history {
        let body = &event.body;
        let (whose, ms) = match event.name() {
            "switched" => {
                last = (owner(timer, body["from"].as_str().unwrap()), number(body, "gained_ms"));
                last.clone()
            }
            "undone" => (last.0.clone(), -last.1),
            "adjusted" => (owner(timer, body["participant"].as_str().unwrap()), number(body, "ms")),
            "turn_skipped" => {
                let whose = owner(timer, body["participant"].as_str().unwrap());
                (whose, -number(body, "penalty_ms"))
            }
            _ => continue,
        };
        *given.get_mut(&whose).unwrap() += ms;
    }
    given
}

/// Used plus remaining equals given plus gained, on every clock. `per_cycle`
/// has no clock that lasts.
fn check_conserved(game: &Game, timer: &Value) {
    if timer["mode"] == "per_cycle" {
        return;
    }
    let mut used: BTreeMap<String, i64> = BTreeMap::new();
    for id in IDS {
        *used.entry(owner(timer, id)).or_default() += number(&game.seen(id), "used_ms");
    }
    let given = given(game, timer);
    for id in IDS {
        let whose = owner(timer, id);
        let left_ms = given[&whose] - used[&whose];
        let counts_below = timer["on_end"]["kind"] == "none" && timer["auto_advance"] == false;
        // A penalty that is owed does not show.
        let shown_ms = if counts_below { left_ms } else { left_ms.max(0) };
        assert_eq!(number(&game.seen(id), "remaining_ms"), shown_ms, "{id}");
    }
}

/// Once for each clock; in `per_cycle` once for each turn.
fn check_warned_once(game: &Game, timer: &Value) {
    let mut told = Vec::new();
    for event in &game.history {
        match event.name() {
            "switched" | "undone" if timer["mode"] == "per_cycle" => told.clear(),
            "warned" => {
                let whose = owner(timer, event.body["participant"].as_str().unwrap());
                let warning = (whose, event.body["level"].clone());
                assert!(!told.contains(&warning), "{warning:?} twice");
                told.push(warning);
            }
            _ => {}
        }
    }
}

/// A delay gives nothing, and Bronstein no more than was used.
fn check_given(game: &Game, timer: &Value) {
    let is_plain = timer["stages"].as_array().is_none_or(Vec::is_empty);
    for event in game.history.iter().filter(|event| is_plain && event.name() == "switched") {
        let gained_ms = number(&event.body, "gained_ms");
        match timer["increment"]["kind"].as_str() {
            Some("fischer") => assert!((0..=1_000).contains(&gained_ms)),
            Some("bronstein") => assert!((0..=2_000).contains(&gained_ms)),
            _ => assert_eq!(gained_ms, 0),
        }
    }
}

fn check_shown(game: &Game, timer: &Value) {
    let view = game.view();
    let counts_below = timer["on_end"]["kind"] == "none" && timer["auto_advance"] == false;
    for one in view["participants"].as_array().unwrap() {
        let remaining_ms = number(one, "remaining_ms");
        assert!(counts_below || remaining_ms >= 0, "{one}");
        assert!((0..=86_400_000).contains(&remaining_ms) || counts_below);
        assert!(number(one, "used_ms") >= 0);
    }
    let is_over = !matches!(view["status"].as_str(), Some("running" | "paused" | "pending"));
    assert_eq!(is_over, game.count("ended") == 1);
    assert!(!is_over || view["since_ms"].is_null() && game.session.due_ms().is_none());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn time_is_conserved_and_shown_within_its_bounds(timer in timers(), actions in actions()) {
        let mut game = started(&timer);
        for action in &actions {
            game.wait_ms(action.wait_ms);
            act(&mut game, action);
            check_conserved(&game, &timer);
            check_shown(&game, &timer);
            check_given(&game, &timer);
        }
        check_warned_once(&game, &timer);
    }

    #[test]
    fn nobodys_clock_runs_but_the_active_ones(timer in timers(), actions in actions()) {
        let mut game = started(&timer);
        for action in &actions {
            let before = game.clone();
            game.wait_ms(action.wait_ms);
            let is_still = game.history.len() == before.history.len();
            let active = before.active();
            let runs = |id: &str| {
                active.as_str().is_some_and(|active| {
                    let is_own_turn = timer["mode"] == "per_cycle";
                    active == id || !is_own_turn && owner(&timer, active) == owner(&timer, id)
                })
            };
            for id in IDS.into_iter().filter(|id| is_still && !runs(id)) {
                prop_assert_eq!(before.seen(id), game.seen(id));
                prop_assert_eq!(game.shows_ms(id), number(&game.seen(id), "remaining_ms"));
            }
            act(&mut game, action);
        }
    }

    /// Whether the beat looks every moment, seldom, or only a command does.
    #[test]
    fn who_came_first_changes_nothing(timer in timers(), actions in actions(), steps in 2..9_i64) {
        let (mut seldom, mut often) = (started(&timer), started(&timer));
        for action in &actions {
            seldom.now_ms += action.wait_ms;
            for step in 1..=steps {
                let until_ms = action.wait_ms * step / steps - action.wait_ms * (step - 1) / steps;
                often.wait_ms(until_ms);
            }
            // What is refused leaves nothing behind, not even what time did.
            prop_assert_eq!(act(&mut seldom, action), act(&mut often, action));
            let mut caught_up = seldom.clone();
            caught_up.wait_ms(0);
            often.wait_ms(0);
            prop_assert_eq!(&caught_up.session, &often.session);
            prop_assert_eq!(&caught_up.history, &often.history);
        }
    }

    #[test]
    fn the_fold_of_events_is_the_state(timer in timers(), actions in actions()) {
        let mut game = started(&timer);
        for action in &actions {
            game.wait_ms(action.wait_ms);
            act(&mut game, action);
        }
        let mut folded = Game::of(&timer);
        folded.now_ms = game.now_ms;
        folded.happen(game.history.clone());
        prop_assert_eq!(folded.session, game.session);
    }

    #[test]
    fn undo_restores_exactly(timer in timers(), actions in actions(), wait_ms in 0..10_000_i64) {
        let mut game = started(&timer);
        for action in &actions {
            game.wait_ms(action.wait_ms);
            act(&mut game, action);
        }
        // What is due at this very moment comes before the switch.
        game.wait_ms(0);
        let before = game.clone();
        let switch = Action { wait_ms, role: Role::Owner, name: "switch", args: json!({}) };
        if !act(&mut game, &switch) {
            return Ok(());
        }
        let (happened, beside) = (game.history.len(), Beside::default());
        game.now_ms += wait_ms;
        // Whatever time tells in between closes the door, but for warnings.
        if !game.session.advance(&beside, game.now_ms).events.is_empty() {
            return Ok(());
        }
        let undo = Action { wait_ms: 0, role: Role::Owner, name: "undo", args: json!({}) };
        if !act(&mut game, &undo) {
            prop_assert!(timer["offline_grace_ms"].is_number(), "nothing but an open end forbids it");
            return Ok(());
        }
        prop_assert_eq!(game.history.len(), happened + 1);
        let mut as_if = before;
        as_if.now_ms = game.now_ms;
        for id in IDS {
            prop_assert_eq!(as_if.shows_ms(id), game.shows_ms(id));
        }
        prop_assert_eq!(as_if.view()["participants"].clone(), game.view()["participants"].clone());
        for member in ["status", "active", "since_ms", "cycle"] {
            prop_assert_eq!(&as_if.view()[member], &game.view()[member]);
        }
    }

    /// What is due is never told before, and is told then.
    #[test]
    fn nothing_is_told_before_it_is_due(timer in timers(), actions in actions()) {
        let mut game = started(&timer);
        for action in &actions {
            act(&mut game, action);
            let Some(due_ms) = game.session.due_ms() else { break };
            if due_ms > game.now_ms && due_ms < START_MS + 3_600_000 {
                let beside = Beside::default();
                prop_assert!(game.session.advance(&beside, due_ms - 1).events.is_empty());
                prop_assert!(!game.session.advance(&beside, due_ms).events.is_empty());
            }
            game.wait_ms(action.wait_ms);
        }
    }
}
