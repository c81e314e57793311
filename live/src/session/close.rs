//! Hot to cold.

use crate::{
    Hot, Lease, Live, LiveError, key,
    redis::{call::Call, library::SESSION},
};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Closed {
    Done,
    /// Watched, changed or not yet drained: it stays.
    Kept,
    Fenced,
}

impl Live {
    /// Closes a session that nobody has watched since `since_ms`, if that is
    /// still so and all of its events have reached Postgres.
    pub async fn close(
        &self,
        lease: &Lease,
        hot: &Hot,
        since_ms: i64,
    ) -> Result<Closed, LiveError> {
        let shard = lease.shard;
        let call = Call::new(&SESSION, "close")
            .key(key::state(shard, hot.id))
            .key(key::hot(shard))
            .key(key::due(shard))
            .key(key::dirty(shard))
            .key(key::events(shard))
            .key(key::lease(shard))
            .keys(key::beside(shard, hot.id).into_iter())
            .keys(own_board(shard, hot).into_iter())
            .arg(hot.id.to_string())
            .number(hot.rev.incarnation)
            .number(hot.rev.rev)
            .number(since_ms)
            .arg(lease.value.as_str());
        let word: String = self.call(&call).await?;
        Ok(match word.as_str() {
            "ok" => Closed::Done,
            "fenced" => Closed::Fenced,
            _ => Closed::Kept,
        })
    }
}

/// What stands on the board of a session of rows is read again when it is opened. Of any
/// other it is its children's.
fn own_board(shard: u16, hot: &Hot) -> Vec<String> {
    if !hot.session.is_of_rows() {
        return Vec::new();
    }
    let lists = hot.session.board().iter();
    let lists = lists.map(|list| key::board_list(shard, hot.id, list.name));
    lists.chain([key::board(shard, hot.id)]).collect()
}
