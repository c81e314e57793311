//! The nodes of a cluster, asked one by one: each by a connection of its own, so
//! that one that says nothing delays no other.

use std::{ops::RangeInclusive, time::Duration};

use downbeat_boot::clock;
use futures::future::{join_all, select_ok};
use parking_lot::Mutex;
use redis::{
    AsyncConnectionConfig, Client, Cmd, ConnectionAddr, ConnectionInfo, FromRedisValue,
    IntoConnectionInfo, RedisError, RedisResult, Value, cmd, from_redis_value,
};

const ANSWER_LIMIT: Duration = Duration::from_millis(500);

pub struct Nodes {
    /// Those that were configured. Each knows the others.
    seeds: Vec<ConnectionInfo>,
    /// Those that were told of last: they know more when every seed is gone.
    others: Mutex<Vec<ConnectionInfo>>,
}

/// A primary, its slots, and whether it answers.
pub struct Node {
    pub slots: Vec<RangeInclusive<u16>>,
    pub answers: bool,
}

/// A primary as the others tell of it.
struct Told {
    address: (String, u16),
    slots: Vec<RangeInclusive<u16>>,
}

impl Nodes {
    pub fn of(url: &str) -> RedisResult<Self> {
        let seeds = url.split(',').map(|url| url.trim().into_connection_info());
        Ok(Self { seeds: seeds.collect::<RedisResult<_>>()?, others: Mutex::default() })
    }

    /// All primaries, as the first node tells of them that answers.
    pub async fn look(&self) -> RedisResult<Vec<Node>> {
        let others = self.others.lock().clone();
        let asked = self.seeds.iter().chain(&others).map(|node| Box::pin(primaries(node)));
        let ((asked, told), _) = select_ok(asked).await?;
        let nodes: Vec<ConnectionInfo> = told.iter().map(|node| at(asked, &node.address)).collect();
        let ping = cmd("PING");
        let pings = nodes.iter().map(|node| ask::<Value>(node.clone(), &ping));
        let answers = join_all(pings).await.into_iter();
        *self.others.lock() = nodes;
        let nodes = told.into_iter().zip(answers);
        Ok(nodes
            .map(|(Told { slots, .. }, answer)| Node { slots, answers: answer.is_ok() })
            .collect())
    }
}

/// The primaries that a node knows, and the node.
async fn primaries(seed: &ConnectionInfo) -> RedisResult<(&ConnectionInfo, Vec<Told>)> {
    let ranges: Vec<Vec<Value>> = ask(seed.clone(), cmd("CLUSTER").arg("SLOTS")).await?;
    let mut told: Vec<Told> = Vec::new();
    for range in ranges {
        let Ok([first, last, primary]) = <[Value; 3]>::try_from(first_three(range)) else {
            continue;
        };
        let slots = from_redis_value(first)?..=from_redis_value(last)?;
        let primary: Vec<Value> = from_redis_value(primary)?;
        let mut parts = primary.into_iter();
        let (host, port) = (parts.next().unwrap_or(Value::Nil), parts.next().unwrap_or(Value::Nil));
        // A node that does not know its own name is where it was asked.
        let host: Option<String> = from_redis_value(host)?;
        let host = host.filter(|host| !host.is_empty()).unwrap_or_else(|| host_of(seed));
        let address = (host, from_redis_value(port)?);
        match told.iter_mut().find(|node| node.address == address) {
            Some(node) => node.slots.push(slots),
            None => told.push(Told { address, slots: vec![slots] }),
        }
    }
    Ok((seed, told))
}

/// A range's replicas come after its primary.
fn first_three(mut range: Vec<Value>) -> Vec<Value> {
    range.truncate(3);
    range
}

fn host_of(seed: &ConnectionInfo) -> String {
    match seed.addr() {
        ConnectionAddr::Tcp(host, _) | ConnectionAddr::TcpTls { host, .. } => host.clone(),
        _ => String::new(),
    }
}

/// Another node, reached as a seed is.
fn at(seed: &ConnectionInfo, (host, port): &(String, u16)) -> ConnectionInfo {
    let (host, port) = (host.clone(), *port);
    let address = match seed.addr().clone() {
        ConnectionAddr::TcpTls { insecure, tls_params, .. } => {
            ConnectionAddr::TcpTls { host, port, insecure, tls_params }
        }
        _ => ConnectionAddr::Tcp(host, port),
    };
    seed.clone().set_addr(address)
}

async fn ask<T: FromRedisValue>(node: ConnectionInfo, command: &Cmd) -> RedisResult<T> {
    let answer = clock::timeout(ANSWER_LIMIT, async {
        let config = AsyncConnectionConfig::new().set_connection_timeout(Some(ANSWER_LIMIT));
        let client = Client::open(node)?;
        let mut node = client.get_multiplexed_async_connection_with_config(&config).await?;
        command.query_async(&mut node).await
    });
    answer.await.unwrap_or_else(|_| {
        Err(RedisError::from(std::io::Error::from(std::io::ErrorKind::TimedOut)))
    })
}
