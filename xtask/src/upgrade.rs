//! `cargo xtask upgrade`: a rolling deploy from an older release to this one,
//! under load: two APIs and two workers, replaced one after the other.

use std::{
    process::{Command, Stdio},
    time::Duration,
};

use anyhow::{Context, Result, ensure};

use crate::{
    demo::{Demo, Shape},
    fleet::Wave,
    older, pages, place,
    programs::{self, Profile, Programs},
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
    let new = step::timed("this one", || programs::build_to_measure(Profile::Dev, stop))?;
    let old = step::timed(&arguments.from, || older::build(&arguments.from, Profile::Dev, stop))?;
    // One person asks for all.
    let settings = vec![("DOWNBEAT__API__REQUESTS_PER_MIN".to_owned(), "1000000".to_owned())];
    let shape = Shape { apis: 2, workers: 2, chat: false, missions: false, settings };
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
