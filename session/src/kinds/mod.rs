//! The kinds there are. Adding one is a folder here and a word in the list.

#[cfg(test)]
mod contract;
pub mod meter;
pub mod mission;
pub mod timer;

use std::sync::OnceLock;

use crate::Description;

macro_rules! kinds {
    ($($module:ident :: $kind:ident),+ $(,)?) => {
        /// Every kind.
        pub const ALL: &[Description] = &[$(Description::of::<$module::$kind>()),+];
    };
}

kinds! { meter::Meter, timer::Timer }

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

/// Every kind that this program knows.
pub fn all() -> impl Iterator<Item = &'static Description> {
    let more = MORE.get().map(Vec::as_slice).unwrap_or_default();
    ALL.iter().chain(more)
}
