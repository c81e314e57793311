//! What of a room's past everybody there may read.
//!
//! No more than they saw, had they been there: not who muted whom, for some of that is
//! known to nobody; not why somebody had to go, or by whom; not who voted for what. And
//! not each pause and each jump, which would be most of it.

use crate::Retold;

pub const RETOLD: &[Retold] = &[
    Retold { event: "seated", members: &["/seat", "/called", "/role"] },
    Retold { event: "left", members: &["/seat"] },
    Retold { event: "kicked", members: &["/seat"] },
    Retold { event: "admitted", members: &["/seat"] },
    Retold { event: "renamed", members: &["/seat", "/to"] },
    Retold { event: "role_set", members: &["/seat", "/role"] },
    Retold { event: "handed_over", members: &["/seat"] },
    Retold { event: "taken_back", members: &[] },
    Retold { event: "item_started", members: &["/playback/item", "/by", "/why"] },
    Retold { event: "item_ended", members: &["/item"] },
    Retold { event: "item_failed", members: &["/item"] },
    Retold { event: "closed", members: &[] },
    Retold { event: "opened", members: &[] },
];
