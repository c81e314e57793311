//! The table of docs/benchmarks.md: what was measured, and what is to be
//! reached. A row is one figure and has the name under which it is measured; one
//! that was never measured there has a dash for it.

use std::{collections::HashMap, fs, path::PathBuf};

use anyhow::{Context, Result, ensure};

use super::figures::{Figure, shown};
use crate::{place, say};

/// Worse by more than this is marked: less is the machine's mood.
const WORSE: f64 = 1.15;

fn path() -> PathBuf {
    place::root().join("docs/benchmarks.md")
}

#[derive(Debug, PartialEq)]
struct Row {
    what: String,
    command: String,
    figure: String,
    goal: String,
}

impl Row {
    fn of(line: &str) -> Option<Self> {
        let cells: Vec<&str> = line.strip_prefix('|')?.strip_suffix('|')?.split('|').collect();
        let [what, command, figure, goal] = cells[..] else { return None };
        let [what, command, figure, goal] =
            [what, command, figure, goal].map(|cell| cell.trim().to_owned());
        command.starts_with("`bench ").then_some(())?;
        Some(Self { what, command, figure, goal })
    }

    fn line(&self) -> String {
        let Self { what, command, figure, goal } = self;
        format!("| {what} | {command} | {figure} | {goal} |")
    }

    fn with(self, new: &Figure) -> Self {
        let missed = if is_missed(&self.goal, new.value) { ", **missed**" } else { "" };
        let goal = self.goal.replace(", **missed**", "");
        Self { figure: format!("{} {}", shown(new.value), new.unit), goal: goal + missed, ..self }
    }
}

/// The number that a cell begins with.
fn value(cell: &str) -> Option<f64> {
    let number = cell.split_whitespace().next()?.replace(',', "");
    number.parse().ok()
}

fn is_missed(goal: &str, value_now: f64) -> bool {
    let bound = |sign: char| value(goal.split_once(sign)?.1.trim_start());
    bound('≤').is_some_and(|most| value_now > most)
        || bound('≥').is_some_and(|least| value_now < least)
}

/// Prints the rows that were measured beside what is committed; answers how many
/// are worse.
pub fn compare(measured: &[Figure]) -> Result<usize> {
    let text = fs::read_to_string(path()).context("docs/benchmarks.md")?;
    let now = by_name(measured);
    let mut worse = 0;
    say::line("| what | committed | now | of it | goal |");
    say::line("|---|---|---|---|---|");
    for row in text.lines().filter_map(Row::of) {
        let Some(new) = now.get(row.what.as_str()) else { continue };
        let old = value(&row.figure);
        let Row { what, figure, goal, .. } = &row.with(new);
        let Some(old) = old else {
            say::line(&format!("| {what} | – | {figure} | – | {goal} |"));
            continue;
        };
        let times = new.times(old);
        let is_worse = if new.is_rate() { times * WORSE < 1.0 } else { times > WORSE };
        worse += usize::from(is_worse);
        let mark = if is_worse { ", **worse**" } else { "" };
        let old = shown(old);
        say::line(&format!("| {what} | {old} | {figure} | {times:.2}{mark} | {goal} |"));
    }
    Ok(worse)
}

/// Writes what was measured into the table.
pub fn keep(measured: &[Figure]) -> Result<()> {
    let text = fs::read_to_string(path()).context("docs/benchmarks.md")?;
    let now = by_name(measured);
    let mut found = 0;
    let mut lines = Vec::new();
    for line in text.lines() {
        let row = Row::of(line);
        let new = row.as_ref().and_then(|row| now.get(row.what.as_str()));
        found += usize::from(new.is_some());
        lines.push(match (row, new) {
            (Some(row), Some(new)) => row.with(new).line(),
            _ => line.to_owned(),
        });
    }
    ensure!(found > 0, "no row of docs/benchmarks.md was measured");
    fs::write(path(), lines.join("\n") + "\n").context("docs/benchmarks.md")
}

/// Of what was measured twice, the last.
fn by_name(measured: &[Figure]) -> HashMap<&str, &Figure> {
    measured.iter().map(|figure| (figure.what.as_str(), figure)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figure(value: f64, unit: &str) -> Figure {
        Figure { what: "a row".into(), value, unit: unit.into() }
    }

    #[test]
    fn a_row_is_read_and_written_with_what_is_new() {
        let row = Row::of("| a row | `bench x` | 13,955 votes/s | ≥ 30,000, **missed** |").unwrap();
        assert_eq!(value(&row.figure), Some(13_955.0));
        let new = row.with(&figure(31_000.0, "votes/s"));
        assert_eq!(new.line(), "| a row | `bench x` | 31,000 votes/s | ≥ 30,000 |");
        let missed = new.with(&figure(29_000.0, "votes/s"));
        assert_eq!(missed.goal, "≥ 30,000, **missed**");
    }

    #[test]
    fn a_row_that_was_never_measured_is_filled() {
        let row = Row::of("| a row | `bench x` | – | ≤ 20 |").unwrap();
        assert_eq!(value(&row.figure), None);
        let new = row.with(&figure(21.0, "ms"));
        assert_eq!(new.line(), "| a row | `bench x` | 21.0 ms | ≤ 20, **missed** |");
    }

    #[test]
    fn heads_and_text_are_no_rows() {
        for line in ["| what | command | figure | goal |", "|---|---|---|---|", "text", "| a | b |"]
        {
            assert_eq!(Row::of(line), None, "{line}");
        }
    }
}
