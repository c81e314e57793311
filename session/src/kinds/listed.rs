//! What the list of kinds keeps.

use super::ALL;
use crate::{Actor, READING, Role};

#[test]
fn names_are_unique() {
    let mut names: Vec<&str> = ALL.iter().map(|kind| kind.name).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), ALL.len());
}

/// What is of rows has one note of what they say, and nothing that would be an event.
#[test]
fn what_is_of_rows_has_neither_commands_nor_events() {
    let mut count = 0;
    for kind in ALL.iter().filter(|kind| kind.is_of_rows) {
        count += 1;
        let name = kind.name;
        assert!(kind.board.contains(&READING), "{name} has no reading");
        assert!(kind.commands.is_empty() && kind.tables.is_empty(), "{name}");
        assert!(kind.links.is_empty() && kind.anybody.is_none(), "{name}");
        let session = (kind.open)(&(kind.example)().config, 1, 0).unwrap();
        assert_eq!(session.due_ms(), None, "{name}");
        assert!(!session.is_running() && session.is_of_rows(), "{name}");
        for role in Role::GIVEN {
            assert!(!session.remembers(role), "{name}");
            // Who is here stands on the board: nobody is told by a command.
            assert_eq!(session.presence(&Actor { role, id: Some("ann".into()) }), None, "{name}");
        }
    }
    assert!(count > 0);
}
