//! Where `cargo xtask test` says that the servers and programs are.

use std::path::PathBuf;

#[expect(clippy::disallowed_methods, reason = "tests have no settings to read it from")]
pub fn variable(name: &str) -> String {
    let name = format!("DOWNBEAT_TEST_{name}");
    std::env::var(&name).unwrap_or_else(|_| panic!("{name} is not set: run `cargo xtask test`"))
}

pub fn program(name: &str) -> PathBuf {
    PathBuf::from(variable("BIN_DIR")).join(name)
}

/// One of PostgreSQL's own programs.
pub fn postgres_tool(name: &str) -> PathBuf {
    PathBuf::from(variable("PG_BIN")).join(name)
}

pub fn redis_server() -> PathBuf {
    variable("REDIS_SERVER").into()
}

/// The tool that asks the API what its document promises.
pub fn schemathesis() -> PathBuf {
    variable("SCHEMATHESIS").into()
}

/// The load balancer of the compose file.
pub fn caddy() -> PathBuf {
    variable("CADDY").into()
}

/// A loopback port that was free a moment ago.
pub fn free_port() -> u16 {
    std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}
