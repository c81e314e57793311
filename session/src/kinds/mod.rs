//! The kinds there are. Adding one is a folder here and a word in the list.

#[cfg(test)]
mod changed_configs;
pub mod circle;
#[cfg(test)]
mod contract;
pub mod inbox;
#[cfg(test)]
mod listed;
pub mod meter;
#[cfg(test)]
mod misfits;
pub mod mission;
pub mod room;
pub mod timer;

use std::sync::OnceLock;

use serde_json::{Value, json};

use crate::Description;

macro_rules! kinds {
    ($($module:ident :: $kind:ident),+ $(,)?) => {
        /// Every kind.
        pub const ALL: &[Description] = &[$(Description::of::<$module::$kind>()),+];
    };
}

kinds! {
    meter::Meter,
    timer::Timer,
    mission::Camp,
    mission::Expedition,
    room::Room,
    circle::Circle,
    inbox::Inbox,
}

/// Bytes of the largest view that any kind may have.
pub const VIEW_BYTES_MAX: usize = {
    let (mut most, mut n) = (0, 0);
    while n < ALL.len() {
        if ALL[n].view_bytes_max > most {
            most = ALL[n].view_bytes_max;
        }
        n += 1;
    }
    most
};

/// Kinds that a program has beside these.
static MORE: OnceLock<Vec<Description>> = OnceLock::new();

/// Has a program know more kinds, once, before it looks one up.
#[doc(hidden)]
pub fn know(more: Vec<Description>) {
    let _ = MORE.set(more);
}

/// The kind of that name.
#[must_use]
pub fn named(name: &str) -> Option<&'static Description> {
    all().find(|kind| kind.name == name)
}

/// An event of that kind as somebody may see it: its name only, where it is not
/// known what is secret.
#[must_use]
pub fn shown(kind: &str, event: Value) -> Value {
    match named(kind) {
        Some(kind) => kind.shown(event),
        None => json!({ "name": event["name"] }),
    }
}

/// An event as it is kept, its kind unknown: without what any kind hides.
#[must_use]
pub fn shown_of_any(event: Value) -> Value {
    all().fold(event, |event, kind| kind.shown(event))
}

/// Every kind that this program knows.
pub fn all() -> impl Iterator<Item = &'static Description> {
    let more = MORE.get().map(Vec::as_slice).unwrap_or_default();
    ALL.iter().chain(more)
}
