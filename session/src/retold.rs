//! What happened, as all who take part may read it afterwards: some events, and some
//! of what each has.

use serde_json::{Map, Value};

/// An event that is told again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Retold {
    pub event: &'static str,
    /// Its texts that are told, as JSON pointers: each by its last word.
    pub members: &'static [&'static str],
}

impl Retold {
    /// What is told of an event that is one.
    pub(crate) fn of(&self, event: &Value) -> Map<String, Value> {
        let member = |pointer: &&str| {
            let text = event.pointer(pointer).filter(|member| member.is_string())?;
            Some((pointer.rsplit('/').next()?.to_owned(), text.clone()))
        };
        self.members.iter().filter_map(member).collect()
    }
}
