//! CPU time of every process of the installation, and of the load generator.

use std::{collections::BTreeMap, time::Duration};

use crate::{installation::Installation, process, report};

pub const OURS: &str = "the load generator";

/// What each had used when it was read.
pub struct Spent(BTreeMap<String, Duration>);

impl Spent {
    pub fn until_now(installation: &Installation) -> anyhow::Result<Self> {
        let mut all = BTreeMap::new();
        for (name, pid) in &installation.ready.pids {
            all.insert(name.clone(), process::cpu_with_children(*pid)?);
        }
        all.insert(OURS.into(), process::cpu(std::process::id())?);
        Ok(Self(all))
    }

    /// What each has used since.
    pub fn since(&self, installation: &Installation) -> anyhow::Result<Self> {
        let mut now = Self::until_now(installation)?;
        for (name, spent) in &mut now.0 {
            *spent = spent.saturating_sub(self.0.get(name).copied().unwrap_or_default());
        }
        Ok(now)
    }

    pub fn servers(&self) -> Duration {
        self.0.iter().filter(|(name, _)| *name != OURS).map(|(_, spent)| *spent).sum()
    }

    pub fn each(&self) -> impl Iterator<Item = (&str, Duration)> {
        self.0.iter().map(|(name, spent)| (name.as_str(), *spent))
    }

    pub fn plus(mut self, more: &Self) -> Self {
        for (name, spent) in &more.0 {
            *self.0.entry(name.clone()).or_default() += *spent;
        }
        self
    }

    /// What one of so many cost each process, and all servers together. One that
    /// did nothing for it is not named.
    pub fn report(&self, what: &str, count: f64) {
        let each_us = |spent: Duration| spent.as_secs_f64() * 1e6 / count.max(1.0);
        for (name, spent) in self.each().filter(|(_, spent)| each_us(*spent) >= 0.1) {
            report::figure(&format!("CPU {what}: {name}"), each_us(spent), "µs");
        }
        report::figure(&format!("CPU {what}: all servers"), each_us(self.servers()), "µs");
    }
}
