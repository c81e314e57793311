//! The function libraries, and how they get into Redis.
//!
//! A library is an idea, with a version of its own in its name and in the names
//! of its functions, because functions are server-wide and survive FLUSHALL. A
//! library is never replaced: if Redis holds another text under one of our
//! names, somebody released two things under one version. None can call another,
//! so what several need is joined in front of each; whoever changes that gives
//! each of them a new version.

use std::sync::LazyLock;

use redis::{
    Cmd, RedisResult, Value,
    cluster_routing::{MultipleNodeRoutingInfo, ResponsePolicy, RoutingInfo, Slot},
    cmd,
};

use crate::{Connection, LiveError, kinds, redis::away};

/// What the names of all libraries begin with.
const NAMES: &str = "downbeat_";
/// Earlier releases had one library for all, up to this version.
const LAST_WHOLE: u32 = 5;

const SHARED: &str = include_str!("../lua/shared.lua");
pub const TALLY_PART: &str = include_str!("../lua/tally.lua");
const LIMIT_PART: &str = include_str!("../lua/limit.lua");
const WINDOWS_PART: &str = include_str!("../lua/windows.lua");

/// A library: an idea, its version, and its parts behind what all share.
#[derive(Debug)]
pub struct Library {
    pub idea: &'static str,
    pub version: u32,
    pub parts: &'static [&'static str],
}

pub const SESSION: Library = Library {
    idea: "session",
    version: 6,
    parts: &[
        include_str!("../lua/events.lua"),
        TALLY_PART,
        LIMIT_PART,
        include_str!("../lua/asides.lua"),
        include_str!("../lua/session.lua"),
        include_str!("../lua/commit.lua"),
        include_str!("../lua/read.lua"),
        include_str!("../lua/board.lua"),
    ],
};
pub const SHARD: Library = Library {
    idea: "shard",
    version: 2,
    parts: &[include_str!("../lua/lease.lua"), include_str!("../lua/shard.lua")],
};
pub const BEAT: Library = Library {
    idea: "beat",
    version: 3,
    parts: &[TALLY_PART, include_str!("../lua/beat.lua"), include_str!("../lua/due.lua")],
};
pub const CACHE: Library = Library {
    idea: "cache",
    version: 3,
    parts: &[LIMIT_PART, WINDOWS_PART, include_str!("../lua/cache.lua")],
};
pub const PRESENCE: Library =
    Library { idea: "presence", version: 2, parts: &[include_str!("../lua/presence.lua")] };
pub const SAYINGS: Library = Library {
    idea: "sayings",
    version: 2,
    parts: &[
        WINDOWS_PART,
        include_str!("../lua/log.lua"),
        include_str!("../lua/lines.lua"),
        include_str!("../lua/sayings.lua"),
    ],
};
pub const BROADCAST: Library = Library {
    idea: "broadcast",
    version: 1,
    parts: &[LIMIT_PART, include_str!("../lua/broadcast.lua")],
};

pub const DRAFT: Library =
    Library { idea: "draft", version: 2, parts: &[include_str!("../lua/draft.lua")] };

/// Every library, with its text.
static ALL: LazyLock<Vec<(String, String)>> = LazyLock::new(|| {
    let of_kinds = kinds::LIBRARIES.iter().copied();
    let all = [&SESSION, &SHARD, &BEAT, &CACHE, &SAYINGS, &PRESENCE, &BROADCAST, &DRAFT]
        .into_iter()
        .chain(of_kinds);
    all.map(|library| (library.name(), library.text())).collect()
});

impl Library {
    pub fn name(&self) -> String {
        format!("{NAMES}{}_v{}", self.idea, self.version)
    }

    fn text(&self) -> String {
        let name = self.name();
        let head = format!("#!lua name={name}\nlocal PREFIX = '{name}_'\n\n");
        let parts = [SHARED].iter().chain(self.parts).copied();
        head + &parts.collect::<Vec<_>>().join("\n")
    }
}

/// The names of ours.
#[must_use]
pub fn names() -> Vec<String> {
    ALL.iter().map(|(name, _)| name.clone()).collect()
}

/// What is in Redis under the name of one of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Loaded {
    Ours,
    /// It is loaded by whoever starts.
    Missing,
    /// Another text.
    Another,
}

/// Loads the libraries on every primary, or on that of a slot, or holds what is
/// there against ours.
pub async fn load(connection: &mut Connection, slot: Option<Slot>) -> Result<(), LiveError> {
    let place = slot.map_or_else(everywhere, away::to_primary);
    for (name, text) in ALL.iter() {
        load_one(connection, &place, name, text).await?;
    }
    Ok(())
}

async fn load_one(
    connection: &mut Connection,
    place: &RoutingInfo,
    name: &str,
    text: &str,
) -> Result<(), LiveError> {
    let mut load = cmd("FUNCTION");
    load.arg("LOAD").arg(text);
    match ask(connection, &load, place.clone()).await {
        Ok(_) => return Ok(()),
        Err(error) if error.to_string().contains("already exists") => {}
        Err(error) => return Err(error.into()),
    }
    if look_at(connection, place.clone(), name, text).await? == Loaded::Another {
        return Err(LiveError::Unreadable(format!(
            "Redis holds another {name} than this binary; run `FUNCTION DELETE {name}` \
             once no older process uses it"
        )));
    }
    Ok(())
}

/// What is there under each of our names.
pub async fn look(connection: &mut Connection) -> Result<Vec<(String, Loaded)>, LiveError> {
    let mut found = Vec::new();
    for (name, text) in ALL.iter() {
        let loaded = look_at(connection, everywhere(), name, text).await?;
        found.push((name.clone(), loaded));
    }
    Ok(found)
}

async fn look_at(
    connection: &mut Connection,
    place: RoutingInfo,
    name: &str,
    text: &str,
) -> Result<Loaded, LiveError> {
    let mut list = cmd("FUNCTION");
    list.arg("LIST").arg("LIBRARYNAME").arg(name).arg("WITHCODE");
    let listed = ask(connection, &list, place).await?;
    let mut texts = Vec::new();
    collect_texts(&listed, &mut texts);
    Ok(match texts.as_slice() {
        [] => Loaded::Missing,
        texts if texts.iter().all(|found| found == text.as_bytes()) => Loaded::Ours,
        _ => Loaded::Another,
    })
}

/// The libraries of releases before ours.
pub async fn older(connection: &mut Connection) -> Result<Vec<String>, LiveError> {
    let mut list = cmd("FUNCTION");
    list.arg("LIST").arg("LIBRARYNAME").arg(format!("{NAMES}*")).arg("WITHCODE");
    let listed = ask_all(connection, &list).await?;
    let mut texts = Vec::new();
    collect_texts(&listed, &mut texts);
    let mut older: Vec<String> = texts.iter().filter_map(|text| named(text)).collect();
    older.retain(|name| is_older(name));
    older.sort();
    older.dedup();
    Ok(older)
}

/// Whether there are functions of an idea, or of all, that are of a release before
/// ours: on every primary, or on that of a slot.
pub async fn has_older(
    connection: &mut Connection,
    idea: &str,
    slot: Option<Slot>,
) -> RedisResult<bool> {
    let mut list = cmd("FUNCTION");
    list.arg("LIST").arg("LIBRARYNAME").arg(format!("{NAMES}*"));
    let place = slot.map_or_else(everywhere, away::to_primary);
    let mut names = Vec::new();
    collect_names(&ask(connection, &list, place).await?, &mut names);
    let is_of_idea = |name: &str| release(name).is_some_and(|(of, _)| of.is_empty() || of == idea);
    Ok(names.iter().any(|name| is_of_idea(name) && is_older(name)))
}

pub async fn delete(connection: &mut Connection, library: &str) -> Result<(), LiveError> {
    let mut delete = cmd("FUNCTION");
    delete.arg("DELETE").arg(library);
    match ask(connection, &delete, everywhere()).await {
        // Some primaries of a cluster had it.
        Err(error) if error.to_string().contains("Library not found") => Ok(()),
        deleted => Ok(deleted.map(drop)?),
    }
}

/// What a library calls itself, in the first line of its text.
fn named(text: &[u8]) -> Option<String> {
    let line = text.split(|byte| *byte == b'\n').next()?;
    let name = str::from_utf8(line).ok()?.split_once("name=")?.1;
    Some(name.trim().to_owned())
}

/// A library's idea, empty for one of all, and its version.
fn release(library: &str) -> Option<(&str, u32)> {
    let (idea, version) = library.strip_prefix("downbeat")?.rsplit_once("_v")?;
    Some((idea.trim_start_matches('_'), version.parse().ok()?))
}

fn is_older(library: &str) -> bool {
    match release(library) {
        Some(("", version)) => version <= LAST_WHOLE,
        Some((idea, version)) => ALL
            .iter()
            .filter_map(|(name, _)| release(name))
            .any(|(ours, newest)| ours == idea && version < newest),
        None => false,
    }
}

/// All primaries, each of which must succeed.
fn everywhere() -> RoutingInfo {
    let policy = Some(ResponsePolicy::AllSucceeded);
    RoutingInfo::MultiNode((MultipleNodeRoutingInfo::AllMasters, policy))
}

/// Asks every primary; all of their answers come back.
pub async fn ask_all(connection: &mut Connection, command: &Cmd) -> RedisResult<Value> {
    let all = RoutingInfo::MultiNode((MultipleNodeRoutingInfo::AllMasters, None));
    ask(connection, command, all).await
}

/// Asks those of a cluster's nodes.
async fn ask(connection: &mut Connection, command: &Cmd, nodes: RoutingInfo) -> RedisResult<Value> {
    if let Connection::Cluster(cluster) = connection {
        return cluster.connection().route_command(command.clone(), nodes).await;
    }
    command.query_async(connection).await
}

/// Finds each library text in an answer, whatever the protocol's shape of maps.
fn collect_texts(value: &Value, texts: &mut Vec<Vec<u8>>) {
    match value {
        Value::BulkString(bytes) if bytes.starts_with(b"#!lua") => texts.push(bytes.clone()),
        Value::Array(items) => items.iter().for_each(|item| collect_texts(item, texts)),
        Value::Map(pairs) => pairs.iter().for_each(|(_, item)| collect_texts(item, texts)),
        Value::VerbatimString { text, .. } if text.starts_with("#!lua") => {
            texts.push(text.clone().into_bytes());
        }
        _ => {}
    }
}

/// Finds each library's name in an answer, whatever the protocol's shape of maps.
fn collect_names(value: &Value, names: &mut Vec<String>) {
    let library = |field: &Value, name: &Value| match (field, name) {
        (Value::BulkString(field), Value::BulkString(name)) if field == b"library_name" => {
            Some(String::from_utf8_lossy(name).into_owned())
        }
        _ => None,
    };
    match value {
        Value::Array(items) => {
            names.extend(items.windows(2).filter_map(|pair| library(&pair[0], &pair[1])));
            for item in items {
                collect_names(item, names);
            }
        }
        Value::Map(pairs) => {
            names.extend(pairs.iter().filter_map(|(field, name)| library(field, name)));
            for (_, item) in pairs {
                collect_names(item, names);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::redis::rights;

    /// A function without a right fails only where Redis has users, and there
    /// whenever it is called.
    #[test]
    fn functions_call_nothing_that_our_user_may_not() {
        let granted: BTreeSet<&str> = rights::commands().map(|(name, _)| *name).collect();
        let mut called = BTreeSet::new();
        for (_, text) in ALL.iter() {
            for call in text.split("redis.call('").skip(1) {
                called.extend(call.split('\'').next().map(str::to_lowercase));
            }
        }
        assert!(called.len() > 30, "they are found: {called:?}");
        let refused: Vec<_> =
            called.iter().filter(|name| !granted.contains(name.as_str())).collect();
        assert!(refused.is_empty(), "{refused:?}");
    }
}
