//! `cargo xtask upgrade`: a rolling deploy from an older release to this one,
//! under load: two APIs and two workers, replaced one after the other.

use std::{
    path::PathBuf,
    process::{Command, Stdio},
    time::Duration,
};

use anyhow::{Context, Result, ensure};

use crate::{
    demo::{Demo, Shape},
    fleet::Wave,
    pages, place,
    programs::{self, Programs},
    say, step,
    stop::Stop,
    tools::{self, Tools},
};

/// How long each mix of releases is looked at.
const A_WHILE: Duration = Duration::from_secs(5);

#[derive(clap::Args)]
pub struct Arguments {
    /// The release to come from: anything that Git knows.
    #[arg(long)]
    from: String,
}

pub fn run(arguments: &Arguments, stop: &Stop) -> Result<()> {
    let tools = Tools::find_or_install(tools::DEMO, stop)?;
    pages::build(&tools, stop)?;
    say::begin("two releases");
    let new = step::timed("this one", || programs::build_to_measure(false, stop))?;
    let old = step::timed(&arguments.from, || older(&arguments.from, stop))?;
    // One person asks for all.
    let settings = vec![("DOWNBEAT__API__REQUESTS_PER_MIN".to_owned(), "1000000".to_owned())];
    let shape = Shape { apis: 2, workers: 2, chat: false, settings };
    let mut demo = Demo::start(&shape, &tools, &old, stop)?;
    let ready = place::target()?.join("upgrade-ready.json");
    demo.ready().write(&ready)?;
    let mut load = Command::new(new.folder.join("downbeat-bench"));
    load.arg("--ready-file").arg(&ready).arg("rolling").stdin(Stdio::piped());
    let mut load = load.spawn().context("the load generator does not start")?;
    let rolled = roll(&mut demo, &new, stop);
    // Its input ends: it counts, and says what it found.
    drop(load.stdin.take());
    let status = load.wait()?;
    rolled?;
    ensure!(status.success(), "something was lost; the logs: {}", demo.logs().display());
    Ok(())
}

fn roll(demo: &mut Demo, new: &Programs, stop: &Stop) -> Result<()> {
    stop.nap(A_WHILE)?;
    step::timed("migrate", || demo.migrate(new))?;
    for (wave, name) in [(Wave::Worker, "worker"), (Wave::Api, "api")] {
        for n in 0..2 {
            stop.nap(A_WHILE)?;
            step::timed(&format!("{name}-{n} is replaced"), || demo.start_again(wave, n))?;
        }
    }
    stop.nap(A_WHILE)?;
    Ok(())
}

/// The programs of another release, built in a folder of their own.
fn older(release: &str, stop: &Stop) -> Result<Programs> {
    let folder = place::target()?.join("upgrade");
    let source = folder.join("source");
    let git = |arguments: &[&str]| {
        let mut command = Command::new("git");
        command.current_dir(place::root()).args(arguments);
        step::output(&mut command)
    };
    let commit = git(&["rev-parse", "--verify", &format!("{release}^{{commit}}")])?;
    if source.exists() {
        let source = source.display().to_string();
        git(&["-C", &source, "checkout", "--quiet", "--detach", commit.trim()])?;
    } else {
        let source = source.display().to_string();
        git(&["worktree", "add", "--quiet", "--force", "--detach", &source, commit.trim()])?;
    }
    // The pages do not matter here: those of this release are put inside.
    let pages = source.join("web/dist");
    if !pages.exists() {
        std::os::unix::fs::symlink(place::root().join("web/dist"), &pages)
            .with_context(|| format!("linking {}", pages.display()))?;
    }
    let target: PathBuf = folder.join("target");
    let mut cargo = programs::cargo();
    cargo.current_dir(&source).env("CARGO_TARGET_DIR", &target);
    cargo.args(["build", "--workspace", "--bins"]);
    cargo.args(["--exclude", "downbeat-xtask", "--exclude", "downbeat-bench"]);
    step::run(&mut cargo, stop)?;
    Programs::in_folder(&target.join("debug"))
}
