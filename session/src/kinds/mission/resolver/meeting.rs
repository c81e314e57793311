//! Which encounter a tick brings.

use super::{Mission, PARTY, pick, purpose};
use crate::kinds::mission::pack::Encounter;

impl<'a> Mission<'a> {
    /// The encounter, of those that this difficulty has and that were not the last,
    /// in whose weight the draw falls. A pack has two for every difficulty at least.
    pub(super) fn meeting(&self, tick: u32, last: Option<&str>) -> Option<&'a Encounter> {
        let fit = || {
            self.pack.encounters.iter().filter(|encounter| {
                encounter.from_difficulty <= self.difficulty && last != Some(encounter.id.as_str())
            })
        };
        let weights = fit().map(|encounter| encounter.weight).sum();
        let mut at = pick(self.seed.draw(tick, PARTY, purpose::ENCOUNTER), weights);
        fit().find(|encounter| {
            at -= encounter.weight;
            at < 0
        })
    }
}
