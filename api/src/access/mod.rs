//! Who asks, and what they may do: the one place where roles are checked.
//!
//! A **person** comes with a cookie, a **program** with a token that has
//! scopes; both are a [`Caller`]. People of the house have the console. What is
//! known of a cookie, a token or a link is kept in live Redis for a while
//! (`look_up.rs`), so that live sessions go on while Postgres is away.

mod address;
mod cookies;
mod guesses;
mod known;
mod limit;
pub mod links;
mod look_up;
mod person;
mod scheme;
mod scope;

pub use address::address;
pub use cookies::keep_own;
pub use guesses::Guesses;
pub use known::{Credential, Known, forget};
pub use limit::{Limit, limits, take};
pub use look_up::{LookUpError, Source, look_up};
pub use person::{COOKIE, COOKIES, CSRF_HEADER, IDLE, LOGIN_COOKIE, Person, hash, visitor};
pub use scheme::{Admin, Caller, Reader, User, bearer, credential};
pub use scope::Scope;
