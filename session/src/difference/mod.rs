//! What makes one view of another: the members that are not as they were.
//!
//! A client of `downbeat.v1` is told each of them whole. One of `downbeat.v2` is
//! told **entries** where that is shorter: of a map those keys, of a list those
//! items by their `id` that are not as they were, and null for what is gone. In
//! a list a known item keeps its place and a new one goes to the end, so another
//! order, an `id` that is there twice and one that is no text are told whole.

mod entries;
mod outline;
#[cfg(test)]
mod tests;

pub use outline::Outlined;

/// Texts are slices of the two views.
#[derive(Debug)]
pub struct Difference<'a>(Vec<(&'a [u8], Member<'a>)>);

#[derive(Debug)]
enum Member<'a> {
    Whole(&'a [u8]),
    Entries { whole: &'a [u8], entries: Entries<'a> },
}

/// Keys with their quotes, and values.
type Entries<'a> = Vec<(&'a [u8], &'a [u8])>;

const NULL: &[u8] = b"null";

impl<'a> Difference<'a> {
    /// Between two views; `None` where one is no object.
    #[must_use]
    pub fn between(before: &'a Outlined, after: &'a Outlined) -> Option<Self> {
        let mut members = Vec::new();
        for was in before.members()? {
            if after.member(was.key).is_none() {
                members.push((was.key, Member::Whole(NULL)));
            }
        }
        for is in after.members()? {
            let was = before.member(is.key);
            if was.is_some_and(|was| was.value == is.value) {
                continue;
            }
            let whole = is.value;
            let member = match was.and_then(|was| entries::between(&was, &is)) {
                // The same map in another order.
                Some(entries) if entries.is_empty() => continue,
                Some(entries) if object_bytes(&entries) < whole.len() => {
                    Member::Entries { whole, entries }
                }
                _ => Member::Whole(whole),
            };
            members.push((is.key, member));
        }
        Some(Self(members))
    }

    /// Keys of the members, with their quotes.
    pub fn keys(&self) -> impl Iterator<Item = &'a [u8]> {
        self.0.iter().map(|(key, _)| *key)
    }

    #[must_use]
    pub fn has_entries(&self) -> bool {
        self.0.iter().any(|(_, member)| matches!(member, Member::Entries { .. }))
    }

    /// Bytes of `whole`.
    #[must_use]
    pub fn whole_bytes(&self) -> usize {
        object_bytes(&self.members_whole())
    }

    /// Every member whole.
    #[must_use]
    pub fn whole(&self) -> Vec<u8> {
        object(&self.members_whole())
    }

    /// The members that are told whole beside entries of others.
    #[must_use]
    pub fn change(&self) -> Vec<u8> {
        let whole = |(key, member): &(&'a [u8], Member<'a>)| match member {
            Member::Whole(whole) => Some((*key, *whole)),
            Member::Entries { .. } => None,
        };
        object(&self.0.iter().filter_map(whole).collect())
    }

    /// The entries, by member.
    #[must_use]
    pub fn entries(&self) -> Vec<u8> {
        let entries = |(key, member): &(&'a [u8], Member<'a>)| match member {
            Member::Whole(_) => None,
            Member::Entries { entries, .. } => Some((*key, object(entries))),
        };
        let entries: Vec<(&[u8], Vec<u8>)> = self.0.iter().filter_map(entries).collect();
        object(&entries.iter().map(|(key, value)| (*key, value.as_slice())).collect())
    }

    fn members_whole(&self) -> Entries<'a> {
        let whole = |(key, member): &(&'a [u8], Member<'a>)| match member {
            Member::Whole(whole) | Member::Entries { whole, .. } => (*key, *whole),
        };
        self.0.iter().map(whole).collect()
    }
}

/// Some members of a view, whole, by their keys with quotes; null for one that it
/// has not. `None` where it is no JSON object.
#[must_use]
pub fn members(view: &Outlined, keys: &[Vec<u8>]) -> Option<Vec<u8>> {
    let all = view.members()?;
    let member =
        |key: &[u8]| all.clone().find(|member| member.key == key).map_or(NULL, |found| found.value);
    Some(object(&keys.iter().map(|key| (key.as_slice(), member(key))).collect()))
}

fn object_bytes(entries: &Entries<'_>) -> usize {
    let members: usize = entries.iter().map(|(key, value)| key.len() + value.len() + 2).sum();
    members + if entries.is_empty() { 2 } else { 1 }
}

fn object(entries: &Entries<'_>) -> Vec<u8> {
    let mut text = Vec::with_capacity(object_bytes(entries));
    text.push(b'{');
    for (n, (key, value)) in entries.iter().enumerate() {
        if n > 0 {
            text.push(b',');
        }
        text.extend(*key);
        text.push(b':');
        text.extend(*value);
    }
    text.push(b'}');
    text
}
