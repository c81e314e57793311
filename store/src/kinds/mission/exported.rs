//! What of this kind is in a person's export.

use crate::export::Part;

pub const PARTS: &[Part] = &[
    Part::of(
        "missions/survivors",
        &["survivors"],
        "SELECT id, bent, pack_name, own_name, name_hidden_at, state, xp, level, salvage, missions,
             completed, marks, caution, knacks, auto, auto_left, heals_at, rests_until, lost_at,
             lost_in, created_at, updated_at
         FROM survivors WHERE user_id = $1 ORDER BY id",
    ),
    Part::of(
        "missions/outings",
        &["mission_members"],
        "SELECT m.session_id, m.survivor_id, m.camp_id, m.slot, m.name, m.level, m.injured, m.marks,
             m.is_active, m.why_left, m.xp, m.salvage, m.is_lost, m.joined_at, m.home_at
         FROM mission_members m JOIN survivors s ON s.id = m.survivor_id
         WHERE s.user_id = $1 ORDER BY m.joined_at, m.session_id",
    ),
    // What chance decided on the way is told by the mission's own pages once it is over.
    Part::of(
        "missions/log",
        &["mission_logs"],
        "SELECT l.session_id, l.survivor_id, l.tick, l.at, l.encounter, l.outcome, l.harm, l.text
         FROM survivors s JOIN mission_members m ON m.survivor_id = s.id
         JOIN mission_logs l ON l.session_id = m.session_id AND l.survivor_id = s.id
         WHERE s.user_id = $1 ORDER BY l.session_id, l.tick",
    ),
    Part::of(
        "missions/scores",
        &["mission_scores"],
        "SELECT c.session_id, c.number, c.place, c.survivor_id, c.salvage
         FROM mission_scores c JOIN survivors s ON s.id = c.survivor_id
         WHERE s.user_id = $1 ORDER BY c.session_id, c.number",
    ),
    Part::of(
        "missions/seasons",
        &["mission_seasons"],
        "SELECT e.session_id, e.number, e.title, e.begun_at, e.ends_at, e.closed_at
         FROM mission_seasons e JOIN sessions s ON s.id = e.session_id
         WHERE s.owner = $1 ORDER BY e.session_id, e.number",
    ),
];

pub const LEFT_OUT: &[(&str, &str)] =
    &[("missions", "nobody's alone: whoever went along has it in missions/outings")];
