//! A Redis server of our own.

use std::{ffi::OsString, time::Duration};

use anyhow::Result;

use super::{Purpose, Setup};
use crate::{
    fleet::{Fleet, Wave},
    http::exchange,
    port::Port,
    service::{Plan, Service, TERM},
};

const LIMIT: Duration = Duration::from_secs(15);

/// Starts one and tells its URL.
pub fn start_redis(name: &str, setup: &Setup<'_>, fleet: &mut Fleet) -> Result<String> {
    let port = start(name, setup, fleet, &[])?;
    Ok(format!("redis://127.0.0.1:{port}"))
}

/// The same of one that may forget what it has.
pub fn start_cache(name: &str, setup: &Setup<'_>, fleet: &mut Fleet) -> Result<String> {
    let forgetful =
        ["--maxmemory", "64mb", "--maxmemory-policy", "allkeys-lru", "--appendonly", "no"];
    let port = start(name, setup, fleet, &forgetful.map(str::to_owned))?;
    Ok(format!("redis://127.0.0.1:{port}"))
}

pub fn start(name: &str, setup: &Setup<'_>, fleet: &mut Fleet, extra: &[String]) -> Result<u16> {
    let folder = setup.scratch.folder(name, None)?;
    let append = if setup.purpose == Purpose::Demo { "yes" } else { "no" };
    let port = Port::hold()?;
    let number = port.number().to_string();
    let fixed = [
        ["--port", &number],
        ["--bind", "127.0.0.1"],
        ["--save", ""],
        ["--appendonly", append],
        ["--appendfsync", "everysec"],
        ["--maxmemory-policy", "noeviction"],
        ["--daemonize", "no"],
    ];
    let mut arguments: Vec<OsString> = fixed.iter().flatten().map(OsString::from).collect();
    arguments.extend(["--dir".into(), folder.clone().into_os_string()]);
    arguments.extend(extra.iter().map(OsString::from));

    let port = port.release();
    let mut server = Service::start(
        Plan {
            name,
            program: &setup.tools.redis_server,
            arguments,
            settings: Vec::new(),
            folder: &folder,
            user: None,
            gentle: TERM,
        },
        &setup.logs,
    )?;
    let ready = server.until(LIMIT, setup.stop, || {
        exchange(port, "PING\r\n").is_ok_and(|answer| answer.starts_with("+PONG"))
    });
    fleet.add(Wave::Redis, server);
    ready?;
    Ok(port)
}
