//! Who is here. Each API holds a lease for every seat that has a socket of its own
//! open, and renews it; the last socket's end ends it, and an API that dies is
//! noticed when it runs out. The shard's owner tells the session that a seat is gone
//! once no API holds a lease of it.

use std::{collections::BTreeMap, time::Duration};

use downbeat_session::kinds;
use redis::cmd;
use serde_json::json;
use uuid::Uuid;

use crate::{
    CommandError, Lease, Live, LiveError, Stood, key,
    redis::{call::Call, library::PRESENCE},
};

pub const LEASE: Duration = Duration::from_secs(30);
/// Well before a lease runs out.
pub const RENEW_EVERY: Duration = Duration::from_secs(10);

/// A seat of a session.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Present {
    pub session: Uuid,
    pub seat: String,
}

/// A lease that has ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gone {
    pub present: Present,
    /// Another API still holds one of the same seat.
    pub is_here: bool,
    pub until_ms: i64,
    member: String,
}

impl Present {
    /// No seat has a new line in it that is not taken for another's.
    fn member(&self, api: &str) -> String {
        format!("{}\n{api}", self.beginning())
    }

    /// The same without the API.
    fn beginning(&self) -> String {
        format!("{}\n{}", self.session, self.seat.replace('\n', " "))
    }
}

impl Gone {
    fn read(member: String, is_here: bool, until_ms: i64) -> Option<Self> {
        let (session, rest) = member.split_once('\n')?;
        let (seat, _) = rest.rsplit_once('\n')?;
        let present = Present { session: session.parse().ok()?, seat: seat.to_owned() };
        Some(Self { present, is_here, until_ms, member })
    }
}

impl Live {
    /// Says that seats of a shard are here, at an API, for as long as a lease lasts;
    /// answers those whose lease was not there, or had ended.
    pub async fn be_present(
        &self,
        shard: u16,
        api: &str,
        present: &[Present],
    ) -> Result<Vec<Present>, LiveError> {
        if present.is_empty() {
            return Ok(Vec::new());
        }
        let call = Call::new(&PRESENCE, "be_present").key(key::present(shard));
        let call = call.number(LEASE.as_millis());
        let call = present.iter().fold(call, |call, one| call.arg(one.member(api)));
        let new: Vec<usize> = self.call(&call).await?;
        Ok(new.into_iter().filter_map(|at| present.get(at).cloned()).collect())
    }

    /// Says that the last socket of seats is gone.
    pub async fn be_gone(&self, shard: u16, api: &str, gone: &[Present]) -> Result<(), LiveError> {
        let call = Call::new(&PRESENCE, "be_gone").key(key::present(shard));
        let _: u8 =
            self.call(&gone.iter().fold(call, |call, one| call.arg(one.member(api)))).await?;
        Ok(())
    }

    /// Of each, whether anybody's lease lasts whose seat begins with these two words,
    /// whatever follows them. A shard that cannot be asked has nobody.
    pub async fn are_here(&self, asked: &[Present]) -> Result<Vec<bool>, LiveError> {
        let mut shards: BTreeMap<u16, Vec<usize>> = BTreeMap::new();
        for (at, one) in asked.iter().enumerate() {
            shards.entry(self.shard(one.session)).or_default().push(at);
        }
        let calls = shards.iter().map(|(shard, places)| {
            let call = Call::new(&PRESENCE, "are_here").key(key::present(*shard));
            places.iter().fold(call, |call, at| call.arg(asked[*at].beginning()))
        });
        let answers = self.call_all::<Vec<usize>>(calls).await?;
        let mut here = vec![false; asked.len()];
        for (places, answer) in shards.values().zip(answers) {
            for (at, is_here) in places.iter().zip(answer.unwrap_or_default()) {
                here[*at] = is_here == 1;
            }
        }
        Ok(here)
    }

    /// Leases of a shard that have ended, so many at most; `None` where the shard is
    /// another's.
    pub async fn gone(&self, lease: &Lease, most: usize) -> Result<Option<Vec<Gone>>, LiveError> {
        let call = Call::new(&PRESENCE, "ended")
            .key(key::lease(lease.shard))
            .key(key::present(lease.shard))
            .arg(lease.value.as_str())
            .number(most);
        let told: Vec<String> = self.call(&call).await?;
        let Some((word, found)) = told.split_first() else { return Ok(None) };
        if word != "ok" {
            return Ok(None);
        }
        let read = |pair: &[String]| match pair {
            [member, is_here, until_ms] => {
                Gone::read(member.clone(), is_here == "1", until_ms.parse().unwrap_or(0))
            }
            _ => None,
        };
        Ok(Some(found.chunks(3).filter_map(read).collect()))
    }

    /// Forgets a lease that has ended and was told of; `false` where it was renewed
    /// since, or another API holds one of the same seat.
    pub async fn forget_gone(&self, lease: &Lease, gone: &Gone) -> Result<bool, LiveError> {
        let call = Call::new(&PRESENCE, "forget")
            .key(key::lease(lease.shard))
            .key(key::present(lease.shard))
            .arg(lease.value.as_str())
            .arg(gone.member.as_str());
        let word: String = self.call(&call).await?;
        Ok(word != "back")
    }

    /// When the first lease of each shard ends, if there is one.
    pub async fn first_gone(
        &self,
        shards: &[u16],
    ) -> Result<Vec<Result<Option<i64>, LiveError>>, LiveError> {
        let first = |shard: &u16| {
            let mut range = cmd("ZRANGE");
            range.arg(key::present(*shard)).arg(0).arg(0).arg("WITHSCORES");
            range
        };
        let firsts = self.query_all::<Vec<(String, f64)>>(shards.iter().map(first).collect());
        #[expect(clippy::cast_possible_truncation, reason = "scores are epoch milliseconds")]
        let score = |first: Vec<(String, f64)>| first.first().map(|(_, ms)| *ms as i64);
        Ok(firsts.await?.into_iter().map(|first| first.map(score)).collect())
    }

    /// Tells a session that a seat is here (`arrive`) or gone (`drop`): by a command, or
    /// by what stands on its own board as long as the seat is here.
    pub async fn tell_presence(
        &self,
        present: &Present,
        name: &'static str,
    ) -> Result<(), CommandError> {
        let Present { session, seat } = present;
        let stands = kinds::all().find_map(|kind| (kind.stands)(seat));
        if let Some(note) = stands {
            let is_gone = name == "drop";
            let stood = if is_gone {
                self.stand_no_more(*session, &note).await?
            } else {
                self.stand(*session, &note).await?
            };
            // What is closed has no board that anybody could be missing on.
            let is_told = is_gone || stood != Stood::Cold;
            return if is_told { Ok(()) } else { Err(CommandError::Cold) };
        }
        self.tell_system(*session, name, json!({ "seat": seat })).await?;
        Ok(())
    }
}
