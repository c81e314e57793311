//! A session as it is in Redis now.

use downbeat_session::{Audience, Beside, Rev, Session, tally::Tally};
use redis::{Cmd, cmd};
use uuid::Uuid;

use crate::{
    CommandId, Live, LiveError, Order, key,
    redis::{call::Call, library::SESSION},
    session::{packed::Packed, stored_answers::Answers},
};

/// One consistent reading of a session's strings.
pub struct Hot {
    pub id: Uuid,
    pub owner: Uuid,
    pub rev: Rev,
    /// Redis time of the last change, of state or tally; never goes back.
    pub at_ms: i64,
    /// When it was read.
    pub now_ms: i64,
    pub session: Session,
    pub beside: Beside,
    pub(crate) state_at_ms: i64,
    /// As it is stored, answers and all.
    pub(crate) state_bytes: usize,
    pub(crate) answers: Answers,
}

impl Hot {
    /// The session's view for an audience when it was read, as JSON.
    #[must_use]
    pub fn view(&self, audience: Audience) -> Vec<u8> {
        self.session.view(&self.beside, audience, self.now_ms)
    }

    /// The rev as those see it who may not know of every change.
    #[must_use]
    pub fn shown_rev(&self) -> Rev {
        Rev { rev: self.rev.rev.saturating_sub(self.session.unseen()), ..self.rev }
    }

    #[must_use]
    pub fn order(&self) -> Order {
        Order { rev: self.shown_rev(), tally_seq: self.beside.seq() }
    }

    /// When time will next change what is seen.
    #[must_use]
    pub fn due_ms(&self) -> Option<i64> {
        let tally = self.session.tally_rules().and_then(|rules| self.beside.tally.due_ms(&rules));
        self.session.due_ms().into_iter().chain(tally).min()
    }

    /// Whether it is as it is until a commit makes it another: nothing that
    /// moves without a rev counts for it.
    pub(crate) fn stands_alone(&self) -> bool {
        self.session.board().is_empty()
            && self.session.tally_rules().is_none()
            && self.beside == Beside::default()
    }

    /// Of its strings as they were read.
    pub(crate) fn of(
        id: Uuid,
        now_ms: i64,
        strings: &[Option<Vec<u8>>],
    ) -> Result<Option<Self>, LiveError> {
        let part = |at: usize| strings.get(at).and_then(Option::as_deref);
        Self::read(id, now_ms, part(0), part(1), part(2))
    }

    pub(crate) fn read(
        id: Uuid,
        now_ms: i64,
        state: Option<&[u8]>,
        tally: Option<&[u8]>,
        round: Option<&[u8]>,
    ) -> Result<Option<Self>, LiveError> {
        let Some(state) = state else { return Ok(None) };
        let Packed { rev, at_ms, owner, session, answers } = Packed::from_bytes(state)?;
        let sides = session.tally_rules().map_or(0, |rules| rules.sides.len());
        let mut tally = tally.and_then(|bytes| Tally::from_bytes(bytes, sides)).unwrap_or_default();
        tally.read_round(round.unwrap_or_default());
        let newest_ms = at_ms.max(tally.at_ms);
        Ok(Some(Self {
            id,
            owner,
            rev,
            at_ms: newest_ms,
            now_ms: now_ms.max(newest_ms),
            session,
            beside: tally.into(),
            state_at_ms: at_ms,
            state_bytes: state.len(),
            answers,
        }))
    }
}

/// State, tally and round, those that are there.
pub(crate) type Strings = Vec<Option<Vec<u8>>>;

/// A session that is hot, one that is cold, or one that cannot be read.
pub type Reading = Result<Option<Hot>, LiveError>;

impl Live {
    /// Reads a session; `None` when it is cold.
    pub async fn read(&self, id: Uuid) -> Result<Option<Hot>, LiveError> {
        self.read_many(self.shard(id), &[id]).await?.pop().unwrap_or(Ok(None))
    }

    /// Reads a session together with what a command of this id was answered with.
    pub(crate) async fn read_with_answer(
        &self,
        session: Uuid,
        id: &CommandId,
    ) -> Result<Option<(Hot, Option<Vec<u8>>)>, LiveError> {
        let shard = self.shard(session);
        let call = Call::new(&SESSION, "read_for")
            .key(key::state(shard, session))
            .key(key::tally(shard, session))
            .key(key::round(shard, session))
            .key(key::answers(shard, session, &id.actor))
            .arg(id.id.as_str());
        let mut strings: Strings = self.call(&call).await?;
        let answer = strings.pop().flatten();
        let mut read = Hot::of(session, self.now_ms(shard), &strings);
        self.read_boards(&mut [&mut read]).await?;
        Ok(read?.map(|hot| (hot, answer)))
    }

    /// Whether a rev that somebody saw is how the session still is. One that
    /// slept, or came back, shows another rev, though nothing changed.
    pub(crate) async fn is_current(&self, hot: &Hot, seen: Rev) -> Result<bool, LiveError> {
        let shown = hot.shown_rev();
        if seen == shown || shown.rev > 0 {
            return Ok(seen == shown);
        }
        let since: Option<String> =
            self.query(cmd("GET").arg(key::since(self.shard(hot.id), hot.id))).await?;
        let Some(since) = since.and_then(|since| since.parse::<Rev>().ok()) else {
            return Ok(false);
        };
        let opened_since = since.incarnation < seen.incarnation
            && seen.incarnation < hot.rev.incarnation
            && seen.rev == 0;
        Ok(seen == since || opened_since)
    }

    /// Reads sessions of one shard in one call, in the order asked for. One that
    /// cannot be read fails alone.
    pub async fn read_many(&self, shard: u16, ids: &[Uuid]) -> Result<Vec<Reading>, LiveError> {
        let of_shard = self.read_shards(&[(shard, ids)]).await?;
        of_shard.into_iter().next().unwrap_or_else(|| Ok(Vec::new()))
    }

    /// The same for several shards at once. One that cannot be asked fails alone.
    pub async fn read_shards(
        &self,
        shards: &[(u16, &[Uuid])],
    ) -> Result<Vec<Result<Vec<Reading>, LiveError>>, LiveError> {
        // MGET wants a key at least.
        let asked = shards.iter().filter(|(_, ids)| !ids.is_empty());
        let commands = asked.map(|(shard, ids)| mget(*shard, ids)).collect();
        let mut answers = self.query_all::<Vec<Option<Vec<u8>>>>(commands).await?.into_iter();
        let mut shard = |shard: u16, ids: &[Uuid]| {
            let now_ms = self.now_ms(shard);
            let read = |(id, strings): (&Uuid, &[_])| Hot::of(*id, now_ms, strings);
            let strings = if ids.is_empty() { None } else { answers.next() };
            let strings = strings.unwrap_or_else(|| Ok(Vec::new()))?;
            Ok(ids.iter().zip(strings.chunks(3)).map(read).collect())
        };
        let mut read: Vec<Result<Vec<Reading>, LiveError>> =
            shards.iter().map(|(of, ids)| shard(*of, ids)).collect();
        let all = read.iter_mut().flatten().flatten();
        self.read_boards(&mut all.collect::<Vec<_>>()).await?;
        Ok(read)
    }
}

pub(crate) fn mget(shard: u16, ids: &[Uuid]) -> Cmd {
    let mut command = cmd("MGET");
    for id in ids {
        command.arg(key::state(shard, *id));
        command.arg(key::tally(shard, *id)).arg(key::round(shard, *id));
    }
    command
}
