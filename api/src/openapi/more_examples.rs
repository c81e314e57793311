//! Examples of bodies of people, of their notices, of rooms, of friends, of circles and of the journal, by
//! their schemas.

use serde_json::{Value, json};

const SOMEBODY: &str = "0197f3c2-5b1e-7c40-9a6d-2f8e41d07b37";

pub fn of_schemas() -> Vec<(&'static str, Value)> {
    let mut all = people();
    all.extend(notices());
    all.extend(rooms());
    all.extend(friends());
    all.extend(circles());
    all.extend(journal());
    all.extend(crate::kinds::examples());
    all
}

fn people() -> Vec<(&'static str, Value)> {
    vec![
        (
            "NewPassword",
            json!({ "password": "a heron over 3 grey roofs", "current": "two boats, 1 bridge" }),
        ),
        ("NewEmail", json!({ "email": "jo@example.org", "password": "two boats, 1 bridge" })),
    ]
}

fn notices() -> Vec<(&'static str, Value)> {
    vec![
        ("ReadNoticesBody", json!({ "ids": [SOMEBODY] })),
        (
            "NoticeSettingsBody",
            json!({
                "mail": "daily",
                "zone": "Europe/Berlin",
                "language": "en",
                "quiet": { "from": "22:00", "to": "07:00" },
                "off": ["message_reaction"],
                "push_off": ["weekly_summary"],
                "reminder": "20:00",
                "weekly_summary": true,
            }),
        ),
        (
            "PushBody",
            json!({
                "endpoint": "https://push.example.org/0197f3c25b1e7c409a6d2f8e41d07b37",
                "p256dh": "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
                "auth": "BTBZMqHH6r4Tts7J_aSIgg",
                "key": "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8",
                "name": "Firefox on Linux",
            }),
        ),
    ]
}

fn rooms() -> Vec<(&'static str, Value)> {
    let items = json!([{ "source": { "kind": "file", "url": "https://example.com/clip.webm" } }]);
    vec![
        (
            "NewRoomBody",
            json!({ "config": { "title": "Film night", "items": items }, "name": "Ada" }),
        ),
        ("JoinRoomBody", json!({ "name": "Kit" })),
        ("PasswordBody", json!({ "password": "ask at the door" })),
        ("SlugBody", json!({ "slug": "film-night" })),
        (
            "NewScheduleBody",
            json!({ "at": "2030-12-06T20:00", "zone": "Europe/Berlin", "repeat": "weekly" }),
        ),
        ("SchedulePatch", json!({ "at": "2030-12-13T20:30", "remind_min": 30 })),
        ("BanBody", json!({ "seat": SOMEBODY, "minutes": 1_440, "reason": "Spoilers" })),
        (
            "ReportBody",
            json!({ "seat": SOMEBODY, "reason": "spam", "text": "The same link again" }),
        ),
        (
            "NewTrackBody",
            json!({
                "lang": "en",
                "label": "English",
                "text": "00:01.000 --> 00:03.000\nGood evening.",
            }),
        ),
        ("CloseReportBody", json!({ "reason": "They were told" })),
    ]
}

fn friends() -> Vec<(&'static str, Value)> {
    vec![
        ("AskBody", json!({ "login": "kit" })),
        ("FriendBody", json!({ "state": "friends" })),
        ("WatchedBody", json!({ "hidden": true })),
        ("PresenceBody", json!({ "seen": false })),
    ]
}

fn circles() -> Vec<(&'static str, Value)> {
    vec![
        (
            "CircleBody",
            json!({
                "kind": "public",
                "name": "Early Birds",
                "description": "A good word before the day begins.",
                "rules": ["Be kind"],
                "category": "habits",
            }),
        ),
        ("JoinCircleBody", json!({ "answer": "A friend of Ada's" })),
        ("TransferBody", json!({ "to": SOMEBODY })),
        ("InvitationBody", json!({ "uses": 10, "days": 7 })),
        ("CircleMemberPatch", json!({ "role": "moderator" })),
        ("NewMessageBody", json!({ "kind": "encouragement", "text": "You *can* do it." })),
        (
            "CircleWordsBody",
            json!({ "words": [{ "word": "buy now", "act": "hold" }, { "word": "fool", "act": "block" }] }),
        ),
        (
            "CircleDailyBody",
            json!({ "kind": "motivation", "texts": ["Good *morning*!", "A new day."], "at": "08:00" }),
        ),
        ("MessagePatch", json!({ "text": "You can do it." })),
        ("ReadBody", json!({ "seq": 12 })),
        ("NewCommentBody", json!({ "text": "With you" })),
        ("CommentPatch", json!({ "text": "With you all the way" })),
        ("ReactionBody", json!({ "kind": "love" })),
        ("CircleReportBody", json!({ "reason": "abuse", "text": "It names somebody" })),
        ("CircleMuteBody", json!({ "until_ms": 1_893_456_000_000_i64 })),
        ("CircleProfileBody", json!({ "about": "Up before the birds, with a flask of tea." })),
        ("DecisionBody", json!({ "act": "hide", "rule": 0, "reason": "It names somebody" })),
        (
            "NewAppealBody",
            json!({ "decision": SOMEBODY, "text": "I named my own brother, and he knows." }),
        ),
        ("UnsealBody", json!({ "reason": "The police ask, file 4711" })),
        ("AppealDecisionBody", json!({ "act": "overturn", "reason": "He wrote so himself" })),
    ]
}

fn journal() -> Vec<(&'static str, Value)> {
    vec![
        (
            "NewJournalEntry",
            json!({
                "title": "By the sea",
                "text": "We walked to the lighthouse and back.",
                "mood": 8,
                "tags": ["walk"],
                "wins": ["Left the phone at home"],
            }),
        ),
        ("NewMood", json!({ "value": 7, "note": "Rested" })),
        ("NewCalendar", json!({ "zone": "Europe/Berlin", "starts_h": 3 })),
        ("PromptAct", json!({ "act": "swap", "number": 1 })),
        (
            "Import",
            json!({ "entries": [{ "day": "1999-12-31", "text": "The last day." }], "moods": [] }),
        ),
        (
            "PutDraft",
            json!({
                "editor": SOMEBODY,
                "seq": 1,
                "of": { "what": "entry" },
                "content": { "text": "We walked to" },
            }),
        ),
    ]
}
