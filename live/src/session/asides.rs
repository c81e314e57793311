//! What a step does to strings beside the state, as data for the function that
//! takes it: no library needs the code of a kind for it.

use downbeat_session::{
    Beside, Note, READING, Session,
    tally::{Op, Rules, Tally},
};
use uuid::Uuid;

use super::standing;
use crate::{key, redis::call::Call};

/// Effects of one step on one session's strings, in order.
pub struct Asides<'a> {
    pub shard: u16,
    pub session: Uuid,
    /// As it was when the step was decided.
    pub beside: &'a Beside,
    keys: Vec<String>,
    effects: Vec<[Vec<u8>; 4]>,
}

impl<'a> Asides<'a> {
    pub const fn new(shard: u16, session: Uuid, beside: &'a Beside) -> Self {
        Self { shard, session, beside, keys: Vec::new(), effects: Vec::new() }
    }

    /// The step is decided again if the string is another by then.
    pub fn expect(&mut self, key: String, value: Vec<u8>) {
        self.push("expect", key, value, Vec::new());
    }

    pub fn set(&mut self, key: String, value: Vec<u8>) {
        self.push("set", key, value, Vec::new());
    }

    pub fn delete(&mut self, key: String) {
        self.push("delete", key, Vec::new(), Vec::new());
    }

    /// Keeps what is there under another name for a while.
    pub fn keep_as(&mut self, key: String, name: String, ttl_ms: u64) {
        let name = self.place(name);
        self.push("move", key, name, ttl_ms.to_string().into());
    }

    pub fn score(&mut self, key: String, score: u8, member: &str) {
        self.push("score", key, score.to_string().into(), member.into());
    }

    /// What the change of rules and the step itself do to the tally. Rules of
    /// another shape make its slots meaningless, so the count starts again.
    pub fn turn_tally(&mut self, before: Option<&Rules>, after: Option<&Rules>, op: Option<Op>) {
        let Some(rules) = after else { return };
        let shape = |rules: &Rules| (rules.model, rules.bucket_ms, rules.sides.len());
        let key = key::tally(self.shard, self.session);
        if before.map(shape) != Some(shape(rules)) {
            return self.zero(key, rules);
        }
        match op {
            Some(Op::Zero | Op::Discard) => self.zero(key, rules),
            Some(Op::Add { side }) => {
                self.push("add", key, rules.counting_bytes(), side.to_string().into());
            }
            None => {}
        }
    }

    /// The tally of a session that is opened.
    pub fn open_tally(&mut self, rules: Option<&Rules>, now_ms: i64) {
        let key = key::tally(self.shard, self.session);
        match rules {
            Some(rules) => self.set(key, Tally::fresh_bytes(rules, now_ms)),
            None => self.delete(key),
        }
    }

    /// What a child says on its parent's board: the lines of a step, and how its
    /// entries differ from those before.
    pub fn tell_parent(&mut self, before: &[Note], after: &Session, lines: &[Note]) {
        let Some(parent) = after.parent() else { return };
        let entries = after.entries();
        let is_gone = |note: &&Note| !entries.iter().any(|one| one.is_same(note));
        let gone: Vec<&Note> = before.iter().filter(is_gone).collect();
        let is_new = |note: &&Note| !before.contains(note);
        let new: Vec<&Note> = entries.iter().filter(is_new).chain(lines).collect();
        if gone.is_empty() && new.is_empty() {
            return;
        }
        for note in gone {
            let (board, list) = self.board(parent, note);
            self.push("unnote", board, list, self.key_of(note).into());
        }
        for note in new {
            let (board, list) = self.board(parent, note);
            let given = format!("{}\0{}\0{}", self.key_of(note), note.list.most, note.value);
            self.push("note", board, list, given.into());
        }
        let marks = self.place(key::marks(self.shard));
        self.push("mark", key::dirty(self.shard), marks, parent.to_string().into());
    }

    /// What rows say of a session that is opened.
    pub fn open_board(&mut self, reading: Option<&str>) {
        let Some(text) = reading else { return };
        let list = self.place(key::board_list(self.shard, self.session, READING.name));
        let given = format!("{}\0{}\0{text}", standing::reading_key(), READING.most);
        self.push("note", key::board(self.shard, self.session), list, given.into());
    }

    /// That a session changed which is broadcast, its own or by what it says on its
    /// parent's board.
    pub fn tell_outside(&mut self, after: &Session, before: &[Note], lines: usize) {
        if after.broadcasts().is_none() {
            return;
        }
        let session = match after.parent() {
            Some(_) if lines == 0 && after.entries() == before => return,
            Some(parent) => parent,
            None => self.session,
        };
        let key = key::untold(self.shard);
        self.push("untold", key, session.to_string().into(), lines.to_string().into());
    }

    /// A child that ends stands on no board any more.
    pub fn leave_parent(&mut self, child: &Session) {
        let Some(parent) = child.parent() else { return };
        for note in child.entries() {
            let (board, list) = self.board(parent, &note);
            self.push("unnote", board, list, self.key_of(&note).into());
        }
        let marks = self.place(key::marks(self.shard));
        self.push("mark", key::dirty(self.shard), marks, parent.to_string().into());
    }

    fn board(&mut self, parent: Uuid, note: &Note) -> (String, Vec<u8>) {
        let list = self.place(key::board_list(self.shard, parent, note.list.name));
        (key::board(self.shard, parent), list)
    }

    /// No two children's are the same. NUL would end the key.
    fn key_of(&self, note: &Note) -> String {
        format!("{}:{}:{}", note.list.name, self.session, note.key.replace('\0', ""))
    }

    fn zero(&mut self, key: String, rules: &Rules) {
        self.push("zero", key, rules.votes_per_min.to_string().into(), Vec::new());
    }

    /// The keys, for the end of those of the function.
    pub fn keys(&self, call: Call) -> Call {
        call.keys(self.keys.iter().cloned())
    }

    /// How many effects there are, and each.
    pub fn args(self, call: Call) -> Call {
        let call = call.number(self.effects.len());
        self.effects.into_iter().flatten().fold(call, Call::arg)
    }

    fn push(&mut self, operation: &str, key: String, first: Vec<u8>, second: Vec<u8>) {
        let place = self.place(key);
        self.effects.push([operation.into(), place, first, second]);
    }

    fn place(&mut self, key: String) -> Vec<u8> {
        let known = self.keys.iter().position(|known| *known == key);
        let place = known.unwrap_or_else(|| {
            self.keys.push(key);
            self.keys.len() - 1
        });
        (place + 1).to_string().into()
    }
}
