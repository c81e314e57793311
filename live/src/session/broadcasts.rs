//! What is told outside of a session, once a second at most.
//!
//! A commit says with the change itself that there is something to tell (`untold`).
//! The shard's owner takes it, sends it, and says what became of it. What it was
//! about to send stays until then: whoever takes the shard from one who died sends
//! that very message again, which those who have it drop by its number.

use std::{collections::BTreeMap, time::Duration};

use downbeat_session::List;
use redis::cmd;
use uuid::Uuid;

use crate::{
    Lease, Live, LiveError, key,
    redis::{call::Call, library::BROADCAST},
};

/// A session that there is something to tell of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Untold {
    pub session: Uuid,
    /// Since the last message.
    pub changes: u64,
    /// Lines on its board among these.
    pub lines: u64,
    /// Somebody was about to send a message.
    pub is_under_way: bool,
}

/// What is to be done about a session now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sending {
    /// To be sent, and told of what became of it.
    Message(String),
    Wait(Duration),
    Nothing,
    /// The shard is somebody else's.
    Fenced,
}

/// What became of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sent {
    Done,
    /// It was refused, and may be tried after a while.
    Not(&'static str, Duration),
    /// Nobody knows whether it came.
    Unclear(&'static str, Duration),
}

impl Live {
    /// Sessions of each shard that there is something to tell of. A shard that
    /// cannot be asked fails alone.
    pub async fn untold(
        &self,
        leases: &[Lease],
    ) -> Result<Vec<Result<Vec<Untold>, LiveError>>, LiveError> {
        let ask = |lease: &Lease| {
            [key::untold(lease.shard), key::telling(lease.shard)].map(|key| {
                let mut ask = cmd("HGETALL");
                ask.arg(key);
                ask
            })
        };
        let asked = leases.iter().flat_map(ask).collect();
        let answers = self.query_all::<Vec<(String, String)>>(asked).await?;
        let mut answers = answers.into_iter();
        let mut all = Vec::with_capacity(leases.len());
        while let (Some(untold), Some(telling)) = (answers.next(), answers.next()) {
            all.push(untold.and_then(|untold| Ok(read(&untold, &telling?))));
        }
        Ok(all)
    }

    /// Takes what is to be sent: `body` is an object as JSON, which gets its number
    /// and that of the message before.
    pub async fn send(
        &self,
        lease: &Lease,
        untold: &Untold,
        body: &str,
    ) -> Result<Sending, LiveError> {
        let Untold { session, changes, lines, is_under_way: _ } = *untold;
        let shard = lease.shard;
        let call = Call::new(&BROADCAST, "send")
            .key(key::lease(shard))
            .key(key::untold(shard))
            .key(key::telling(shard))
            .key(key::broadcast(shard, session))
            .key(key::bucket(shard, session))
            .arg(lease.value.clone())
            .arg(session.to_string())
            .number(changes)
            .number(lines)
            .arg(body.strip_prefix('{').unwrap_or(body));
        let (word, more): (String, String) = self.call(&call).await?;
        Ok(match word.as_str() {
            "send" => Sending::Message(more),
            "wait" => Sending::Wait(Duration::from_millis(more.parse().unwrap_or_default())),
            "nothing" => Sending::Nothing,
            _ => Sending::Fenced,
        })
    }

    /// Says what became of a message; `shown` is where the session's board has that.
    /// False once the shard is somebody else's.
    pub async fn sent(
        &self,
        lease: &Lease,
        session: Uuid,
        sent: Sent,
        shown: &List,
    ) -> Result<bool, LiveError> {
        let shard = lease.shard;
        let (outcome, problem, wait) = match sent {
            Sent::Done => ("sent", "", Duration::ZERO),
            Sent::Not(problem, wait) => ("unsent", problem, wait),
            Sent::Unclear(problem, wait) => ("unclear", problem, wait),
        };
        let call = Call::new(&BROADCAST, "sent")
            .key(key::lease(shard))
            .key(key::untold(shard))
            .key(key::telling(shard))
            .key(key::broadcast(shard, session))
            .key(key::state(shard, session))
            .key(key::board(shard, session))
            .key(key::board_list(shard, session, shown.name))
            .key(key::dirty(shard))
            .key(key::marks(shard))
            .arg(lease.value.clone())
            .arg(session.to_string())
            .arg(outcome)
            .number(wait.as_millis())
            .arg(problem)
            .arg(format!("{}::", shown.name));
        Ok(self.call::<u8>(&call).await? == 1)
    }

    /// Nothing is told of a session: it is no such kind, or nobody is there to tell.
    /// What somebody was about to send goes with it, or each turn would find it.
    pub async fn leave_untold(&self, session: Uuid) -> Result<(), LiveError> {
        let shard = self.shard(session);
        let mut forget = cmd("HDEL");
        forget.arg(key::untold(shard)).arg(session.to_string()).arg(format!("{session}:lines"));
        let mut leave = cmd("HDEL");
        leave.arg(key::telling(shard)).arg(session.to_string());
        for forgotten in self.query_all::<u64>(vec![forget, leave]).await? {
            forgotten?;
        }
        Ok(())
    }
}

fn read(untold: &[(String, String)], telling: &[(String, String)]) -> Vec<Untold> {
    let mut found: BTreeMap<Uuid, Untold> = BTreeMap::new();
    let of = |session| Untold { session, changes: 0, lines: 0, is_under_way: false };
    for (field, count) in untold {
        let (session, is_lines) = match field.strip_suffix(":lines") {
            Some(session) => (session, true),
            None => (field.as_str(), false),
        };
        let (Ok(session), Ok(count)) = (session.parse(), count.parse()) else { continue };
        let one = found.entry(session).or_insert_with(|| of(session));
        *if is_lines { &mut one.lines } else { &mut one.changes } = count;
    }
    for session in telling.iter().filter_map(|(field, _)| field.parse().ok()) {
        found.entry(session).or_insert_with(|| of(session)).is_under_way = true;
    }
    found.into_values().collect()
}
