//! The cache: a Redis of its own, for what many read and Postgres would be asked for
//! each time. It may forget anything at any moment, and be away.
//!
//! - a **value** is kept under a name and an id, with the **version** of the rows that
//!   it was made of. Whoever knows the rows' version never gets an older one.
//! - a **loader** makes it: one for a key, in the process and, by a **turn** in the
//!   cache, among all of them ([`Aside`]).
//! - a **word** takes the place of what changed, for as long as a load takes: what was
//!   read before the change is not kept after it.
//!
//! Nothing here fails a request: what the cache does not answer at once, Postgres does.

mod cache;
mod entry;
mod error;
mod loads;
pub mod rights;
mod server;
mod state;

pub use cache::{Cache, CacheCheckup, WHATEVER};
pub use entry::{CachedValue, Found, Made};
pub use error::CacheError;
pub use loads::{Aside, Load};
