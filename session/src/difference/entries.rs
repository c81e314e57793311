//! Which entries of a member are not as they were.

use std::collections::{HashMap, HashSet};

use super::{
    Entries, NULL,
    outline::{Member, Part},
};

/// `None` where entries cannot say it.
pub fn between<'a>(was: &Member<'a>, is: &Member<'a>) -> Option<Entries<'a>> {
    match (was.value.first()?, is.value.first()?) {
        (b'{', b'{') => of_map(&was.parts(), &is.parts()),
        (b'[', b'[') => of_list(&was.parts(), &is.parts()),
        _ => None,
    }
}

fn of_map<'a>(was: &[Part<'a>], is: &[Part<'a>]) -> Option<Entries<'a>> {
    let known: HashMap<&[u8], &[u8]> = was.iter().map(|part| (part.key, part.value)).collect();
    let kept: HashSet<&[u8]> = is.iter().map(|part| part.key).collect();
    let gone = was.iter().filter(|part| !kept.contains(part.key)).map(|part| (part.key, NULL));
    let mut entries: Entries<'_> = gone.collect();
    for Part { key, value } in is {
        if known.get(key) != Some(value) {
            // It would be gone, not null.
            if *value == NULL {
                return None;
            }
            entries.push((key, value));
        }
    }
    Some(entries)
}

fn of_list<'a, 'b>(was: &'b [Part<'a>], is: &'b [Part<'a>]) -> Option<Entries<'a>> {
    // Most of two lists is in one order at both ends.
    let is_same = |(was, is): &(&Part<'_>, &Part<'_>)| was.value == is.value || is_one_id(was, is);
    let front = was.iter().zip(is).take_while(is_same).count();
    let rest = was[front..].iter().rev().zip(is[front..].iter().rev());
    let back = rest.take_while(is_same).count();
    let ends = |all: &'b [Part<'a>]| all[..front].iter().chain(&all[all.len() - back..]);
    let between = |all: &'b [Part<'a>]| &all[front..all.len() - back];
    let mut taken = HashSet::with_capacity(front + back);
    let mut entries = Entries::new();
    for (was, is) in ends(was).zip(ends(is)) {
        let id = is.id()?;
        if !taken.insert(id) {
            return None;
        }
        if was.value != is.value {
            entries.push((id, is.value));
        }
    }
    let (was, is) = (by_id(between(was), &taken)?, by_id(between(is), &taken)?);
    let kept = was.ids.iter().filter(|id| is.values.contains_key(*id));
    let (known, new) = is.ids.split_at(kept.clone().count());
    let is_at_end = back == 0 || new.is_empty();
    if !kept.eq(known) || !is_at_end || !is_in_order(new) {
        return None;
    }
    let gone = was.ids.iter().filter(|id| !is.values.contains_key(*id)).map(|id| (*id, NULL));
    let changed = is.ids.iter().map(|id| (*id, is.values[id]));
    let changed = changed.filter(|(id, value)| was.values.get(id) != Some(value));
    entries.extend(gone.chain(changed));
    Some(entries)
}

fn is_one_id(was: &Part<'_>, is: &Part<'_>) -> bool {
    was.id().is_some_and(|id| is.id() == Some(id))
}

struct ById<'a> {
    ids: Vec<&'a [u8]>,
    values: HashMap<&'a [u8], &'a [u8]>,
}

/// Items by their ids, where each has one of its own that is not taken.
fn by_id<'a>(items: &[Part<'a>], taken: &HashSet<&[u8]>) -> Option<ById<'a>> {
    let ids: Vec<&[u8]> = items.iter().map(Part::id).collect::<Option<_>>()?;
    let values: HashMap<&[u8], &[u8]> =
        ids.iter().copied().zip(items.iter().map(|item| item.value)).collect();
    let is_own = values.len() == ids.len() && !ids.iter().any(|id| taken.contains(id));
    is_own.then_some(ById { ids, values })
}

/// Whether every reader of the message has the new ones in this order. JavaScript
/// has what looks like an index first, smallest first.
fn is_in_order(ids: &[&[u8]]) -> bool {
    let order = |id: &&[u8]| index(id).unwrap_or(u32::MAX);
    ids.iter().map(order).is_sorted()
}

fn index(id: &[u8]) -> Option<u32> {
    let digits = std::str::from_utf8(id.get(1..id.len().checked_sub(1)?)?).ok()?;
    let is_canonical = digits == "0" || !digits.starts_with(['0', '+']);
    // The largest is no index, and in its place otherwise.
    digits.parse().ok().filter(|index| is_canonical && *index < u32::MAX)
}
