//! What fails in a turn, while the rest of it goes on: one shard or session
//! that cannot be worked on stops no other.

use anyhow::anyhow;

#[derive(Default)]
pub struct Failures {
    first: Option<anyhow::Error>,
    count: usize,
}

impl Failures {
    /// What came of one part of the turn; `None` if it failed.
    pub fn note<T, E: Into<anyhow::Error>>(&mut self, outcome: Result<T, E>) -> Option<T> {
        match outcome {
            Ok(done) => Some(done),
            Err(error) => {
                self.count += 1;
                self.first.get_or_insert_with(|| error.into());
                None
            }
        }
    }

    pub const fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// The turn's outcome: the first failure, and how many there were.
    pub fn outcome(self) -> anyhow::Result<()> {
        match (self.first, self.count) {
            (None, _) => Ok(()),
            (Some(first), 1) => Err(first),
            (Some(first), count) => Err(first.context(anyhow!("{count} failed, the first so"))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_failure_is_told_with_how_many_there_were() {
        let mut failures = Failures::default();
        assert_eq!(failures.note(Ok::<_, anyhow::Error>(1)), Some(1));
        assert_eq!(failures.note(Err::<i32, _>(anyhow!("one"))), None);
        failures.note(Err::<i32, _>(anyhow!("two")));
        let told = format!("{:#}", failures.outcome().unwrap_err());
        assert_eq!(told, "2 failed, the first so: one");
    }
}
