//! What mails of notices say, in each language. They name people and circles that
//! everybody may find, and say nothing of what was written.

use std::fmt::Write;

use downbeat_store::NoticeRecord;

use crate::mail::Language;

use Language::{De, En};

/// A notice in one line.
pub fn line(language: Language, notice: &NoticeRecord) -> String {
    let (who, circle) = (who(language, notice), circle(language, notice));
    let into = into(language, notice);
    let is_comment = notice.about["is_comment"] == true;
    let is_one = notice.count == 1;
    let count = notice.count;
    match (notice.r#type.as_str(), language) {
        ("message_reaction", En) => {
            let what = if is_comment { "your comment" } else { "your message" };
            format!("{who} reacted to {what} in {circle}")
        }
        ("message_reaction", De) => {
            let what = if is_comment { "deinen Kommentar" } else { "deine Nachricht" };
            let verb = if is_one { "hat" } else { "haben" };
            format!("{who} {verb} in {circle} auf {what} reagiert")
        }
        ("message_comment", En) if is_comment => format!("{who} answered your comment in {circle}"),
        ("message_comment", En) => format!("{who} commented on your message in {circle}"),
        ("message_comment", De) => {
            let verb = if is_one { "hat" } else { "haben" };
            let what = if is_comment {
                "auf deinen Kommentar geantwortet"
            } else {
                "deine Nachricht kommentiert"
            };
            format!("{who} {verb} in {circle} {what}")
        }
        ("circle_invitation", En) => format!("{who} invited you to {into}"),
        ("circle_invitation", De) => format!("{who} hat dich in {into} eingeladen"),
        ("circle_join_request", En) if is_one => format!("{who} asks to join {circle}"),
        ("circle_join_request", En) => format!("{count} people ask to join {circle}"),
        ("circle_join_request", De) if is_one => format!("{who} möchte in {into}"),
        ("circle_join_request", De) => format!("{count} Leute möchten in {into}"),
        ("circle_waiting", En) if is_one => format!("Something waits for a moderator in {circle}"),
        ("circle_waiting", En) => format!("{count} things wait for a moderator in {circle}"),
        ("circle_waiting", De) if is_one => format!("In {circle} wartet etwas auf Moderation"),
        ("circle_waiting", De) => format!("In {circle} warten {count} Dinge auf Moderation"),
        ("daily_reminder", En) => "Nothing in your journal today".to_owned(),
        ("daily_reminder", De) => "Heute steht noch nichts in deinem Tagebuch".to_owned(),
        ("weekly_summary", _) => week(language, notice),
        _ => format!("{}: {}", place(language, notice), happened(language, notice)),
    }
}

pub fn subject(language: Language, count: usize) -> String {
    match language {
        En => format!("{count} notices from Downbeat"),
        De => format!("{count} Benachrichtigungen von Downbeat"),
    }
}

/// Lines with where each leads.
pub fn letter(
    language: Language,
    lines: &[(String, String)],
    public_url: &str,
    unsubscribe: &str,
) -> String {
    let mut text = String::from(match language {
        En => "Hello,\n\n",
        De => "Hallo,\n\n",
    });
    for (line, place) in lines {
        let _ = write!(text, "{line}\n{place}\n\n");
    }
    let _ = match language {
        En => write!(
            text,
            "When and how you are told:\n\n{public_url}/inbox/settings\n\nNo more of these \
             mails:\n\n{unsubscribe}\n"
        ),
        De => write!(
            text,
            "Wann und wie dir etwas gesagt wird:\n\n{public_url}/inbox/settings\n\nKeine solchen \
             Mails mehr:\n\n{unsubscribe}\n"
        ),
    };
    text
}

/// "Ada", "Ada and Ben", "Ada and 4 others".
fn who(language: Language, notice: &NoticeRecord) -> String {
    let actors = notice.actors.as_array().map(Vec::as_slice).unwrap_or_default();
    let mut names = actors.iter().filter_map(|actor| actor["name"].as_str()).map(isolated);
    let (first, second) = (names.next(), names.next());
    let others = notice.count - 1;
    match (first, second, language) {
        (None, _, En) => "Somebody".to_owned(),
        (None, _, De) => "Jemand".to_owned(),
        (Some(first), ..) if others < 1 => first,
        (Some(first), Some(second), En) if others == 1 => format!("{first} and {second}"),
        (Some(first), Some(second), De) if others == 1 => format!("{first} und {second}"),
        (Some(first), None, En) if others == 1 => format!("{first} and one other"),
        (Some(first), None, De) if others == 1 => format!("{first} und eine weitere Person"),
        (Some(first), _, En) => format!("{first} and {others} others"),
        (Some(first), _, De) => format!("{first} und {others} andere"),
    }
}

/// The name of one that others may not know of stays out of mails.
fn circle(language: Language, notice: &NoticeRecord) -> String {
    match (&notice.circle_name, notice.is_private, language) {
        (Some(name), false, _) => isolated(name),
        (_, _, En) => "a circle of yours".to_owned(),
        (_, _, De) => "einem deiner Kreise".to_owned(),
    }
}

/// Where somebody comes to be.
fn into(language: Language, notice: &NoticeRecord) -> String {
    match (&notice.circle_name, notice.is_private, language) {
        (Some(name), false, _) => isolated(name),
        (_, _, En) => "a circle".to_owned(),
        (_, _, De) => "einen Kreis".to_owned(),
    }
}

/// Where something happened, before what did.
fn place(language: Language, notice: &NoticeRecord) -> String {
    match (&notice.circle_name, notice.is_private, language) {
        (Some(name), false, _) => isolated(name),
        (_, _, En) => "In a circle".to_owned(),
        (_, _, De) => "In einem Kreis".to_owned(),
    }
}

/// The direction of what somebody wrote ends with it.
fn isolated(name: &str) -> String {
    format!("\u{2068}{name}\u{2069}")
}

fn happened(language: Language, notice: &NoticeRecord) -> &'static str {
    let is_unseen = notice.about["anonymous"] == true;
    match (notice.about["what"].as_str().unwrap_or_default(), language) {
        ("warn", En) => "a moderator warned you",
        ("warn", De) => "eine Moderatorin oder ein Moderator hat dich verwarnt",
        ("hide", En) => "something that you wrote was hidden",
        ("hide", De) => "etwas von dir wurde verborgen",
        ("remove", En) => "something that you wrote was removed",
        ("remove", De) => "etwas von dir wurde entfernt",
        ("restrict", En) if is_unseen => "you can write nothing without your name for a while",
        ("restrict", De) if is_unseen => "du kannst eine Weile nichts ohne deinen Namen schreiben",
        ("restrict", En) => "you can only read for a while",
        ("restrict", De) => "du kannst eine Weile nur lesen",
        ("ban", En) => "you were banned",
        ("ban", De) => "du wurdest ausgeschlossen",
        ("let_in", En) => "you are in",
        ("let_in", De) => "du bist dabei",
        ("refused", En) => "you were not let in",
        ("refused", De) => "du wurdest nicht aufgenommen",
        ("offered", En) => "you are offered to be its owner",
        ("offered", De) => "dir wird angeboten, den Kreis zu übernehmen",
        ("role", En) => "you have another role",
        ("role", De) => "du hast eine andere Rolle",
        ("report_closed", En) => "what you reported was looked at",
        ("report_closed", De) => "was du gemeldet hast, wurde geprüft",
        ("appeal_upheld", En) => "your appeal was looked at, and the decision stays",
        ("appeal_upheld", De) => "dein Einspruch wurde geprüft, die Entscheidung bleibt",
        ("appeal_overturned", En) => "your appeal was looked at, and the decision was taken back",
        ("appeal_overturned", De) => {
            "dein Einspruch wurde geprüft, die Entscheidung ist zurückgenommen"
        }
        (_, En) => "there is something new for you",
        (_, De) => "es gibt etwas Neues für dich",
    }
}

fn week(language: Language, notice: &NoticeRecord) -> String {
    let number = |name: &str| notice.about[name].as_i64().unwrap_or(0);
    let (entries, messages) = (number("entries"), number("messages"));
    let (comments, reactions) = (number("comments"), number("reactions"));
    match language {
        En => format!(
            "Your week: days written: {entries}, messages: {messages}, comments: {comments}, \
             reactions: {reactions}"
        ),
        De => format!(
            "Deine Woche: Tage mit Eintrag: {entries}, Nachrichten: {messages}, Kommentare: \
             {comments}, Reaktionen: {reactions}"
        ),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};
    use uuid::Uuid;

    use super::*;

    fn notice(of: &str, count: i32, names: &[&str], about: Value) -> NoticeRecord {
        let actors: Vec<Value> = names.iter().map(|name| json!({ "name": name })).collect();
        NoticeRecord {
            id: Uuid::nil(),
            user_id: Uuid::nil(),
            r#type: of.to_owned(),
            circle_id: Some(Uuid::nil()),
            circle_name: Some("Harbour".to_owned()),
            is_private: false,
            about,
            actors: actors.into(),
            count,
            at_ms: 0,
            state: "delivered".to_owned(),
        }
    }

    fn plain(language: Language, notice: &NoticeRecord) -> String {
        line(language, notice).replace(['\u{2068}', '\u{2069}'], "")
    }

    #[test]
    fn a_line_names_who_and_where() {
        let reacted = notice("message_reaction", 5, &["Ada", "Ben", "Cy"], json!({}));
        assert_eq!(plain(En, &reacted), "Ada and 4 others reacted to your message in Harbour");
        let text = "Ada und 4 andere haben in Harbour auf deine Nachricht reagiert";
        assert_eq!(plain(De, &reacted), text);
        let two = notice("message_comment", 2, &["Ada", "Ben"], json!({ "is_comment": true }));
        assert_eq!(plain(En, &two), "Ada and Ben answered your comment in Harbour");
        let gone = notice("circle_invitation", 1, &[], json!({}));
        assert_eq!(plain(En, &gone), "Somebody invited you to Harbour");
    }

    #[test]
    fn a_private_circle_is_not_named() {
        let warned = notice("system", 1, &[], json!({ "what": "warn" }));
        let warned = NoticeRecord { is_private: true, ..warned };
        for language in [En, De] {
            assert!(!line(language, &warned).contains("Harbour"));
        }
    }

    #[test]
    fn what_became_of_an_appeal_is_said() {
        let about = |what: &str| notice("system", 1, &[], json!({ "what": what }));
        let upheld = plain(En, &about("appeal_upheld"));
        assert_eq!(upheld, "Harbour: your appeal was looked at, and the decision stays");
        for language in [En, De] {
            let overturned = plain(language, &about("appeal_overturned"));
            assert_ne!(overturned, plain(language, &about("appeal_upheld")));
            assert_ne!(overturned, plain(language, &about("crowned")));
        }
    }

    #[test]
    fn what_was_said_without_a_name_is_told_without_one() {
        let answered = notice("message_comment", 3, &[], json!({ "anonymous": true }));
        assert_eq!(plain(En, &answered), "Somebody commented on your message in Harbour");
        let about = json!({ "what": "restrict", "anonymous": true });
        let restricted = plain(En, &notice("system", 1, &[], about));
        assert!(restricted.contains("nothing without your name"), "{restricted}");
    }

    #[test]
    fn a_letter_ends_with_the_way_out() {
        let lines = [("Line".to_owned(), "https://example.org/journal".to_owned())];
        for language in [En, De] {
            let url = "https://example.org/unsubscribe/7";
            let text = letter(language, &lines, "https://example.org", url);
            for address in ["https://example.org/journal", url] {
                assert!(text.lines().any(|line| line == address), "{text}");
            }
        }
    }
}
