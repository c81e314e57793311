//! Lines on their way to Postgres, and back.

use redis::cmd;
use uuid::Uuid;

use super::line::{LogLine, Own};
use crate::{
    Live, LiveError, key,
    redis::{call::Call, library::SAYINGS},
};

/// Something that was said, on its way to Postgres.
#[derive(Debug, Clone)]
pub struct Waiting {
    pub stream_id: String,
    pub session: Uuid,
    pub what: Kept,
}

#[derive(Debug, Clone)]
pub enum Kept {
    /// A line, or one that lost its text.
    Line(LogLine),
    /// A reaction: what it counts for, and where in that.
    Heat { item: String, at: i64 },
}

/// A log as Postgres has it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SavedLog {
    pub q: u64,
    pub n: u64,
    pub owns: Vec<(String, Own)>,
    /// Oldest first.
    pub newest: Vec<LogLine>,
}

impl Live {
    /// The oldest of what waits in a shard, and the place of the last of it. What
    /// cannot be read is left out.
    pub async fn waiting(
        &self,
        shard: u16,
        limit: usize,
    ) -> Result<(Vec<Waiting>, Option<String>), LiveError> {
        let mut range = cmd("XRANGE");
        range.arg(key::waiting(shard)).arg("-").arg("+").arg("COUNT").arg(limit);
        let entries: Vec<(String, (String, Vec<u8>))> = self.query(&range).await?;
        let last = entries.last().map(|(stream_id, _)| stream_id.clone());
        let read = |(stream_id, (field, value)): (String, (String, Vec<u8>))| {
            let waiting = Waiting::read(&stream_id, &field, &value);
            if waiting.is_none() {
                tracing::error!(shard, stream_id, "something that was said cannot be read");
            }
            waiting
        };
        Ok((entries.into_iter().filter_map(read).collect(), last))
    }

    /// Postgres has all of that.
    pub async fn waiting_saved(
        &self,
        shard: u16,
        saved: &[Waiting],
        last: &str,
    ) -> Result<(), LiveError> {
        let Some((ms, seq)) = last.split_once('-') else { return Ok(()) };
        let seq: u64 = seq.parse().unwrap_or(u64::MAX - 1);
        let mut logs: Vec<(Uuid, u64)> = Vec::new();
        for one in saved {
            let Kept::Line(line) = &one.what else { continue };
            match logs.iter_mut().find(|(session, _)| *session == one.session) {
                Some((_, q)) => *q = line.q.max(*q),
                None => logs.push((one.session, line.q)),
            }
        }
        let call = Call::new(&SAYINGS, "saved_log")
            .key(key::waiting(shard))
            .key(key::waiting_bytes(shard))
            .keys(logs.iter().map(|(session, _)| key::log(shard, *session)))
            .arg(format!("{ms}-{}", seq + 1));
        let _: u64 = self.call(&logs.iter().fold(call, |call, (_, q)| call.number(*q))).await?;
        Ok(())
    }

    /// Whether something waits in each shard. One that cannot be asked fails alone.
    pub async fn are_waiting(
        &self,
        shards: &[u16],
    ) -> Result<Vec<Result<bool, LiveError>>, LiveError> {
        let counts = shards.iter().map(|shard| cmd("XLEN").arg(key::waiting(*shard)).to_owned());
        let counts = self.query_all::<u64>(counts.collect()).await?;
        Ok(counts.into_iter().map(|count| count.map(|count| count > 0)).collect())
    }

    /// Brings the log of a session that is hot in this life, unless it is there.
    /// `false`: the session is in another life.
    pub async fn open_log(
        &self,
        session: Uuid,
        incarnation: u64,
        saved: &SavedLog,
    ) -> Result<bool, LiveError> {
        let shard = self.shard(session);
        let SavedLog { q, n, owns, newest } = saved;
        let call = Call::new(&SAYINGS, "open_log")
            .key(key::state(shard, session))
            .key(key::log(shard, session))
            .key(key::lines(shard, session))
            .number(incarnation)
            .number(*q)
            .number(*n)
            .number(owns.len());
        let mut call =
            owns.iter().fold(call, |call, (seat, own)| call.arg(seat.as_str()).arg(own.to_bytes()));
        for line in newest {
            call = call.number(line.q).arg(serde_json::to_vec(line)?);
        }
        let word: String = self.call(&call).await?;
        Ok(word == "ok")
    }

    /// The newest lines of some seats lose what they said, also those on their way to
    /// Postgres. Doing it again changes nothing.
    pub async fn erase_lines(&self, session: Uuid, seats: &[String]) -> Result<(), LiveError> {
        let shard = self.shard(session);
        let Some(newest) = self.newest_lines(session, "").await? else { return Ok(()) };
        let theirs = newest.lines.iter().filter(|line| seats.contains(&line.seat));
        let mut erase = Vec::new();
        for line in theirs.filter(|line| line.body.is_some()) {
            let record = serde_json::to_string(&line.removed())?;
            let lines = key::lines(shard, session);
            let mut forget = cmd("ZREMRANGEBYSCORE");
            forget.arg(&lines).arg(line.q).arg(line.q);
            let mut keep = cmd("ZADD");
            keep.arg(&lines).arg(line.q).arg(&record);
            let mut tell = cmd("XADD");
            tell.arg(key::waiting(shard)).arg("*").arg("said").arg(format!("{session}{record}"));
            erase.extend([forget, keep, tell]);
        }
        if erase.is_empty() {
            return Ok(());
        }
        self.write_shards(vec![erase]).await?.into_iter().collect()
    }
}

impl Waiting {
    fn read(stream_id: &str, field: &str, value: &[u8]) -> Option<Self> {
        const ID_CHARS: usize = 36;
        let session = str::from_utf8(value.get(..ID_CHARS)?).ok()?.parse().ok()?;
        let body = value.get(ID_CHARS..)?;
        let what = match field {
            "said" => Kept::Line(serde_json::from_slice(body).ok()?),
            "heat" => {
                let heat: serde_json::Value = serde_json::from_slice(body).ok()?;
                Kept::Heat { item: heat["item"].as_str()?.to_owned(), at: heat["at"].as_i64()? }
            }
            _ => return None,
        };
        Some(Self { stream_id: stream_id.to_owned(), session, what })
    }
}
