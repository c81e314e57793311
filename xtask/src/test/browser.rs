//! The stories of `web/e2e/` in a real browser, on a demo whose chat is still.

use std::{collections::BTreeSet, fs, path::Path};

use anyhow::{Context, Result};
use serde_json::Value;

use crate::{
    demo::{self, Demo, Shape, uncounted},
    pages,
    programs::Programs,
    say,
    scratch::Scratch,
    step,
    stop::Stop,
    tools::Tools,
};

/// Stories that compare pages with kept pictures are told when they are asked for.
const LOOKS: &str = "looks";

/// Files of stories that are told a second time; where more fail, something is broken.
const AGAIN_MAX: usize = 3;

/// All of them, or those of the files whose name contains `part`; with an API that
/// stands still now and then, if it is to be frozen.
pub fn run(
    tools: &Tools,
    programs: &Programs,
    part: Option<&str>,
    is_frozen: bool,
    stop: &Stop,
) -> Result<()> {
    let stories = Stories { tools, programs, is_frozen, stop };
    let scratch = Scratch::new("browser")?;
    let report = scratch.path().join("report.json");
    let parts: Vec<String> = part.map(str::to_owned).into_iter().collect();
    let Err(error) = stories.tell(&parts, &report) else { return Ok(()) };
    if part.is_some() || stop.requested() {
        return Err(error);
    }
    // Among all others, on whatever machine, one may fail of which nobody can say yet
    // why. That is a bug to be found; it keeps nothing else back if it passes by itself.
    let failed = failed(&report)?;
    if failed.is_empty() || failed.len() > AGAIN_MAX {
        return Err(error);
    }
    say::note(&format!("once more, by themselves: {}", failed.join(", ")));
    stories.tell(&failed, &report)?;
    say::note(&format!("flaky, a bug to be found: {}", failed.join(", ")));
    Ok(())
}

struct Stories<'a> {
    tools: &'a Tools,
    programs: &'a Programs,
    is_frozen: bool,
    stop: &'a Stop,
}

impl Stories<'_> {
    /// Those of the files that are named, or all, on an installation of their own.
    fn tell(&self, parts: &[String], report: &Path) -> Result<()> {
        let Self { tools, programs, is_frozen, stop } = *self;
        // Told side by side, they ask for more than one person would.
        let mut settings = uncounted();
        settings.extend(
            ["LOGINS", "REQUESTS"]
                .map(|of| (format!("DOWNBEAT__API__{of}_PER_MIN"), "0".to_owned())),
        );
        settings.push(demo::signs_in_on_get());
        let shape = Shape { apis: 1, workers: 1, chat: false, missions: true, settings };
        let demo = Demo::start(&shape, tools, programs, stop)?;
        let scratch = Scratch::new("stories")?;
        let ready_file = scratch.path().join("ready.json");
        demo.ready().write(&ready_file)?;

        let mut command = pages::npm(tools, &["run", "--silent", "e2e", "--"]);
        command
            .args(parts)
            .args(["--reporter=default", "--reporter=json"])
            .arg(format!("--outputFile.json={}", report.display()))
            .env("DOWNBEAT_E2E_READY_FILE", &ready_file)
            .env("DOWNBEAT_TEST_BIN_DIR", &programs.folder);
        if parts.iter().any(|part| part.contains(LOOKS)) {
            command.env("DOWNBEAT_E2E_LOOKS", "1");
        }
        if is_frozen {
            command.env("DOWNBEAT_E2E_FROZEN", "1");
        }
        if let Some(chromium) = &tools.chromium {
            command.env("DOWNBEAT_TEST_CHROMIUM", chromium);
        }
        step::run(&mut command, stop)
    }
}

/// Which files had a story that failed, as paths below `web/`.
fn failed(report: &Path) -> Result<Vec<String>> {
    let told = fs::read(report).context("the stories left no report")?;
    let told: Value = serde_json::from_slice(&told).context("the report of the stories")?;
    let names: BTreeSet<String> = told["testResults"]
        .as_array()
        .into_iter()
        .flatten()
        .filter(|file| file["status"] == "failed")
        .filter_map(|file| file["name"].as_str())
        .map(|name| name.rfind("/e2e/").map_or(name, |at| &name[at + 1..]).to_owned())
        .collect();
    Ok(names.into_iter().collect())
}
