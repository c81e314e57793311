//! What of this kind is in a person's export. That they are shadowed, and who blocked
//! them, is told to nobody: so it is not here either.

use crate::export::Part;

pub const PARTS: &[Part] = &[
    Part::of(
        "rooms/rooms",
        &["room"],
        "SELECT r.session_id, r.code, r.slug, r.password IS NOT NULL AS has_password
         FROM room r JOIN sessions s ON s.id = r.session_id
         WHERE s.owner = $1 ORDER BY r.session_id",
    ),
    Part::of(
        "rooms/seats",
        &["room_seat"],
        "SELECT session_id, name, role, is_admitted, chat_muted_until, voice_muted_until,
             joined_at, seen_at
         FROM room_seat WHERE person = $1 ORDER BY joined_at, id",
    ),
    Part::of(
        "rooms/said",
        &["session_line"],
        "SELECT l.session_id, l.at, l.body FROM room_seat s
         JOIN session_line l ON l.session_id = s.session_id AND l.seat = s.id::text
         WHERE s.person = $1 AND l.body IS NOT NULL ORDER BY l.session_id, l.q",
    ),
    Part::of(
        "rooms/schedules",
        &["room_schedule"],
        "SELECT h.id, h.session_id, h.local_at, h.zone, h.repeat, h.remind_min, h.starts,
             h.next_at, h.made_at
         FROM room_schedule h JOIN sessions s ON s.id = h.session_id
         WHERE s.owner = $1 ORDER BY h.session_id, h.id",
    ),
    Part::of(
        "rooms/tracks",
        &["room_track"],
        "SELECT t.id, t.session_id, t.lang, t.label, t.body, t.made_at
         FROM room_track t JOIN sessions s ON s.id = t.session_id
         WHERE s.owner = $1 ORDER BY t.session_id, t.id",
    ),
    Part::of(
        "rooms/watched",
        &["room_watched"],
        "SELECT session_id, room, item, title, is_hidden, at FROM room_watched
         WHERE person = $1 ORDER BY id",
    ),
    Part::of(
        "rooms/unseen",
        &["room_unseen"],
        "SELECT true AS is_unseen FROM room_unseen WHERE person = $1",
    ),
    Part::of(
        "rooms/reports",
        &["room_report"],
        "SELECT id, session_id, name, reason, text, made_at, closed_at FROM room_report
         WHERE by_person = $1 ORDER BY id",
    ),
    // A request of theirs stands in the other file, which does not say whom it came to.
    Part::of(
        "friends/friends",
        &["friendship"],
        "SELECT u.id, u.display_name AS name, f.state, f.by = $1 AS by_you, f.made_at
         FROM friendship f
         JOIN users u ON u.id = CASE WHEN f.one = $1 THEN f.other ELSE f.one END
         WHERE (f.one = $1 OR f.other = $1) AND (f.state = 'friends'
             OR f.state = 'asked' AND f.by <> $1 OR f.state = 'blocked' AND f.by = $1)
         ORDER BY u.id",
    ),
    Part::of(
        "friends/asked",
        &["friend_ask"],
        "SELECT login, made_at FROM friend_ask WHERE person = $1 ORDER BY made_at, id",
    ),
];

pub const LEFT_OUT: &[(&str, &str)] =
    &[("room_ban", "a host's word about others; whoever is kept out hears it at the door")];
