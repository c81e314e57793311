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

use crate::{Connection, LiveError};

pub const LIBRARY: &str = "downbeat_v2";
const TEXT: &str = include_str!("downbeat_v2.lua");

/// Loads the library on every primary, or holds what is there against ours.
pub async fn load(connection: &mut Connection) -> Result<(), LiveError> {
    let mut load = cmd("FUNCTION");
    load.arg("LOAD").arg(TEXT);
    match everywhere(connection, &load).await {
        Ok(_) => return Ok(()),
        Err(error) if error.to_string().contains("already exists") => {}
        Err(error) => return Err(error.into()),
    }
    let mut list = cmd("FUNCTION");
    list.arg("LIST").arg("LIBRARYNAME").arg(LIBRARY).arg("WITHCODE");
    let listed = everywhere(connection, &list).await?;
    let mut texts = Vec::new();
    collect_texts(&listed, &mut texts);
    if texts.iter().any(|text| text != TEXT.as_bytes()) {
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

async fn everywhere(
    connection: &mut Connection,
    command: &redis::Cmd,
) -> Result<Value, redis::RedisError> {
    match connection {
        Connection::Server(server) => command.query_async(&mut server.current()).await,
        Connection::Cluster(cluster) => {
            let all = RoutingInfo::MultiNode((
                MultipleNodeRoutingInfo::AllMasters,
                Some(ResponsePolicy::AllSucceeded),
            ));
            cluster.route_command(command.clone(), all).await
        }
    }
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
