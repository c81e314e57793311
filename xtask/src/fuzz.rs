//! `cargo xtask fuzz`: what reads bytes of others, fed with all kinds of them.
//! The targets are in `fuzz/`, which is a workspace of its own. One more are the doors
//! of the API, asked for all that their document calls for: a part of that is asked
//! among all tests.

use std::{ffi::OsString, path::PathBuf, process::Command};

use anyhow::{Context, Result, bail};

use crate::{
    pages, place, programs, say, step,
    stop::Stop,
    test::{Which, run_tests},
    tools::{self, Tools},
};

/// An input that takes longer is a finding, in seconds.
const SLOW_S: u32 = 5;
const INPUT_BYTES_MAX: u32 = 70_000;

/// The target that is no file: it runs tests, for some ten minutes.
const DOORS: &str = "doors";
const OF_DOORS: &str = "test(schemathesis_finds_nothing)";

#[derive(clap::Args)]
pub struct Arguments {
    /// The targets to run, by the names of their files, or `doors`. All by default.
    which: Vec<String>,
    /// How long each is fed.
    #[arg(long, default_value_t = 20)]
    seconds: u64,
}

pub fn run(arguments: &Arguments, stop: &Stop) -> Result<()> {
    let all = targets()?;
    if let Some(unknown) = arguments.which.iter().find(|name| !all.contains(name)) {
        bail!("there is no target `{unknown}`; there are {}", all.join(", "));
    }
    let tools = Tools::find_or_install(tools::TESTS, stop)?;
    let wanted = |name: &&String| arguments.which.is_empty() || arguments.which.contains(name);
    let mut failed = Vec::new();
    for target in all.iter().filter(wanted) {
        say::begin(&format!("fuzz: {target}"));
        let fed = if target == DOORS {
            ask(&tools, stop)
        } else {
            tools.fuzz(stop).and_then(|fuzzer| feed(&fuzzer, target, arguments.seconds, stop))
        };
        if let Err(error) = fed {
            say::problem(&format!("{error:#}"));
            failed.push(target.as_str());
        }
        stop.nap(std::time::Duration::ZERO)?;
    }
    if !failed.is_empty() {
        bail!("{} found something: see fuzz/artifacts/, and above for doors", failed.join(", "));
    }
    say::line("nothing was found");
    Ok(())
}

fn feed(fuzzer: &PathBuf, target: &str, seconds: u64, stop: &Stop) -> Result<()> {
    let mut command = Command::new(fuzzer);
    command.current_dir(place::root());
    command.args(["run", "--dev", "--target-dir"]).arg(place::target()?.join("fuzz")).arg(target);
    // What it learned stays in the first, which git ignores; where it begins is
    // in the second.
    let corpus = place::root().join("fuzz/corpus").join(target);
    std::fs::create_dir_all(&corpus).context("making a folder for what it learns")?;
    command.arg(corpus);
    let seeds = place::root().join("fuzz/seeds").join(target);
    command.args(seeds.exists().then_some(seeds));
    command.arg("--").args([
        format!("-max_total_time={seconds}"),
        format!("-timeout={SLOW_S}"),
        format!("-max_len={INPUT_BYTES_MAX}"),
        "-print_final_stats=1".into(),
    ]);
    // Sanitizers and coverage are not stable; a nightly is not asked for.
    command.env("RUSTC_BOOTSTRAP", "1");
    step::run(&mut command, stop)
}

fn ask(tools: &Tools, stop: &Stop) -> Result<()> {
    pages::build(tools, stop)?;
    let (programs, _) = programs::build_with_tests(stop)?;
    let all: (String, OsString) = ("DOWNBEAT_TEST_ASKED".into(), "all".into());
    run_tests(tools, &programs, Which::matching(OF_DOORS).told([all]), stop)
}

/// The files of `fuzz/targets`, and the doors.
fn targets() -> Result<Vec<String>> {
    let folder = place::root().join("fuzz/targets");
    let files = std::fs::read_dir(&folder).with_context(|| folder.display().to_string())?;
    let names = files.flatten().filter_map(|file| file.file_name().into_string().ok());
    let mut names: Vec<String> =
        names.filter_map(|name| name.strip_suffix(".rs").map(str::to_owned)).collect();
    names.push(DOORS.to_owned());
    names.sort_unstable();
    Ok(names)
}
