//! What of this kind is in a person's export. Who decided about them, who reported them
//! and who blocked them is told to nobody: so it is not here either.

use crate::export::Part;

pub const PARTS: &[Part] = &[
    Part::of(
        "circles/owned",
        &["circle"],
        "SELECT c.id, c.config, c.created_at, c.active_at, c.closing_at
         FROM circle_member m JOIN circle c ON c.id = m.circle_id
         WHERE m.user_id = $1 AND m.role = 'owner' ORDER BY c.id",
    ),
    Part::of(
        "circles/memberships",
        &["circle_member"],
        "SELECT m.circle_id, c.config->>'name' AS circle, m.role, m.state, m.until,
             m.restricted_until, m.reason, m.answer, m.read, m.joined_at, m.updated_at
         FROM circle_member m JOIN circle c ON c.id = m.circle_id
         WHERE m.user_id = $1 ORDER BY m.joined_at, m.circle_id",
    ),
    Part::of(
        "circles/transfers",
        &["circle_transfer"],
        "SELECT circle_id, until FROM circle_transfer WHERE user_id = $1 ORDER BY circle_id",
    ),
    Part::of(
        "circles/invitations",
        &["circle_invitation"],
        "SELECT id, circle_id, by = $1 AS by_you, user_id, uses_left, made_at, until
         FROM circle_invitation WHERE by = $1 OR user_id = $1 ORDER BY id",
    ),
    Part::of(
        "circles/messages",
        &["message"],
        "SELECT m.id, m.circle_id, c.config->>'name' AS circle, m.kind, m.text, m.state, m.seq,
             m.version, m.pinned_at, m.is_daily, m.comments, m.counts, m.created_at, m.edited_at
         FROM message m JOIN circle c ON c.id = m.circle_id
         WHERE m.author = $1 ORDER BY m.id",
    ),
    Part::of(
        "circles/without-a-name",
        &["message_author"],
        "SELECT m.id, m.circle_id, c.config->>'name' AS circle, m.kind, m.text, m.state, m.seq,
             m.version, m.comments, m.counts, m.created_at, m.edited_at
         FROM message_author a JOIN message m ON m.id = a.item_id
         JOIN circle c ON c.id = m.circle_id
         WHERE a.mark = ANY($2) ORDER BY m.id",
    ),
    Part::of(
        "circles/comments",
        &["comment"],
        "SELECT k.id, k.circle_id, c.config->>'name' AS circle, k.message_id, k.parent, k.text,
             k.state, k.version, k.counts, k.created_at, k.edited_at
         FROM comment k JOIN circle c ON c.id = k.circle_id
         WHERE k.author = $1 ORDER BY k.id",
    ),
    Part::of(
        "circles/versions",
        &["message_version"],
        "SELECT item_id, version, text, edited_at FROM message_version
         WHERE item_id IN (SELECT id FROM message WHERE author = $1
             UNION ALL SELECT id FROM comment WHERE author = $1)
         ORDER BY item_id, version",
    ),
    Part::of(
        "circles/reactions",
        &["reaction"],
        "SELECT item_id, circle_id, kind, at FROM reaction WHERE user_id = $1 ORDER BY at, item_id",
    ),
    Part::of(
        "circles/favourites",
        &["favourite"],
        "SELECT message_id, circle_id, at FROM favourite
         WHERE user_id = $1 ORDER BY at, message_id",
    ),
    Part::of(
        "circles/reports",
        &["circle_report"],
        "SELECT item_id, circle_id, reason, text, made_at, closed_at FROM circle_report
         WHERE by = $1 ORDER BY made_at, item_id",
    ),
    // What they are told of, and not a moderator's notes.
    Part::of(
        "circles/decisions",
        &["decision"],
        "SELECT id, circle_id, item_id, act, came_to, rule, reason, until, by_house, lifted_at,
             made_at
         FROM decision WHERE person = $1 AND by IS DISTINCT FROM $1
             AND act IN ('hide', 'remove', 'warn', 'restrict', 'ban') ORDER BY id",
    ),
    Part::of(
        "circles/decisions-made",
        &["decision"],
        "SELECT id, circle_id, item_id, act, came_to, rule, reason, until, by_house, lifted_at,
             made_at
         FROM decision WHERE by = $1 ORDER BY id",
    ),
    Part::of(
        "circles/appeals",
        &["appeal"],
        "SELECT id, decision_id, circle_id, text, state, reason, made_at, decided_at FROM appeal
         WHERE person = $1 ORDER BY id",
    ),
    Part::of(
        "circles/daily",
        &["circle_daily"],
        "SELECT circle_id, kind, texts, at, turn, said_at, next_at, updated_at FROM circle_daily
         WHERE by = $1 ORDER BY circle_id",
    ),
    Part::of(
        "circles/scheduled",
        &["circle_scheduled"],
        "SELECT id, circle_id, kind, text, at, made_at FROM circle_scheduled
         WHERE by = $1 ORDER BY id",
    ),
    Part::of(
        "people/profile",
        &["profile"],
        "SELECT about, updated_at FROM profile WHERE user_id = $1",
    ),
    Part::of(
        "people/followed",
        &["follow"],
        "SELECT u.id, u.display_name AS name, f.at FROM follow f JOIN users u ON u.id = f.followed
         WHERE f.follower = $1 ORDER BY f.at, u.id",
    ),
    Part::of(
        "people/blocked",
        &["block"],
        "SELECT u.id, u.display_name AS name, b.at FROM block b JOIN users u ON u.id = b.blocked
         WHERE b.blocker = $1 ORDER BY b.at, u.id",
    ),
    Part::of(
        "people/muted",
        &["mute"],
        "SELECT u.id, u.display_name AS name, m.until, m.at FROM mute m
         JOIN users u ON u.id = m.muted WHERE m.muter = $1 ORDER BY m.at, u.id",
    ),
];

pub const LEFT_OUT: &[(&str, &str)] =
    &[("circle_case", "what moderators have to look at, which tells that others reported it")];
