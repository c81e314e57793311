//! `cargo xtask bench`: figures, from released programs on private servers.
//! The load generator keeps to one core when there are two, the servers to the
//! other, so that neither takes the other's time.

mod figures;
mod peers;
mod pictures;
mod table;

use std::{fs, path::Path, process::Command};

use anyhow::{Result, bail};

use crate::{
    demo::{Demo, Shape, uncounted, uncounted_in_rooms},
    older, place,
    programs::{self, Profile, Programs},
    say, step,
    stop::Stop,
    tools::{self, Tools},
};
use figures::{Figure, shown};

#[derive(clap::Args)]
pub struct Arguments {
    /// The benches to run: api, webhook, overlay, fanout, gaps, beat, jobs, journal, lists,
    /// drain, timer, entries, room, circle, mission, channel, archive, outage, reconnect,
    /// recovery, takeover, idle; or all, each briefly, beside the figures of
    /// docs/benchmarks.md.
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
    /// How many are out in the mission bench: 1,000, 10,000 and 100,000 have goals.
    #[arg(long, default_value_t = 10_000)]
    missions: u64,
    /// Also run the peers of the jobs bench, from the npm registry.
    #[arg(long)]
    peers: bool,
    #[command(flatten)]
    room: Room,
    /// Fewer and shorter runs.
    #[arg(long)]
    brief: bool,
    /// Write the figures into the table of docs/benchmarks.md.
    #[arg(long)]
    keep: bool,
    /// Measure the servers of another commit, too, turn about with these: anything
    /// that Git knows. The load generator is this one's.
    #[arg(long)]
    against: Option<String>,
}

/// How the room bench is run.
#[derive(clap::Args)]
struct Room {
    /// Measure the pictures of two browsers that are far apart, in place of the rest.
    #[arg(long)]
    browsers: bool,
}

const ALL: [&str; 22] = [
    "api",
    "webhook",
    "overlay",
    "fanout",
    "gaps",
    "beat",
    "jobs",
    "journal",
    "lists",
    "drain",
    "timer",
    "entries",
    "room",
    "circle",
    "mission",
    "channel",
    "archive",
    "outage",
    "reconnect",
    "recovery",
    "takeover",
    "idle",
];

pub fn run(arguments: &Arguments, stop: &Stop) -> Result<()> {
    let Arguments { which, brief, keep, against, .. } = arguments;
    let is_all = which.is_empty() || which.iter().any(|name| name == "all");
    let is_unknown = |name: &&String| *name != "all" && !ALL.contains(&name.as_str());
    if let Some(unknown) = which.iter().find(is_unknown) {
        bail!("there is no bench `{unknown}`; there are {}, and all", ALL.join(", "));
    }
    let tools = Tools::find_or_install(tools::DEMO, stop)?;
    say::begin("programs, as they are released");
    let ours = step::timed("programs", || programs::build_to_measure(Profile::Dist, stop))?;
    let theirs = against.as_ref().map(|commit| {
        step::timed(commit, || older::build(commit, Profile::Dist, stop))
            .map(|built| (commit, built))
    });
    let theirs = theirs.transpose()?;
    let bench = Bench { arguments, tools: &tools, load: &ours, is_brief: *brief || is_all, stop };
    let mut measured = Vec::new();
    let wanted = |name: &&&str| is_all || which.iter().any(|asked| asked == **name);
    for name in ALL.iter().filter(wanted) {
        let then = match &theirs {
            Some((commit, programs)) => Some((commit, bench.run(name, programs)?)),
            None => None,
        };
        let now = bench.run(name, &ours)?;
        if let Some((commit, then)) = then {
            say::line(&format!("| {name} | {commit} | now | of it |"));
            beside(&then, &now);
        }
        measured.extend(now);
    }
    if is_all {
        match table::compare(&measured)? {
            0 => say::note("nothing is worse than what is committed"),
            worse => say::note(&format!("{worse} rows are worse than what is committed")),
        }
    }
    if *keep {
        table::keep(&measured)?;
    }
    Ok(())
}

/// Prints what both measured.
fn beside(then: &[Figure], now: &[Figure]) {
    for old in then {
        let Some(new) = now.iter().find(|new| new.what == old.what) else { continue };
        let (what, unit, times) = (&new.what, &new.unit, new.times(old.value));
        let (old, new) = (shown(old.value), shown(new.value));
        say::line(&format!("| {what} | {old} | {new} {unit} | {times:.2} |"));
    }
}

/// What every bench needs.
struct Bench<'a> {
    arguments: &'a Arguments,
    tools: &'a Tools,
    /// Where the load generator is.
    load: &'a Programs,
    is_brief: bool,
    stop: &'a Stop,
}

impl Bench<'_> {
    /// Runs one of them against an installation of its own.
    fn run(&self, name: &str, programs: &Programs) -> Result<Vec<Figure>> {
        let Self { arguments, tools, stop, .. } = self;
        // Made-up sessions that nobody watches are to stay hot, and one person
        // asks for all: limits are counted, and far away.
        let set = |key: &str, value: &str| (format!("DOWNBEAT__{key}"), value.to_owned());
        let mut settings =
            vec![set("WORKER__UNWATCHED_MS", "3600000"), set("API__REQUESTS_PER_MIN", "1000000")];
        settings.extend(uncounted());
        if name == "room" {
            settings.extend(uncounted_in_rooms());
        }
        // What several processes cost each other, and do for each other.
        let (apis, workers) = match name {
            "idle" => (2, 2),
            // It starts the API that goes, or the worker; or both workers share.
            "reconnect" | "takeover" | "mission" | "channel" => (1, 2),
            _ => (1, 1),
        };
        // An extension, and somebody to broadcast for.
        let missions = name == "channel";
        let shape = Shape { apis, workers, chat: false, missions, settings };
        let demo = Demo::start(&shape, tools, programs, stop)?;
        let target = place::target()?;
        let (ready, told) = (target.join("bench-ready.json"), target.join("bench-figures.jsonl"));
        demo.ready().write(&ready)?;
        fs::write(&told, "")?;
        if arguments.room.browsers && name == "room" {
            pictures::measure(tools, programs, &ready, &told, stop)?;
            return figures::read(&told);
        }
        let mut command = pinned(&self.load.folder.join("downbeat-bench"));
        command.arg("--ready-file").arg(&ready).arg("--figures").arg(&told);
        if self.is_brief {
            command.arg("--brief");
        }
        command.arg(name);
        self.say_more(name, &mut command)?;
        step::run(&mut command, stop)?;
        if arguments.peers && name == "jobs" {
            peers::jobs(&demo, tools, stop)?;
        }
        figures::read(&told)
    }

    /// What some of them have to know.
    fn say_more(&self, name: &str, command: &mut Command) -> Result<()> {
        let Self { arguments, tools, is_brief, stop, .. } = self;
        let much = |all: u64, brief: u64| if *is_brief { all.min(brief) } else { all }.to_string();
        match name {
            "takeover" => command.args(["--kills", &much(arguments.kills.into(), 4)]),
            "outage" => command.args(["--minutes", &much(arguments.minutes, 1)]),
            "idle" => command.args(["--seconds", &much(arguments.seconds, 20)]),
            "mission" => command.args(["--missions", &much(arguments.missions, 1_000)]),
            "archive" => command.args(["--rows", &much(10_000_000, 200_000)]),
            "recovery" => command.args(["--sessions", &much(100_000, 20_000)]),
            "fanout" | "webhook" => {
                let peer = place::root().join("bench/peers").join(format!("{name}.js"));
                command.arg("--bun").arg(peers::bun(tools, stop)?).arg("--peer").arg(peer)
            }
            _ => command,
        };
        Ok(())
    }
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
