//! The steps of a run, how they ended and how long they took.

use std::{
    fs::{self, File},
    time::{Duration, Instant},
};

use anyhow::Result;

use crate::{say, scratch::Scratch, stop::Stop};

/// What was done while another step spoke.
pub struct Aside {
    outcome: Result<()>,
    said: String,
    took: Duration,
}

impl Aside {
    /// Does a piece of work that says what it says to a file.
    pub fn of(work: impl FnOnce(&File) -> Result<()>) -> Self {
        let began = Instant::now();
        let (outcome, said) = heard(work).unwrap_or_else(|error| (Err(error), String::new()));
        Self { outcome, said, took: began.elapsed() }
    }
}

fn heard(work: impl FnOnce(&File) -> Result<()>) -> Result<(Result<()>, String)> {
    let scratch = Scratch::new("aside")?;
    let path = scratch.path().join("said.txt");
    let outcome = work(&File::create(&path)?);
    Ok((outcome, String::from_utf8_lossy(&fs::read(&path)?).into_owned()))
}

pub struct Report {
    steps: Vec<(&'static str, Duration, bool)>,
    /// What nobody could check here.
    unchecked: Vec<&'static str>,
    began: Instant,
    stop: Stop,
}

impl Report {
    pub fn new(stop: &Stop) -> Self {
        Self { steps: Vec::new(), unchecked: Vec::new(), began: Instant::now(), stop: stop.clone() }
    }

    /// Does a step and tells whether it went well. After a wish to stop, no
    /// further step is begun.
    pub fn step(&mut self, name: &'static str, work: impl FnOnce() -> Result<()>) -> bool {
        if self.stop.requested() {
            return false;
        }
        say::begin(name);
        let began = Instant::now();
        let outcome = work();
        self.ended(name, began.elapsed(), &outcome);
        outcome.is_ok()
    }

    /// A step that needs what is not there everywhere: `Ok(Err(…))` says what is
    /// missing, and it is in the verdict that nothing was checked.
    pub fn step_or_not(&mut self, name: &'static str, work: impl FnOnce() -> Result<Result<()>>) {
        let mut missing = None;
        self.step(name, || {
            missing = work()?.err();
            Ok(())
        });
        if let Some(error) = missing {
            say::note(&format!("{name}: not checked. {error:#}"));
            self.steps.retain(|(step, ..)| *step != name);
            self.unchecked.push(name);
        }
    }

    /// The last word on what went well.
    pub fn verdict(&self) -> String {
        match self.unchecked.as_slice() {
            [] => "all is well".into(),
            unchecked => format!("all is well, but not checked: {}", unchecked.join(", ")),
        }
    }

    /// A step that was done beside another one, and what it said meanwhile.
    pub fn aside(&mut self, name: &'static str, done: Aside) {
        let Aside { outcome, said, took } = done;
        say::begin(&format!("{name}, meanwhile"));
        say::text(&said);
        self.ended(name, took, &outcome);
    }

    fn ended(&mut self, name: &'static str, took: Duration, outcome: &Result<()>) {
        if let Err(error) = outcome {
            say::problem(&format!("{error:#}"));
            say::failed(name, took);
        } else {
            say::done(name, took);
        }
        self.steps.push((name, took, outcome.is_ok()));
    }

    /// Shows all steps and tells how many failed.
    pub fn show(&self) -> usize {
        say::line("");
        for &(name, took, good) in &self.steps {
            if good { say::done(name, took) } else { say::failed(name, took) }
        }
        for name in &self.unchecked {
            say::note(&format!("{name}: not checked"));
        }
        say::done("all together", self.began.elapsed());
        self.steps.iter().filter(|(_, _, good)| !good).count()
    }
}

#[cfg(test)]
mod tests {
    use anyhow::{anyhow, bail};

    use super::*;

    #[test]
    fn what_could_not_be_checked_is_never_said_to_be_well() {
        let mut report = Report::new(&Stop::default());
        assert_eq!(report.verdict(), "all is well");
        report.step_or_not("checked", || Ok(Ok(())));
        report.step_or_not("nobody knows", || Ok(Err(anyhow!("it is away"))));
        report.step_or_not("wrong", || bail!("something is known against it"));
        assert_eq!(report.show(), 1);
        assert_eq!(report.verdict(), "all is well, but not checked: nobody knows");
    }
}
