//! Live Redis as an operator looks at it: nothing is written.

use redis::{Value, cmd, from_redis_value};

use crate::{
    Connection, Inspection, LiveError, Options,
    redis::{
        library::{self, Loaded},
        rights,
    },
};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkup {
    /// What each primary tells of itself, as `INFO` has it.
    pub infos: Vec<String>,
    pub inspection: Inspection,
    /// What is there under the name of each of our function libraries.
    pub libraries: Vec<(String, Loaded)>,
}

impl Checkup {
    pub async fn of(options: &Options) -> Result<Self, LiveError> {
        let mut connection = Connection::open(options).await?;
        let mut infos = Vec::new();
        texts(library::ask_all(&mut connection, &cmd("INFO")).await?, &mut infos);
        // A cluster says whose answer each is.
        infos.retain(|text| text.contains("redis_version"));
        let inspection =
            Inspection::of(&mut connection, rights::commands(), rights::ANY_KEY).await?;
        Ok(Self { infos, inspection, libraries: library::look(&mut connection).await? })
    }
}

/// The texts of an answer, whether one server gave it or several did.
fn texts(value: Value, found: &mut Vec<String>) {
    match value {
        Value::Array(items) => items.into_iter().for_each(|item| texts(item, found)),
        Value::Map(pairs) => pairs.into_iter().for_each(|(_, item)| texts(item, found)),
        text => found.extend(from_redis_value::<String>(text).ok()),
    }
}
