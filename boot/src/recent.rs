//! What was used lately, bounded in number and in bytes: what was not used for
//! longest goes first.

use std::{
    collections::{BTreeMap, HashMap},
    hash::Hash,
};

use parking_lot::Mutex;

/// Values by key. Readers get copies, so they are cheap to clone.
pub struct Recent<K, V> {
    count_max: usize,
    bytes_max: usize,
    kept: Mutex<Kept<K, V>>,
}

struct Kept<K, V> {
    entries: HashMap<K, Entry<V>>,
    /// Keys by when they were used.
    uses: BTreeMap<u64, K>,
    last_use: u64,
    bytes: usize,
}

struct Entry<V> {
    value: V,
    bytes: usize,
    used: u64,
}

impl<K: Clone + Eq + Hash, V: Clone> Recent<K, V> {
    #[must_use]
    pub fn new(count_max: usize, bytes_max: usize) -> Self {
        let (entries, uses) = (HashMap::new(), BTreeMap::new());
        let kept = Mutex::new(Kept { entries, uses, last_use: 0, bytes: 0 });
        Self { count_max, bytes_max, kept }
    }

    pub fn get(&self, key: &K) -> Option<V> {
        let mut kept = self.kept.lock();
        let kept = &mut *kept;
        let entry = kept.entries.get_mut(key)?;
        kept.last_use += 1;
        let before = std::mem::replace(&mut entry.used, kept.last_use);
        if let Some(key) = kept.uses.remove(&before) {
            kept.uses.insert(entry.used, key);
        }
        Some(entry.value.clone())
    }

    pub fn contains(&self, key: &K) -> bool {
        self.kept.lock().entries.contains_key(key)
    }

    /// Keeps a value in place of the one before. One that is larger than all may
    /// be is not kept.
    pub fn put(&self, key: K, value: V, bytes: usize) {
        let mut kept = self.kept.lock();
        kept.forget(&key);
        if bytes > self.bytes_max {
            return;
        }
        kept.last_use += 1;
        let used = kept.last_use;
        kept.uses.insert(used, key.clone());
        kept.entries.insert(key, Entry { value, bytes, used });
        kept.bytes += bytes;
        while kept.bytes > self.bytes_max || kept.entries.len() > self.count_max {
            let Some(oldest) = kept.uses.values().next().cloned() else { return };
            kept.forget(&oldest);
        }
    }

    pub fn forget(&self, key: &K) {
        self.kept.lock().forget(key);
    }
}

impl<K: Eq + Hash, V> Kept<K, V> {
    fn forget(&mut self, key: &K) {
        if let Some(entry) = self.entries.remove(key) {
            self.uses.remove(&entry.used);
            self.bytes -= entry.bytes;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Recent;

    #[test]
    fn what_was_not_used_for_longest_goes_first() {
        let recent = Recent::new(2, 100);
        recent.put("a", 1, 10);
        recent.put("b", 2, 10);
        assert_eq!(recent.get(&"a"), Some(1));
        recent.put("c", 3, 10);
        assert_eq!(
            (recent.get(&"a"), recent.get(&"b"), recent.get(&"c")),
            (Some(1), None, Some(3))
        );
        recent.forget(&"a");
        assert!(!recent.contains(&"a") && recent.contains(&"c"));
    }

    #[test]
    fn it_is_bounded_in_bytes() {
        let recent = Recent::new(100, 100);
        for n in 0..10 {
            recent.put(n, n, 30);
        }
        let kept: Vec<i32> = (0..10).filter(|n| recent.contains(n)).collect();
        assert_eq!(kept, [7, 8, 9]);
        // In place of the one before, whose bytes do not count any more.
        recent.put(9, 9, 40);
        assert!(recent.contains(&7) && recent.contains(&8));
        recent.put(8, 8, 101);
        assert!(!recent.contains(&8) && recent.contains(&7));
        assert_eq!(recent.kept.lock().bytes, 70);
    }
}
