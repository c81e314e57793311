//! Schemas count code points where rules count what a reader takes for a
//! character: whatever the rules take, the schemas take.

use downbeat_session::kinds;
use jsonschema::{Validator, validator_for};
use schemars::{Schema, generate::Contract};
use serde_json::{Value, json};

fn validator(schema: &Schema) -> Validator {
    validator_for(schema.as_value()).unwrap()
}

fn fits(schema: &Validator, given: &Value) {
    let wrong: Vec<String> = schema.iter_errors(given).map(|error| error.to_string()).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}

/// As many code points as there may be in so many characters, nearly: what is
/// bounded are their bytes.
fn crowded(chars: usize) -> String {
    format!("a{}", "\u{301}".repeat(15)).repeat(chars)
}

fn family(chars: usize) -> String {
    "👩\u{200d}👩\u{200d}👧\u{200d}👦".repeat(chars)
}

#[test]
fn a_text_that_is_taken_fits_its_schema() {
    let meter = json!({
        "labels": { "for": crowded(50), "against": family(50) },
        "triggers": { "for": ["字".repeat(100)], "against": ["n".repeat(100)] },
    });
    let timer = json!({
        "mode": "per_group", "title": family(100), "budget_ms": 60_000,
        "participants": [{ "id": "p".repeat(64), "name": crowded(60), "group": family(40) }],
        "on_end": { "kind": "auto_action", "action": "字".repeat(100) },
    });
    for (kind, config) in [("meter", meter), ("timer", timer)] {
        let kind = kinds::named(kind).unwrap();
        let taken = (kind.check)(&config).unwrap_or_else(|problems| panic!("{problems:?}"));
        fits(&validator(&(kind.config_schema)(Contract::Deserialize)), &config);
        fits(&validator(&(kind.config_schema)(Contract::Serialize)), &taken);
    }
    let choice = |word: &str| json!({ "trigger": word, "label": crowded(25) });
    let round = json!({
        "command": "start_round", "question": "字".repeat(200),
        "choices": [choice("a"), choice("b")],
    });
    fits(&validator(&(kinds::named("meter").unwrap().command_schema)()), &round);
}

#[test]
fn the_largest_of_each_kind_fits_its_schemas() {
    for kind in kinds::all().filter(|kind| !kind.is_of_rows) {
        let largest = (kind.largest)();
        fits(&validator(&(kind.config_schema)(Contract::Deserialize)), &largest.config);
        let schema = validator(&(kind.command_schema)());
        for (name, args) in largest.commands {
            let mut command = args.clone();
            command["command"] = json!(name);
            fits(&schema, &command);
        }
    }
}

#[test]
fn a_text_that_no_rule_takes_fits_no_schema() {
    let labels = json!({ "for": "a".repeat(32 * 50 + 1), "against": "No" });
    let trigger = json!({ "for": ["a".repeat(101)], "against": ["no"] });
    let kind = kinds::named("meter").unwrap();
    let schema = validator(&(kind.config_schema)(Contract::Deserialize));
    for config in [json!({ "labels": labels }), json!({ "triggers": trigger })] {
        assert!((kind.check)(&config).is_err());
        assert!(!schema.is_valid(&config), "{config}");
    }
}
