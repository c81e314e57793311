//! What befalls the ground, and when: the same for the same seed.

use std::{fmt, time::Duration};

use rand::{Rng, SeedableRng, rngs::StdRng, seq::IndexedRandom};

use super::ground::{PROCESSES, Store};
use crate::harness::{TROUBLES, Trouble};

#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Fault {
    /// It dies, and one like it is started afterwards.
    Kill(usize),
    /// It gets no time from the system, and wakes.
    Sleep(usize),
    Line(Store, Trouble),
    StopPostgres,
    EmptyQueue,
    PauseLive,
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
        let mut chance = StdRng::seed_from_u64(seed);
        let (mut steps, mut so_far) = (Vec::new(), Duration::ZERO);
        while so_far < whole {
            let step = Step::any(&mut chance);
            so_far += step.calm + step.lasts;
            steps.push(step);
        }
        Self { steps }
    }
}

impl Step {
    fn any(chance: &mut StdRng) -> Self {
        let calm = Duration::from_millis(chance.random_range(500..4_000));
        let lasts = Duration::from_millis(chance.random_range(300..6_000));
        let mut faults = vec![Fault::any(chance)];
        if chance.random_bool(0.3) {
            let second = Fault::any(chance);
            faults.extend((second != faults[0]).then_some(second));
        }
        Self { calm, faults, lasts }
    }
}

impl Fault {
    fn any(chance: &mut StdRng) -> Self {
        let process = chance.random_range(0..PROCESSES);
        match chance.random_range(0..10) {
            0 | 1 => Self::Kill(process),
            2 | 3 => Self::Sleep(process),
            4 => Self::StopPostgres,
            5 => Self::EmptyQueue,
            6 => Self::PauseLive,
            _ => {
                let store = Store::ALL.choose(chance).unwrap();
                Self::Line(*store, *TROUBLES.choose(chance).unwrap())
            }
        }
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
