//! A PostgreSQL server of our own.

use std::{fs, path::Path, process::Command, time::Duration};

use anyhow::{Context, Result};

use super::{Purpose, Setup};
use crate::{
    fleet::{Fleet, Wave},
    port::Port,
    service::{INT, Plan, Service},
    step,
    user::{for_postgres, run_as},
};

const LIMIT: Duration = Duration::from_secs(30);
const NAME: &str = "downbeat";

/// Starts it with an empty database, and tells the database's URL.
pub fn start_postgres(setup: &Setup<'_>, fleet: &mut Fleet) -> Result<String> {
    let bin = &setup.tools.postgres_bin;
    let user = for_postgres()?;
    let folder = setup.scratch.folder("postgres", user)?;
    let data = folder.join("data");

    let mut initdb = Command::new(bin.join("initdb"));
    initdb
        .arg("--pgdata")
        .arg(&data)
        .args(["--username", NAME, "--auth", "trust", "--encoding", "UTF8", "--locale", "C"])
        .arg("--no-sync")
        .current_dir(&folder);
    run_as(&mut initdb, user);
    step::output(&mut initdb).context("making a PostgreSQL cluster")?;

    let port = Port::hold()?;
    let mut settings = vec![
        "listen_addresses=127.0.0.1".to_owned(),
        format!("port={}", port.number()),
        // No socket in the file system: its path could be too long.
        "unix_socket_directories=".to_owned(),
        "max_connections=300".to_owned(),
    ];
    if setup.purpose == Purpose::Tests {
        let forgetful = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"];
        settings.extend(forgetful.map(str::to_owned));
    }
    let mut arguments = vec!["-D".into(), data.clone().into_os_string()];
    arguments.extend(settings.into_iter().flat_map(|setting| ["-c".into(), setting.into()]));
    let port = port.release();
    let mut server = Service::start(
        Plan {
            name: "postgres",
            program: &bin.join("postgres"),
            arguments,
            settings: vec![("LC_ALL".into(), "C".into())],
            folder: &folder,
            user,
            // A fast shutdown; SIGTERM would wait for every connection's end.
            gentle: INT,
        },
        &setup.logs,
    )?;
    let ready = server.until(LIMIT, setup.stop, || is_ready(&data));
    fleet.add(Wave::Postgres, server);
    ready?;

    let mut createdb = Command::new(bin.join("createdb"));
    createdb
        .args(["--host", "127.0.0.1", "--port", &port.to_string(), "--username", NAME])
        .args(["--maintenance-db", "postgres", "--no-password", NAME])
        .current_dir(&folder);
    run_as(&mut createdb, user);
    step::output(&mut createdb).context("making the database")?;
    Ok(format!("postgres://{NAME}@127.0.0.1:{port}/{NAME}"))
}

/// The server tells its state in the eighth line of its pid file.
fn is_ready(data: &Path) -> bool {
    let told = fs::read_to_string(data.join("postmaster.pid")).unwrap_or_default();
    told.lines().nth(7).is_some_and(|state| state.trim() == "ready")
}
