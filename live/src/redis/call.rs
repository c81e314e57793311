//! How live Redis is asked, and how its functions are called.

use std::{iter, time::Duration};

use downbeat_boot::clock;
use futures::future::join_all;
use redis::{
    Cmd, FromRedisValue, Pipeline, RedisResult, Value, cluster_routing::Slot, cmd, from_redis_value,
};

use crate::{
    Connection, Live, LiveError, key,
    redis::{
        away,
        library::{self, Library},
        measured::Terms,
    },
};

impl Live {
    /// Whether it answers; of a cluster, any node that holds a shard.
    pub async fn ping(&self) -> Result<(), LiveError> {
        if self.slots.is_none() {
            return self.query(&cmd("PING")).await;
        }
        let mut trouble = None;
        for shard in 0..self.shards() {
            let mut ask = cmd("EXISTS");
            ask.arg(key::lease(shard));
            match self.query_on(self.one_of_several(away::key(&ask)), &ask).await {
                Ok(()) => return Ok(()),
                Err(error) => trouble = Some(error),
            }
        }
        trouble.map_or(Ok(()), Err)
    }

    pub(crate) async fn query<T: FromRedisValue>(&self, command: &Cmd) -> Result<T, LiveError> {
        let key = self.slots.as_ref().and_then(|_| away::key(command));
        self.query_on(self.single(key), command).await
    }

    async fn query_on<T: FromRedisValue>(
        &self,
        terms: Terms<'_>,
        command: &Cmd,
    ) -> Result<T, LiveError> {
        let mut connection = self.connection.clone();
        self.measured(terms, command.query_async(&mut connection)).await
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
            let each = commands
                .iter()
                .map(|command| self.query_on(self.one_of_several(away::key(command)), command));
            return Ok(join_all(each).await);
        }
        self.pipe(self.single(None), commands).await
    }

    /// Commands of several shards, those of each in their order: one round trip
    /// to a server, and on a cluster one for each. A shard that cannot be written
    /// to fails alone.
    pub(crate) async fn write_shards(
        &self,
        shards: Vec<Vec<Cmd>>,
    ) -> Result<Vec<Result<(), LiveError>>, LiveError> {
        if let Connection::Cluster(_) = self.connection {
            let each = shards.into_iter().map(async |commands| {
                let key = commands.first().and_then(away::key).map(<[u8]>::to_vec);
                self.pipe::<Value>(self.one_of_several(key.as_deref()), commands).await
            });
            let written = join_all(each).await.into_iter();
            return Ok(written.map(|answers| all_done(answers?)).collect());
        }
        let counts: Vec<usize> = shards.iter().map(Vec::len).collect();
        let commands = shards.into_iter().flatten().collect();
        let answers = self.pipe::<Value>(self.single(None), commands).await?;
        let mut answers = answers.into_iter();
        Ok(counts.into_iter().map(|count| all_done(answers.by_ref().take(count))).collect())
    }

    /// Commands in one go, each with an answer of its own.
    async fn pipe<T: FromRedisValue>(
        &self,
        terms: Terms<'_>,
        commands: Vec<Cmd>,
    ) -> Result<Vec<Result<T, LiveError>>, LiveError> {
        let mut pipeline = Pipeline::with_capacity(commands.len());
        for command in commands {
            pipeline.add_command(command);
        }
        pipeline.ignore_errors();
        let mut connection = self.connection.clone();
        let answers: Vec<RedisResult<T>> =
            self.measured(terms, pipeline.query_async(&mut connection)).await?;
        Ok(answers.into_iter().map(|answer| answer.map_err(LiveError::from)).collect())
    }

    /// Calls a function; a Redis that has lost the library gets it once more.
    pub(crate) async fn call<T: FromRedisValue>(&self, function: &Call) -> Result<T, LiveError> {
        self.call_command(&function.command()).await
    }

    pub(crate) async fn call_command<T: FromRedisValue>(
        &self,
        command: &Cmd,
    ) -> Result<T, LiveError> {
        match self.query(command).await {
            Err(error) if is_function_missing(&error) => self.query_loaded(command).await,
            answer => answer,
        }
    }

    /// The same behind a command on a key of its slot, in one round trip. Whether
    /// that was done is the function's to see.
    pub(crate) async fn call_behind<T: FromRedisValue>(
        &self,
        first: Cmd,
        function: &Call,
    ) -> Result<T, LiveError> {
        let command = function.command();
        let key = self.slots.as_ref().and_then(|_| away::key(&command));
        let both = vec![first, command.clone()];
        let answer = self.pipe::<Value>(self.single(key), both).await?.pop();
        match answer.unwrap_or(Ok(Value::Nil)) {
            Err(error) if is_function_missing(&error) => self.query_loaded(&command).await,
            answer => Ok(from_redis_value(answer?)?),
        }
    }

    /// Commands of any keys, each with the time that it may take: one round trip
    /// to a server, and on a cluster one for each, side by side. Each fails alone.
    pub(crate) async fn query_each(
        &self,
        commands: Vec<(Cmd, Duration)>,
    ) -> Vec<Result<Value, LiveError>> {
        if let Connection::Cluster(_) = self.connection {
            let each = commands.iter().map(async |(command, limit)| {
                let answer = clock::timeout(*limit, self.query(command)).await;
                answer.unwrap_or(Err(LiveError::Silent))
            });
            return join_all(each).await;
        }
        let commands: Vec<Cmd> = commands.into_iter().map(|(command, _)| command).collect();
        let count = commands.len();
        self.pipe(self.single(None), commands).await.unwrap_or_else(|error| {
            let others = iter::repeat_with(|| Err(LiveError::Silent));
            iter::once(Err(error)).chain(others).take(count).collect()
        })
    }

    /// Asks again; whoever is first and finds the function missing still loads
    /// the libraries where it is missing.
    async fn query_loaded<T: FromRedisValue>(&self, command: &Cmd) -> Result<T, LiveError> {
        let _turn = self.loads.lock().await;
        match self.query(command).await {
            Err(error) if is_function_missing(&error) => {
                let key = self.slots.as_ref().and_then(|_| away::key(command));
                let slot = key.map(Slot::for_key);
                library::load(&mut self.connection.clone(), slot).await?;
                self.query(command).await
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
        let again = commands.into_iter().zip(answers).map(async |(command, answer)| match answer {
            Err(error) if is_function_missing(&error) => self.query_loaded(&command).await,
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
        self.call_groups(shards.chunks(self.together_max()).collect(), function).await
    }

    /// The same of a function that answers little of each.
    pub(crate) async fn ask_briefly<S, T: FromRedisValue + Default>(
        &self,
        shards: &[S],
        function: impl Fn(&[S]) -> Call,
    ) -> Result<Vec<Result<T, LiveError>>, LiveError> {
        self.call_groups(shards.chunks(self.briefly_max()).collect(), function).await
    }

    async fn call_groups<S, T: FromRedisValue + Default>(
        &self,
        groups: Vec<&[S]>,
        function: impl Fn(&[S]) -> Call,
    ) -> Result<Vec<Result<T, LiveError>>, LiveError> {
        let answers = self.call_all::<Vec<T>>(groups.iter().map(|group| function(group))).await?;
        let mut all = Vec::with_capacity(groups.iter().map(|group| group.len()).sum());
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
}

/// The first that failed is the error.
fn all_done(answers: impl IntoIterator<Item = Result<Value, LiveError>>) -> Result<(), LiveError> {
    answers.into_iter().try_for_each(|answer| answer.map(drop))
}

pub(crate) fn is_function_missing(error: &LiveError) -> bool {
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

    pub(crate) fn command(&self) -> Cmd {
        let mut command = cmd("FCALL");
        command.arg(&self.name).arg(self.keys.len());
        for part in self.keys.iter().chain(&self.args) {
            command.arg(part.as_slice());
        }
        command
    }
}
