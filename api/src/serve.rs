//! Serves HTTP on what is accepted, until the process stops.
//!
//! Done here rather than by poem's server, which hides the connection under an
//! upgrade: a socket's is written to from outside its own task. Nothing that a
//! client leaves unfinished holds a connection for long (`activity.rs`), and so
//! many connections are open at once.

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

use crate::{
    activity::{Activity, Patience},
    app::App,
    connections::{Connections, Place},
    security::Headers,
    webhook,
};

/// Where nothing can be accepted, files may be out; others leave, and it may be
/// tried again.
const ACCEPT_AGAIN: Duration = Duration::from_millis(50);
const HEADERS_BYTES_MAX: u32 = 16 * 1024;
/// What is kept of a connection of HTTP/1, a whole head at most.
const BUFFER_BYTES_MAX: usize = 64 * 1024;
/// How long a client is given to hear that its connection is over.
const OVER_LIMIT: Duration = Duration::from_secs(1);
/// Requests of one connection of HTTP/2 that are under way at once.
const STREAMS_MAX: u32 = 100;
/// Streams of one connection of HTTP/2 that its client took back at once.
const RESETS_MAX: usize = 20;

/// The connection under a request that asks for another protocol, and its place.
#[derive(Clone)]
pub struct Upgrade(pub OnUpgrade, pub Place);

pub struct Server<E> {
    pub app: Arc<App>,
    /// What every answer carries.
    pub headers: Arc<Headers>,
    /// All routes but the webhook's.
    pub endpoint: E,
    pub shutdown: Shutdown,
    pub connections: Arc<Connections>,
    pub patience: Patience,
    /// How long requests that are under way are given to end.
    pub drain_limit: Duration,
}

/// A connection that was accepted.
struct Accepted {
    stream: TcpStream,
    local: LocalAddr,
    remote: SocketAddr,
    place: Place,
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
                accepted = server.accept(&listener) => accepted,
                () = &mut stops => break,
            };
            match accepted {
                Ok(None) => {}
                Ok(Some((stream, remote, place))) => {
                    let local = local.clone();
                    let serving =
                        Arc::clone(&server).serve(Accepted { stream, local, remote, place });
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

    /// The next connection, once there is a place for it; `None` where it is closed
    /// because its address has all that it may.
    async fn accept(
        &self,
        listener: &TcpListener,
    ) -> io::Result<Option<(TcpStream, SocketAddr, Place)>> {
        let free = self.connections.free().await?;
        let (stream, remote) = listener.accept().await?;
        let place = self.connections.take(free, remote.ip());
        Ok(place.map(|place| (stream, remote, place)))
    }

    async fn serve(self: Arc<Self>, accepted: Accepted) {
        let Accepted { stream, local, remote, place } = accepted;
        // With Nagle's algorithm a frame would wait for the acknowledgement of the
        // one before it. A connection that has ended already is found to have.
        let _ = stream.set_nodelay(true);
        let remote = RemoteAddr(remote.into());
        let activity = Activity::new(self.patience);
        let service = service_fn(|request| {
            let (server, local, remote) = (Arc::clone(&self), local.clone(), remote.clone());
            let (place, asked) = (Arc::clone(&place), activity.begin());
            async move {
                let response = server.answer(request, local, remote, place).await;
                Ok::<_, Infallible>(response.map(|body| asked.sends(body)))
            }
        });
        let mut http = auto::Builder::new(TokioExecutor::new());
        http.http1().max_buf_size(BUFFER_BYTES_MAX);
        http.http2()
            .max_header_list_size(HEADERS_BYTES_MAX)
            .max_concurrent_streams(STREAMS_MAX)
            .max_pending_accept_reset_streams(RESETS_MAX);
        let connection = http.serve_connection_with_upgrades(TokioIo::new(stream), service);
        pin!(connection);
        // How a connection ended is its client's matter.
        let limit = tokio::select! {
            _ = &mut connection => return,
            () = activity.is_over() => OVER_LIMIT,
            () = self.shutdown.requested() => self.drain_limit,
        };
        connection.as_mut().graceful_shutdown();
        let _ = clock::timeout(limit, connection).await;
    }

    async fn answer(
        &self,
        mut request: http::Request<Incoming>,
        local: LocalAddr,
        remote: RemoteAddr,
        place: Place,
    ) -> http::Response<impl Body<Data = Bytes, Error = io::Error> + Send + use<E>> {
        if webhook::is_one(&request) {
            let mut answer = webhook::twitch(&self.app, request).await;
            self.headers.put(answer.headers_mut());
            return answer.into();
        }
        if request.headers().contains_key(header::UPGRADE) {
            let upgrade = Upgrade(hyper::upgrade::on(&mut request), place);
            request.extensions_mut().insert(upgrade);
        }
        let request = Request::from((request, local, remote, Scheme::HTTP));
        self.endpoint.get_response(request).await.into()
    }
}
