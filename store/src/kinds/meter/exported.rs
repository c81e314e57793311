//! What of this kind is in a person's export.

use crate::export::Part;

pub const PARTS: &[Part] = &[Part::of(
    "sessions/rounds",
    &["round"],
    "SELECT r.session_id, r.id, r.question, r.choices, r.labels, r.started_at, r.ends_at,
         r.ended_at, r.counts, r.is_interrupted
     FROM round r JOIN sessions s ON s.id = r.session_id
     WHERE s.owner = $1 ORDER BY r.started_at, r.id",
)];

pub const LEFT_OUT: &[(&str, &str)] = &[
    ("round_second", "votes by second: each round has a file of its own"),
    ("round_voters", "a sketch of who voted, which names nobody"),
];
