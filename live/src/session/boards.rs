//! What children say of themselves, read with their parent.

use std::collections::BTreeMap;

use downbeat_session::{Board, List, Listed};
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
