//! What children say of themselves, read with their parent.

use std::collections::BTreeMap;

use downbeat_session::{Board, List, Listed, Note, kinds};
use redis::{Value, from_redis_value};
use uuid::Uuid;

use crate::{
    Hot, Live, LiveError, key,
    redis::{call::Call, library::SESSION},
    session::hot::Reading,
};

impl Live {
    /// Reads the boards of those sessions that have one.
    pub(crate) async fn read_boards(&self, readings: &mut [&mut Reading]) -> Result<(), LiveError> {
        let mut with_board: Vec<&mut Hot> = readings
            .iter_mut()
            .filter_map(|reading| reading.as_mut().ok()?.as_mut())
            .filter(|hot| !hot.session.board().is_empty())
            .collect();
        if with_board.is_empty() {
            return Ok(());
        }
        let calls: Vec<Call> =
            with_board.iter().map(|hot| read_board(self.shard(hot.id), hot)).collect();
        let answers = self.call_all::<Vec<Value>>(calls.into_iter()).await?;
        for (hot, answer) in with_board.iter_mut().zip(answers) {
            hot.beside.board = board(hot.session.board(), answer?)?;
        }
        Ok(())
    }

    /// Puts a note on the board of a session that no child of its says.
    pub async fn put_note(&self, session: Uuid, note: &Note) -> Result<(), LiveError> {
        let shard = self.shard(session);
        let call = Call::new(&SESSION, "put_note")
            .key(key::board(shard, session))
            .key(key::board_list(shard, session, note.list.name))
            .key(key::dirty(shard))
            .key(key::marks(shard))
            .arg(format!("{}::{}", note.list.name, note.key.replace('\0', "")))
            .number(note.list.most)
            .arg(note.value.to_string())
            .arg(session.to_string());
        let _: u8 = self.call(&call).await?;
        Ok(())
    }

    /// Takes from its parent's board whatever a child said that has ended and could
    /// not take it away itself.
    pub async fn leave_board(&self, parent: Uuid, child: Uuid) -> Result<(), LiveError> {
        self.take_notes(parent, child, kinds::all().flat_map(|kind| kind.board)).await
    }

    /// The same of one list: what a child said there is not to be read any more.
    pub async fn leave_list(
        &self,
        parent: Uuid,
        child: Uuid,
        list: &List,
    ) -> Result<(), LiveError> {
        self.take_notes(parent, child, [list].into_iter()).await
    }

    async fn take_notes<'a>(
        &self,
        parent: Uuid,
        child: Uuid,
        lists: impl Iterator<Item = &'a List>,
    ) -> Result<(), LiveError> {
        let shard = self.shard(parent);
        let call = Call::new(&SESSION, "leave_board")
            .key(key::board(shard, parent))
            .key(key::dirty(shard))
            .key(key::marks(shard))
            .keys(lists.map(|list| key::board_list(shard, parent, list.name)))
            .arg(child.to_string())
            .arg(parent.to_string());
        let _gone: u64 = self.call(&call).await?;
        Ok(())
    }
}

fn read_board(shard: u16, hot: &Hot) -> Call {
    let lists = hot.session.board();
    let id: Uuid = hot.id;
    let call = Call::new(&SESSION, "read_board")
        .key(key::board(shard, id))
        .keys(lists.iter().map(|list| key::board_list(shard, id, list.name)));
    lists.iter().fold(call, |call, list| call.number(list.shown))
}

fn board(lists: &'static [List], answer: Vec<Value>) -> Result<Board, LiveError> {
    let mut answer = answer.into_iter();
    let seq: String = from_redis_value(answer.next().unwrap_or(Value::Nil))?;
    let seq = seq.parse().map_err(|_| LiveError::Unreadable("a board's seq".into()))?;
    let mut read = BTreeMap::new();
    for (list, told) in lists.iter().zip(answer) {
        let (count, newest): (u64, Vec<Option<Vec<u8>>>) = from_redis_value(told)?;
        let newest = newest.into_iter().flatten();
        let newest = newest.map(|text| serde_json::from_slice(&text)).collect::<Result<_, _>>()?;
        read.insert(list.name, Listed { count, newest });
    }
    Ok(Board { seq, lists: read })
}
