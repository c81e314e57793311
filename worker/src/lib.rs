//! The worker: everything that goes on without anybody asking.
//!
//! A worker holds **leases** on shards (`ownership.rs`). For the shards it
//! owns it runs loops, each with a `run_once` that tests drive, none of which
//! keeps session state between turns:
//!
//! | loop | turn | what it does |
//! |---|---|---|
//! | ownership | 50 ms | stays a member, renews, takes, yields |
//! | beat | 50 ms | tells watchers what is dirty, on a thread of its own |
//! | advance | 50 ms | turns passed time into events |
//! | recovery | 250 ms | brings back the sessions of an emptied Redis |
//! | deactivation | 5 s | closes sessions that nobody watches; brings sleeping ones back before their time |
//! | audit watch | 1 s | asks for a drain where events wait |
//! | broadcasts | 100 ms | tells viewers of the extension, once a second a channel |
//! | rounds | 1 s | keeps in Postgres what rounds count |
//! | relay | 500 ms | brings jobs to their queues that are due and not there |
//! | schedules | 1 s | makes the jobs whose time has come |
//! | reporting | 2 s | says how this worker fares, hears what is wanted of it |
//! | service metrics | 5 s | measures what the whole service has, if shard 0 is ours |
//! | retiring | 1 min | deletes the functions of earlier releases, if shard 0 is ours |
//!
//! Beside them runs the job monitor. Postgres and jobs are never on the path
//! of a beat. Asked to stop, a loop gets 2 s for the turn under way (`loops/turns.rs`),
//! a job 15 s, and the process ends within 27 s whatever they do.

pub mod command;
pub mod doctor;
mod failures;
mod health;
pub mod kinds;
pub mod loops;
mod run;
pub mod seed;

pub use run::{STOP_LIMIT, run};
