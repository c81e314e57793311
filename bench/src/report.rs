//! Figures, one a line.

use std::{io::Write, time::Duration};

pub fn line(what: &str, figure: &str) {
    let _ = writeln!(std::io::stdout(), "{what:<58} {figure}");
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
    let ms = |share, samples: &mut [Duration]| percentile(samples, share).as_secs_f64() * 1e3;
    let figure = format!(
        "p50 {:.2} ms   p99 {:.2} ms   max {:.2} ms   ({} samples)",
        ms(0.5, samples),
        ms(0.99, samples),
        ms(1.0, samples),
        samples.len()
    );
    line(what, &figure);
}

/// Median and range of figures.
pub fn spread(what: &str, unit: &str, figures: &mut [f64]) {
    figures.sort_unstable_by(f64::total_cmp);
    let median = figures.get(figures.len() / 2).copied().unwrap_or_default();
    let (low, high) = (figures.first().copied().unwrap_or_default(), figures.last().copied());
    let high = high.unwrap_or_default();
    line(what, &format!("{median:.2} {unit}   (range {low:.2} to {high:.2})"));
}
