//! The handle to live Redis, and how it calls functions.

use std::{iter, sync::Arc};

use downbeat_boot::clock;
use downbeat_session::id;
use futures::future::join_all;
use metrics::{counter, gauge, histogram};
use redis::{Cmd, FromRedisValue, Pipeline, RedisResult, Value, cmd};
use tokio::sync::Semaphore;
use uuid::Uuid;

use crate::{
    Connection, LiveError, Options,
    redis::{
        library::{self, Library},
        time::Clocks,
    },
    session::turns::Turns,
};

/// Shards that one call names at most: however much each has, others wait for
/// some milliseconds only.
const TOGETHER_MAX: usize = 16;

#[derive(Clone)]
pub struct Live {
    pub(crate) connection: Connection,
    options: Arc<Options>,
    in_flight: Arc<Semaphore>,
    pub(crate) turns: Turns,
    pub(crate) clocks: Arc<Clocks>,
}

impl Live {
    /// Connects, loads the function library and asks for the time.
    pub async fn connect(options: Options, shards: u16) -> Result<Self, LiveError> {
        let mut connection = Connection::open(&options).await?;
        library::load(&mut connection).await?;
        gauge!("downbeat_shards").set(f64::from(shards));
        let live = Self {
            connection,
            in_flight: Arc::new(Semaphore::new(options.in_flight_max)),
            options: Arc::new(options),
            turns: Turns::default(),
            clocks: Arc::new(Clocks::new(shards)),
        };
        live.measure_time().await?;
        Ok(live)
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

    /// How many shards one call asks about: on a cluster each may be on a node of
    /// its own.
    #[must_use]
    pub const fn together_max(&self) -> usize {
        match self.connection {
            Connection::Server(_) => TOGETHER_MAX,
            Connection::Cluster(_) => 1,
        }
    }

    #[must_use]
    pub fn shards(&self) -> u16 {
        u16::try_from(self.clocks.len()).unwrap_or(u16::MAX)
    }

    #[must_use]
    pub fn shard(&self, session: Uuid) -> u16 {
        id::shard(session, self.shards())
    }

    /// The time of the primary that holds a shard.
    #[must_use]
    pub fn now_ms(&self, shard: u16) -> i64 {
        self.clocks.now_ms(shard)
    }

    pub async fn ping(&self) -> Result<(), LiveError> {
        self.query(&cmd("PING")).await
    }

    pub(crate) async fn query<T: FromRedisValue>(&self, command: &Cmd) -> Result<T, LiveError> {
        let mut connection = self.connection.clone();
        self.measured(command.query_async(&mut connection)).await
    }

    /// Commands for several shards at once: one round trip to a server, and on a
    /// cluster one for each, side by side.
    pub(crate) async fn query_all<T: FromRedisValue>(
        &self,
        commands: Vec<Cmd>,
    ) -> Result<Vec<Result<T, LiveError>>, LiveError> {
        if commands.is_empty() {
            return Ok(Vec::new());
        }
        if let Connection::Cluster(_) = self.connection {
            return Ok(join_all(commands.iter().map(|command| self.query(command))).await);
        }
        self.pipe(commands).await
    }

    /// Commands of several shards, those of each in their order: one round trip
    /// to a server, and on a cluster one for each. A shard that cannot be written
    /// to fails alone.
    pub(crate) async fn write_shards(
        &self,
        shards: Vec<Vec<Cmd>>,
    ) -> Result<Vec<Result<(), LiveError>>, LiveError> {
        if let Connection::Cluster(_) = self.connection {
            let each = shards.into_iter().map(|commands| self.pipe::<Value>(commands));
            let written = join_all(each).await.into_iter();
            return Ok(written.map(|answers| all_done(answers?)).collect());
        }
        let counts: Vec<usize> = shards.iter().map(Vec::len).collect();
        let answers = self.pipe::<Value>(shards.into_iter().flatten().collect()).await?;
        let mut answers = answers.into_iter();
        Ok(counts.into_iter().map(|count| all_done(answers.by_ref().take(count))).collect())
    }

    /// Commands in one go, each with an answer of its own.
    async fn pipe<T: FromRedisValue>(
        &self,
        commands: Vec<Cmd>,
    ) -> Result<Vec<Result<T, LiveError>>, LiveError> {
        let mut pipeline = Pipeline::with_capacity(commands.len());
        for command in commands {
            pipeline.add_command(command);
        }
        pipeline.ignore_errors();
        let mut connection = self.connection.clone();
        let answers: Vec<RedisResult<T>> =
            self.measured(pipeline.query_async(&mut connection)).await?;
        Ok(answers.into_iter().map(|answer| answer.map_err(LiveError::from)).collect())
    }

    /// Calls a function; a Redis that has lost the library gets it once more.
    pub(crate) async fn call<T: FromRedisValue>(&self, function: &Call) -> Result<T, LiveError> {
        let command = function.command();
        match self.query(&command).await {
            Err(error) if is_function_missing(&error) => {
                library::load(&mut self.connection.clone()).await?;
                self.query(&command).await
            }
            answer => answer,
        }
    }

    /// Calls a function for several shards at once.
    pub(crate) async fn call_all<T: FromRedisValue>(
        &self,
        functions: impl Iterator<Item = Call>,
    ) -> Result<Vec<Result<T, LiveError>>, LiveError> {
        let commands: Vec<Cmd> = functions.map(|function| function.command()).collect();
        let answers = self.query_all(commands.clone()).await?;
        if !answers.iter().any(|answer| answer.as_ref().is_err_and(is_function_missing)) {
            return Ok(answers);
        }
        library::load(&mut self.connection.clone()).await?;
        let again = commands.into_iter().zip(answers).map(async |(command, answer)| match answer {
            Err(error) if is_function_missing(&error) => self.query(&command).await,
            answer => answer,
        });
        Ok(join_all(again).await)
    }

    /// Calls a function that takes several shards: once for all on a server, on
    /// a cluster once for each. One that cannot be asked fails alone.
    pub(crate) async fn call_shards<S, T: FromRedisValue + Default>(
        &self,
        shards: &[S],
        function: impl Fn(&[S]) -> Call,
    ) -> Result<Vec<Result<T, LiveError>>, LiveError> {
        let groups: Vec<&[S]> = shards.chunks(self.together_max()).collect();
        let answers = self.call_all::<Vec<T>>(groups.iter().map(|group| function(group))).await?;
        let mut all = Vec::with_capacity(shards.len());
        for (group, answer) in groups.iter().zip(answers) {
            match answer {
                Ok(told) => {
                    let rest = iter::repeat_with(T::default);
                    all.extend(told.into_iter().chain(rest).take(group.len()).map(Ok));
                }
                Err(error) if group.len() == 1 => all.push(Err(error)),
                Err(error) => return Err(error),
            }
        }
        Ok(all)
    }

    /// A call that is capped, timed, limited and counted.
    async fn measured<T>(
        &self,
        call: impl Future<Output = RedisResult<T>>,
    ) -> Result<T, LiveError> {
        let answer = match self.in_flight.try_acquire() {
            Err(_) => Err(LiveError::Capped),
            Ok(_permit) => {
                let in_flight = gauge!("downbeat_redis_in_flight");
                in_flight.increment(1.0);
                let start = clock::monotonic();
                let answer = clock::timeout(self.options.response_timeout, call).await;
                histogram!("downbeat_redis_call_seconds", "redis" => "live")
                    .record(start.elapsed());
                in_flight.decrement(1.0);
                if answer.is_err() {
                    self.connection.fell_silent(start);
                }
                answer.map_or(Err(LiveError::Silent), |answer| answer.map_err(LiveError::from))
            }
        };
        if let Err(error) = &answer {
            failed(error.reason());
        }
        answer
    }
}

/// The first that failed is the error.
fn all_done(answers: impl IntoIterator<Item = Result<Value, LiveError>>) -> Result<(), LiveError> {
    answers.into_iter().try_for_each(|answer| answer.map(drop))
}

/// Counts a call that gave no result.
pub fn failed(reason: &'static str) {
    counter!("downbeat_redis_failures_total", "redis" => "live", "reason" => reason).increment(1);
}

fn is_function_missing(error: &LiveError) -> bool {
    matches!(error, LiveError::Refused(cause) if cause.to_string().contains("Function not found"))
}

/// A function of one of our libraries with all of its keys and arguments.
pub struct Call {
    name: String,
    keys: Vec<Vec<u8>>,
    args: Vec<Vec<u8>>,
}

impl Call {
    pub fn new(library: &Library, function: &str) -> Self {
        let name = format!("{}_{function}", library.name());
        Self { name, keys: Vec::new(), args: Vec::new() }
    }

    #[must_use]
    pub fn key(mut self, key: impl Into<String>) -> Self {
        self.keys.push(key.into().into_bytes());
        self
    }

    #[must_use]
    pub fn keys(self, keys: impl Iterator<Item = String>) -> Self {
        keys.fold(self, Self::key)
    }

    #[must_use]
    pub fn arg(mut self, arg: impl Into<Vec<u8>>) -> Self {
        self.args.push(arg.into());
        self
    }

    #[must_use]
    pub fn number<N: ToString + Copy>(self, number: N) -> Self {
        self.arg(number.to_string())
    }

    /// A number, or nothing.
    #[must_use]
    pub fn maybe<N: ToString + Copy>(self, number: Option<N>) -> Self {
        self.arg(number.map(|number| number.to_string()).unwrap_or_default())
    }

    fn command(&self) -> Cmd {
        let mut command = cmd("FCALL");
        command.arg(&self.name).arg(self.keys.len());
        for part in self.keys.iter().chain(&self.args) {
            command.arg(part.as_slice());
        }
        command
    }
}
