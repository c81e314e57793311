//! Rounds on their way to Postgres: votes of each second, and who voted.

use std::collections::BTreeMap;

use downbeat_session::tally::{Op, Rules, Tally};
use redis::cmd;
use uuid::Uuid;

use crate::{
    Live, LiveError, RoundSaved, key, kinds::meter::LIBRARY, redis::call::Call,
    session::asides::Asides,
};

/// Rounds of a shard that are looked at in one go.
const ROUNDS_MAX: isize = 1_000;
/// How long live Redis keeps what a round that is over left, for Postgres.
const ENDED_ROUND_MS: u64 = 7 * 24 * 3_600_000;

/// A round that ends has the votes that were read of it; one that begins has
/// none for each of its sides.
pub fn turn(
    asides: &mut Asides<'_>,
    before: Option<&Rules>,
    after: Option<&Rules>,
    op: Option<Op>,
) {
    let round = |rules: Option<&Rules>| Some((rules?.round?.id, rules?.sides.len()));
    let (before, after) = (round(before), round(after));
    if before == after {
        return;
    }
    let (shard, session) = (asides.shard, asides.session);
    let votes = key::round(shard, session);
    if let Some((ends, _)) = before {
        // The result that was decided must be the result.
        asides.expect(votes.clone(), Tally::round_bytes(&asides.beside.tally.round));
        asides.delete(votes.clone());
        for counted in [key::seconds(shard, session), key::voters(shard, session)] {
            if op == Some(Op::Discard) {
                asides.delete(counted);
            } else {
                let name = key::ended(&counted, ends);
                asides.keep_as(counted, name, ENDED_ROUND_MS);
            }
        }
        asides.score(key::rounds(shard), 1, &format!("{session}:{ends}"));
    }
    if let Some((begins, sides)) = after {
        asides.set(votes, Tally::round_bytes(&vec![0; sides]));
        asides.score(key::rounds(shard), 0, &format!("{session}:{begins}"));
    }
}

/// A round that comes back brings what was saved of it, and leaves its events.
pub fn open(asides: &mut Asides<'_>, rules: Option<&Rules>, saved: &RoundSaved) {
    let (shard, session) = (asides.shard, asides.session);
    let Some((rules, round)) = rules.and_then(|rules| Some((rules, rules.round?))) else { return };
    let mut votes = saved.votes.clone();
    votes.resize(rules.sides.len(), 0);
    asides.set(key::round(shard, session), Tally::round_bytes(&votes));
    if !saved.sketch.is_empty() {
        asides.set(key::voters(shard, session), saved.sketch.clone());
    }
    asides.score(key::rounds(shard), 0, &format!("{session}:{}", round.id));
}

/// A round that live Redis holds something of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenRound {
    pub session: Uuid,
    pub round: Uuid,
    pub is_ended: bool,
}

/// What was counted and not yet forgotten.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RoundCount {
    /// Votes by second since the round began, for each side.
    pub seconds: BTreeMap<u32, Vec<u32>>,
    /// How many people voted, about.
    pub voters: u64,
    pub sketch: Vec<u8>,
}

impl OpenRound {
    fn keys(&self, shard: u16) -> (String, String) {
        let Self { session, round, is_ended } = *self;
        let (seconds, voters) = (key::seconds(shard, session), key::voters(shard, session));
        if !is_ended {
            return (seconds, voters);
        }
        (key::ended(&seconds, round), key::ended(&voters, round))
    }
}

impl Live {
    /// Rounds of each shard that run, or are over and not all saved. A shard that
    /// cannot be asked fails alone.
    pub async fn rounds(
        &self,
        shards: &[u16],
    ) -> Result<Vec<Result<Vec<OpenRound>, LiveError>>, LiveError> {
        let ranges = shards.iter().map(|shard| {
            let mut range = cmd("ZRANGE");
            range.arg(key::rounds(*shard)).arg(0).arg(ROUNDS_MAX - 1).arg("WITHSCORES");
            range
        });
        let members: Vec<Result<Vec<(String, f64)>, _>> = self.query_all(ranges.collect()).await?;
        let read = |(member, score): (String, f64)| {
            let (session, round) = member.split_once(':')?;
            let (session, round) = (session.parse().ok()?, round.parse().ok()?);
            Some(OpenRound { session, round, is_ended: score > 0.0 })
        };
        let rounds = |members: Vec<(String, f64)>| members.into_iter().filter_map(read).collect();
        Ok(members.into_iter().map(|of_shard| of_shard.map(rounds)).collect())
    }

    pub async fn round_count(&self, round: &OpenRound) -> Result<RoundCount, LiveError> {
        let (seconds, voters) = round.keys(self.shard(round.session));
        let mut count = RoundCount {
            sketch: self
                .query::<Option<Vec<u8>>>(cmd("GET").arg(&voters))
                .await?
                .unwrap_or_default(),
            voters: self.query(cmd("PFCOUNT").arg(&voters)).await?,
            seconds: BTreeMap::new(),
        };
        let fields: Vec<(String, u32)> = self.query(cmd("HGETALL").arg(&seconds)).await?;
        for (field, votes) in fields {
            let Some((second, side)) = field.split_once(':') else { continue };
            let (Ok(second), Ok(side)) = (second.parse(), side.parse::<usize>()) else { continue };
            let sides = count.seconds.entry(second).or_default();
            if sides.len() <= side {
                sides.resize(side + 1, 0);
            }
            sides[side] = votes;
        }
        Ok(count)
    }

    /// Forgets what Postgres has: these seconds, or all of a round that is over.
    pub async fn round_saved(
        &self,
        round: &OpenRound,
        seconds: &[(u32, usize)],
    ) -> Result<(), LiveError> {
        let shard = self.shard(round.session);
        let (seconds_key, voters_key) = round.keys(shard);
        let mut call = Call::new(&LIBRARY, "saved")
            .key(key::state(shard, round.session))
            .key(seconds_key)
            .key(voters_key)
            .key(key::rounds(shard))
            .arg(round.session.to_string())
            .arg(round.round.to_string())
            .arg(round.round.as_bytes().as_slice())
            .number(u8::from(round.is_ended));
        for (second, side) in seconds {
            call = call.arg(format!("{second}:{side}"));
        }
        let _: u8 = self.call(&call).await?;
        Ok(())
    }
}
