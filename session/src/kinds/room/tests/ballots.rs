//! Votes and the ready check.

use serde_json::json;

use super::InUse;

#[test]
fn sixty_percent_of_those_here_and_allowed_skip() {
    let mut room = InUse::begun(json!({}));
    room.sits("tom", "guest").sits("zoe", "guest");
    room.tells("lou", "ballot", json!({ "about": "skip" }));
    let ballot = room.view()["ballot"].clone();
    assert_eq!((&ballot["needed"], &ballot["counts"]), (&json!(3), &json!([1, 0])));
    let id = ballot["id"].clone();
    assert_eq!(room.refuses("kit", "ballot", json!({ "about": "pause" })), "ballot_running");
    room.tells("kit", "cast", json!({ "ballot": id, "choice": 1 }));
    room.tells("kit", "cast", json!({ "ballot": id, "choice": 0 }));
    assert_eq!(room.view()["ballot"]["counts"], json!([2, 0]));
    room.tells("tom", "cast", json!({ "ballot": id, "choice": 0 }));
    assert_eq!((room.item().as_str(), &room.playback()["why"]), ("i2", &json!("vote")));
    assert_eq!(room.last_of("ballot_closed").body["passed"], true);
    assert_eq!(room.refuses("zoe", "cast", json!({ "ballot": id, "choice": 0 })), "no_ballot");
}

#[test]
fn a_vote_that_cannot_pass_is_over_and_so_is_one_after_its_time() {
    let mut room = InUse::begun(json!({}));
    assert_eq!(room.refuses("kit", "ballot", json!({ "about": "pause" })), "nothing_playing");
    room.tells("ada", "play", json!({})).tells("kit", "ballot", json!({ "about": "pause" }));
    for seat in ["ada", "lou"] {
        room.tells(seat, "cast", json!({ "ballot": "b4", "choice": 1 }));
    }
    assert_eq!(room.last().body["passed"], false);
    room.tells("kit", "ballot", json!({ "about": "pause" })).wait_s(15);
    assert_eq!((room.last().name(), &room.last().body["passed"]), ("ballot_closed", &json!(false)));
    room.tells("kit", "ballot", json!({ "about": "pause" }));
    // Two are gone, and one of one is enough.
    room.system("drop", json!({ "seat": "ada" })).system("drop", json!({ "seat": "lou" }));
    assert_eq!(room.status(), "paused");
}

#[test]
fn with_nobody_allowed_nothing_passes() {
    let mut room = InUse::begun(json!({}));
    for seat in ["kit", "lou"] {
        room.tells("ada", "grant", json!({ "seat": seat, "take": ["vote"] }));
    }
    assert_eq!(room.refuses("kit", "ballot", json!({ "about": "skip" })), "forbidden");
    let owner = crate::Actor { role: crate::Role::Owner, id: None };
    room.tells("ada", "leave", json!({}));
    room.try_as(&owner, "ballot", &json!({ "about": "skip" })).unwrap();
    assert_eq!(room.last().body["passed"], false);
    assert_eq!(room.item(), "i1");
}

#[test]
fn a_poll_counts_and_names_nobody() {
    let mut room = InUse::begun(json!({}));
    for args in [
        json!({ "about": "poll" }),
        json!({ "about": "poll", "question": "?", "choices": ["one"] }),
        json!({ "about": "skip", "question": "?" }),
        json!({ "about": "poll", "question": "?", "choices": ["a", " "], "ends_s": 9 }),
    ] {
        assert!(!room.invalid("kit", "ballot", args).is_empty());
    }
    let poll =
        json!({ "about": "poll", "question": "Which?", "choices": ["a", "b", "c"], "ends_s": 600 });
    room.tells("kit", "ballot", poll);
    for (seat, choice) in [("ada", 2), ("kit", 2), ("lou", 0), ("lou", 1)] {
        room.tells(seat, "cast", json!({ "ballot": "b4", "choice": choice }));
    }
    let ballot = room.view()["ballot"].clone();
    assert_eq!(ballot["counts"], json!([0, 1, 2]));
    assert!(!ballot.to_string().contains("lou"));
    assert_eq!(room.refuses("lou", "end_ballot", json!({ "ballot": "b4" })), "forbidden");
    assert_eq!(room.refuses("lou", "cast", json!({ "ballot": "b4", "choice": 3 })), "no_ballot");
    room.wait_s(600);
    assert_eq!(
        room.last().body,
        json!({ "name": "ballot_closed", "ballot": "b4", "counts": [0, 1, 2] })
    );
}

#[test]
fn when_all_are_ready_it_is_three_two_one() {
    let mut room = InUse::begun(json!({}));
    room.tells("kit", "check", json!({}));
    assert_eq!(room.refuses("ada", "check", json!({})), "check_running");
    room.sits("tom", "guest");
    for seat in ["ada", "kit", "lou"] {
        room.tells(seat, "answer", json!({ "check": "c4", "ready": true }));
    }
    assert_eq!((room.status().as_str(), room.view()["check"].clone()), ("counting", json!(null)));
    assert_eq!(room.playback()["anchor_server_ms"], room.now_ms + 3_000);
    assert_eq!(room.last_of("check_ended").body["missing"], json!([]));
}

#[test]
fn the_silent_are_named_and_not_waited_for() {
    let mut room = InUse::begun(json!({}));
    room.tells("kit", "check", json!({})).wait_s(5);
    room.tells("kit", "answer", json!({ "check": "c4", "ready": true }));
    let check = room.view()["check"].clone();
    assert_eq!((&check["ready"], &check["missing"]), (&json!(["kit"]), &json!(["ada", "lou"])));
    room.wait_s(25);
    assert_eq!(room.last_of("check_ended").body["missing"], json!(["ada", "lou"]));
    assert_eq!(room.playback()["anchor_server_ms"], room.now_ms + 3_000);
    // Whoever calls it off begins nothing; whoever leaves is missed by nobody.
    room.tells("ada", "pause", json!({})).tells("ada", "check", json!({}));
    room.tells("ada", "end_check", json!({ "check": "c5" }));
    assert_eq!(room.status(), "paused");
    room.tells("ada", "check", json!({}));
    for seat in ["ada", "kit"] {
        room.tells(seat, "answer", json!({ "check": "c6", "ready": true }));
    }
    room.tells("lou", "leave", json!({}));
    assert_eq!(room.status(), "counting");
    assert_eq!(room.refuses("kit", "answer", json!({ "check": "c6", "ready": true })), "no_check");
}
