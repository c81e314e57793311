//! Private PostgreSQL and Redis servers on loopback, without passwords: for a
//! demo and for tests, never for more.

mod cluster;
mod postgres;
mod redis;

pub use cluster::start_cluster;
pub use postgres::start_postgres;
pub use redis::{start_cache, start_redis};

use std::path::PathBuf;

use anyhow::Result;

use crate::{fleet::Fleet, scratch::Scratch, stop::Stop, tools::Tools};

/// What a server is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Keeps its data as an installation does.
    Demo,
    /// Fast, and forgetful if it crashes.
    Tests,
}

/// Where servers are started.
pub struct Setup<'a> {
    pub scratch: &'a Scratch,
    pub logs: PathBuf,
    pub tools: &'a Tools,
    pub purpose: Purpose,
    pub stop: &'a Stop,
}

impl<'a> Setup<'a> {
    pub fn new(
        scratch: &'a Scratch,
        tools: &'a Tools,
        purpose: Purpose,
        stop: &'a Stop,
    ) -> Result<Self> {
        let logs = scratch.folder("logs", None)?;
        Ok(Self { scratch, logs, tools, purpose, stop })
    }
}

/// The URLs of the servers that every installation needs.
#[derive(Clone)]
pub struct Stores {
    pub database: String,
    pub redis_live: String,
    pub redis_queue: String,
    pub redis_cache: String,
}

pub fn start_stores(setup: &Setup<'_>, fleet: &mut Fleet) -> Result<Stores> {
    let redis_live = start_redis("redis-live", setup, fleet)?;
    let redis_queue = start_redis("redis-queue", setup, fleet)?;
    let redis_cache = start_cache("redis-cache", setup, fleet)?;
    let database = start_postgres(setup, fleet)?;
    Ok(Stores { database, redis_live, redis_queue, redis_cache })
}
