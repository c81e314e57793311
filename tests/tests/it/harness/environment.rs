//! Where `cargo xtask test` says that the servers and programs are.

use std::{
    fs::{self, File},
    mem,
    net::TcpListener,
    ops::Range,
    path::PathBuf,
};

const PORTS: Range<u16> = 10_000..30_000;

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

/// Whether it asks for all of that, as `cargo xtask fuzz doors` has it.
pub fn asks_for_all() -> bool {
    std::env::var_os("DOWNBEAT_TEST_ASKED").is_some_and(|asked| asked == "all")
}

/// The load balancer of the compose file.
pub fn caddy() -> PathBuf {
    variable("CADDY").into()
}

/// A loopback port for as long as this process lives. It is below those that the
/// system gives to outgoing connections, and no other test has it.
pub fn free_port() -> u16 {
    let claims = std::env::temp_dir().join("downbeat-test-ports");
    fs::create_dir_all(&claims).unwrap();
    loop {
        let port = rand::random_range(PORTS);
        let claim = File::create(claims.join(port.to_string())).unwrap();
        if claim.try_lock().is_ok() && TcpListener::bind(("127.0.0.1", port)).is_ok() {
            // Open until the process ends, and the lock with it.
            mem::forget(claim);
            return port;
        }
    }
}
