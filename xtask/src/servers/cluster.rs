//! A Redis Cluster of three primaries.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};

use super::{Setup, redis};
use crate::{fleet::Fleet, http::exchange, port::Port};

const NODES: u16 = 3;
const SLOTS: u16 = 16_384;
const LIMIT: Duration = Duration::from_secs(30);
const LOOK: Duration = Duration::from_millis(20);

/// Starts it and tells the URLs of its nodes.
pub fn start_cluster(setup: &Setup<'_>, fleet: &mut Fleet) -> Result<Vec<String>> {
    let mut nodes = Vec::new();
    for n in 0..NODES {
        let bus = Port::hold()?.release();
        let extra = [
            ("--cluster-enabled", "yes".to_owned()),
            ("--cluster-port", bus.to_string()),
            ("--cluster-node-timeout", "5000".to_owned()),
        ];
        let extra: Vec<_> =
            extra.into_iter().flat_map(|(name, value)| [name.to_owned(), value]).collect();
        let port = redis::start(&format!("redis-cluster-{n}"), setup, fleet, &extra)?;
        nodes.push((port, bus));
    }
    let (first, first_bus) = nodes[0];
    for (n, &(port, _)) in (0..NODES).zip(&nodes) {
        let (from, to) = (slot(n), slot(n + 1) - 1);
        tell(port, &format!("CLUSTER SET-CONFIG-EPOCH {}", n + 1))?;
        tell(port, &format!("CLUSTER ADDSLOTSRANGE {from} {to}"))?;
        if n > 0 {
            tell(port, &format!("CLUSTER MEET 127.0.0.1 {first} {first_bus}"))?;
        }
    }
    let deadline = Instant::now() + LIMIT;
    while !nodes.iter().all(|&(port, _)| is_whole(port)) {
        if Instant::now() > deadline {
            bail!("the Redis Cluster does not come together; its logs: {}", setup.logs.display());
        }
        setup.stop.nap(LOOK)?;
    }
    Ok(nodes.iter().map(|(port, _)| format!("redis://127.0.0.1:{port}")).collect())
}

/// The first slot of a node.
fn slot(node: u16) -> u16 {
    u16::try_from(u32::from(SLOTS) * u32::from(node) / u32::from(NODES)).unwrap_or(SLOTS)
}

fn tell(port: u16, command: &str) -> Result<()> {
    let answer = exchange(port, &format!("{command}\r\n")).context("speaking to Redis")?;
    ensure!(answer.starts_with("+OK"), "{command}: {}", answer.trim());
    Ok(())
}

/// Whether a node knows all others and an owner of every slot.
fn is_whole(port: u16) -> bool {
    let told = exchange(port, "CLUSTER INFO\r\n").unwrap_or_default();
    let nodes = format!("cluster_known_nodes:{NODES}");
    told.contains("cluster_state:ok") && told.contains(&nodes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nodes_share_all_slots() {
        assert_eq!((slot(0), slot(1), slot(2), slot(3)), (0, 5461, 10_922, SLOTS));
    }
}
