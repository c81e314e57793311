//! The API: all that Downbeat answers over HTTP and on sockets.
//!
//! Webhooks come in, sockets and pages go out. Any instance serves any
//! request: an API holds connections, and what it knows of a session is only
//! the order of the last frame it passed on. `routes.rs` lists every route,
//! `hub/` is how frames reach sockets, `session/` has the routes of every kind,
//! `kinds/` those of one, `admin/` the console's, and `access/` says who may what.

mod access;
mod activity;
mod admin;
mod app;
mod bodies;
mod code;
mod connections;
mod cors;
#[doc(hidden)]
pub mod foreign;
mod guards;
mod health;
pub mod hub;
mod journal;
mod kinds;
mod listen;
mod measure;
mod media;
mod methods;
mod misfit;
mod notices;
mod nul;
mod once;
pub mod openapi;
mod pages;
mod paging;
mod people;
mod problem;
mod ranges;
mod refusal;
pub mod routes;
mod run;
mod security;
mod serve;
mod session;
mod socket;
mod tags;
mod templates;
mod webhook;

pub use app::App;
pub use routes::routes;
pub use run::{STOP_LIMIT, run};
pub use socket::schema as sockets;
