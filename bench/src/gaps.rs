//! Frames of an API that is far from live Redis and has sockets on all shards:
//! how long they wait for what else it asks there.

use std::{net::Ipv4Addr, time::Duration};

use downbeat_boot::{
    clock::{self, Instant},
    task,
};
use futures::StreamExt;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::mpsc,
};
use tokio_tungstenite::tungstenite::{Message, client::IntoClientRequest};
use uuid::Uuid;

use crate::{
    installation::Installation,
    report,
    timer::{make, switch},
};

/// Each way.
const FAR: Duration = Duration::from_millis(2);
/// So many that each of 64 shards has some.
const TIMERS: usize = 320;
const CHANGES: usize = 1_500;
const CHANGE_EVERY: Duration = Duration::from_millis(20);

pub async fn run(installation: &Installation) -> anyhow::Result<()> {
    let url = &installation.ready.redis_live_url;
    let far = far_from(authority(url)).await?;
    let far = url.replacen(authority(url), &far, 1);
    let (mut api, base) = installation.start_api(&[("DOWNBEAT__REDIS_LIVE__URL", &far)])?;
    let measured = measure(installation, &base).await;
    api.kill()?;
    api.wait()?;
    measured
}

async fn measure(installation: &Installation, base: &str) -> anyhow::Result<()> {
    while reqwest::get(format!("{base}/readyz")).await.is_err() {
        clock::sleep(Duration::from_millis(50)).await;
    }
    let (changes, mut heard) = mpsc::unbounded_channel();
    let first = make(installation).await?;
    switch(installation, first, "start").await?;
    let mut screens = vec![screen(installation, base, first, Some(changes)).await?];
    for _ in 1..TIMERS {
        let id = make(installation).await?;
        screens.push(screen(installation, base, id, None).await?);
    }
    clock::sleep(Duration::from_secs(5)).await;
    let mut turns = clock::interval(CHANGE_EVERY);
    let mut samples = Vec::with_capacity(CHANGES);
    let mut began = Vec::with_capacity(CHANGES);
    for _ in 0..CHANGES {
        turns.tick().await;
        began.push(clock::monotonic());
        switch(installation, first, "switch").await?;
    }
    clock::sleep(Duration::from_secs(3)).await;
    while let Ok(at) = heard.try_recv() {
        samples.push(at);
    }
    screens.iter().for_each(tokio::task::JoinHandle::abort);
    let mut gaps: Vec<Duration> = samples.windows(2).map(|two| two[1] - two[0]).collect();
    report::line(
        "changes, and those that a screen heard one by one",
        &format!("{CHANGES}, {}", samples.len()),
    );
    report::latency("between two frames, one each 20 ms, Redis 2 ms away", &mut gaps);
    let longest = gaps.last().copied().unwrap_or_default();
    report::figure(
        "the longest between two frames, Redis 2 ms away",
        longest.as_secs_f64() * 1e3,
        "ms",
    );
    Ok(())
}

/// A socket of a session, which notes when it hears of a change.
async fn screen(
    installation: &Installation,
    base: &str,
    id: Uuid,
    changes: Option<mpsc::UnboundedSender<Instant>>,
) -> anyhow::Result<tokio::task::JoinHandle<()>> {
    let place = format!("{}/ws/sessions/{id}", base.replacen("http", "ws", 1));
    let mut request = place.into_client_request()?;
    let pass = format!("Bearer {}", installation.ready.api_token).parse()?;
    request.headers_mut().insert("authorization", pass);
    let (mut socket, _) = tokio_tungstenite::connect_async(request).await?;
    Ok(task::spawn("screen", async move {
        while let Some(Ok(message)) = socket.next().await {
            if let (Message::Text(text), Some(changes)) = (message, &changes)
                && !text.contains("\"type\":\"hello\"")
            {
                let _ = changes.send(clock::monotonic());
            }
        }
    }))
}

/// Where the same server is further away.
async fn far_from(target: &str) -> anyhow::Result<String> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    let place = listener.local_addr()?.to_string();
    let target = target.to_owned();
    task::spawn("far", async move {
        while let Ok((inner, _)) = listener.accept().await {
            let Ok(outer) = TcpStream::connect(&target).await else { return };
            let _ = (inner.set_nodelay(true), outer.set_nodelay(true));
            let ((from_inner, to_inner), (from_outer, to_outer)) =
                (inner.into_split(), outer.into_split());
            task::spawn("far up", pass(from_inner, to_outer));
            task::spawn("far down", pass(from_outer, to_inner));
        }
    });
    Ok(place)
}

async fn pass(
    mut from: impl AsyncReadExt + Unpin + Send + 'static,
    mut to: impl AsyncWriteExt + Unpin + Send + 'static,
) {
    let (sender, mut chunks) = mpsc::channel::<(Instant, Vec<u8>)>(1_024);
    task::spawn("far write", async move {
        while let Some((due, chunk)) = chunks.recv().await {
            clock::sleep_until(due).await;
            if to.write_all(&chunk).await.is_err() {
                return;
            }
        }
    });
    let mut chunk = vec![0; 16 * 1024];
    while let Ok(length @ 1..) = from.read(&mut chunk).await {
        let late = (clock::monotonic() + FAR, chunk[..length].to_vec());
        if sender.send(late).await.is_err() {
            return;
        }
    }
}

/// Host and port of a URL.
fn authority(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let end = rest.find(['/', '?']).unwrap_or(rest.len());
    rest[..end].rsplit('@').next().unwrap_or(rest)
}
