//! **Resolver 1**: the story of a mission from its pack, its seed and its party.
//!
//! A *story* is what happened tick by tick, and how each of the party came home.
//! All chance is drawn from the seed by place (tick, slot, purpose), never one
//! after the other, so a tick can be told by whoever knows the state before it:
//!
//! - a [`Departure`] is what was settled when they left, and is stored;
//! - a [`Mission`] is a departure in its pack;
//! - a [`State`] is how things stand after some ticks, the fold of those [`Tick`]s;
//! - [`Mission::tick`] tells the next one, [`Mission::results`] the end.
//!
//! [`resolve`] does all of that at once. Numbers are integers, divisions round
//! down, and no step depends on how long the story is already.

mod departure;
mod draw;
mod meeting;
mod odds;
mod results;
mod seed;
mod state;
mod story;
mod telling;
mod tick;

pub use departure::{Departure, DepartureError, KNACKS_MAX, Mission, PARTY_MAX, Sheet};
pub use draw::{PARTY, pick, purpose};
pub use odds::Odds;
pub use results::{Results, Return, Status};
pub use seed::Seed;
pub use state::{Member, State};
pub use story::{Explained, Story, TurnBack, Wishes, explain, resolve};
pub use telling::with_names;
pub use tick::{Line, Tick};

/// What a stored mission calls these rules.
pub const RESOLVER: u32 = 1;
