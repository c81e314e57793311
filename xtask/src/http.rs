//! Just enough HTTP to ask a process on this machine whether it is ready.

use std::{
    io::{Read, Write},
    net::{Ipv4Addr, SocketAddr, TcpStream},
    time::Duration,
};

const LIMIT: Duration = Duration::from_secs(2);

/// Whether `path` answers 200.
pub fn is_ok(port: u16, path: &str) -> bool {
    get_status(port, path).is_ok_and(|status| status == "200")
}

fn get_status(port: u16, path: &str) -> std::io::Result<String> {
    let request =
        format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n");
    let answer = exchange(port, &request)?;
    Ok(answer.split(' ').nth(1).unwrap_or_default().to_owned())
}

/// Sends a text and reads all that comes back until the connection is closed.
pub fn ask(port: u16, text: &str) -> std::io::Result<String> {
    let mut answer = String::new();
    connect(port, text)?.read_to_string(&mut answer)?;
    Ok(answer)
}

/// Sends a text and reads the first of what comes back.
pub fn exchange(port: u16, text: &str) -> std::io::Result<String> {
    let mut answer = [0; 2048];
    let length = connect(port, text)?.read(&mut answer)?;
    Ok(String::from_utf8_lossy(&answer[..length]).into_owned())
}

fn connect(port: u16, text: &str) -> std::io::Result<TcpStream> {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let mut stream = TcpStream::connect_timeout(&address, LIMIT)?;
    stream.set_read_timeout(Some(LIMIT))?;
    stream.write_all(text.as_bytes())?;
    Ok(stream)
}
