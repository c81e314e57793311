//! The stream of events on its way to Postgres, one a shard.

use downbeat_session::{Actor, Event, Rev};
use redis::cmd;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use crate::{
    Live, LiveError, key,
    redis::{call::Call, library::SHARD},
};

/// An event as the stream keeps it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct StoredEvent {
    pub session: Uuid,
    pub incarnation: u64,
    pub rev: u64,
    /// Place among the events of one commit.
    pub seq: u16,
    pub at_ms: i64,
    pub body: Value,
    pub actor: Actor,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub command_id: Option<String>,
}

/// An event, and its place in the stream.
#[derive(Debug, Clone)]
pub struct Recorded {
    pub stream_id: String,
    /// As it stands there.
    pub body: Vec<u8>,
    /// `None` for an entry that cannot be read.
    pub event: Option<StoredEvent>,
}

/// Stream ids, each with its one field and value.
type Entries = Vec<(String, (String, Vec<u8>))>;

/// When an entry came, by Redis' clock, which its id begins with.
pub(super) fn recorded_ms(stream_id: &str) -> i64 {
    stream_id.split('-').next().and_then(|ms| ms.parse().ok()).unwrap_or(0)
}

impl StoredEvent {
    pub(crate) fn bytes(
        session: Uuid,
        rev: Rev,
        seq: usize,
        event: &Event,
        actor: &Actor,
        command_id: Option<&str>,
    ) -> Result<Vec<u8>, LiveError> {
        // What could not be written is no event, and so many no table holds.
        let seq = u16::try_from(seq).ok().filter(|seq| i16::try_from(*seq).is_ok());
        let (Some(seq), false) = (seq, event.body.is_null()) else {
            return Err(LiveError::Unreadable("an event that cannot be written".into()));
        };
        let stored = Self {
            session,
            incarnation: rev.incarnation,
            rev: rev.rev,
            seq,
            at_ms: event.at_ms,
            body: event.body.clone(),
            actor: actor.clone(),
            command_id: command_id.map(Into::into),
        };
        Ok(serde_json::to_vec(&stored)?)
    }
}

impl Live {
    /// The oldest events of a shard.
    pub async fn events(&self, shard: u16, limit: usize) -> Result<Vec<Recorded>, LiveError> {
        let mut range = cmd("XRANGE");
        range.arg(key::events(shard)).arg("-").arg("+").arg("COUNT").arg(limit);
        let entries: Entries = self.query(&range).await?;
        let recorded = |(stream_id, (_, body)): (String, (String, Vec<u8>))| Recorded {
            stream_id,
            event: serde_json::from_slice(&body).ok(),
            body,
        };
        Ok(entries.into_iter().map(recorded).collect())
    }

    /// How long the oldest event of each shard has waited for Postgres, in
    /// milliseconds; `None` where none waits. A shard that cannot be asked fails
    /// alone.
    pub async fn events_waiting(
        &self,
        shards: &[u16],
    ) -> Result<Vec<Result<Option<i64>, LiveError>>, LiveError> {
        let firsts = shards.iter().map(|shard| {
            let mut range = cmd("XRANGE");
            range.arg(key::events(*shard)).arg("-").arg("+").arg("COUNT").arg(1);
            range
        });
        let firsts: Vec<Result<Entries, _>> = self.query_all(firsts.collect()).await?;
        let waited = |(shard, first): (&u16, Result<Entries, _>)| {
            let first = first?;
            Ok(first.first().map(|(stream_id, _)| self.now_ms(*shard) - recorded_ms(stream_id)))
        };
        Ok(shards.iter().zip(firsts).map(waited).collect())
    }

    /// Forgets the events up to and including the last of `drained`.
    pub async fn trim(&self, shard: u16, drained: &[Recorded]) -> Result<(), LiveError> {
        let Some((ms, seq)) = drained.last().and_then(|last| last.stream_id.split_once('-')) else {
            return Ok(());
        };
        let seq: u64 = seq.parse().unwrap_or(u64::MAX - 1);
        let call = Call::new(&SHARD, "trim")
            .key(key::events(shard))
            .key(key::events_bytes(shard))
            .arg(format!("{ms}-{}", seq + 1));
        let bytes = drained.iter().map(|entry| entry.body.len());
        self.call(&bytes.fold(call, Call::number)).await
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn bytes(seq: usize, body: Value) -> Result<Vec<u8>, LiveError> {
        let rev = Rev { incarnation: 1, rev: 1 };
        let event = Event { at_ms: 1, body };
        StoredEvent::bytes(Uuid::nil(), rev, seq, &event, &Actor::system(), None)
    }

    #[test]
    fn what_cannot_be_written_is_an_error_and_never_an_empty_event() {
        assert!(!bytes(32_767, json!({ "name": "reset" })).unwrap().is_empty());
        assert!(bytes(0, Value::Null).is_err());
        assert!(bytes(32_768, json!({ "name": "reset" })).is_err());
    }
}
