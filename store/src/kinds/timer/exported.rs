//! What of this kind is in a person's export.

pub const LEFT_OUT: &[(&str, &str)] = &[
    ("timer_lobby", "a code by which people sit down, while it is open"),
    ("timer_lobby_seat", "which link is for which seat: who they are stands in the config"),
];
