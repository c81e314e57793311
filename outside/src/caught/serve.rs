//! Shows it over HTTP.

use std::{net::SocketAddr, time::Duration};

use anyhow::Context as _;
use downbeat_boot::{Shutdown, task};
use poem::{
    IntoEndpoint, Server,
    listener::{Acceptor, Listener, TcpAcceptor, TcpListener},
};

const DRAIN_LIMIT: Duration = Duration::from_secs(1);

/// Answers by these routes, and says where; it ends with the shutdown.
pub async fn serve<R>(
    name: &'static str,
    address: SocketAddr,
    routes: R,
    shutdown: &Shutdown,
) -> anyhow::Result<SocketAddr>
where
    R: IntoEndpoint + Send + 'static,
    R::Endpoint: 'static,
{
    let acceptor = TcpListener::bind(address).into_acceptor().await?;
    let place = place(&acceptor)?;
    let ended = shutdown.clone();
    task::spawn(name, async move {
        let server = Server::new_with_acceptor(acceptor);
        let running =
            server.run_with_graceful_shutdown(routes, ended.requested(), Some(DRAIN_LIMIT));
        if let Err(error) = running.await {
            tracing::warn!(%error, "{name}: nothing is shown any more");
        }
    });
    Ok(place)
}

/// Text within a page.
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

fn place(acceptor: &TcpAcceptor) -> anyhow::Result<SocketAddr> {
    let address = acceptor.local_addr().into_iter().next().context("no address to listen on")?;
    address.as_socket_addr().copied().context("no socket address")
}
