//! What was found, a line a check.

use std::{io::Write, process::ExitCode};

use serde_json::json;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    Ok,
    Warning,
    Problem,
}

impl Level {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Warning => "warning",
            Self::Problem => "problem",
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub level: Level,
    pub check: &'static str,
    pub found: String,
    /// What to do about it; nothing when all is well.
    pub advice: Option<String>,
}

impl Finding {
    pub fn ok(check: &'static str, found: impl Into<String>) -> Self {
        Self { level: Level::Ok, check, found: found.into(), advice: None }
    }

    pub fn warning(
        check: &'static str,
        found: impl Into<String>,
        advice: impl Into<String>,
    ) -> Self {
        let (found, advice) = (found.into(), Some(advice.into()));
        Self { level: Level::Warning, check, found, advice }
    }

    pub fn problem(
        check: &'static str,
        found: impl Into<String>,
        advice: impl Into<String>,
    ) -> Self {
        Self { level: Level::Problem, ..Self::warning(check, found, advice) }
    }

    /// Fine if it is so, and otherwise what `not` says of it.
    pub fn when(is_fine: bool, fine: Self, not: impl FnOnce() -> Self) -> Self {
        if is_fine { fine } else { not() }
    }
}

#[derive(Debug, Default)]
pub struct Report(pub Vec<Finding>);

impl Report {
    pub fn add(&mut self, finding: Finding) {
        self.0.push(finding);
    }

    pub fn exit_code(&self) -> ExitCode {
        let worst = self.0.iter().map(|finding| finding.level).max();
        if worst == Some(Level::Problem) { ExitCode::FAILURE } else { ExitCode::SUCCESS }
    }

    pub fn print(&self, is_json: bool) -> std::io::Result<()> {
        let mut out = std::io::stdout().lock();
        for Finding { level, check, found, advice } in &self.0 {
            let level = level.as_str();
            if is_json {
                let line =
                    json!({ "check": check, "level": level, "found": found, "advice": advice });
                writeln!(out, "{line}")?;
                continue;
            }
            write!(out, "{level:8} {check:22} {found}")?;
            match advice {
                Some(advice) => writeln!(out, ": {advice}")?,
                None => writeln!(out)?,
            }
        }
        Ok(())
    }
}
