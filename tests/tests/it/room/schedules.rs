//! When rooms begin: how that is changed, and what calendars are told of it.

use downbeat_job::{Attempt, BeginRooms, Durable, rooms::in_calendars};
use futures::future::join_all;
use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{Room, nobody, room, talk::Talker};
use crate::{
    harness::{Answered, Process, Program, World, answered},
    streamer::code,
};

/// The room's calendar, a line each: what goes on behind a space is one.
async fn calendar(room: &Room, api: &Process) -> Vec<String> {
    let asked = nobody(api).ask(Method::GET, &format!("{}/calendar.ics", room.path()));
    let answer = asked.send().await.unwrap();
    assert_eq!(answer.headers()["content-type"], "text/calendar; charset=utf-8");
    let text = answer.text().await.unwrap();
    assert!(text.ends_with("\r\n"), "{text}");
    assert!(text.split("\r\n").all(|line| line.len() <= 75 && !line.contains('\n')), "{text}");
    text.replace("\r\n ", "").lines().map(str::to_owned).collect()
}

/// How often somebody is reminded before they hear a line.
async fn reminders(talker: &mut Talker, line: &str) -> usize {
    let mut count = 0;
    loop {
        let message = talker.next().await;
        if message["type"] == "notice" {
            assert_eq!(message, json!({ "type": "notice", "code": "reminder" }));
            count += 1;
        }
        if message["body"]["text"] == line {
            return count;
        }
    }
}

async fn change(who: &Program, place: &str, patch: Value) -> Answered {
    answered(who.ask(Method::PATCH, place).json(&patch)).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_schedule_is_changed_in_what_is_named_and_kept_in_the_rest() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let (room, other) = (room(&world, &api, json!({})).await, room(&world, &api, json!({})).await);
    let kit = room.joined(&api, "Kit").await;
    let schedules = format!("{}/schedules", room.path());
    let new = json!({ "at": "2036-10-24T20:00", "zone": "Europe/Berlin", "remind_min": 30,
        "start": true });
    let made = room.owner.post(&schedules, new).await.body;
    let id = made["id"].as_str().unwrap();
    let place = format!("{schedules}/{id}");

    let later = change(&room.owner, &place, json!({ "at": "2036-10-31T20:00" })).await;
    assert_eq!(later.status, 200, "{}", later.body);
    let mut is = json!({ "id": id, "at": "2036-10-31T20:00", "zone": "Europe/Berlin",
        "repeat": "once", "remind_min": 30, "start": true,
        // The clock was changed in between.
        "next_ms": made["next_ms"].as_i64().unwrap() + (7 * 24 + 1) * 3_600_000 });
    assert_eq!(later.body, is);
    assert_eq!(nobody(&api).get(&schedules).await.body["items"], json!([is]));

    for (wrong, field) in [
        (json!({ "at": "2001-01-01T20:00" }), "at"),
        (json!({ "at": "tomorrow" }), "at"),
        (json!({ "zone": "Mars" }), "at"),
        (json!({ "remind_min": 0 }), "remind_min"),
        (json!({ "start": false, "remind_min": 10_081 }), "remind_min"),
    ] {
        let refused = change(&room.owner, &place, wrong).await;
        assert_eq!((refused.status, &refused.body["errors"][0]["field"]), (422, &json!(field)));
    }
    let whole = json!({ "start": false });
    assert_eq!(code(&change(&kit.program, &place, whole.clone()).await), (403, "forbidden"));
    for elsewhere in
        [format!("{schedules}/{}", Uuid::now_v7()), format!("{}/schedules/{id}", other.path())]
    {
        let owner = world.program(&api);
        assert_eq!(code(&change(&owner, &elsewhere, whole.clone()).await), (404, "not_found"));
    }
    assert_eq!(nobody(&api).get(&schedules).await.body["items"], json!([is]));

    // A series has begun long ago, and goes on.
    let weekly = json!({ "at": "2021-01-01T20:00", "zone": "UTC", "repeat": "weekly",
        "remind_min": null, "start": false });
    let weekly = change(&room.owner, &place, weekly).await;
    let next_ms = weekly.body["next_ms"].as_i64().unwrap();
    let away_ms = next_ms - world.postgres.now_ms().await.unwrap();
    assert!((0..=7 * 24 * 3_600_000).contains(&away_ms), "{}", weekly.body);
    is = json!({ "id": id, "at": "2021-01-01T20:00", "zone": "UTC", "repeat": "weekly",
        "remind_min": null, "start": false, "next_ms": next_ms });
    assert_eq!(weekly.body, is);
    let lines = calendar(&room, &api).await;
    assert!(lines.contains(&"RRULE:FREQ=WEEKLY".to_owned()), "{lines:?}");
    assert!(!lines.contains(&"BEGIN:VALARM".to_owned()), "{lines:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_calendar_is_told_moments_in_utc_and_series_with_the_changes_of_their_clock() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let title = format!("Films, {}", "übermorgen; ".repeat(9).trim_end());
    let room = room(&world, &api, json!({ "title": title })).await;
    let schedules = format!("{}/schedules", room.path());
    for new in [
        json!({ "at": "2036-07-04T20:00", "zone": "Europe/Berlin" }),
        json!({ "at": "2036-10-24T20:00", "zone": "Europe/Berlin", "repeat": "weekly" }),
        json!({ "at": "2036-10-25T09:00", "zone": "Europe/Berlin", "repeat": "weekly" }),
    ] {
        let made = room.owner.post(&schedules, new).await;
        assert_eq!(made.status, 201, "{}", made.body);
    }
    let stamp = |ms: i64| format!("DTSTAMP:{}Z", in_calendars(ms, 0).unwrap());
    let before = stamp(world.postgres.now_ms().await.unwrap());
    let lines = calendar(&room, &api).await;
    let after = stamp(world.postgres.now_ms().await.unwrap());
    let stamps: Vec<&String> = lines.iter().filter(|line| line.starts_with("DTSTAMP:")).collect();
    assert_eq!(stamps.len(), 3, "{lines:?}");
    assert!(stamps.iter().all(|line| (&before..=&after).contains(line)), "{stamps:?}");
    let told = title.replace(',', "\\,").replace(';', "\\;");
    assert_eq!(lines.iter().filter(|line| **line == format!("SUMMARY:{told}")).count(), 3);

    let text = lines.join("\n");
    for part in [
        "DTSTART:20360704T180000Z\nSUMMARY:",
        "DTSTART;TZID=Europe/Berlin:20361024T200000\nRRULE:FREQ=WEEKLY\n",
        "DTSTART;TZID=Europe/Berlin:20361025T090000\nRRULE:FREQ=WEEKLY\n",
        "BEGIN:VTIMEZONE\nTZID:Europe/Berlin\nBEGIN:DAYLIGHT\n",
        "BEGIN:STANDARD\nDTSTART:20361026T030000\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100\n\
         END:STANDARD\n",
        "BEGIN:DAYLIGHT\nDTSTART:20370329T020000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\n\
         END:DAYLIGHT\n",
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
    assert_eq!(text.matches("BEGIN:VTIMEZONE").count(), 1, "{text}");
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_there_is_reminded_of_each_time_once() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let room = room(&world, &api, json!({})).await;
    let kit = room.joined(&api, "Kit").await;
    let new = json!({ "at": "2036-10-24T20:00", "zone": "UTC", "remind_min": 10 });
    let made = room.owner.post(&format!("{}/schedules", room.path()), new).await;
    assert_eq!(made.status, 201, "{}", made.body);
    let mut ada = Talker::on(&room, &api, &room.token).await;
    let mut his = Talker::on(&room, &api, &kit.token).await;
    let live = world.live.live().await;
    let context = world.context(&live).await;
    // As two workers would, and a minute later once more.
    let looked_at = async || {
        for _ in 0..2 {
            let turns = (0..2).map(|_| async {
                let attempt = Attempt::new(Uuid::now_v7(), 1);
                BeginRooms {}.run(&context, &attempt).await.unwrap();
            });
            join_all(turns).await;
        }
    };
    for (line, remind_min, away_s, count) in [
        ("too early", 10, 11 * 60, 0),
        ("in time", 10, 9 * 60, 1),
        ("nor of that time again", 30, 0, 0),
        ("at another time", 5, 4 * 60, 1),
        // It has begun before the next look.
        ("at the last moment", 1, 80, 1),
        ("over", 1, 0, 0),
    ] {
        let next = match away_s {
            0 => "next_at".to_owned(),
            away_s => format!("date_trunc('second', now()) + interval '{away_s} seconds'"),
        };
        let set = format!("UPDATE room_schedule SET remind_min = {remind_min}, next_at = {next}");
        world.postgres.run(&set).await;
        looked_at().await;
        ada.line(line).await;
        for talker in [&mut ada, &mut his] {
            assert_eq!(reminders(talker, line).await, count, "{line}");
        }
    }
}
