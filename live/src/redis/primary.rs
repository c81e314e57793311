//! One Redis server, or whichever Sentinel says is the primary now.

use std::time::Duration;

use downbeat_boot::clock::{self, Instant};
use futures::FutureExt;
use parking_lot::Mutex;
use redis::{
    AsyncConnectionConfig, Client, ConnectionInfo, IntoConnectionInfo, ProtocolVersion, RedisError,
    RedisResult,
    aio::MultiplexedConnection,
    sentinel::{SentinelClient, SentinelNodeConnectionInfo, SentinelServerType},
};
use tokio::sync::Mutex as Turn;

const CONNECT_LIMIT: Duration = Duration::from_secs(2);

/// A connection to the primary, made when it is first wanted, and again after
/// it was lost.
pub struct Primary {
    endpoint: Endpoint,
    /// The connection in use, and when it was made.
    current: Mutex<Option<(Instant, MultiplexedConnection)>>,
    /// Whoever connects; the others wait for them.
    connects: Turn<()>,
}

enum Endpoint {
    Server(Client),
    Sentinel(Turn<SentinelClient>),
}

impl Primary {
    /// At a URL; with the name that Sentinel knows it by, the URLs are those of
    /// Sentinels, separated by commas, and user and password in the first are
    /// the primary's.
    pub fn new(url: &str, sentinel: &str) -> RedisResult<Self> {
        let endpoint = endpoint(url, sentinel, ProtocolVersion::RESP2)?;
        Ok(Self { endpoint, current: Mutex::default(), connects: Turn::default() })
    }

    pub async fn connection(&self) -> RedisResult<MultiplexedConnection> {
        match self.current() {
            Some(current) => Ok(current),
            // Seldom, and large: neither a part of each call's future nor of its type.
            None => self.connect().boxed().await,
        }
    }

    fn current(&self) -> Option<MultiplexedConnection> {
        self.current.lock().as_ref().map(|(_, connection)| connection.clone())
    }

    async fn connect(&self) -> RedisResult<MultiplexedConnection> {
        let _turn = self.connects.lock().await;
        if let Some(current) = self.current() {
            return Ok(current);
        }
        let config = AsyncConnectionConfig::new()
            .set_connection_timeout(Some(CONNECT_LIMIT))
            // Whoever calls has a limit of their own.
            .set_response_timeout(None);
        let client = client(&self.endpoint).await?;
        let connection = client.get_multiplexed_async_connection_with_config(&config).await?;
        *self.current.lock() = Some((clock::monotonic(), connection.clone()));
        Ok(connection)
    }

    /// A call that began then had no answer in time, or one that says that this
    /// is no connection any more, or not to the primary: the next call makes
    /// another. A connection that is dead and was never closed takes everything
    /// and answers nothing.
    pub fn lost(&self, began: Instant) {
        let mut current = self.current.lock();
        if current.as_ref().is_some_and(|(made, _)| *made <= began) {
            *current = None;
        }
    }

    /// What an answer to a call that began then says of the connection.
    pub fn note<T>(&self, began: Instant, answer: &RedisResult<T>) {
        if answer.as_ref().is_err_and(is_lost) {
            self.lost(began);
        }
    }

    /// For a connection of its own.
    pub async fn client(&self) -> RedisResult<Client> {
        client(&self.endpoint).await
    }
}

/// The primary of this moment, to connect to in another way.
pub(crate) async fn now(
    url: &str,
    sentinel: &str,
    protocol: ProtocolVersion,
) -> RedisResult<Client> {
    client(&endpoint(url, sentinel, protocol)?).await
}

fn endpoint(url: &str, sentinel: &str, protocol: ProtocolVersion) -> RedisResult<Endpoint> {
    let infos = url.split(',').map(|url| url.trim().into_connection_info());
    let infos: Vec<ConnectionInfo> = infos.collect::<RedisResult<_>>()?;
    let Some(first) = infos.first().cloned() else {
        return Err((redis::ErrorKind::InvalidClientConfig, "no URL").into());
    };
    let settings = first.redis_settings().clone().set_protocol(protocol);
    if sentinel.is_empty() {
        return Ok(Endpoint::Server(Client::open(first.set_redis_settings(settings))?));
    }
    let node = SentinelNodeConnectionInfo::default().set_redis_connection_info(settings);
    let kind = SentinelServerType::Master;
    let client = SentinelClient::build(infos, sentinel.to_owned(), Some(node), kind)?;
    Ok(Endpoint::Sentinel(Turn::new(client)))
}

async fn client(endpoint: &Endpoint) -> RedisResult<Client> {
    match endpoint {
        Endpoint::Server(client) => Ok(client.clone()),
        Endpoint::Sentinel(sentinel) => sentinel.lock().await.async_get_client().await,
    }
}

/// A replica refuses writes with `READONLY`: it was the primary until a moment
/// ago.
fn is_lost(error: &RedisError) -> bool {
    error.is_unrecoverable_error()
        || error.is_connection_dropped()
        || error.is_io_error()
        || matches!(error.code(), Some("READONLY" | "MASTERDOWN"))
}
