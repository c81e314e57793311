//! Who is alive.
//!
//! A server has one list of the workers that are alive. A cluster has several,
//! spread over its slots, and whoever is in one of them is alive: no node's death
//! makes everybody a stranger.

use std::{collections::BTreeMap, time::Duration};

use redis::cmd;

use super::lease::{self, Lease};
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

/// Those that are alive, each with how long it will be unless it says so again.
pub type Alive = BTreeMap<Member, Duration>;

/// What came of saying that a worker and its leases live.
#[derive(Debug)]
pub struct Membership {
    pub alive: Result<Alive, LiveError>,
    /// `None` for a lease that is no longer ours. On a cluster each fails alone.
    pub leases: Vec<Result<Option<Lease>, LiveError>>,
}

/// Members with how many milliseconds each has left, and generations of leases.
type Answer = (Vec<(String, u64)>, Vec<Option<String>>);

impl Live {
    /// Says that a worker is alive and holds its leases for another 750 ms: one
    /// call to a server, however many shards it owns, up to 256.
    pub async fn keep(&self, member: &Member, leases: &[Lease]) -> Result<Membership, LiveError> {
        let text = member.to_text();
        if let Connection::Cluster(_) = self.connection {
            let join = |list: &&str| Call::new(&SHARD, "join").key(*list).arg(text.as_str());
            let joins = self.call_all(self.lists().iter().map(join));
            let (alive, leases) = futures::join!(joins, self.renew(leases));
            return Ok(Membership { alive: alive.and_then(all_of), leases: leases? });
        }
        let (first, more) = leases.split_at(leases.len().min(self.briefly_max()));
        let call = Call::new(&SHARD, "keep").key(key::MEMBERS[0]).arg(text);
        let (members, generations): Answer = self.call(&lease::renewing(call, first)).await?;
        let renewed = first.iter().zip(generations);
        let mut kept: Vec<_> =
            renewed.map(|(lease, generation)| Ok(lease.renewed(generation))).collect();
        if !more.is_empty() {
            kept.extend(self.renew(more).await?);
        }
        Ok(Membership { alive: all_of(vec![Ok(members)]), leases: kept })
    }

    /// The workers that are alive, as far as one of them has looked lately.
    pub(crate) async fn members(&self) -> Result<Vec<Member>, LiveError> {
        let ask = |list: &&str| cmd("ZRANGE").arg(*list).arg(0).arg(-1).clone();
        let lists: Vec<Result<Vec<String>, _>> =
            self.query_all(self.lists().iter().map(ask).collect()).await?;
        let timeless = |texts: Vec<String>| texts.into_iter().map(|text| (text, 0)).collect();
        let alive = all_of(lists.into_iter().map(|list| list.map(timeless)).collect())?;
        Ok(alive.into_keys().collect())
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

/// All that are in any list that could be asked, as long as the longest says.
fn all_of(lists: Vec<Result<Vec<(String, u64)>, LiveError>>) -> Result<Alive, LiveError> {
    let (mut alive, mut is_any_told, mut trouble) = (Alive::new(), false, None);
    for list in lists {
        match list {
            Ok(members) => {
                is_any_told = true;
                for (text, left_ms) in members {
                    let Some(member) = Member::from_text(&text) else { continue };
                    let left = alive.entry(member).or_default();
                    *left = (*left).max(Duration::from_millis(left_ms));
                }
            }
            Err(error) => trouble = Some(error),
        }
    }
    match trouble {
        Some(error) if !is_any_told => Err(error),
        _ => Ok(alive),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

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
