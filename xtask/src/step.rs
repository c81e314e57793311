//! Commands that are run and waited for, and that a wish to stop ends.

use std::{
    fs::File,
    io::{BufRead, BufReader},
    process::{Child, Command, ExitStatus, Stdio},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};
use rustix::process::Signal;

use crate::{say, service::signal, stop::Stop};

const LOOK: Duration = Duration::from_millis(15);

/// Does a piece of work and shows how long it took.
pub fn timed<T>(what: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    let began = Instant::now();
    let outcome = work();
    match &outcome {
        Ok(_) => say::done(what, began.elapsed()),
        Err(_) => say::failed(what, began.elapsed()),
    }
    outcome
}

/// Runs a command on our terminal.
pub fn run(command: &mut Command, stop: &Stop) -> Result<()> {
    let shown = shown(command);
    let child = command
        .stdin(Stdio::null())
        .spawn()
        .with_context(|| format!("`{shown}` does not start"))?;
    let status = wait(child, stop)?;
    if !status.success() {
        bail!("`{shown}` ended with {status}");
    }
    Ok(())
}

/// The same of one whose lines are read as they come; what it complains of is
/// on our terminal.
pub fn lines(command: &mut Command, stop: &Stop, mut read: impl FnMut(&str) + Send) -> Result<()> {
    let shown = shown(command);
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .with_context(|| format!("`{shown}` does not start"))?;
    let told = child.stdout.take();
    let status = thread::scope(|scope| {
        scope.spawn(move || {
            let lines = told.into_iter().flat_map(|told| BufReader::new(told).lines());
            lines.map_while(Result::ok).for_each(|line| read(&line));
        });
        wait(child, stop)
    })?;
    if !status.success() {
        bail!("`{shown}` ended with {status}");
    }
    Ok(())
}

/// The same while others speak: all that it says goes to a file.
pub fn run_aside(command: &mut Command, heard: &File, stop: &Stop) -> Result<()> {
    command.stdout(heard.try_clone()?).stderr(heard.try_clone()?);
    run(command, stop)
}

/// Runs a command whose output is wanted; what it complains of is shown if it
/// fails.
pub fn output(command: &mut Command) -> Result<String> {
    let shown = shown(command);
    let output = command
        .stdin(Stdio::null())
        .output()
        .with_context(|| format!("`{shown}` does not start"))?;
    if !output.status.success() {
        let complaint = String::from_utf8_lossy(&output.stderr);
        bail!("`{shown}` ended with {}\n{}", output.status, complaint.trim_end());
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

fn wait(mut child: Child, stop: &Stop) -> Result<ExitStatus> {
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(status);
        }
        if let Err(stopped) = stop.nap(LOOK) {
            signal(&child, Signal::TERM);
            child.wait()?;
            return Err(stopped.into());
        }
    }
}

fn shown(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}
