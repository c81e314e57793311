//! `cargo xtask demo`: all of Downbeat on this machine, with a chat that
//! argues, in a folder and on ports of its own. What dies stays dead: watching
//! the rest go on without it is a reason to run this.

mod api;
mod circles;
mod installation;
mod journal;
mod mission;
mod processes;
mod ready;
mod room;

use std::{
    path::PathBuf,
    time::{Duration, Instant},
};

use anyhow::Result;

pub use installation::{Demo, Shape};
pub use processes::uncounted;

use crate::{
    pages,
    programs::{self, Profile},
    say, step,
    stop::{Stop, Stopped},
    tools::{self, Tools},
};

const LOOK: Duration = Duration::from_millis(100);

#[derive(clap::Args)]
pub struct Arguments {
    /// API processes.
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..=16))]
    apis: u8,
    /// Worker processes.
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..=16))]
    workers: u8,
    /// A chat that says nothing on its own.
    #[arg(long)]
    no_chat: bool,
    /// Stop by itself, so many seconds after all is ready.
    #[arg(long = "for", value_name = "SECONDS")]
    seconds: Option<u64>,
    /// Build the programs as they are released.
    #[arg(long)]
    release: bool,
    /// Write what a program wants to know about the demo here, once it runs.
    #[arg(long, value_name = "PATH")]
    ready_file: Option<PathBuf>,
}

/// The links that the ready file names sign in as soon as they are opened. No
/// installation but a demo or a test of pages has it so.
pub fn signs_in_on_get() -> (String, String) {
    ("DOWNBEAT__API__SIGN_IN_ON_GET".to_owned(), "true".to_owned())
}

/// Being stopped is how a demo ends well.
pub fn run(arguments: &Arguments, stop: &Stop) -> Result<()> {
    match show(arguments, stop) {
        Err(error) if error.is::<Stopped>() => {
            say::line("stopped");
            Ok(())
        }
        outcome => outcome,
    }
}

fn show(arguments: &Arguments, stop: &Stop) -> Result<()> {
    let Arguments { apis, workers, no_chat, seconds, release, ready_file } = arguments;
    if let Some(path) = ready_file {
        ready::forget(path)?;
    }
    let tools = Tools::find_or_install(tools::DEMO, stop)?;
    step::timed("pages", || pages::build(&tools, stop))?;
    say::begin("programs");
    let profile = if *release { Profile::Dist } else { Profile::Dev };
    let programs = step::timed("programs", || programs::build(profile, stop))?;
    let mut settings = uncounted();
    settings.push(signs_in_on_get());
    let shape = Shape { apis: *apis, workers: *workers, chat: !no_chat, missions: true, settings };
    let mut demo = Demo::start(&shape, &tools, &programs, stop)?;
    step::timed("a year of a journal, and what its person is told", || demo.ready().lived_in())?;
    if let Some(path) = ready_file {
        demo.ready().write(path)?;
    }
    demo.ready().show(&demo.logs());

    let end = seconds.map(|seconds| Instant::now() + Duration::from_secs(seconds));
    while end.is_none_or(|end| Instant::now() < end) {
        for (name, pid, status) in demo.ended() {
            say::note(&format!("{name} (pid {pid}) ended: {status}; the demo goes on without it"));
        }
        if stop.nap(LOOK).is_err() {
            break;
        }
    }
    say::line("\nstopping …");
    let began = Instant::now();
    drop(demo);
    say::done("everything stopped", began.elapsed());
    Ok(())
}
