//! The packs of this release. Adding one is a file `packs/<id>/<version>.json` and
//! a line here; one that was released is never edited, for stories are told from it.

use super::{Pack, PackError};

/// Each by its path, with its text.
pub const SHIPPED: &[(&str, &str)] =
    &[("long_ebb/1", include_str!("../../../../../packs/long_ebb/1.json"))];

/// All of them, checked: for a start, which fails if one is refused.
///
/// # Errors
/// With the first pack that is refused, by its path.
pub fn shipped() -> Result<Vec<Pack>, (&'static str, PackError)> {
    let read = |(path, text): &(&'static str, &str)| {
        let pack = Pack::read(text).map_err(|error| (*path, error))?;
        let own = format!("{}/{}", pack.id, pack.version);
        if own == *path { Ok(pack) } else { Err((*path, PackError::at("id", format!("is {own}")))) }
    };
    SHIPPED.iter().map(read).collect()
}
