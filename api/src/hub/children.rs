//! Which of the sessions that are watched here are children, and whose: word of a
//! revocation names the parent.

use std::collections::{HashMap, HashSet};

use uuid::Uuid;

#[derive(Default)]
pub struct Children {
    of: HashMap<Uuid, HashSet<Uuid>>,
    parents: HashMap<Uuid, Uuid>,
}

impl Children {
    pub fn note(&mut self, parent: Uuid, child: Uuid) {
        if self.parents.insert(child, parent).is_none() {
            self.of.entry(parent).or_default().insert(child);
        }
    }

    /// Nobody watches it any more.
    pub fn forget(&mut self, session: Uuid) {
        let Some(parent) = self.parents.remove(&session) else { return };
        let Some(children) = self.of.get_mut(&parent) else { return };
        children.remove(&session);
        if children.is_empty() {
            self.of.remove(&parent);
        }
    }

    pub fn of(&self, parent: Uuid) -> Vec<Uuid> {
        self.of.get(&parent).into_iter().flatten().copied().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_kept_of_what_nobody_watches() {
        let mut children = Children::default();
        let [parent, one, other] = [1, 2, 3].map(Uuid::from_u128);
        for child in [one, one, other] {
            children.note(parent, child);
        }
        children.forget(one);
        children.forget(parent);
        assert_eq!(children.of(parent), [other]);
        children.forget(other);
        assert!(children.of(parent).is_empty());
        assert!(children.of.is_empty() && children.parents.is_empty());
    }
}
