//! One process that we start, watch and stop.

use std::{
    ffi::OsString,
    fs::{self, File},
    os::unix::process::CommandExt,
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Stdio},
    sync::OnceLock,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};
use rustix::process::{Pid, Signal, kill_process};

use crate::{
    stop::Stop,
    user::{User, run_as},
};

const LOOK: Duration = Duration::from_millis(10);
const LOG_LINES_SHOWN: usize = 20;

/// What to start.
pub struct Plan<'a> {
    pub name: &'a str,
    pub program: &'a Path,
    pub arguments: Vec<OsString>,
    pub settings: Vec<(String, String)>,
    pub folder: &'a Path,
    pub user: Option<User>,
    /// The signal that means "end well", and its name.
    pub gentle: (Signal, &'static str),
}

pub const TERM: (Signal, &str) = (Signal::TERM, "TERM");
pub const INT: (Signal, &str) = (Signal::INT, "INT");

pub struct Service {
    name: String,
    child: Child,
    log: PathBuf,
    gentle: Signal,
}

impl Service {
    pub fn start(plan: Plan<'_>, logs: &Path) -> Result<Self> {
        let Plan { name, program, arguments, settings, folder, user, gentle } = plan;
        let log = logs.join(format!("{name}.log"));
        let file = File::create(&log).with_context(|| format!("making {}", log.display()))?;
        let mut command = tied_to_us(program, gentle.1);
        foreign_settings_removed(&mut command)
            .args(arguments)
            .envs(settings)
            .current_dir(folder)
            // A group of its own: Ctrl-C reaches us, and we stop it in order.
            .process_group(0)
            .stdin(Stdio::null())
            .stdout(file.try_clone()?)
            .stderr(file);
        run_as(&mut command, user);
        let child =
            command.spawn().with_context(|| format!("{} does not start", program.display()))?;
        Ok(Self { name: name.to_owned(), child, log, gentle: gentle.0 })
    }

    pub fn name(&self) -> &str {
        &self.name
    }

    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// How it ended, if it has.
    pub fn ended(&mut self) -> Option<ExitStatus> {
        self.child.try_wait().ok().flatten()
    }

    /// Waits until it is ready; its log explains why it is not.
    pub fn until(
        &mut self,
        limit: Duration,
        stop: &Stop,
        mut ready: impl FnMut() -> bool,
    ) -> Result<()> {
        let deadline = Instant::now() + limit;
        while !ready() {
            if let Some(status) = self.ended() {
                bail!("{} ended with {status}\n{}", self.name, self.last_words());
            }
            if Instant::now() > deadline {
                let seconds = limit.as_secs();
                bail!("{} is not ready after {seconds} s\n{}", self.name, self.last_words());
            }
            stop.nap(LOOK)?;
        }
        Ok(())
    }

    /// Asks it to end. One that was paused is woken to hear it.
    pub fn ask_to_end(&mut self) {
        if self.ended().is_none() {
            // It may end between the look and the signal; it is not reaped
            // before we look again, so its id is nobody else's.
            signal(&self.child, self.gentle);
            signal(&self.child, Signal::CONT);
        }
    }

    pub fn kill(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }

    fn last_words(&self) -> String {
        let text = fs::read(&self.log).unwrap_or_default();
        let text = String::from_utf8_lossy(&text);
        let lines: Vec<_> = text.lines().collect();
        let last = &lines[lines.len().saturating_sub(LOG_LINES_SHOWN)..];
        let taken = text.contains("ddress already in use");
        let hint = if taken { "\nits port was taken in the meantime: start again" } else { "" };
        format!("the end of its log:\n  {}{hint}", last.join("\n  "))
    }
}

/// Signals a child that was not waited for yet.
pub fn signal(child: &Child, signal: Signal) {
    if let Some(pid) = i32::try_from(child.id()).ok().and_then(Pid::from_raw) {
        // It may have ended in this moment; then there is nobody to tell.
        let _ = kill_process(pid, signal);
    }
}

/// Where the system can, the process is told to end when we die without a
/// word. `setpriv` becomes the program, so the process id is the program's.
fn tied_to_us(program: &Path, signal: &str) -> Command {
    static CAN: OnceLock<bool> = OnceLock::new();
    let can = *CAN.get_or_init(|| {
        let mut trial = Command::new("setpriv");
        trial.args(["--pdeathsig", "TERM", "true"]).stderr(Stdio::null());
        trial.status().is_ok_and(|status| status.success())
    });
    if !can {
        return Command::new(program);
    }
    let mut command = Command::new("setpriv");
    command.args(["--pdeathsig", signal, "--"]).arg(program);
    command
}

/// Settings of another installation must not reach ours.
pub fn foreign_settings_removed(command: &mut Command) -> &mut Command {
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("DOWNBEAT__") {
            command.env_remove(name);
        }
    }
    command
}
