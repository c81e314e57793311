//! Who is alive.
//!
//! A server has one list of the workers that are alive. A cluster has several,
//! spread over its slots, and whoever is in one of them is alive: no node's death
//! makes everybody a stranger.

use std::collections::BTreeSet;

use redis::cmd;

use crate::{
    Connection, Live, LiveError, key,
    redis::{
        call::Call,
        library::{self, SHARD},
    },
};

/// A worker that said it is alive within the last 750 ms.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Member {
    pub name: String,
    pub since_ms: i64,
    /// The function libraries that it calls.
    pub libraries: Vec<String>,
}

impl Member {
    #[must_use]
    pub fn new(name: String, since_ms: i64) -> Self {
        Self { name, since_ms, libraries: library::names() }
    }

    fn to_text(&self) -> String {
        format!("{}|{}|{}", self.since_ms, self.libraries.join("+"), self.name)
    }

    fn from_text(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, '|');
        let since_ms = parts.next()?.parse().ok()?;
        let libraries = parts.next()?.split('+').map(str::to_owned).collect();
        Some(Self { name: parts.next()?.into(), since_ms, libraries })
    }
}

impl Live {
    /// Says that a worker is alive; answers all that are.
    pub async fn join(&self, member: &Member) -> Result<Vec<Member>, LiveError> {
        let join = |list: &&str| Call::new(&SHARD, "join").key(*list).arg(member.to_text());
        all_of(self.call_all(self.lists().iter().map(join)).await?)
    }

    /// The workers that are alive, as far as one of them has looked lately.
    pub(crate) async fn members(&self) -> Result<Vec<Member>, LiveError> {
        let ask = |list: &&str| cmd("ZRANGE").arg(*list).arg(0).arg(-1).clone();
        let lists = self.lists().iter().map(ask).collect();
        all_of(self.query_all(lists).await?)
    }

    /// Where it cannot be said it is known soon.
    pub async fn leave(&self, member: &Member) -> Result<(), LiveError> {
        let remove = |list: &&str| cmd("ZREM").arg(*list).arg(member.to_text()).clone();
        let removals = self.lists().iter().map(remove).collect();
        let removed: Vec<Result<u8, LiveError>> = self.query_all(removals).await?;
        removed.into_iter().try_for_each(|removed| removed.map(drop))
    }

    fn lists(&self) -> &'static [&'static str] {
        match self.connection {
            Connection::Server(_) => &key::MEMBERS[..1],
            Connection::Cluster(_) => &key::MEMBERS,
        }
    }
}

/// All that are in any list that could be asked.
fn all_of(lists: Vec<Result<Vec<String>, LiveError>>) -> Result<Vec<Member>, LiveError> {
    let (mut members, mut is_any_told, mut trouble) = (BTreeSet::new(), false, None);
    for list in lists {
        match list {
            Ok(texts) => {
                is_any_told = true;
                members.extend(texts.iter().filter_map(|text| Member::from_text(text)));
            }
            Err(error) => trouble = Some(error),
        }
    }
    match trouble {
        Some(error) if !is_any_told => Err(error),
        _ => Ok(members.into_iter().collect()),
    }
}

#[cfg(test)]
mod tests {
    use redis::cluster_routing::Slot;

    use super::*;

    #[test]
    fn each_list_is_in_another_fifth_of_the_slots() {
        let slots: Vec<Slot> = (0..16_384).filter_map(Slot::new).collect();
        let fifth = |list: &&str| {
            let slot = Slot::for_key(list);
            slots.iter().position(|known| *known == slot).unwrap() * 5 / slots.len()
        };
        let fifths: BTreeSet<usize> = key::MEMBERS.iter().map(fifth).collect();
        assert_eq!(fifths.len(), key::MEMBERS.len());
    }
}
