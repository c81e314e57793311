//! What moderators ask of a meter in chat, and what the bot says there.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{Config, round::DURATION_S};
use crate::{Problem, text};

/// Words of commands begin with it, as chat knows it: few messages do.
pub const MARK: char = '!';
const WORD_CHARS_MAX: usize = 25;
/// Between a question and its choices, and between those.
const BETWEEN: char = '|';
const EXTENDED_S: u64 = 30;

/// Each is 2 to 25 characters, begins with `!` and has no space; no two are the
/// same. Only messages of the broadcaster and of moderators are commands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ChatWords {
    pub on: bool,
    /// With `90s` or `2m` behind it a time, then the question; with
    /// choices as `!poll Where to? | Castle | Woods`, which are voted for by
    /// their numbers.
    #[serde(deserialize_with = "text::trimmed")]
    pub start: String,
    #[serde(deserialize_with = "text::trimmed")]
    pub stop: String,
    /// With a time behind it; without, 30 seconds.
    #[serde(deserialize_with = "text::trimmed")]
    pub extend: String,
    #[serde(deserialize_with = "text::trimmed")]
    pub cancel: String,
}

impl Default for ChatWords {
    fn default() -> Self {
        Self {
            on: false,
            start: "!poll".into(),
            stop: "!endpoll".into(),
            extend: "!extendpoll".into(),
            cancel: "!cancelpoll".into(),
        }
    }
}

/// What the bot says in chat.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Say {
    /// The question of a round that begins, and how to answer it.
    pub question: bool,
    /// What a round came to.
    pub result: bool,
}

impl ChatWords {
    fn all(&self) -> [(&'static str, &str); 4] {
        [
            ("chat.start", &self.start),
            ("chat.stop", &self.stop),
            ("chat.extend", &self.extend),
            ("chat.cancel", &self.cancel),
        ]
    }

    pub(super) fn problems(&self) -> Vec<Problem> {
        let words = self.all().map(|(field, word)| (field, word, text::folded(word)));
        let mut problems = Vec::new();
        for (n, (field, word, folded)) in words.iter().enumerate() {
            if !is_word(word) {
                let limit = "2 to 25 characters, the first a !, without spaces";
                problems.push(Problem::new(*field, limit));
            } else if words[..n].iter().any(|(_, _, before)| before == folded) {
                problems.push(Problem::new(*field, "the same word is another command"));
            }
        }
        problems
    }
}

fn is_word(word: &str) -> bool {
    let behind = word.strip_prefix(MARK).unwrap_or_default();
    !behind.contains(char::is_whitespace) && text::is_name(behind, WORD_CHARS_MAX - 1)
}

/// The command that a moderator's message is, with its arguments; `None` for any
/// other message.
#[must_use]
pub fn asked(config: &Config, typed: &str) -> Option<(&'static str, Value)> {
    let ChatWords { on, start, stop, extend, cancel } = &config.chat;
    let typed = typed.trim();
    if !on || !typed.starts_with(MARK) {
        return None;
    }
    let (word, behind) = typed.split_once(char::is_whitespace).unwrap_or((typed, ""));
    let word = text::folded(word);
    let is = |command: &String| text::folded(command) == word;
    if is(start) {
        return Some(("start_round", round(config, behind.trim())));
    }
    if is(extend) {
        return Some((
            "extend_round",
            json!({ "s": seconds(behind.trim()).unwrap_or(EXTENDED_S) }),
        ));
    }
    [(stop, "stop_round"), (cancel, "cancel_round")]
        .into_iter()
        .find(|(command, _)| is(command))
        .map(|(_, name)| (name, json!({})))
}

/// Without a question it is about the two sides by their names.
fn round(config: &Config, typed: &str) -> Value {
    let (first, behind) = typed.split_once(char::is_whitespace).unwrap_or((typed, ""));
    let duration_s = seconds(first).filter(|_| is_time(first, behind));
    let asked = if duration_s.is_some() { behind } else { typed };
    let mut parts = asked.split(BETWEEN).map(str::trim);
    let question = match parts.next() {
        Some(question) if !question.is_empty() => question.to_owned(),
        _ => format!("{} / {}", config.labels.r#for, config.labels.against),
    };
    let choices: Vec<Value> = parts
        .enumerate()
        .map(|(n, label)| json!({ "trigger": (n + 1).to_string(), "label": label }))
        .collect();
    let mut args = json!({ "question": question });
    if let Some(duration_s) = duration_s {
        args["duration_s"] = json!(duration_s);
    }
    if !choices.is_empty() {
        args["choices"] = json!(choices);
    }
    args
}

/// Whether a first word says how long a round lasts: one that no round may last is a
/// part of the question, and so is a bare number, unless what follows are choices
/// alone or nothing.
fn is_time(first: &str, behind: &str) -> bool {
    let may_last = seconds(first).and_then(|s| u32::try_from(s).ok());
    let is_bare = first.bytes().all(|byte| byte.is_ascii_digit());
    let is_all = behind.trim().is_empty() || behind.trim().starts_with(BETWEEN);
    may_last.is_some_and(|s| DURATION_S.contains(&s)) && (!is_bare || is_all)
}

/// `90s`, `2m`, or `90` where nothing else is said.
fn seconds(word: &str) -> Option<u64> {
    let (digits, times) = match word.strip_suffix(['s', 'm']) {
        Some(digits) if word.ends_with('m') => (digits, 60),
        Some(digits) => (digits, 1),
        None => (word, 1),
    };
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| digits.parse::<u64>().ok()?.checked_mul(times)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config() -> Config {
        Config { chat: ChatWords { on: true, ..ChatWords::default() }, ..Config::default() }
    }

    #[test]
    fn a_message_is_a_command_by_its_first_word() {
        for (typed, name, args) in [
            ("!poll", "start_round", json!({ "question": "Yes / No" })),
            ("!POLL Jump?", "start_round", json!({ "question": "Jump?" })),
            ("!poll 90s Jump?", "start_round", json!({ "question": "Jump?", "duration_s": 90 })),
            ("!poll 90", "start_round", json!({ "question": "Yes / No", "duration_s": 90 })),
            ("!poll 2 or 3?", "start_round", json!({ "question": "2 or 3?" })),
            ("!poll 2s or 3s?", "start_round", json!({ "question": "2s or 3s?" })),
            ("!poll 1984 or Dune?", "start_round", json!({ "question": "1984 or Dune?" })),
            ("!poll 100 push-ups?", "start_round", json!({ "question": "100 push-ups?" })),
            (
                "!poll 90000000000000000000 x",
                "start_round",
                json!({ "question": "90000000000000000000 x" }),
            ),
            ("!poll 2m Jump?", "start_round", json!({ "question": "Jump?", "duration_s": 120 })),
            ("!poll 2nd try?", "start_round", json!({ "question": "2nd try?" })),
            (
                " !poll  60s Where to? | Castle |Woods",
                "start_round",
                json!({ "question": "Where to?", "duration_s": 60, "choices": [
                    { "trigger": "1", "label": "Castle" }, { "trigger": "2", "label": "Woods" },
                ] }),
            ),
            ("!endpoll now", "stop_round", json!({})),
            ("!extendpoll", "extend_round", json!({ "s": 30 })),
            ("!extendpoll 60s", "extend_round", json!({ "s": 60 })),
            ("!cancelpoll", "cancel_round", json!({})),
        ] {
            assert_eq!(asked(&config(), typed), Some((name, args)), "{typed}");
        }
        for typed in ["poll", "yes", "!polls", "a !poll", "", "!"] {
            assert_eq!(asked(&config(), typed), None, "{typed}");
        }
        assert_eq!(asked(&Config::default(), "!poll"), None, "it is off");
    }

    #[test]
    fn words_are_told_apart() {
        let problems = |change: fn(&mut ChatWords)| {
            let mut words = ChatWords::default();
            change(&mut words);
            words.problems().into_iter().map(|problem| problem.field).collect::<Vec<_>>()
        };
        assert!(problems(|_| {}).is_empty());
        assert_eq!(problems(|words| words.start = "poll".into()), ["chat.start"]);
        assert_eq!(problems(|words| words.stop = "!".into()), ["chat.stop"]);
        assert_eq!(problems(|words| words.stop = "!\u{200b}".into()), ["chat.stop"]);
        assert_eq!(problems(|words| words.extend = "!a b".into()), ["chat.extend"]);
        assert_eq!(
            problems(|words| words.cancel = format!("!{}", "x".repeat(25))),
            ["chat.cancel"]
        );
        assert_eq!(problems(|words| words.cancel = "!POLL".into()), ["chat.cancel"]);
    }
}
