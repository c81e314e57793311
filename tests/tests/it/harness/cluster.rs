//! A Redis Cluster of a test's own: three primaries that share all slots, each
//! of which it may empty or kill.

use downbeat_live::key;
use downbeat_session::id;
use redis::cluster_routing::Slot;
use uuid::Uuid;

use super::{Redis, SHARDS, until};

const NODES: u16 = 3;
const SLOTS: u16 = 16_384;

pub struct Cluster {
    pub nodes: Vec<Redis>,
}

impl Cluster {
    pub async fn start() -> Self {
        let started: Vec<(Redis, u16)> = (0..NODES).map(|_| Redis::node()).collect();
        let (first, first_bus) = (started[0].0.port(), started[0].1);
        for (n, (node, _)) in (0..NODES).zip(&started) {
            let range = format!("ADDSLOTSRANGE {} {}", slot(n), slot(n + 1) - 1);
            tell(node, &format!("SET-CONFIG-EPOCH {}", n + 1)).await;
            tell(node, &range).await;
            if n > 0 {
                tell(node, &format!("MEET 127.0.0.1 {first} {first_bus}")).await;
            }
        }
        let cluster = Self { nodes: started.into_iter().map(|(node, _)| node).collect() };
        for node in &cluster.nodes {
            until("it knows all others and an owner of every slot", async || {
                let mut ask = redis::cmd("CLUSTER");
                let told: String =
                    ask.arg("INFO").query_async(&mut node.bare().await).await.ok()?;
                let known = format!("cluster_known_nodes:{NODES}");
                (told.contains("cluster_state:ok") && told.contains(&known)).then_some(())
            })
            .await;
        }
        cluster
    }

    /// Its nodes, as the product is told them and as its user.
    pub fn urls(&self) -> String {
        self.nodes.iter().map(Redis::live_url).collect::<Vec<_>>().join(",")
    }

    /// The node that a session's keys belong to.
    pub fn holder(session: Uuid) -> usize {
        let of_session = Slot::for_key(key::state(id::shard(session, SHARDS), session));
        let is_of = |n: u16| (slot(n)..slot(n + 1)).any(|slot| Slot::new(slot) == Some(of_session));
        (0..NODES).find(|n| is_of(*n)).unwrap().into()
    }

    /// A node that is dead stops its own slots only, for as long as it is.
    pub async fn without_full_coverage(&self) {
        for node in &self.nodes {
            let mut set = redis::cmd("CONFIG");
            set.arg("SET").arg("cluster-require-full-coverage").arg("no");
            set.arg("cluster-node-timeout").arg(1_000);
            set.exec_async(&mut node.bare().await).await.unwrap();
        }
    }

    /// Until a node knows that another is dead.
    pub async fn misses(&self, node: usize) {
        until("the others know that it is dead", async || {
            let mut ask = redis::cmd("CLUSTER");
            let told: String =
                ask.arg("INFO").query_async(&mut self.nodes[node].bare().await).await.ok()?;
            (!told.contains("cluster_slots_fail:0")).then_some(())
        })
        .await;
    }

    pub async fn empty(&self) {
        for node in &self.nodes {
            node.empty().await;
        }
    }
}

/// The first slot of a node.
fn slot(node: u16) -> u16 {
    u16::try_from(u32::from(SLOTS) * u32::from(node) / u32::from(NODES)).unwrap()
}

async fn tell(node: &Redis, command: &str) {
    let mut cluster = redis::cmd("CLUSTER");
    for word in command.split(' ') {
        cluster.arg(word);
    }
    cluster.exec_async(&mut node.bare().await).await.unwrap();
}
