//! Meters, opened without Postgres.

use downbeat_live::{Lease, Live, Mark, Opened, Opening, ShardBeat, ShardNews, ShardUpdate};
use downbeat_session::{
    Session,
    kinds::{
        self,
        meter::{Config, Model},
    },
};
use uuid::Uuid;

/// A hot meter of a new id in its first incarnation.
pub async fn open_meter(live: &Live, config: &Config) -> Opening {
    let (id, owner) = (Uuid::new_v4(), Uuid::new_v4());
    let opening = Opening::fresh(id, owner, meter(config, 1), 1);
    assert_eq!(live.open(&opening).await.unwrap(), Opened::Open);
    opening
}

/// A meter as it begins.
pub fn meter(config: &Config, version: u64) -> Session {
    let kind = kinds::named("meter").unwrap();
    (kind.open)(&serde_json::to_value(config).unwrap(), version, 0).unwrap()
}

pub fn window_config(window_s: u32) -> Config {
    Config { model: Model::Window, window_s, votes_per_min: 0, ..Config::default() }
}

/// Tells one shard; `false` when the lease is not its owner's.
pub async fn told(live: &Live, lease: &Lease, mark: Option<Mark>, frames: Vec<u8>) -> bool {
    let told = live.tell_shards(&[ShardUpdate { lease, mark, frames }]).await.unwrap();
    told.into_iter().next().unwrap().unwrap()
}

/// Has one shard's votes told, and answers what else is to be; `None` when the
/// lease is not its owner's.
pub async fn beaten(live: &Live, lease: &Lease) -> Option<ShardNews> {
    let news = live.beat(&[ShardBeat { lease, is_silent: false }]).await.unwrap();
    news.into_iter().next().unwrap().unwrap()
}
