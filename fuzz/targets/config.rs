//! Configs and commands of every kind: what is inside the limits makes a
//! session that can be kept and read again, whatever it is told.

#![cfg_attr(fuzzing, no_main)]

use downbeat_session::{Actor, Ask, Beside, Role, Session, Step, kinds};
use libfuzzer_sys::fuzz_target;
use serde_json::Value;

const NOW_MS: i64 = 1_767_225_600_000;

fuzz_target!(|input: &[u8]| {
    let Ok(Value::Array(told)) = serde_json::from_slice(input) else { return };
    let [config, commands @ ..] = told.as_slice() else { return };
    for kind in kinds::ALL {
        let Ok(config) = (kind.check)(config) else { continue };
        let Ok(mut session) = (kind.open)(&config, 1, NOW_MS) else { panic!("{config}") };
        let beside = Beside::default();
        for (n, command) in (1..).zip(commands) {
            let Some((name, args)) = command["name"].as_str().zip(command.get("args")) else {
                continue;
            };
            let actor = Actor { role: Role::Owner, id: Some("fuzzer".into()) };
            let ask = Ask { name, args, actor: &actor };
            let now_ms = NOW_MS + 1_000 * n;
            if let Ok(step) = session.decide(&beside, &ask, now_ms) {
                session = folded(session, &step);
            }
            let step = session.advance(&beside, now_ms);
            session = folded(session, &step);
        }
        let again = (kind.read)(&session.to_bytes()).expect("a state of its own");
        assert!(again == session, "{session:?} is read as {again:?}");
    }
});

/// What the events of a step lead to is where it led itself.
fn folded(mut session: Session, step: &Step) -> Session {
    for event in &step.events {
        session.apply(event).expect("an event of its own");
    }
    assert!(session == step.after, "{session:?} is not {:?}", step.after);
    session
}
