//! A line in words.
//!
//! What is stored has `{0}` to `{3}` for people, so an erased name is in no log
//! and in no archive: names are put in when the line is shown.

use super::{Line, Mission, Tick};
use crate::kinds::mission::pack::Pack;

/// The pack's word for the mate of who is alone.
const ALONE: &str = "alone";

impl Pack {
    /// The line as it is stored; `None` if the pack has no such text.
    #[must_use]
    pub fn stored_text(&self, tick: &Tick, line: &Line) -> Option<String> {
        let texts = self.encounter(&tick.encounter)?.texts.of(line.outcome);
        let text = texts.get(usize::from(line.text))?;
        let mate = match line.mate {
            Some(slot) => format!("{{{slot}}}"),
            None => self.words.get(ALONE)?.to_owned(),
        };
        // A pack's words have no braces, so nothing is taken for a placeholder twice.
        Some(
            text.replace("{me}", &format!("{{{}}}", line.slot))
                .replace("{mate}", &mate)
                .replace("{find}", &line.find.to_string()),
        )
    }
}

impl Mission<'_> {
    /// As [`Pack::stored_text`].
    #[must_use]
    pub fn stored_text(&self, tick: &Tick, line: &Line) -> Option<String> {
        self.pack.stored_text(tick, line)
    }
}

/// A stored text with names by slot. What a name says is left as it is, also where
/// it looks like a placeholder; a slot without a name stays one.
#[must_use]
pub fn with_names(stored: &str, names: &[&str]) -> String {
    let mut shown = String::with_capacity(stored.len() + 20 * names.len());
    let mut rest = stored;
    while let Some(at) = rest.find('{') {
        let (before, from) = rest.split_at(at);
        shown.push_str(before);
        let slot = match from.as_bytes() {
            [b'{', digit @ b'0'..=b'9', b'}', ..] => Some(usize::from(digit - b'0')),
            _ => None,
        };
        if let Some(name) = slot.and_then(|slot| names.get(slot)) {
            shown.push_str(name);
            rest = &from["{0}".len()..];
        } else {
            shown.push('{');
            rest = &from[1..];
        }
    }
    shown + rest
}

#[cfg(test)]
mod tests {
    use super::with_names;

    #[test]
    fn names_are_put_in_once_and_never_read() {
        assert_eq!(with_names("{0} and {1}, {0}", &["{1}", "Ada"]), "{1} and Ada, {1}");
        assert_eq!(with_names("{2} {x} {0", &["Ada"]), "{2} {x} {0");
    }
}
