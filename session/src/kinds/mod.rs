//! The kinds there are. Adding one is a folder here and a word in the list.

#[cfg(test)]
mod contract;
pub mod meter;

use crate::Description;

macro_rules! kinds {
    ($($module:ident :: $kind:ident),+ $(,)?) => {
        /// Every kind.
        pub const ALL: &[Description] = &[$(Description::of::<$module::$kind>()),+];
    };
}

kinds! { meter::Meter }

/// The kind of that name.
#[must_use]
pub fn named(name: &str) -> Option<&'static Description> {
    ALL.iter().find(|kind| kind.name == name)
}
