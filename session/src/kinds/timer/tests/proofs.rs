//! What holds whatever happens, in every mode.

use proptest::{prelude::*, strategy::ValueTree, test_runner::TestRunner};
use serde_json::{Value, json};

use super::{
    Game, START_MS, actor,
    gains::Arithmetic,
    setups::{self, IDS, timers},
};
use crate::{Beside, Kind, Refusal, Role, kinds::timer::Timer};

/// What somebody does, and how long they waited before.
#[derive(Debug, Clone)]
struct Action {
    wait_ms: i64,
    role: Role,
    name: &'static str,
    args: Value,
    /// How long ago it was tapped, where that is told by the server's clock.
    tapped_ms: Option<i64>,
}

fn actions() -> impl Strategy<Value = Vec<Action>> {
    let id = || prop::sample::select(IDS.to_vec());
    let steers = |(name, args): (&'static str, Value)| (Role::Owner, name, args);
    let one = prop_oneof![
        6 => Just(("switch", json!({}))).prop_map(steers),
        2 => id().prop_map(|to| ("switch", json!({ "to": to }))).prop_map(steers),
        2 => (0..5_000_i64)
            .prop_map(|age_ms| (Role::Table, "switch", json!({ "age_ms": age_ms }))),
        2 => (1..12_u32).prop_map(|turn| (Role::Table, "switch", json!({ "turn": turn }))),
        1 => (1..12_u32).prop_map(|turn| (Role::Owner, "undo", json!({ "turn": turn }))),
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
    let tapped = prop::option::weighted(0.3, -500..5_000_i64);
    let action = |(wait_ms, (role, name, args), tapped_ms): (_, (_, &'static str, _), _)| {
        let tapped_ms = Option::filter(tapped_ms, |_: &i64| name == "switch");
        Action { wait_ms, role, name, args, tapped_ms }
    };
    prop::collection::vec((0..4_000_i64, one, tapped).prop_map(action), 0..24)
}

fn started(timer: &Value) -> Game {
    let mut game = Game::of(timer);
    game.opens(Role::Table).tells("start", &json!({}));
    game
}

/// Does it, if it may be done; a refusal leaves everything as it was.
fn act(game: &mut Game, action: &Action) -> bool {
    let id = game.clone().wait_ms(0).active().as_str().map(str::to_owned);
    let before = game.session.clone();
    let mut args = action.args.clone();
    if let Some(tapped_ms) = action.tapped_ms {
        args["at_ms"] = (game.now_ms - tapped_ms).into();
    }
    let done = game.try_as(&actor(action.role, id.as_deref()), action.name, &args);
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

/// Once for each clock; in `per_cycle` once for each turn.
fn check_warned_once(game: &Game, timer: &Value) {
    let (mut told, arithmetic) = (Vec::new(), Arithmetic::of(timer));
    for event in &game.history {
        match event.name() {
            "switched" | "undone" if timer["mode"] == "per_cycle" => told.clear(),
            "warned" => {
                let whose = arithmetic.owner(event.body["participant"].as_str().unwrap());
                let warning = (whose, event.body["level"].clone());
                assert!(!told.contains(&warning), "{warning:?} twice");
                told.push(warning);
            }
            _ => {}
        }
    }
}

/// Each turn has a number of its own.
fn check_turns(game: &Game) {
    let begins = |name: &str| matches!(name, "started" | "switched" | "undone");
    let turns = game.history.iter().filter(|event| begins(event.name())).count();
    assert_eq!(game.view()["turn"], turns);
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

fn check_all(timer: &Value, actions: &[Action]) -> Game {
    let (mut game, mut arithmetic) = (started(timer), Arithmetic::of(timer));
    for action in actions {
        game.wait_ms(action.wait_ms);
        act(&mut game, action);
        arithmetic.follow(&game);
        check_shown(&game, timer);
        check_turns(&game);
    }
    check_warned_once(&game, timer);
    game
}

/// Turns are made, given time, taken back and lost in every set-up there is.
#[test]
fn time_is_given_and_used_as_plain_arithmetic_says_in_every_set_up() {
    let mut runner = TestRunner::deterministic();
    let (mut gains, mut undone, mut expired) = (0, 0, 0);
    for timer in setups::all() {
        let actions = actions().new_tree(&mut runner).unwrap().current();
        let game = check_all(&timer, &actions);
        gains += game.history.iter().filter(|one| one.body["gained_ms"].is_number()).count();
        undone += game.count("undone");
        expired += game.count("expired");
    }
    // A proof of what never happens proves nothing.
    assert!(gains > 200 && undone > 100 && expired > 100, "{gains} {undone} {expired}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, max_global_rejects: 10_000, ..ProptestConfig::default() })]

    #[test]
    fn time_is_given_and_used_as_plain_arithmetic_says(timer in timers(), actions in actions()) {
        check_all(&timer, &actions);
    }

    #[test]
    fn nobodys_clock_runs_but_the_active_ones(timer in timers(), actions in actions()) {
        let mut game = started(&timer);
        for action in &actions {
            let before = game.clone();
            game.wait_ms(action.wait_ms);
            let is_still = game.history.len() == before.history.len();
            let active = before.active();
            let arithmetic = Arithmetic::of(&timer);
            let runs = |id: &str| {
                active.as_str().is_some_and(|active| {
                    let is_own_turn = timer["mode"] == "per_cycle";
                    active == id || !is_own_turn && arithmetic.owner(active) == arithmetic.owner(id)
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
        let asks = |name| Action { wait_ms, role: Role::Owner, name, args: json!({}), tapped_ms: None };
        // A case that comes to no undo is another case's turn: it is not counted.
        prop_assume!(act(&mut game, &asks("switch")));
        let (happened, beside) = (game.history.len(), Beside::default());
        game.now_ms += wait_ms;
        // Whatever time tells in between closes the door, but for warnings.
        prop_assume!(game.session.advance(&beside, game.now_ms).events.is_empty());
        let is_undone = act(&mut game, &asks("undo"));
        let may_be_open = timer["offline_grace_ms"].is_number();
        prop_assert!(is_undone || may_be_open, "nothing but an open end forbids it");
        prop_assume!(is_undone);
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
