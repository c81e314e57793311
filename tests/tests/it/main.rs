//! The one integration binary: real servers, and a database of its own for each
//! test. Nobody sleeps to wait for something; where something has to last, as an
//! outage, a test sleeps through it. `cargo xtask test` starts the servers and says
//! where they are.

#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a test fails by panicking, and says what it can"
)]

mod accounts;
mod activation;
mod aside;
mod chat;
mod chat_rounds;
mod circle;
mod cluster;
mod command_line;
mod commands;
mod console;
mod console_failures;
mod console_looks;
mod deactivation;
mod doors;
mod drain;
mod examples;
mod exports;
mod failover;
mod faults;
mod guards;
mod guests;
mod harness;
mod hub;
mod idempotency;
mod idle;
mod inner;
mod jobs;
mod journal;
mod known;
mod lengths;
mod lookups;
mod misfits;
mod mission;
mod monitoring;
mod notices;
mod openapi;
mod operating;
mod ownership;
mod parked;
mod reconciler;
mod recovery;
mod replica;
mod revocation;
mod room;
mod rounds;
mod saved_questions;
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
mod windows;
