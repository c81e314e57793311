//! Who may do what, and to whom.

use serde_json::{Value, json};

use super::InUse;
use crate::{Actor, Refusal, Role};

fn rights(room: &InUse, seat: &str) -> Vec<String> {
    serde_json::from_value(room.view()["seats"][seat]["rights"].clone()).unwrap()
}

#[test]
fn control_gives_the_first_seven() {
    let first = ["play", "seek", "rate", "next", "add", "order", "share"];
    for (control, kit, cohost) in
        [("everyone", true, true), ("owner", false, true), ("selected", false, true)]
    {
        let mut room = InUse::begun(json!({ "control": control }));
        room.tells("ada", "role", json!({ "seat": "kit", "role": "cohost" })).sits("tom", "member");
        let has = |seat: &str| {
            first.iter().all(|right| rights(&room, seat).iter().any(|one| one == right))
        };
        assert_eq!(
            (has("tom"), has("lou"), has("kit"), has("ada")),
            (kit, kit, cohost, true),
            "{control}"
        );
    }
}

#[test]
fn roles_have_what_configs_and_grants_add() {
    let grants = json!({ "guest": ["invite"], "member": ["mute"], "cohost": ["settings"] });
    let mut room = InUse::begun(json!({ "control": "owner", "grants": grants }));
    assert_eq!(rights(&room, "lou"), ["chat", "react", "vote", "voice", "invite"]);
    assert_eq!(rights(&room, "kit"), ["chat", "react", "vote", "voice", "invite", "mute"]);
    assert_eq!(rights(&room, "ada").len(), 17);
    room.tells(
        "ada",
        "grant",
        json!({ "seat": "lou", "add": ["play"], "take": ["chat", "invite"] }),
    );
    assert_eq!(rights(&room, "lou"), ["play", "react", "vote", "voice"]);
    // What is given again is not taken any more.
    room.tells("ada", "grant", json!({ "seat": "lou", "add": ["chat"] }));
    assert_eq!(rights(&room, "lou"), ["play", "chat", "react", "vote", "voice"]);
    room.tells("ada", "role", json!({ "seat": "kit", "role": "cohost" }));
    assert_eq!(rights(&room, "kit").len(), 17);
    // Nobody gives what they do not have.
    room.tells("ada", "grant", json!({ "seat": "kit", "take": ["ban"] }));
    assert_eq!(room.refuses("kit", "grant", json!({ "seat": "lou", "add": ["ban"] })), "forbidden");
    room.tells("kit", "grant", json!({ "seat": "lou", "add": ["kick"] }));
}

#[test]
fn each_acts_on_lower_ones() {
    let mut room = InUse::begun(json!({}));
    room.sits("tom", "cohost").sits("zoe", "cohost").sits("max", "member");
    room.tells("ada", "grant", json!({ "seat": "max", "add": ["kick", "mute", "roles"] }));
    let acts = |seat: &str| -> Vec<(&'static str, Value)> {
        vec![
            ("kick", json!({ "seat": seat })),
            ("mute", json!({ "seat": seat, "scope": "chat", "minutes": 1 })),
            ("unmute", json!({ "seat": seat })),
            ("role", json!({ "seat": seat, "role": "guest" })),
            ("grant", json!({ "seat": seat, "add": ["play"] })),
        ]
    };
    let ranks = ["lou", "max", "tom", "ada"];
    for (n, low) in ranks.iter().enumerate() {
        for high in &ranks[n..] {
            for (name, args) in acts(high) {
                let code = match room.clone().tries(low, name, &args) {
                    Err(Refusal::Rejected(no)) => no.code,
                    other => panic!("{low} {name} {high}: {other:?}"),
                };
                assert_eq!(
                    code,
                    if *low == "lou" { "forbidden" } else { "outranked" },
                    "{low} {name} {high}"
                );
            }
        }
        for lower in &ranks[..n] {
            for (name, args) in acts(lower) {
                let mut room = room.clone();
                let done = room.tries(low, name, &args);
                assert!(done.is_ok(), "{low} {name} {lower}: {done:?}");
            }
        }
    }
    assert_eq!(room.refuses("tom", "kick", json!({ "seat": "zoe" })), "outranked");
    assert_eq!(
        room.refuses("tom", "role", json!({ "seat": "lou", "role": "cohost" })),
        "outranked"
    );
    // A member has an account.
    assert_eq!(
        room.refuses("tom", "role", json!({ "seat": "lou", "role": "member" })),
        "forbidden"
    );
    room.tells("ada", "role", json!({ "seat": "lou", "role": "cohost" }));
    assert_eq!(room.refuses("ada", "kick", json!({ "seat": "nobody" })), "unknown_seat");
}

#[test]
fn nobody_without_a_seat_does_anything_but_the_owner_and_the_system() {
    let mut room = InUse::begun(json!({}));
    for role in [Role::Moderator, Role::Participant] {
        for id in [None, Some("nobody".to_owned())] {
            let refusal = room.try_as(&Actor { role, id }, "play", &json!({})).unwrap_err();
            assert!(matches!(refusal, Refusal::Rejected(no) if no.code == "unknown_seat"));
        }
    }
    // By an account, and not from a seat.
    let owner = Actor { role: Role::Owner, id: Some("account:7".into()) };
    room.try_as(&owner, "play", &json!({})).unwrap();
    assert_eq!(room.playback()["by"], "ada");
    room.tells("ada", "leave", json!({}));
    room.try_as(&owner, "pause", &json!({})).unwrap();
    assert_eq!(room.playback()["by"], json!(null));
    let refusal = room.try_as(&owner, "rename", &json!({ "name": "x" })).unwrap_err();
    assert!(matches!(refusal, Refusal::Rejected(no) if no.code == "unknown_seat"));
    for name in ["seat", "arrive", "drop", "tune"] {
        let refusal = room.try_as(&owner, name, &json!({})).unwrap_err();
        assert!(matches!(refusal, Refusal::Rejected(no) if no.code == "forbidden"), "{name}");
    }
}

#[test]
fn whoever_knocks_waits_to_be_admitted() {
    let mut room = InUse::begun(json!({ "entry": "knock" }));
    room.sits("pam", "viewer");
    assert_eq!(rights(&room, "pam"), Vec::<String>::new());
    assert_eq!(room.public()["present"], 3);
    assert_eq!(room.refuses("pam", "play", json!({})), "forbidden");
    assert_eq!(room.refuses("lou", "admit", json!({ "seat": "pam" })), "forbidden");
    room.tells("kit", "admit", json!({ "seat": "pam" }));
    assert_eq!(room.view()["seats"]["pam"]["role"], "guest");
    assert_eq!(room.public()["present"], 4);
    assert_eq!(room.refuses("kit", "admit", json!({ "seat": "pam" })), "unknown_seat");
    room.sits("joe", "viewer").tells("joe", "leave", json!({}));
    assert_eq!(room.view()["seats"]["joe"], json!(null));
}
