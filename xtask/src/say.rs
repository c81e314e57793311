//! What people at the terminal see.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "this is a tool for a terminal")]

use std::{io::IsTerminal, time::Duration};

fn colour(code: &str, text: &str) -> String {
    if std::io::stdout().is_terminal() {
        format!("\x1b[{code}m{text}\x1b[0m")
    } else {
        text.to_owned()
    }
}

pub fn bold(text: &str) -> String {
    colour("1", text)
}

pub fn dim(text: &str) -> String {
    colour("2", text)
}

pub fn line(text: &str) {
    println!("{text}");
}

/// Something that takes a while begins.
pub fn begin(what: &str) {
    println!("{} {what}", colour("36", "▸"));
}

pub fn done(what: &str, took: Duration) {
    let seconds = dim(&format!("{:>6.1} s", took.as_secs_f64()));
    println!("{} {what:<44} {seconds}", colour("32", "✓"));
}

pub fn failed(what: &str, took: Duration) {
    let seconds = dim(&format!("{:>6.1} s", took.as_secs_f64()));
    println!("{} {what:<44} {seconds}", colour("31", "✗"));
}

pub fn note(text: &str) {
    println!("{} {text}", colour("33", "·"));
}

pub fn problem(text: &str) {
    eprintln!("{} {text}", colour("31", "✗"));
}
