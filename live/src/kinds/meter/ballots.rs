//! The call that counts a group.

use redis::Cmd;
use uuid::Uuid;

use crate::{
    Live, LiveError, key,
    kinds::meter::{
        VOTES,
        group::{Entry, Group, Marks},
        marks,
    },
};

/// About what a key, or a vote without its texts, takes.
const KEY_BYTES: usize = 64;

/// Counts a group and tells it; `false` if there was no answer. `with_others` is
/// whether releases before this one may count, too: then their marks are read and
/// written as well.
pub async fn count(live: &Live, group: Group, with_others: bool) -> bool {
    let places = group.by_session();
    let call = Ballots { live, group: &group, places: &places }.call(with_others);
    let answer = live.call_command::<Vec<u8>>(&call).await;
    let is_answered = !matches!(answer, Err(LiveError::Silent));
    group.tell(&places, answer);
    is_answered
}

/// The votes of a group, those of each session one after another.
struct Ballots<'a> {
    live: &'a Live,
    group: &'a Group,
    places: &'a [usize],
}

impl<'a> Ballots<'a> {
    fn entries(&self) -> impl Iterator<Item = &'a Entry> {
        self.places.iter().map(|place| &self.group.entries[*place])
    }

    /// Each session, and how many of the votes are its.
    fn sessions(&self) -> Vec<(Uuid, u8)> {
        let mut sessions: Vec<(Uuid, u8)> = Vec::with_capacity(self.places.len());
        for entry in self.entries() {
            match sessions.last_mut() {
                Some((session, votes)) if *session == entry.session => *votes += 1,
                _ => sessions.push((entry.session, 1)),
            }
        }
        sessions
    }

    fn call(&self, with_others: bool) -> Cmd {
        let sessions = self.sessions();
        let others = if with_others { 2 * self.places.len() } else { 0 };
        let keys = 2 + 2 * sessions.len() + others;
        let args = 4 + 4 * self.places.len() + sessions.len();
        let bytes = KEY_BYTES * (keys + args) + self.group.bytes_len();
        let mut call = Cmd::with_capacity(3 + keys + args, bytes);
        call.arg("FCALL").arg(VOTES.as_str()).arg(keys);
        call.arg(&vote_marks(self.live, sessions[0].0));
        for (session, _) in &sessions {
            let shard = self.live.shard(*session);
            call.arg(key::state(shard, *session)).arg(key::tally(shard, *session));
        }
        if with_others {
            self.entries().for_each(|entry| self.name_others(&mut call, entry));
        }
        call.arg(sessions.iter().map(|(_, votes)| *votes).collect::<Vec<u8>>());
        for entry in self.entries() {
            let Marks { message, delivery, chatter } = &entry.marks;
            call.arg(&message[..]).arg(&delivery[..]).arg(&chatter[..]);
        }
        for (session, _) in &sessions {
            call.arg(&marks::pace(*session)[..]);
        }
        for entry in self.entries() {
            call.arg(self.group.bytes(&entry.text));
        }
        call.arg(sessions.iter().flat_map(|(id, _)| *id.as_bytes()).collect::<Vec<u8>>());
        call.arg(self.voters());
        call.arg(self.made_up());
        call
    }

    /// Which of them are made up: nothing where none is, as nearly always.
    fn made_up(&self) -> Vec<u8> {
        if self.entries().any(|entry| entry.is_made_up) {
            self.entries().map(|entry| u8::from(entry.is_made_up)).collect()
        } else {
            Vec::new()
        }
    }

    /// Who votes, each before a NUL: one argument, because rounds alone want it.
    fn voters(&self) -> Vec<u8> {
        let mut voters = Vec::with_capacity(16 * self.places.len());
        for entry in self.entries() {
            let chatter = self.group.bytes(&entry.chatter_id);
            voters.extend(chatter.iter().copied().filter(|byte| *byte != 0));
            voters.push(0);
        }
        voters
    }

    fn name_others(&self, call: &mut Cmd, entry: &Entry) {
        let shard = self.live.shard(entry.session);
        let text = |bytes| String::from_utf8_lossy(bytes);
        let delivery = text(self.group.bytes(&entry.delivery_id));
        let chatter = text(self.group.bytes(&entry.chatter_id));
        call.arg(key::seen(shard, entry.session, &delivery));
        call.arg(key::said(shard, entry.session, &chatter));
    }
}

/// Where votes of a session are remembered, and were before.
pub fn vote_marks(live: &Live, session: Uuid) -> [String; 2] {
    key::votes(live.is_cluster().then(|| live.shard(session)))
}
