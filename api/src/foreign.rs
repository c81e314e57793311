//! Where texts of others are read: doors for `fuzz/`, and for nobody else.

use crate::{
    paging::Page,
    sessions::{self, meter},
    socket::message::Said,
};

/// Whether a socket may be told this.
pub fn message(text: &str) -> bool {
    serde_json::from_str::<Said>(text).is_ok()
}

/// Whether a list may go on behind this.
pub fn cursor(text: &str) -> bool {
    Page::read(Some(text), None).is_ok()
        || sessions::read_cursor(text).is_ok()
        || meter::read_cursor(text).is_ok()
}

/// Whether a command may insist on this.
pub fn rev(text: &str) -> bool {
    sessions::rev(text).is_ok()
}
