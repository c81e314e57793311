//! What befalls the installation, and when: the same for the same seed.

use std::{collections::HashSet, fmt, mem::discriminant, time::Duration};

use rand::{
    Rng, SeedableRng,
    rngs::StdRng,
    seq::{IndexedRandom, SliceRandom},
};

use super::installation::{APIS, Store, WORKERS};
use crate::harness::{TROUBLES, Trouble};

#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Fault {
    /// It dies, and one like it is started afterwards.
    Kill(usize),
    /// It is asked to stop and ends what it has begun; one like it follows.
    Stop(usize),
    /// It gets no time from the system, and wakes.
    Sleep(usize),
    Line(Store, Trouble),
    StopPostgres,
    EmptyQueue,
    /// Live Redis is silent, with its connections open.
    PauseLive,
    /// It dies, and comes back with what its append-only file has.
    KillLive,
}

/// One or two faults at once, after a while without.
#[derive(Debug, PartialEq)]
pub struct Step {
    pub calm: Duration,
    pub faults: Vec<Fault>,
    pub lasts: Duration,
}

#[derive(Debug, PartialEq)]
pub struct Plan {
    pub steps: Vec<Step>,
}

impl Plan {
    pub fn new(seed: u64, whole: Duration) -> Self {
        let mut deck = Deck { chance: StdRng::seed_from_u64(seed), left: Vec::new() };
        let (mut steps, mut so_far) = (Vec::new(), Duration::ZERO);
        while so_far < whole {
            let step = deck.step();
            so_far += step.calm + step.lasts;
            steps.push(step);
        }
        Self { steps }
    }
}

/// Every fault comes once before one comes again: a soak of two minutes has
/// them all.
struct Deck {
    chance: StdRng,
    left: Vec<Fault>,
}

impl Deck {
    fn step(&mut self) -> Step {
        let calm = Duration::from_millis(self.chance.random_range(500..4_000));
        let lasts = Duration::from_millis(self.chance.random_range(300..6_000));
        let mut faults = vec![self.next()];
        if self.chance.random_bool(0.3) {
            let second = self.next();
            faults.extend((second != faults[0]).then_some(second));
        }
        Step { calm, faults, lasts }
    }

    fn next(&mut self) -> Fault {
        loop {
            if let Some(fault) = self.left.pop() {
                return fault;
            }
            self.left = self.shuffled();
        }
    }

    fn shuffled(&mut self) -> Vec<Fault> {
        use Fault::{EmptyQueue, Kill, KillLive, Line, PauseLive, Sleep, Stop, StopPostgres};
        let mut all = vec![StopPostgres, EmptyQueue, PauseLive, KillLive];
        for role in [APIS, WORKERS] {
            for befalls in [Kill, Stop, Sleep] {
                all.push(befalls(self.chance.random_range(role.clone())));
            }
        }
        for store in Store::ALL {
            all.push(Line(store, *TROUBLES.choose(&mut self.chance).unwrap()));
        }
        all.shuffle(&mut self.chance);
        all
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "after {:?}, for {:?}: {:?}", self.calm, self.lasts, self.faults)
    }
}

#[test]
fn a_seed_makes_one_plan() {
    let whole = Duration::from_mins(10);
    assert_eq!(Plan::new(7, whole), Plan::new(7, whole));
    assert_ne!(Plan::new(7, whole), Plan::new(8, whole));
}

#[test]
fn two_minutes_have_every_fault() {
    for seed in 0..100 {
        let steps = Plan::new(seed, Duration::from_mins(2)).steps;
        let come: HashSet<_> =
            steps.iter().flat_map(|step| &step.faults).map(discriminant).collect();
        assert_eq!(come.len(), 8, "seed {seed}");
    }
}
