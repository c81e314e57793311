//! Everything that a socket takes, said by everybody.

use std::collections::BTreeSet;

use downbeat_session::{Role, kinds};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    Cell,
    cast::{Cast, Credential, link},
    cells,
};
use crate::harness::{Process, Screen, World};

const MESSAGES: &str = include_str!("../../../../docs/sockets.schema.json");

/// What can be said, with a command's arguments, and who may. Cells as in
/// `table.rs`; `-` is 3500.
///
/// Who comes, in this order:
/// - nobody
/// - the owner: by cookie; by tokens with one scope each: `sessions:read`,
///   `sessions:write`, `sessions:command`, `links:write`; by one with all of them
///   whose time is over
/// - by links, of a child by its parent's: owner, moderator, participant, table, viewer,
///   overlay
/// - members by cookie: a moderator, a participant, a viewer
/// - a stranger: by cookie, by a token with every scope, by a link of another
///   session
/// - staff: a reader, an administrator
/// - a guest
#[rustfmt::skip]
const ROWS: &[(&str, &str, &str)] = &[
    //                                                    -  owner   links   memb. str.  house g
    ("ping",                            "",              "-  YY----  YYYYYY  YYY   ---   --   -"),
    ("resume",                          "",              "-  YY----  YYYYYY  YYY   ---   --   -"),
    // Of a timer, where nothing is said.
    ("say",                             "",              "-  xx----  xxxxxx  xxx   ---   --   -"),
    ("command",                         "",              "-  Yx----  YYYYxx  YYx   ---   --   -"),
    ("command meter reset",             "{}",            "-  Yx----  YYxxxx  Yxx   ---   --   -"),
    ("command meter test_vote",         r#"{"side":"for"}"#, "-  Yx----  YYxxxx  Yxx   ---   --   -"),
    ("command meter start_round",       r#"{"question":"Jump?"}"#, "-  Yx----  YYxxxx  Yxx   ---   --   -"),
    ("command meter stop_round",        "{}",            "-  Yx----  YYxxxx  Yxx   ---   --   -"),
    ("command meter extend_round",      r#"{"s":30}"#, "-  Yx----  YYxxxx  Yxx   ---   --   -"),
    ("command meter cancel_round",      "{}",            "-  Yx----  YYxxxx  Yxx   ---   --   -"),
    ("command timer start",             "{}",            "-  Yx----  YYxYxx  Yxx   ---   --   -"),
    ("command timer switch",            "{}",            "-  Yx----  YYYYxx  YYx   ---   --   -"),
    ("command timer pause",             "{}",            "-  Yx----  YYxYxx  Yxx   ---   --   -"),
    ("command timer resume",            "{}",            "-  Yx----  YYxYxx  Yxx   ---   --   -"),
    ("command timer undo",              "{}",            "-  Yx----  YYxYxx  Yxx   ---   --   -"),
    ("command timer adjust",            r#"{"participant":"a","ms":1000,"reason":"a sip"}"#, "-  Yx----  YYxxxx  Yxx   ---   --   -"),
    ("command timer add_participant",   r#"{"id":"c","name":"Cid"}"#, "-  Yx----  YYxxxx  Yxx   ---   --   -"),
    ("command timer remove_participant", r#"{"id":"c"}"#, "-  Yx----  YYxxxx  Yxx   ---   --   -"),
    ("command timer set_order",         r#"{"ids":["b","a"]}"#, "-  Yx----  YYxxxx  Yxx   ---   --   -"),
    ("command timer complete",          "{}",            "-  Yx----  YYxxxx  Yxx   ---   --   -"),
    ("command timer cancel",            "{}",            "-  Yx----  YYxxxx  Yxx   ---   --   -"),
    ("command timer arrive",            r#"{"seat":"table"}"#, "-  xx----  xxxxxx  xxx   ---   --   -"),
    ("command timer drop",              r#"{"seat":"table"}"#, "-  xx----  xxxxxx  xxx   ---   --   -"),
    ("command room play", "{}", "-  Yx----  YYYxxx  YYx   ---   --   -"),
    ("command room pause", "{}", "-  Yx----  YYYxxx  YYx   ---   --   -"),
    ("command room seek", r#"{"media_ms":1000}"#, "-  Yx----  YYYxxx  YYx   ---   --   -"),
    ("command room rate", r#"{"rate":1.25}"#, "-  Yx----  YYYxxx  YYx   ---   --   -"),
    ("command room next", "{}", "-  Yx----  YYYxxx  YYx   ---   --   -"),
    ("command room previous", "{}", "-  Yx----  YYYxxx  YYx   ---   --   -"),
    ("command room jump", r#"{"item":"i1"}"#, "-  Yx----  YYYxxx  YYx   ---   --   -"),
    ("command room undo", "{}", "-  Yx----  YYYxxx  YYx   ---   --   -"),
    ("command room add", r#"{"items":[{"source":{"kind":"file","url":"https://video.example/a.mp4"}}]}"#, "-  Yx----  YYYxxx  YYx   ---   --   -"),
    ("command room edit", r#"{"item":"i9","title":"A"}"#, "-  Yx----  YYYxxx  YYx   ---   --   -"),
    ("command room move", r#"{"item":"i9"}"#, "-  Yx----  YYYxxx  YYx   ---   --   -"),
    ("command room remove", r#"{"item":"i9"}"#, "-  Yx----  YYYxxx  YYx   ---   --   -"),
    ("command room clear", "{}", "-  Yx----  YYYxxx  YYx   ---   --   -"),
    ("command room shuffle", "{}", "-  Yx----  YYYxxx  YYx   ---   --   -"),
    ("command room like", r#"{"item":"i9","on":true}"#, "-  Yx----  YYYxxx  YYx   ---   --   -"),
    ("command room measured", r#"{"item":"i9","duration_ms":60000}"#, "-  Yx----  YYYxxx  YYx   ---   --   -"),
    ("command room player", r#"{"item":"i9","state":"ready"}"#, "-  Yx----  YYYxxx  YYx   ---   --   -"),
    ("command room ballot", r#"{"about":"skip"}"#, "-  Yx----  YYYxxx  YYx   ---   --   -"),
    ("command room cast", r#"{"ballot":"b9","choice":0}"#, "-  Yx----  YYYxxx  YYx   ---   --   -"),
    ("command room end_ballot", r#"{"ballot":"b9"}"#, "-  Yx----  YYYxxx  YYx   ---   --   -"),
    ("command room check", "{}", "-  Yx----  YYYxxx  YYx   ---   --   -"),
    ("command room answer", r#"{"check":"c9","ready":true}"#, "-  Yx----  YYYxxx  YYx   ---   --   -"),
    ("command room end_check", r#"{"check":"c9"}"#, "-  Yx----  YYYxxx  YYx   ---   --   -"),
    ("command room rename", r#"{"name":"Ann"}"#, "-  Yx----  YYYxxx  YYx   ---   --   -"),
    ("command room role", r#"{"seat":"00000000-0000-4000-8000-000000000009","role":"cohost"}"#, "-  Yx----  YYYxxx  YYx   ---   --   -"),
    ("command room grant", r#"{"seat":"00000000-0000-4000-8000-000000000009","add":[],"take":[]}"#, "-  Yx----  YYYxxx  YYx   ---   --   -"),
    ("command room hand_over", r#"{"seat":"00000000-0000-4000-8000-000000000009"}"#, "-  Yx----  YYYxxx  YYx   ---   --   -"),
    ("command room take_back", "{}", "-  Yx----  YYYxxx  YYx   ---   --   -"),
    ("command room admit", r#"{"seat":"00000000-0000-4000-8000-000000000009"}"#, "-  Yx----  YYYxxx  YYx   ---   --   -"),
    ("command room mute", r#"{"seat":"00000000-0000-4000-8000-000000000009","scope":"chat","minutes":1}"#, "-  Yx----  YYYxxx  YYx   ---   --   -"),
    ("command room unmute", r#"{"seat":"00000000-0000-4000-8000-000000000009"}"#, "-  Yx----  YYYxxx  YYx   ---   --   -"),
    ("command room kick", r#"{"seat":"00000000-0000-4000-8000-000000000009"}"#, "-  Yx----  YYYxxx  YYx   ---   --   -"),
    ("command room voice", r#"{"mic":true,"camera":false,"share":false}"#, "-  Yx----  YYYxxx  YYx   ---   --   -"),
    ("command room hang_up", "{}", "-  Yx----  YYYxxx  YYx   ---   --   -"),
    ("command room leave", "{}", "-  Yx----  YYYxxx  YYx   ---   --   -"),
    ("command room close", "{}", "-  Yx----  YYYxxx  YYx   ---   --   -"),
    ("command room seat", "{}", "-  xx----  xxxxxx  xxx   ---   --   -"),
    ("command room arrive", "{}", "-  xx----  xxxxxx  xxx   ---   --   -"),
    ("command room drop", "{}", "-  xx----  xxxxxx  xxx   ---   --   -"),
    ("command room tune", "{}", "-  xx----  xxxxxx  xxx   ---   --   -"),
    ("command mission open", "{}", "-  Yx----  YYxxxx  Yxx   xx-   xx   -"),
    ("command mission close", "{}", "-  Yx----  YYxxxx  Yxx   xx-   xx   -"),
    ("command mission hide_name", r#"{"survivor":"00000000-0000-4000-8000-000000000007"}"#, "-  Yx----  YYxxxx  Yxx   xx-   xx   -"),
    ("command mission show_name", r#"{"survivor":"00000000-0000-4000-8000-000000000007"}"#, "-  Yx----  YYxxxx  Yxx   xx-   xx   -"),
    ("command mission reset_lobby", r#"{"mission":"00000000-0000-4000-8000-000000000008"}"#, "-  Yx----  YYxxxx  Yxx   xx-   xx   -"),
    ("command mission close_season", "{}", "-  Yx----  Yxxxxx  xxx   xx-   xx   -"),
    ("command mission test_line", "{}", "-  Yx----  YYxxxx  Yxx   xx-   xx   -"),
    ("command expedition ready", r#"{"on":true}"#, "-  Yx----  YY----  YYx   YY-   YY   -"),
    ("command expedition seat", "{}", "-  xx----  xx----  xxx   xx-   xx   -"),
    ("command expedition unseat", "{}", "-  xx----  xx----  xxx   xx-   xx   -"),
    ("command expedition hand_over", "{}", "-  xx----  xx----  xxx   xx-   xx   -"),
    ("command expedition depart", "{}", "-  xx----  xx----  xxx   xx-   xx   -"),
    ("command expedition turn_back", "{}", "-  xx----  xx----  xxx   xx-   xx   -"),
    ("command expedition recall", "{}", "-  xx----  xx----  xxx   xx-   xx   -"),
    ("command expedition reconcile", "{}", "-  xx----  xx----  xxx   xx-   xx   -"),
];

/// Kinds that are there for whoever is known.
const OPEN: [&str; 2] = ["mission", "expedition"];
/// Columns of those who are known, and come as participants to sessions of these.
const KNOWN: [usize; 4] = [16, 17, 19, 20];

/// Kinds whose sessions are children.
const INNER: [&str; 1] = ["expedition"];
/// Columns of links that open no child of their session.
const LESSER: [usize; 4] = [9, 10, 11, 12];

/// Kinds of session in which whoever sits there says things: that has tests of its own.
const TALKED_IN: [&str; 1] = ["room"];

/// The role in `hello`, of whoever comes in.
const ROLES: [&str; 22] = [
    "",
    "owner",
    "viewer",
    "",
    "",
    "",
    "",
    "owner",
    "moderator",
    "participant",
    "table",
    "viewer",
    "overlay",
    "moderator",
    "participant",
    "viewer",
    "",
    "",
    "",
    "",
    "",
    "",
];

#[test]
fn everything_that_a_socket_takes_has_its_row_and_every_row_is_taken() {
    let schema: Value = serde_json::from_str(MESSAGES).unwrap();
    let messages = schema["$defs"]["client"]["oneOf"].as_array().unwrap();
    let title = |message: &Value| message["title"].as_str().unwrap().to_owned();
    let mut taken: BTreeSet<String> = messages.iter().map(title).collect();
    for kind in kinds::ALL {
        taken.extend(kind.commands.iter().map(|name| format!("command {} {name}", kind.name)));
    }
    let mut told = BTreeSet::new();
    for (what, _, row) in ROWS {
        assert!(told.insert((*what).to_owned()), "{what} has two rows");
        assert_eq!(cells(row).len(), ROLES.len(), "{what}");
    }
    assert_eq!(told, taken, "who may? Each has a row in standing/sockets.rs");
}

/// Rows that one socket is asked, two things each at most.
const ASKED_MAX: usize = 15;

/// How somebody comes.
enum Way {
    Credential(Credential),
    Link(String),
}

impl Way {
    async fn knock(&self, api: &Process, session: Uuid) -> Screen {
        match self {
            Self::Credential(credential) => {
                Screen::connect_with(&api.session_url(session), &credential.headers()).await
            }
            Self::Link(token) => {
                Screen::connect(&format!("{}?link={token}", api.session_url(session))).await
            }
        }
    }
}

/// Links are to that session.
async fn everybody(world: &World, cast: &Cast, linked: Uuid) -> Vec<Way> {
    let mut all = vec![Credential::Nothing, cast.owner_cookie.clone()];
    all.extend(cast.tokens.iter().chain([&cast.expired]).cloned());
    let mut all: Vec<Way> = all.into_iter().map(Way::Credential).collect();
    for role in Role::GIVEN {
        all.push(Way::Link(link(&world.postgres, linked, role).await.1));
    }
    all.extend(cast.members.iter().cloned().map(Way::Credential));
    all.extend([&cast.stranger, &cast.strangers_token].map(|one| Way::Credential(one.clone())));
    all.push(Way::Link(cast.strangers_link.clone()));
    all.extend([&cast.reader, &cast.admin, &cast.guest].map(|one| Way::Credential(one.clone())));
    all
}

/// The code of what was said to a message; empty if it was done.
async fn answer(screen: &mut Screen, what: &str, args: &str) -> String {
    let name = what.split(' ').nth(2);
    let message = match what {
        "ping" => json!({ "type": "ping", "t0": 1 }),
        "resume" => json!({ "type": "resume", "rev": "0-9" }),
        "say" => json!({ "type": "say", "id": what, "name": "line", "args": {} }),
        // None that there is: whoever may command is told so.
        _ => json!({
            "type": "command", "id": what, "name": name.unwrap_or("fly"),
            "args": serde_json::from_str(args).unwrap_or(json!({})),
        }),
    };
    screen.say(&message.to_string()).await;
    let answer = match what {
        "ping" => screen.answer_to("pong").await,
        "resume" => screen.answer_to("hello").await,
        _ => screen.answer(what).await,
    };
    answer["code"].as_str().unwrap_or_default().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_socket_does_for_everybody_what_its_rows_say() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let cast = Cast::new(&world, &api).await;
    let mut found = Vec::new();
    for (kind, session, linked) in [
        ("meter", cast.meter, cast.meter),
        ("timer", cast.timer, cast.timer),
        ("room", cast.room, cast.room),
        ("mission", cast.camp, cast.camp),
        ("expedition", cast.mission, cast.camp),
    ] {
        let everybody = everybody(&world, &cast, linked).await;
        assert_eq!(everybody.len(), ROLES.len());
        for (column, (way, role)) in everybody.iter().zip(ROLES).enumerate() {
            let is_known = OPEN.contains(&kind) && KNOWN.contains(&column);
            let is_lesser = INNER.contains(&kind) && LESSER.contains(&column);
            let role = match role {
                _ if is_known => "participant",
                _ if is_lesser => "",
                role => role,
            };
            let mut screen = way.knock(&api, session).await;
            let mut asked = 0;
            if role.is_empty() {
                let said = screen.bye().await;
                if said != (3500, 3500) {
                    found.push(format!("{kind} column {column}: {said:?}"));
                }
                continue;
            }
            let hello = screen.answer_to("hello").await;
            if hello["role"] != role {
                found.push(format!("{kind} column {column} is {}", hello["role"]));
            }
            for (what, args, row) in ROWS {
                let of = what.split(' ').nth(1);
                // What is said to every kind has its cells for those who are let in.
                if of.is_some_and(|of| of != kind) || of.is_none() && is_known {
                    continue;
                }
                if *what == "say" && TALKED_IN.contains(&kind) {
                    continue;
                }
                // A socket may ask so much at once.
                if asked >= ASKED_MAX {
                    screen = way.knock(&api, session).await.greeted().await;
                    asked = 0;
                }
                asked += 1;
                let code = answer(&mut screen, what, args).await;
                let expected = cells(row)[column];
                if expected == Cell::MayNot && what.starts_with("command ") {
                    // Neither do they learn what is wrong with their arguments.
                    let code = answer(&mut screen, what, r#"{"no such argument":1}"#).await;
                    if code != "forbidden" {
                        found.push(format!("{what} column {column}, odd arguments: `{code}`"));
                    }
                }
                let is_right = match expected {
                    Cell::May => code != "forbidden",
                    Cell::MayNot => code == "forbidden",
                    Cell::SignedOut | Cell::NotThere => false,
                };
                if !is_right {
                    found.push(format!("{what} column {column}: {expected:?}, not `{code}`"));
                }
            }
        }
    }
    assert!(found.is_empty(), "{} are wrong:\n{}", found.len(), found.join("\n"));
}

/// An overlay's address opens what its own link opens, and nothing else does.
#[tokio::test(flavor = "multi_thread")]
async fn the_door_of_overlays_opens_for_their_links_only() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    for role in Role::GIVEN {
        let token = link(&world.postgres, world.seeded.session_id, role).await.1;
        let mut screen = Screen::connect(&api.socket_url(&token)).await;
        if role == Role::Overlay {
            screen.greeted().await;
        } else {
            assert_eq!(screen.bye().await, (3500, 3500), "{role:?}");
        }
    }
    let credentials = Credential::Token(world.seeded.api_token.clone()).headers();
    let mut screen = Screen::connect_with(&api.socket_url("wrong"), &credentials).await;
    assert_eq!(screen.bye().await, (3500, 3500));
}
