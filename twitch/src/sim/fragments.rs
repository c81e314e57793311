//! A message in the pieces in which Twitch tells it: text and emotes.

use std::fmt::Write as _;

/// Some emotes that every channel has, and their ids.
const EMOTES: &[(&str, &str)] =
    &[("Kappa", "25"), ("BibleThump", "86"), ("PogChamp", "305954156"), ("LUL", "425618")];

/// The JSON array of a message's fragments.
pub(super) fn fragments(text: &str) -> String {
    let mut json = String::from("[");
    let (mut plain_from, mut at) = (0, 0);
    for word in text.split(' ') {
        let end = at + word.len();
        if let Some((name, id)) = EMOTES.iter().find(|(name, _)| *name == word) {
            push_plain(&mut json, &text[plain_from..at]);
            push_emote(&mut json, name, id);
            plain_from = end;
        }
        at = end + 1;
    }
    push_plain(&mut json, &text[plain_from..]);
    json.push(']');
    json
}

fn push_plain(json: &mut String, text: &str) {
    if text.is_empty() {
        return;
    }
    separate(json);
    let text = serde_json::Value::from(text);
    // Writing to a string cannot fail.
    let _ = write!(
        json,
        r#"{{"type":"text","text":{text},"cheermote":null,"emote":null,"mention":null}}"#
    );
}

fn push_emote(json: &mut String, name: &str, id: &str) {
    separate(json);
    let _ = write!(
        json,
        concat!(
            r#"{{"type":"emote","text":"{}","cheermote":null,"emote":{{"id":"{}","#,
            r#""emote_set_id":"0","owner_id":"0","format":["static"]}},"mention":null}}"#
        ),
        name, id
    );
}

fn separate(json: &mut String) {
    if json.len() > 1 {
        json.push(',');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn emotes_are_told_apart_and_nothing_is_lost() {
        for (text, emotes) in [
            ("yes", 0),
            ("LUL", 1),
            ("Kappa Kappa", 2),
            ("はい PogChamp 😀  ", 1),
            (" LUL", 1),
            ("LULw", 0),
            ("", 0),
        ] {
            let all: Vec<serde_json::Value> = serde_json::from_str(&fragments(text)).unwrap();
            let told: String = all.iter().filter_map(|one| one["text"].as_str()).collect();
            assert_eq!(told, text);
            let found = all.iter().filter(|one| one["type"] == "emote").count();
            assert_eq!(found, emotes, "{text}");
        }
    }
}
