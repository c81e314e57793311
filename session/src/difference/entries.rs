//! Which entries of a member are not as they were.

use std::collections::{HashMap, HashSet};

use super::{
    Entries, NULL,
    outline::{Member, Part},
};

/// `None` where entries cannot say it.
pub fn between<'a>(was: &Member<'a>, is: &Member<'a>) -> Option<Entries<'a>> {
    match (was.value.first()?, is.value.first()?) {
        (b'{', b'{') => of_map(&was.parts, &is.parts),
        (b'[', b'[') => of_list(&was.parts, &is.parts),
        _ => None,
    }
}

fn of_map<'a>(was: &[Part<'a>], is: &[Part<'a>]) -> Option<Entries<'a>> {
    if was == is {
        return None;
    }
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

fn of_list<'a>(was: &[Part<'a>], is: &[Part<'a>]) -> Option<Entries<'a>> {
    let (ids_is, items_is) = by_id(is)?;
    let (ids_was, items_was) = by_id(was)?;
    let kept = ids_was.iter().filter(|id| items_is.contains_key(*id));
    let kept_count = kept.clone().count();
    let (known, new) = ids_is.split_at(kept_count);
    if !kept.eq(known) || !is_in_order(new) {
        return None;
    }
    let gone = ids_was.iter().filter(|id| !items_is.contains_key(*id)).map(|id| (*id, NULL));
    let mut entries: Entries<'_> = gone.collect();
    let changed = ids_is.iter().zip(is).filter(|(id, part)| items_was.get(*id) != Some(&part.value));
    entries.extend(changed.map(|(id, part)| (*id, part.value)));
    Some(entries)
}

type ById<'a> = (Vec<&'a [u8]>, HashMap<&'a [u8], &'a [u8]>);

/// Items by their ids, where each has one of its own.
fn by_id<'a>(items: &[Part<'a>]) -> Option<ById<'a>> {
    let ids: Vec<&[u8]> = items.iter().map(Part::id).collect::<Option<_>>()?;
    let values = items.iter().map(|item| item.value);
    let by_id: HashMap<&[u8], &[u8]> = ids.iter().copied().zip(values).collect();
    (by_id.len() == ids.len()).then_some((ids, by_id))
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
