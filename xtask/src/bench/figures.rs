//! What the load generator measured, as it tells programs.

use std::{fs, path::Path};

use anyhow::{Context, Result};
use serde_json::Value;

#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    pub what: String,
    pub value: f64,
    pub unit: String,
}

impl Figure {
    fn of(line: &str) -> Option<Self> {
        let line: Value = serde_json::from_str(line).ok()?;
        let text = |name: &str| Some(line[name].as_str()?.to_owned());
        Some(Self { what: text("what")?, value: line["value"].as_f64()?, unit: text("unit")? })
    }

    pub fn times(&self, other: f64) -> f64 {
        self.value / other
    }

    /// Of a rate more is better, of everything else less.
    pub fn is_rate(&self) -> bool {
        self.unit.ends_with("/s") || self.unit.contains("(rate)")
    }
}

/// All that were added to a file.
pub fn read(path: &Path) -> Result<Vec<Figure>> {
    let text = fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let figure = |line: &str| Figure::of(line).with_context(|| format!("no figure: {line}"));
    text.lines().map(figure).collect()
}

/// A number as people read it.
pub fn shown(value: f64) -> String {
    match value.abs() {
        size if size >= 1_000.0 => {
            let digits = format!("{value:.0}");
            let thousands = digits.as_bytes().rchunks(3).rev();
            let parts: Vec<_> = thousands.map(String::from_utf8_lossy).collect();
            parts.join(",")
        }
        size if size >= 100.0 => format!("{value:.0}"),
        size if size >= 10.0 => format!("{value:.1}"),
        _ => format!("{value:.2}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_shown_with_what_they_say() {
        let all = [0.0, 0.123, 1.0, 12.34, 123.4, 999.6, 1_234.5, 13_955.0, 1_234_567.0];
        let shown: Vec<_> = all.into_iter().map(shown).collect();
        let right = ["0.00", "0.12", "1.00", "12.3", "123", "1000", "1,234", "13,955", "1,234,567"];
        assert_eq!(shown, right);
    }
}
