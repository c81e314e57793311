//! Serves HTTP on what is accepted, until the process stops.
//!
//! Done here rather than by poem's server, which hides the connection under an
//! upgrade: a socket's is written to from outside its own task.

use std::{convert::Infallible, io, net::SocketAddr, sync::Arc, time::Duration};

use downbeat_boot::{Shutdown, clock, task};
use hyper::{
    body::{Body, Bytes, Incoming},
    service::service_fn,
    upgrade::OnUpgrade,
};
use hyper_util::{
    rt::{TokioExecutor, TokioIo},
    server::conn::auto,
};
use poem::{
    Endpoint, Request,
    http::{self, header, uri::Scheme},
    web::{LocalAddr, RemoteAddr},
};
use tokio::{
    net::{TcpListener, TcpStream},
    pin,
    sync::mpsc,
};

/// Where nothing can be accepted, files may be out; others leave, and it may be
/// tried again.
const ACCEPT_AGAIN: Duration = Duration::from_millis(50);
const HEADERS_BYTES_MAX: u32 = 16 * 1024;
/// Streams of one connection of HTTP/2 that its client took back at once.
const RESETS_MAX: usize = 20;

/// The connection under a request that asks for another protocol.
#[derive(Clone)]
pub struct Upgrade(pub OnUpgrade);

pub struct Server<E> {
    pub endpoint: E,
    pub shutdown: Shutdown,
    /// How long requests that are under way are given to end.
    pub drain_limit: Duration,
}

impl<E: Endpoint + 'static> Server<E> {
    /// Until the shutdown is requested and all connections are closed, or their
    /// time is over. Those that became sockets are no more its own.
    pub async fn run(self, listener: TcpListener) -> io::Result<()> {
        let local = LocalAddr(listener.local_addr()?.into());
        let server = Arc::new(self);
        let (open, mut all_closed) = mpsc::channel::<Infallible>(1);
        let stops = server.shutdown.requested();
        pin!(stops);
        loop {
            let accepted = tokio::select! {
                accepted = listener.accept() => accepted,
                () = &mut stops => break,
            };
            match accepted {
                Ok((stream, remote)) => {
                    let serving = Arc::clone(&server).serve(stream, local.clone(), remote);
                    let open = open.clone();
                    task::spawn("connection", async move {
                        serving.await;
                        drop(open);
                    });
                }
                // It was gone before it was accepted.
                Err(error) if error.kind() == io::ErrorKind::ConnectionAborted => {}
                Err(error) => {
                    tracing::warn!(%error, "connections are accepted again later");
                    clock::sleep(ACCEPT_AGAIN).await;
                }
            }
        }
        drop((listener, open));
        all_closed.recv().await;
        Ok(())
    }

    async fn serve(self: Arc<Self>, stream: TcpStream, local: LocalAddr, remote: SocketAddr) {
        // With Nagle's algorithm a frame would wait for the acknowledgement of the
        // one before it. A connection that has ended already is found to have.
        let _ = stream.set_nodelay(true);
        let remote = RemoteAddr(remote.into());
        let service = service_fn(|request| {
            let (server, local, remote) = (Arc::clone(&self), local.clone(), remote.clone());
            async move { Ok::<_, Infallible>(server.answer(request, local, remote).await) }
        });
        let mut http = auto::Builder::new(TokioExecutor::new());
        http.http2()
            .max_header_list_size(HEADERS_BYTES_MAX)
            .max_pending_accept_reset_streams(RESETS_MAX);
        let connection = http.serve_connection_with_upgrades(TokioIo::new(stream), service);
        pin!(connection);
        // How a connection ended is its client's matter.
        tokio::select! {
            _ = &mut connection => return,
            () = self.shutdown.requested() => connection.as_mut().graceful_shutdown(),
        }
        let _ = clock::timeout(self.drain_limit, connection).await;
    }

    async fn answer(
        &self,
        mut request: http::Request<Incoming>,
        local: LocalAddr,
        remote: RemoteAddr,
    ) -> http::Response<impl Body<Data = Bytes, Error = io::Error> + Send + use<E>> {
        if request.headers().contains_key(header::UPGRADE) {
            let upgrade = Upgrade(hyper::upgrade::on(&mut request));
            request.extensions_mut().insert(upgrade);
        }
        let request = Request::from((request, local, remote, Scheme::HTTP));
        self.endpoint.get_response(request).await.into()
    }
}
