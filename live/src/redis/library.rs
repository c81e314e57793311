//! The function library, and how it gets into Redis.
//!
//! Names carry the library's version, because functions are server-wide and
//! survive FLUSHALL. A library is never replaced: if Redis holds another text
//! under our name, somebody released two things under one version.

use redis::{
    Value,
    cluster_routing::{MultipleNodeRoutingInfo, ResponsePolicy, RoutingInfo},
    cmd,
};

use crate::{Connection, LiveError, redis::checkup::Library};

/// What the name of each release's library begins with.
const NAMES: &str = "downbeat_v";
pub const LIBRARY: &str = "downbeat_v5";
const TEXT: &str = include_str!("../lua/downbeat_v5.lua");

/// Loads the library on every primary, or holds what is there against ours.
pub async fn load(connection: &mut Connection) -> Result<(), LiveError> {
    let mut load = cmd("FUNCTION");
    load.arg("LOAD").arg(TEXT);
    match everywhere(connection, &load).await {
        Ok(_) => return Ok(()),
        Err(error) if error.to_string().contains("already exists") => {}
        Err(error) => return Err(error.into()),
    }
    if look(connection).await? == Library::Another {
        return Err(LiveError::Unreadable(format!(
            "Redis holds another {LIBRARY} than this binary; run `FUNCTION DELETE {LIBRARY}` \
             once no older process uses it"
        )));
    }
    // A cluster may hold it on some primaries only.
    if let Connection::Cluster(_) = connection {
        let mut restore = cmd("FUNCTION");
        restore.arg("LOAD").arg("REPLACE").arg(TEXT);
        everywhere(connection, &restore).await?;
    }
    Ok(())
}

/// What is there under our name.
pub async fn look(connection: &mut Connection) -> Result<Library, LiveError> {
    let mut list = cmd("FUNCTION");
    list.arg("LIST").arg("LIBRARYNAME").arg(LIBRARY).arg("WITHCODE");
    let listed = everywhere(connection, &list).await?;
    let mut texts = Vec::new();
    collect_texts(&listed, &mut texts);
    Ok(match texts.as_slice() {
        [] => Library::Missing,
        texts if texts.iter().all(|text| text == TEXT.as_bytes()) => Library::Ours,
        _ => Library::Another,
    })
}

/// The libraries of releases before ours.
pub async fn older(connection: &mut Connection) -> Result<Vec<String>, LiveError> {
    let mut list = cmd("FUNCTION");
    list.arg("LIST").arg("LIBRARYNAME").arg(format!("{NAMES}*")).arg("WITHCODE");
    let listed = ask_all(connection, &list, None).await?;
    let mut texts = Vec::new();
    collect_texts(&listed, &mut texts);
    let mut older: Vec<String> = texts.iter().filter_map(|text| named(text)).collect();
    older.retain(|name| release(name) < release(LIBRARY));
    older.sort();
    older.dedup();
    Ok(older)
}

pub async fn delete(connection: &mut Connection, library: &str) -> Result<(), LiveError> {
    let mut delete = cmd("FUNCTION");
    delete.arg("DELETE").arg(library);
    match everywhere(connection, &delete).await {
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

fn release(library: &str) -> Option<u32> {
    library.strip_prefix(NAMES)?.parse().ok()
}

async fn everywhere(
    connection: &mut Connection,
    command: &redis::Cmd,
) -> Result<Value, redis::RedisError> {
    ask_all(connection, command, Some(ResponsePolicy::AllSucceeded)).await
}

/// Asks every primary. Without a policy all of their answers come back.
pub async fn ask_all(
    connection: &mut Connection,
    command: &redis::Cmd,
    policy: Option<ResponsePolicy>,
) -> Result<Value, redis::RedisError> {
    if let Connection::Cluster(cluster) = connection {
        let all = RoutingInfo::MultiNode((MultipleNodeRoutingInfo::AllMasters, policy));
        return cluster.route_command(command.clone(), all).await;
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
