//! What an operator does: looks an installation over, rotates its keys, erases a
//! person, runs it from its compose file, and brings it back from a backup.

mod backup;
mod compose;
mod doctor;
mod erasing;
mod keys;
mod leaving;
mod promotion;
mod tokens;

use std::process::{Command, Output};

use serde_json::Value;

use crate::harness::{World, program};

/// A command of the worker, in a world, with settings of its own.
pub fn worker(world: &World, arguments: &[&str], more: &[(&str, &str)]) -> Output {
    let mut command = Command::new(program("downbeat-worker"));
    let more = more.iter().map(|(key, value)| (format!("DOWNBEAT__{key}"), value));
    command.env_clear().envs(world.settings()).envs(more).args(arguments).output().unwrap()
}

/// The lines that it printed; it went well.
pub fn told(world: &World, arguments: &[&str], more: &[(&str, &str)]) -> Vec<Value> {
    let output = worker(world, arguments, more);
    assert!(output.status.success(), "{arguments:?}: {}", said(&output));
    lines(&output)
}

pub fn lines(output: &Output) -> Vec<Value> {
    let out = String::from_utf8_lossy(&output.stdout);
    out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}
