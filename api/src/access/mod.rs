//! Who asks, and what they may do: the one place where roles are checked.
//!
//! A **person** comes with a cookie, a **program** with a token that has scopes, a
//! **guest** with the cookie of a browser that has no account; all are a [`Caller`].
//! [`Who`] is whoever asks, also by a link, and [`standing`] says what they may at a
//! session: a role and [`Permissions`], the one list that roles and scopes are made
//! from. A **viewer** of the extension comes with a JWT of Twitch's, where there is
//! something for an audience to do; whoever may come there, as a person, a program or
//! a viewer, is a [`Player`]. Staff have the console. What is known of a cookie, a
//! token or a link is kept in live Redis for a while (`look_up.rs`), so that live
//! sessions go on while Postgres is away.

mod address;
mod attempts;
mod bucket;
mod by_address;
mod commander;
mod cookies;
mod extension;
mod guesses;
mod guest;
mod known;
mod limit;
mod line;
pub mod links;
mod look_up;
mod members;
mod origin;
pub mod passwords;
mod permissions;
mod person;
mod player;
mod scheme;
mod scope;
mod standing;
mod ticket;
mod who;

pub use address::{address, network, place};
pub use attempts::Attempts;
pub use bucket::{Buckets, Rate};
pub use by_address::{Addresses, TooMuch, by_address};
pub use commander::{Commander, Credentials};
pub use cookies::{cookie_of, keep_own, secret};
pub use extension::{BODY_BYTES_MAX as VIEWER_BODY_BYTES_MAX, Visit, forget_viewer, is_jwt};
pub use guesses::Guesses;
pub use guest::{Maker, Somebody};
pub use known::{Credential, Known, forget};
pub use limit::{Limit, Policy, busy, limits, take};
pub use line::{Line, is_http};
pub use look_up::{LookUpError, Source, look_up};
pub use origin::Origins;
pub use permissions::Permissions;
pub use person::{
    COOKIE, COOKIES, CSRF_HEADER, GUEST_COOKIE, LOGIN_COOKIE, Person, STAY, WHOLE, csrf,
    guest_hash, hash, visitor,
};
pub use player::Player;
pub use scheme::{Admin, Caller, Reader, User, bearer, credential, known};
pub use scope::Scope;
pub use standing::{Owned, Standing, seating, standing, standing_at};
pub use ticket::{GOOD_FOR as TICKETS_GOOD_FOR, Ticket};
pub use who::{Viewer, Who};
