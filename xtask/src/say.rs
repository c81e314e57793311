//! What people at the terminal see. Where nobody looks any more, because the
//! terminal or the reader of a pipe is gone, nothing is said and work goes on.

use std::{
    io::{IsTerminal, Write, stderr, stdout},
    time::Duration,
};

fn colour(code: &str, text: &str) -> String {
    if stdout().is_terminal() { format!("\x1b[{code}m{text}\x1b[0m") } else { text.to_owned() }
}

pub fn bold(text: &str) -> String {
    colour("1", text)
}

pub fn dim(text: &str) -> String {
    colour("2", text)
}

pub fn line(text: &str) {
    let _ = writeln!(stdout(), "{text}");
}

/// What somebody else said, as they said it.
pub fn text(text: &str) {
    let _ = write!(stdout(), "{text}");
}

/// Something that takes a while begins.
pub fn begin(what: &str) {
    line(&format!("{} {what}", colour("36", "▸")));
}

pub fn done(what: &str, took: Duration) {
    let seconds = dim(&format!("{:>6.1} s", took.as_secs_f64()));
    line(&format!("{} {what:<44} {seconds}", colour("32", "✓")));
}

pub fn failed(what: &str, took: Duration) {
    let seconds = dim(&format!("{:>6.1} s", took.as_secs_f64()));
    line(&format!("{} {what:<44} {seconds}", colour("31", "✗")));
}

pub fn note(text: &str) {
    line(&format!("{} {text}", colour("33", "·")));
}

pub fn problem(text: &str) {
    let _ = writeln!(stderr(), "{} {text}", colour("31", "✗"));
}
