//! `cargo xtask bench`: figures, from released programs on private servers.
//! The load generator keeps to one core when there are two, the servers to the
//! other, so that neither takes the other's time.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, bail};

use crate::{
    demo::{Demo, Shape},
    place, programs, say, step,
    stop::Stop,
    tools::{self, Tools},
};

#[derive(clap::Args)]
pub struct Arguments {
    /// The benches to run: api, webhook, overlay, fanout, gaps, beat, jobs, lists,
    /// drain, timer, entries, outage, reconnect, recovery, takeover, idle. All by
    /// default.
    which: Vec<String>,
    /// How many workers the takeover bench kills.
    #[arg(long, default_value_t = 20)]
    kills: u32,
    /// How long Postgres is away in the outage bench.
    #[arg(long, default_value_t = 5)]
    minutes: u64,
    /// How long the idle bench looks.
    #[arg(long, default_value_t = 60)]
    seconds: u64,
    /// Also run the peers of the jobs bench, from the npm registry.
    #[arg(long)]
    peers: bool,
}

const ALL: [&str; 16] = [
    "api",
    "webhook",
    "overlay",
    "fanout",
    "gaps",
    "beat",
    "jobs",
    "lists",
    "drain",
    "timer",
    "entries",
    "outage",
    "reconnect",
    "recovery",
    "takeover",
    "idle",
];

pub fn run(arguments: &Arguments, stop: &Stop) -> Result<()> {
    let Arguments { which, kills, minutes, seconds, peers } = arguments;
    if let Some(unknown) = which.iter().find(|name| !ALL.contains(&name.as_str())) {
        bail!("there is no bench `{unknown}`; there are {}", ALL.join(", "));
    }
    let tools = Tools::find_or_install(tools::DEMO, stop)?;
    say::begin("programs, as they are released");
    let programs = step::timed("programs", || programs::build_to_measure(true, stop))?;
    let wanted = |name: &&&str| which.is_empty() || which.iter().any(|asked| asked == **name);
    for bench in ALL.iter().filter(wanted) {
        // Made-up sessions that nobody watches are to stay hot, and one person
        // asks for all: limits are counted, and far away.
        let set = |key: &str, value: &str| (format!("DOWNBEAT__{key}"), value.to_owned());
        let settings =
            vec![set("WORKER__UNWATCHED_MS", "3600000"), set("API__REQUESTS_PER_MIN", "1000000")];
        // What several processes cost each other, and do for each other.
        let (apis, workers) = match *bench {
            "idle" => (2, 2),
            // It starts the API that goes, or the worker.
            "reconnect" | "takeover" => (1, 2),
            _ => (1, 1),
        };
        let shape = Shape { apis, workers, chat: false, settings };
        let demo = Demo::start(&shape, &tools, &programs, stop)?;
        let ready = place::target()?.join("bench-ready.json");
        demo.ready().write(&ready)?;
        let mut command = pinned(&programs.folder.join("downbeat-bench"));
        command.arg("--ready-file").arg(&ready).arg(bench);
        match *bench {
            "takeover" => command.args(["--kills", &kills.to_string()]),
            "outage" => command.args(["--minutes", &minutes.to_string()]),
            "idle" => command.args(["--seconds", &seconds.to_string()]),
            "fanout" => {
                command.arg("--bun").arg(bun(&tools, stop)?);
                command.arg("--peer").arg(place::root().join("bench/peers/fanout.js"))
            }
            _ => &mut command,
        };
        step::run(&mut command, stop)?;
        if *peers && *bench == "jobs" {
            job_peers(&demo, &tools, stop)?;
        }
    }
    Ok(())
}

/// Other queues, on the same servers and the same core, from the npm registry.
fn job_peers(demo: &Demo, tools: &Tools, stop: &Stop) -> Result<()> {
    let folder = place::target()?.join("job-peers");
    std::fs::create_dir_all(&folder).context("making a folder for the peers")?;
    for file in ["package.json", "bullmq.js", "graphile.js", "measure.js"] {
        let from = place::root().join("bench/peers/jobs").join(file);
        std::fs::copy(&from, folder.join(file)).with_context(|| from.display().to_string())?;
    }
    let mut install = Command::new(&tools.npm);
    install.args(["install", "--no-audit", "--no-fund", "--silent", "--prefix"]).arg(&folder);
    step::run(&mut install, stop)?;
    for peer in ["bullmq.js", "graphile.js"] {
        let mut command = pinned(Path::new("node"));
        command.arg(folder.join(peer));
        command.env("REDIS_URL", demo.ready().redis_queue_url());
        command.env("DATABASE_URL", demo.ready().database_url());
        step::run(&mut command, stop)?;
    }
    Ok(())
}

/// On a core of its own, where there is one and the means to say so.
fn pinned(program: &Path) -> Command {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let has_taskset = Command::new("taskset").arg("--version").output().is_ok();
    if cores < 2 || !has_taskset {
        return Command::new(program);
    }
    let mut command = Command::new("taskset");
    command.arg("--cpu-list").arg((cores - 1).to_string()).arg(program);
    command
}

/// The peer, from the npm registry.
fn bun(tools: &Tools, stop: &Stop) -> Result<PathBuf> {
    let folder = place::target()?.join("peers");
    let program = folder.join("node_modules/bun/bin/bun.exe");
    if !program.exists() {
        std::fs::create_dir_all(&folder).context("making a folder for the peer")?;
        let mut install = Command::new(&tools.npm);
        install.args(["install", "--no-audit", "--no-fund", "--prefix"]).arg(&folder).arg("bun@1");
        step::run(&mut install, stop)?;
    }
    Ok(program)
}
