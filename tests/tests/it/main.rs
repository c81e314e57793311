//! The one integration binary: real servers, a database of its own for each
//! test, and no sleeping. `cargo xtask test` starts the servers and says where
//! they are.

#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a test fails by panicking, and says what it can"
)]

mod activation;
mod chat;
mod cluster;
mod command_line;
mod commands;
mod console;
mod deactivation;
mod doors;
mod drain;
mod failover;
mod faults;
mod guards;
mod harness;
mod hub;
mod idempotency;
mod idle;
mod inner;
mod jobs;
mod known;
mod lookups;
mod monitoring;
mod openapi;
mod operating;
mod ownership;
mod parked;
mod reconciler;
mod recovery;
mod replica;
mod revocation;
mod rounds;
mod security;
mod settings;
mod standing;
mod store;
mod streamer;
mod tally;
mod tally_changes;
mod tally_screens;
mod time;
mod timer;
mod twitch_revocations;
mod vote_groups;
mod votes;
