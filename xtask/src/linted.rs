//! Our crates, built by Clippy. Its driver is the compiler with more lints, so
//! one build makes what tests run and says what there is to complain of; to
//! lint apart, every foreign crate would be compiled once more.
//!
//! Only for what tests run: the driver leaves out a part of the optimizer, and
//! what is released or measured is built without it.

use std::{
    collections::HashSet,
    io::{IsTerminal, stderr},
    process::Command,
};

use anyhow::Result;
use serde_json::Value;

use crate::{programs, step, stop::Stop};

/// Cargo with Clippy as the compiler of this workspace.
pub fn cargo() -> Command {
    let mut command = programs::cargo();
    command.env("RUSTC_WORKSPACE_WRAPPER", "clippy-driver");
    command
}

/// Builds, and tells how many complaints there are. They are heard again as
/// long as they are true, whether something had to be compiled or not.
pub fn build(arguments: &[&str], stop: &Stop) -> Result<usize> {
    let format = if stderr().is_terminal() { "json-diagnostic-rendered-ansi" } else { "json" };
    let mut command = cargo();
    command.args(arguments).arg(format!("--message-format={format}"));
    let mut complaints = Complaints::default();
    step::lines(&mut command, stop, |line| {
        if let Some(new) = complaints.hear(line) {
            eprint(&new);
        }
    })?;
    Ok(complaints.count)
}

#[expect(clippy::print_stderr, reason = "where the compiler itself says it")]
fn eprint(text: &str) {
    eprint!("{text}");
}

/// What the compiler said. A library is compiled with its tests and without,
/// so it says most things twice.
#[derive(Default)]
struct Complaints {
    said: HashSet<String>,
    count: usize,
}

impl Complaints {
    /// What a line of Cargo's adds to it, as people read it.
    fn hear(&mut self, line: &str) -> Option<String> {
        let told: Value = serde_json::from_str(line).ok()?;
        if told["reason"] != "compiler-message" {
            return None;
        }
        let message = &told["message"];
        let text = message["rendered"].as_str()?;
        if !self.said.insert(text.to_owned()) {
            return None;
        }
        // Notes are about something else; sums ("2 warnings emitted") have no code.
        let counts = ["warning", "error"].iter().any(|level| message["level"] == *level);
        self.count += usize::from(counts && !message["code"].is_null());
        Some(text.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn said(level: &str, code: &Value, text: &str) -> String {
        let message = json!({ "level": level, "code": code, "rendered": text });
        json!({ "reason": "compiler-message", "message": message }).to_string()
    }

    #[test]
    fn what_is_said_of_a_library_and_of_its_tests_is_one_complaint() {
        let mut complaints = Complaints::default();
        let code = json!({ "code": "clippy::pedantic" });
        let one = said("warning", &code, "a cast");
        assert_eq!(complaints.hear(&one).as_deref(), Some("a cast"));
        assert_eq!(complaints.hear(&one), None);
        assert!(complaints.hear(&said("warning", &code, "another cast")).is_some());
        assert_eq!(complaints.count, 2);
    }

    #[test]
    fn sums_and_other_lines_of_cargo_are_no_complaints() {
        let mut complaints = Complaints::default();
        assert!(complaints.hear(&said("warning", &Value::Null, "2 warnings emitted")).is_some());
        assert_eq!(complaints.hear(r#"{"reason":"build-finished","success":true}"#), None);
        assert_eq!(complaints.hear("not JSON"), None);
        assert_eq!(complaints.count, 0);
    }
}
