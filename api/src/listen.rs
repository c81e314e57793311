//! The TCP side of the service port.

use std::net::SocketAddr;

use poem::{
    http::uri::Scheme,
    listener::{Acceptor, TcpAcceptor},
    web::{LocalAddr, RemoteAddr},
};
use tokio::net::{TcpSocket, TcpStream};

/// Connections that may wait to be accepted: thousands of sockets come back at
/// once when a neighbour restarts.
const BACKLOG: u32 = 4_096;

/// Accepts connections that send what they are given at once. With Nagle's
/// algorithm a frame would wait for the acknowledgement of the one before it.
pub struct Prompt(TcpAcceptor);

pub fn bind(address: SocketAddr) -> std::io::Result<Prompt> {
    let socket = if address.is_ipv4() { TcpSocket::new_v4()? } else { TcpSocket::new_v6()? };
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    Ok(Prompt(TcpAcceptor::from_tokio(socket.listen(BACKLOG)?)?))
}

impl Acceptor for Prompt {
    type Io = TcpStream;

    fn local_addr(&self) -> Vec<LocalAddr> {
        self.0.local_addr()
    }

    async fn accept(&mut self) -> std::io::Result<(TcpStream, LocalAddr, RemoteAddr, Scheme)> {
        let accepted = self.0.accept().await?;
        accepted.0.set_nodelay(true)?;
        Ok(accepted)
    }
}
