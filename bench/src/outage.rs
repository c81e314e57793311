//! Postgres away for minutes under 200 commands a second: nothing is missing
//! after, and every history is in order.

use std::{
    os::unix::process::CommandExt,
    process::{Child, Command},
    time::Duration,
};

use anyhow::Context as _;
use downbeat_boot::clock;
use futures::future::try_join_all;
use uuid::Uuid;

use crate::{
    installation::Installation,
    report,
    timer::{make, switch},
};

const TIMERS: u32 = 20;
const PER_S: u32 = 200;
const PATIENCE: Duration = Duration::from_mins(5);

pub async fn run(installation: &Installation, minutes: u64) -> anyhow::Result<()> {
    let mut ids = Vec::new();
    for _ in 0..TIMERS {
        let id = make(installation).await?;
        switch(installation, id, "start").await?;
        ids.push(id);
    }
    let server = Server::of(installation.pid("postgres")?)?;
    server.stop().await?;
    let away = clock::monotonic();
    let until = away + Duration::from_mins(minutes);
    let acknowledged = try_join_all(ids.iter().map(|id| play(installation, *id, until))).await?;
    let mut started = server.start()?;
    let back = clock::monotonic();
    let total: i64 = acknowledged.iter().sum();
    let what =
        format!("commands acknowledged in {:.0} s without Postgres", (back - away).as_secs_f64());
    report::line(&what, &total.to_string());
    let mut missing = 0;
    for (id, switches) in ids.iter().zip(acknowledged) {
        missing += switches + 1 - in_order(installation, *id, switches + 1).await?;
    }
    let whole = back.elapsed().as_secs_f64();
    report::line("events missing", &missing.to_string());
    report::figure("until all of them were in Postgres, in order", whole, "s");
    Command::new("kill").args(["-s", "INT", &started.id().to_string()]).status()?;
    started.wait()?;
    Ok(())
}

/// Switches at fixed times; how many were acknowledged.
async fn play(installation: &Installation, id: Uuid, until: clock::Instant) -> anyhow::Result<i64> {
    let between = Duration::from_secs(1) * TIMERS / PER_S;
    let (mut due, mut acknowledged) = (clock::monotonic(), 0);
    while due < until {
        clock::sleep_until(due).await;
        switch(installation, id, "switch").await?;
        acknowledged += 1;
        due += between;
    }
    Ok(acknowledged)
}

/// Waits for a history; how many of its events have the rev that they must.
pub async fn in_order(installation: &Installation, id: Uuid, events: i64) -> anyhow::Result<i64> {
    let deadline = clock::monotonic() + PATIENCE;
    loop {
        let found = match installation.store().await {
            Ok(store) => {
                store.events(id, None, u32::try_from(events)? + 1).await.unwrap_or_default()
            }
            Err(_) => Vec::new(),
        };
        let in_order = found.iter().zip(1..).filter(|(event, rev)| event.rev == *rev).count();
        let in_order = i64::try_from(in_order)?;
        if in_order == events || clock::monotonic() > deadline {
            return Ok(in_order);
        }
        clock::sleep(Duration::from_millis(200)).await;
    }
}

/// A server process, and how it was started.
struct Server {
    pid: u32,
    command: Vec<String>,
    folder: std::path::PathBuf,
    user: (u32, u32),
}

impl Server {
    fn of(pid: u32) -> anyhow::Result<Self> {
        let place = |name: &str| format!("/proc/{pid}/{name}");
        let text = std::fs::read_to_string(place("cmdline"))?;
        let command = text.split('\0').filter(|word| !word.is_empty()).map(str::to_owned).collect();
        let folder = std::fs::read_link(place("cwd"))?;
        let status = std::fs::read_to_string(place("status"))?;
        let number = |name: &str| {
            let line = status.lines().find_map(|line| line.strip_prefix(name));
            line.and_then(|line| line.split_whitespace().next()?.parse().ok())
        };
        let user = number("Uid:").zip(number("Gid:")).context("an unknown /proc/pid/status")?;
        Ok(Self { pid, command, folder, user })
    }

    /// A fast shutdown: connections are cut, what was committed stays.
    async fn stop(&self) -> anyhow::Result<()> {
        Command::new("kill").args(["-s", "INT", &self.pid.to_string()]).status()?;
        while std::path::Path::new(&format!("/proc/{}/exe", self.pid)).exists() {
            clock::sleep(Duration::from_millis(20)).await;
        }
        Ok(())
    }

    fn start(&self) -> anyhow::Result<Child> {
        let (program, arguments) = self.command.split_first().context("no command line")?;
        let mut command = Command::new(program);
        command.args(arguments).current_dir(&self.folder).env("LC_ALL", "C");
        command.stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null());
        if std::fs::metadata("/proc/self")
            .is_ok_and(|ours| std::os::unix::fs::MetadataExt::uid(&ours) == 0)
        {
            command.uid(self.user.0).gid(self.user.1);
        }
        Ok(command.spawn()?)
    }
}
