//! The steps of a run, how they ended and how long they took.

use std::time::{Duration, Instant};

use anyhow::Result;

use crate::{say, stop::Stop};

pub struct Report {
    steps: Vec<(&'static str, Duration, bool)>,
    began: Instant,
    stop: Stop,
}

impl Report {
    pub fn new(stop: &Stop) -> Self {
        Self { steps: Vec::new(), began: Instant::now(), stop: stop.clone() }
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
        let took = began.elapsed();
        if let Err(error) = &outcome {
            say::problem(&format!("{error:#}"));
            say::failed(name, took);
        } else {
            say::done(name, took);
        }
        self.steps.push((name, took, outcome.is_ok()));
        outcome.is_ok()
    }

    /// Shows all steps and tells how many failed.
    pub fn show(&self) -> usize {
        say::line("");
        for &(name, took, good) in &self.steps {
            if good { say::done(name, took) } else { say::failed(name, took) }
        }
        say::done("all together", self.began.elapsed());
        self.steps.iter().filter(|(_, _, good)| !good).count()
    }
}
