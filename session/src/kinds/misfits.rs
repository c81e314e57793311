//! What is given in a wrong shape is refused by name, of every kind: each place of
//! an example is tried, and each member is left out.

use serde_json::{Value, json};

use super::{ALL, changed_configs::places};
use crate::{Actor, Ask, Beside, Description, Problem, Refusal, Role};

fn every() -> impl Iterator<Item = &'static Description> {
    ALL.iter()
}

/// The same with something else at one place, with one that is not known, and
/// without the place.
fn wrong(whole: &Value) -> Vec<(String, Value)> {
    let mut found = vec![("wings".to_owned(), json!({ "wings": 2 }))];
    if let Some(members) = whole.as_object() {
        found[0].1.as_object_mut().unwrap().extend(members.clone());
    }
    for place in places(whole) {
        let mut other = whole.clone();
        let value = other.pointer_mut(&place).unwrap();
        *value = if value.is_array() { json!(5) } else { json!([[5]]) };
        let field = place.trim_start_matches('/').replace('/', ".");
        found.push((field.clone(), other));
        let mut less = whole.clone();
        let (parent, name) = place.rsplit_once('/').unwrap();
        let Some(members) = less.pointer_mut(parent).and_then(Value::as_object_mut) else {
            continue;
        };
        members.remove(name);
        found.push((field, less));
    }
    found
}

/// Of what was refused the place is told, or what could not be left out beside it.
fn is_told(problems: &[Problem], field: &str) -> bool {
    problems.iter().any(|problem| problem.field == field)
}

#[test]
fn a_config_of_a_wrong_shape_is_refused_with_its_field() {
    for kind in every() {
        let config = (kind.example)().config;
        let mut refused = 0;
        for (field, wrong) in wrong(&config) {
            let Err(problems) = (kind.check)(&wrong) else { continue };
            refused += 1;
            assert!(is_told(&problems, &field), "{}: {field}: {problems:?}", kind.name);
        }
        assert!(refused > 0, "{}: everything is taken", kind.name);
    }
}

#[test]
fn arguments_of_a_wrong_shape_are_refused_with_their_field() {
    for kind in every() {
        let example = (kind.example)();
        let session = (kind.open)(&example.config, 1, 0).unwrap();
        // What Downbeat alone sends it reads as it wrote it.
        let asked = example.commands.iter().filter(|(name, _)| (kind.may)(Role::Owner, name));
        for (name, args) in asked {
            let actor = Actor { role: Role::Owner, id: None };
            for (field, wrong) in wrong(args) {
                let ask = Ask { name, args: &wrong, actor: &actor };
                let Err(Refusal::Invalid(problems)) = session.decide(&Beside::default(), &ask, 0)
                else {
                    assert_ne!(field, "wings", "{name} takes what it does not know");
                    continue;
                };
                assert!(is_told(&problems, &field), "{name}: {field}: {problems:?}");
            }
        }
    }
}
