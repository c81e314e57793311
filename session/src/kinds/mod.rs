//! The kinds there are. Adding one is a folder here and a word in the list.

#[cfg(test)]
mod contract;
pub mod meter;
pub mod timer;

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

/// The kind of that name.
#[must_use]
pub fn named(name: &str) -> Option<&'static Description> {
    ALL.iter().find(|kind| kind.name == name)
}
