//! The servers that tests run on, and how tests are told of them.

use std::{ffi::OsString, path::PathBuf};

use anyhow::Result;

use crate::{
    fleet::Fleet,
    programs::Programs,
    scratch::Scratch,
    servers::{Purpose, Setup, Stores, start_cluster, start_stores},
    step,
    stop::Stop,
    tools::Tools,
};

pub struct Servers {
    // Ended before the folder it lives in goes: fields are dropped in order.
    _fleet: Fleet,
    _scratch: Scratch,
    stores: Stores,
    cluster_urls: Vec<String>,
}

impl Servers {
    pub fn start(tools: &Tools, stop: &Stop) -> Result<Self> {
        step::timed("PostgreSQL, three Redis, a Redis Cluster", || {
            let scratch = Scratch::new("test")?;
            let mut fleet = Fleet::new(stop);
            let setup = Setup::new(&scratch, tools, Purpose::Tests, stop)?;
            let stores = start_stores(&setup, &mut fleet)?;
            let cluster_urls = start_cluster(&setup, &mut fleet)?;
            Ok(Self { _fleet: fleet, _scratch: scratch, stores, cluster_urls })
        })
    }

    /// `DOWNBEAT_TEST_…`
    pub fn variables(&self, tools: &Tools, programs: &Programs) -> Vec<(String, OsString)> {
        let Stores { database, redis_live, redis_queue, redis_cache: _ } = &self.stores;
        let chromium = tools.chromium.clone().map(PathBuf::into_os_string).unwrap_or_default();
        let told: [(&str, OsString); 8] = [
            ("DATABASE_URL", database.into()),
            ("REDIS_LIVE_URL", redis_live.into()),
            ("REDIS_QUEUE_URL", redis_queue.into()),
            ("REDIS_CLUSTER_URLS", self.cluster_urls.join(",").into()),
            ("REDIS_SERVER", tools.redis_server.clone().into()),
            ("PG_BIN", tools.postgres_bin.clone().into()),
            ("BIN_DIR", programs.folder.clone().into()),
            ("CHROMIUM", chromium),
        ];
        told.map(|(name, value)| (format!("DOWNBEAT_TEST_{name}"), value)).into()
    }
}
