//! Who asks, and what they may do: the one place where roles are checked.
//!
//! A **person** comes with a cookie, a **program** with a token that has
//! scopes; both are a [`Caller`]. [`Who`] is whoever asks, also by a link, and
//! [`standing`] says what they may at a session: a role and [`Permissions`], the
//! one list that roles and scopes are made from. Staff have the
//! console. What is known of a cookie, a token or a link is kept in live Redis for a while
//! (`look_up.rs`), so that live sessions go on while Postgres is away.

mod address;
mod commander;
mod cookies;
mod guesses;
mod known;
mod limit;
mod line;
pub mod links;
mod look_up;
mod members;
mod permissions;
mod person;
mod scheme;
mod scope;
mod standing;
mod who;

pub use address::address;
pub use commander::{Commander, Credentials};
pub use cookies::keep_own;
pub use guesses::Guesses;
pub use known::{Credential, Known, forget};
pub use limit::{Limit, limits, take};
pub use line::{Line, is_http};
pub use look_up::{LookUpError, Source, look_up};
pub use permissions::Permissions;
pub use person::{COOKIE, COOKIES, CSRF_HEADER, IDLE, LOGIN_COOKIE, Person, hash, visitor};
pub use scheme::{Admin, Caller, Reader, User, bearer, credential};
pub use scope::Scope;
pub use standing::{Owned, Standing, standing, standing_at};
pub use who::Who;
