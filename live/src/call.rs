//! The handle to live Redis, and how it calls functions.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use downbeat_boot::clock;
use downbeat_session::id;
use redis::{Cmd, FromRedisValue, RedisError, cmd};
use uuid::Uuid;

use crate::{Connection, LiveError, Options, library};

#[derive(Clone)]
pub struct Live {
    pub(crate) connection: Connection,
    options: Arc<Options>,
    /// How far the clock of each shard's primary is ahead of ours.
    clock_offset_ms: Arc<[AtomicI64]>,
}

impl Live {
    /// Connects and loads the function library.
    pub async fn connect(options: Options, shards: u16) -> Result<Self, LiveError> {
        let mut connection = Connection::open(&options).await?;
        library::load(&mut connection).await?;
        Ok(Self {
            connection,
            options: Arc::new(options),
            clock_offset_ms: (0..shards).map(|_| AtomicI64::new(0)).collect(),
        })
    }

    /// A second connection for a loop that must not wait behind other calls.
    pub async fn alongside(&self) -> Result<Self, LiveError> {
        let connection = Connection::open(&self.options).await?;
        Ok(Self { connection, ..self.clone() })
    }

    #[must_use]
    pub fn options(&self) -> &Options {
        &self.options
    }

    #[must_use]
    pub fn shards(&self) -> u16 {
        u16::try_from(self.clock_offset_ms.len()).unwrap_or(u16::MAX)
    }

    #[must_use]
    pub fn shard(&self, session: Uuid) -> u16 {
        id::shard(session, self.shards())
    }

    /// The time of the primary that holds a shard.
    #[must_use]
    pub fn now_ms(&self, shard: u16) -> i64 {
        clock::unix_ms() + self.offset(shard).load(Ordering::Relaxed)
    }

    pub async fn ping(&self) -> Result<(), LiveError> {
        let _: redis::Value = cmd("PING").query_async(&mut self.connection.clone()).await?;
        Ok(())
    }

    pub(crate) fn learn_time(&self, shard: u16, redis_ms: i64) {
        self.offset(shard).store(redis_ms - clock::unix_ms(), Ordering::Relaxed);
    }

    fn offset(&self, shard: u16) -> &AtomicI64 {
        &self.clock_offset_ms[usize::from(shard) % self.clock_offset_ms.len().max(1)]
    }

    pub(crate) async fn query<T: FromRedisValue>(&self, command: &Cmd) -> Result<T, LiveError> {
        Ok(command.query_async(&mut self.connection.clone()).await?)
    }

    /// Calls a function; a Redis that has lost the library gets it once more.
    pub(crate) async fn call<T: FromRedisValue>(&self, function: &Call) -> Result<T, LiveError> {
        let command = function.command();
        let mut connection = self.connection.clone();
        match command.query_async(&mut connection).await {
            Err(error) if is_function_missing(&error) => {
                library::load(&mut connection).await?;
                Ok(command.query_async(&mut connection).await?)
            }
            answer => Ok(answer?),
        }
    }
}

fn is_function_missing(error: &RedisError) -> bool {
    error.to_string().contains("Function not found")
}

/// A function with all of its keys and arguments.
pub struct Call {
    name: &'static str,
    keys: Vec<Vec<u8>>,
    args: Vec<Vec<u8>>,
}

impl Call {
    pub fn new(name: &'static str) -> Self {
        Self { name, keys: Vec::new(), args: Vec::new() }
    }

    #[must_use]
    pub fn key(mut self, key: impl Into<String>) -> Self {
        self.keys.push(key.into().into_bytes());
        self
    }

    #[must_use]
    pub fn arg(mut self, arg: impl Into<Vec<u8>>) -> Self {
        self.args.push(arg.into());
        self
    }

    #[must_use]
    pub fn number(self, number: impl ToString) -> Self {
        self.arg(number.to_string())
    }

    /// A number, or nothing.
    #[must_use]
    pub fn maybe(self, number: Option<impl ToString>) -> Self {
        self.arg(number.map(|number| number.to_string()).unwrap_or_default())
    }

    fn command(&self) -> Cmd {
        let mut command = cmd("FCALL");
        command.arg(self.name).arg(self.keys.len());
        for part in self.keys.iter().chain(&self.args) {
            command.arg(part.as_slice());
        }
        command
    }
}
