//! Figures, one a line; each also for programs, where they asked for it.

use std::{
    fs::{File, OpenOptions},
    io::Write,
    path::Path,
    sync::OnceLock,
    time::Duration,
};

use anyhow::Context as _;
use serde::Serialize;

/// Where programs read what was measured, a JSON object a line.
static KEPT: OnceLock<File> = OnceLock::new();

#[derive(Serialize)]
struct Figure<'a> {
    what: &'a str,
    value: f64,
    unit: &'a str,
}

/// Has each figure written there, too.
pub fn keep(path: &Path) -> anyhow::Result<()> {
    let file = OpenOptions::new().create(true).append(true).open(path);
    let _ = KEPT.set(file.with_context(|| path.display().to_string())?);
    Ok(())
}

/// What is no figure.
pub fn line(what: &str, text: &str) {
    let _ = writeln!(std::io::stdout(), "{what:<68} {text}");
}

/// A figure: a row of docs/benchmarks.md.
pub fn figure(what: &str, value: f64, unit: &str) {
    line(what, &format!("{} {unit}", shown(value)));
    kept(what, value, unit);
}

/// A figure that is counted.
pub fn count(what: &str, count: u64, unit: &str) {
    #[expect(clippy::cast_precision_loss, reason = "a count for people to read")]
    figure(what, count as f64, unit);
}

/// Three digits that say something.
fn shown(value: f64) -> String {
    match value.abs() {
        size if size >= 100.0 => format!("{value:.0}"),
        size if size >= 10.0 => format!("{value:.1}"),
        _ => format!("{value:.2}"),
    }
}

fn kept(what: &str, value: f64, unit: &str) {
    let line = serde_json::to_string(&Figure { what, value, unit });
    if let (Some(mut file), Ok(line)) = (KEPT.get(), line) {
        let _ = writeln!(file, "{line}");
    }
}

pub fn failed(error: &anyhow::Error) {
    let _ = writeln!(std::io::stderr(), "{error:#}");
}

/// The sample below which a share of all samples lies.
pub fn percentile(samples: &mut [Duration], share: f64) -> Duration {
    samples.sort_unstable();
    let last = samples.len().saturating_sub(1);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_precision_loss,
        clippy::cast_sign_loss,
        reason = "a place in a list"
    )]
    let place = (last as f64 * share).round() as usize;
    samples.get(place).copied().unwrap_or_default()
}

/// Median and percentiles in milliseconds.
pub fn latency(what: &str, samples: &mut [Duration]) {
    let mut ms = |share| percentile(samples, share).as_secs_f64() * 1e3;
    let (p50, p99, max) = (ms(0.5), ms(0.99), ms(1.0));
    let count = samples.len();
    let [shown_p50, shown_p99, shown_max] = [p50, p99, max].map(shown);
    let text =
        format!("p50 {shown_p50} ms   p99 {shown_p99} ms   max {shown_max} ms   ({count} samples)");
    line(what, &text);
    kept(&format!("{what}, p50"), p50, "ms");
    kept(&format!("{what}, p99"), p99, "ms");
}

/// How many times as long one takes as the other, at the median and far out.
pub fn latency_ratio(what: &str, samples: &mut [Duration], floor: &mut [Duration]) {
    for (name, share) in [("p50", 0.5), ("p99", 0.99)] {
        let floor = percentile(floor, share).as_secs_f64().max(1e-9);
        figure(&format!("{what}, {name}"), percentile(samples, share).as_secs_f64() / floor, "×");
    }
}

/// Median and range of figures.
pub fn spread(what: &str, unit: &str, figures: &mut [f64]) {
    let median = median(figures);
    let (low, high) = (figures.first().copied(), figures.last().copied());
    let [median_shown, low, high] =
        [median, low.unwrap_or_default(), high.unwrap_or_default()].map(shown);
    line(what, &format!("{median_shown} {unit}   (range {low} to {high})"));
    kept(what, median, unit);
}

pub fn median(figures: &mut [f64]) -> f64 {
    figures.sort_unstable_by(f64::total_cmp);
    figures.get(figures.len() / 2).copied().unwrap_or_default()
}
