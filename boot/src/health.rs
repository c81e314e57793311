//! Whether a process can do its work, and how it is asked.
//!
//! `/livez` says that the process runs; `/readyz` says what [`readiness`]
//! found. A service that is **critical** makes the process unready when it is
//! away; any other makes it degraded, and it goes on serving.

use std::io::{self, Read, Write};
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpStream};
use std::time::Duration;

use serde_json::{Map, Value, json};

use crate::clock;

const CHECK_LIMIT: Duration = Duration::from_secs(1);
const ASK_LIMIT: Duration = Duration::from_secs(3);

/// One service, asked once.
#[derive(Debug)]
pub struct Check {
    name: &'static str,
    critical: bool,
    is_up: bool,
    took_ms: u128,
}

impl Check {
    pub async fn of<E>(
        name: &'static str,
        critical: bool,
        ping: impl Future<Output = Result<(), E>>,
    ) -> Self {
        let start = clock::monotonic();
        let is_up = matches!(clock::timeout(CHECK_LIMIT, ping).await, Ok(Ok(())));
        Self { name, critical, is_up, took_ms: start.elapsed().as_millis() }
    }
}

/// What `/readyz` answers: whether it is a yes, and the whole report.
pub fn readiness(is_draining: bool, checks: &[Check]) -> (bool, Value) {
    let is_ready = !is_draining && checks.iter().all(|check| check.is_up || !check.critical);
    let status = match (is_ready, checks.iter().all(|check| check.is_up)) {
        (false, _) => "unavailable",
        (true, false) => "degraded",
        (true, true) => "ok",
    };
    let services: Map<String, Value> = checks
        .iter()
        .map(|Check { name, critical, is_up, took_ms }| {
            let status = if *is_up { "up" } else { "down" };
            let report = json!({ "status": status, "critical": critical, "took_ms": took_ms });
            ((*name).to_owned(), report)
        })
        .collect();
    (is_ready, json!({ "status": status, "draining": is_draining, "checks": services }))
}

/// Asks the process that serves on `bind` whether it is ready.
pub fn ask(bind: SocketAddr) -> io::Result<bool> {
    let ip = match bind.ip() {
        any if any.is_unspecified() => IpAddr::V4(Ipv4Addr::LOCALHOST),
        ip => ip,
    };
    let mut stream = TcpStream::connect_timeout(&SocketAddr::new(ip, bind.port()), ASK_LIMIT)?;
    stream.set_read_timeout(Some(ASK_LIMIT))?;
    stream.write_all(b"GET /readyz HTTP/1.0\r\n\r\n")?;
    let mut status = [0; 12];
    stream.read_exact(&mut status)?;
    Ok(status.ends_with(b" 200"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(critical: bool, is_up: bool) -> Check {
        Check { name: "store", critical, is_up, took_ms: 1 }
    }

    #[test]
    fn only_a_critical_service_makes_a_process_unready() {
        assert!(readiness(false, &[check(true, true), check(false, false)]).0);
        assert!(!readiness(false, &[check(true, false)]).0);
        assert!(!readiness(true, &[check(true, true)]).0);
    }

    #[test]
    fn what_is_degraded_says_so() {
        let (_, report) = readiness(false, &[check(false, false)]);
        assert_eq!(report["status"], "degraded");
        assert_eq!(report["checks"]["store"]["status"], "down");
    }
}
