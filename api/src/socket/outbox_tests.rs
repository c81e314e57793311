//! What a client hears of an outbox, on a real connection whose buffers are small.

use std::{
    net::{TcpListener, TcpStream as Client},
    sync::Arc,
};

use bytes::Bytes;
use downbeat_boot::task;
use futures::FutureExt as _;
use socket2::{Domain, SockRef, Socket as Raw, Type};
use tokio::{net::TcpStream, task::spawn_blocking};
use tungstenite::{
    Error, Message, WebSocket,
    protocol::{CloseFrame, Role, frame::coding::CloseCode},
};

use super::{
    frame,
    outbox::{BEHIND_MAX, Behind, Outbox, Trouble},
    reading::Socket,
};

const BUFFER_BYTES: usize = 8 * 1024;
const LARGE: usize = 500 * 1024;

/// Both ends of a connection.
pub async fn connected() -> (Outbox, Client) {
    let (stream, client) = ends().await;
    (Outbox::new(stream), client)
}

async fn ends() -> (TcpStream, Client) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let client = Raw::new(Domain::IPV4, Type::STREAM, None).unwrap();
    client.set_recv_buffer_size(BUFFER_BYTES).unwrap();
    client.connect(&listener.local_addr().unwrap().into()).unwrap();
    let (server, _) = listener.accept().unwrap();
    SockRef::from(&server).set_send_buffer_size(BUFFER_BYTES).unwrap();
    server.set_nonblocking(true).unwrap();
    let server = TcpStream::from_std(server).unwrap();
    // As one that was answered on.
    server.writable().await.unwrap();
    (server, client.into())
}

/// A text that is known again, so long.
fn text(n: usize, bytes: usize) -> String {
    format!("{n} {}", "x".repeat(bytes))
}

fn said(n: usize, bytes: usize) -> Bytes {
    frame::text(&text(n, bytes))
}

/// All that a client hears until the connection ends: texts by their numbers, and
/// other messages by their names.
async fn heard(client: Client) -> Vec<String> {
    let read = move || {
        let mut socket = WebSocket::from_raw_socket(client, Role::Client, None);
        let mut heard = Vec::new();
        loop {
            match socket.read() {
                Ok(Message::Text(text)) => {
                    let (number, rest) = text.split_once(' ').unwrap();
                    assert!(rest.bytes().all(|byte| byte == b'x'), "{number} is whole");
                    heard.push(number.to_owned());
                }
                Ok(Message::Ping(_)) => heard.push("ping".into()),
                Ok(Message::Pong(_)) => heard.push("pong".into()),
                Ok(Message::Close(close)) => {
                    heard.push(format!("close {}", u16::from(close.unwrap().code)));
                }
                Ok(other) => panic!("{other:?}"),
                Err(Error::ConnectionClosed) => return heard,
                Err(error) => {
                    heard.push(format!("{error:?}"));
                    return heard;
                }
            }
        }
    };
    spawn_blocking(read).await.unwrap()
}

const CUT: &str = "Protocol(ResetWithoutClosingHandshake)";

fn numbers(numbers: impl IntoIterator<Item = usize>) -> Vec<String> {
    numbers.into_iter().map(|number| number.to_string()).collect()
}

/// Nobody is woken for a connection that takes all.
#[tokio::test]
async fn what_is_taken_at_once_rouses_nobody() {
    let (outbox, client) = connected().await;
    for n in 0..1_000 {
        assert_eq!(outbox.add(said(n, 0)), Ok(true), "it is written before the next");
        outbox.flush();
    }
    outbox.ping();
    assert!(!outbox.is_waiting() && outbox.roused().now_or_never().is_none());
    outbox.end();
    let mut expected = numbers(0..1_000);
    expected.extend(["ping".into(), CUT.into()]);
    assert_eq!(heard(client).await, expected);
}

/// Frames, answers and pings are said by several while the client reads slowly, and
/// a write ends in the middle of a message again and again.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_slow_reader_hears_everything_whole_and_in_order() {
    const MESSAGES: usize = 2_000;
    let (outbox, client) = connected().await;
    let outbox = Arc::new(outbox);
    let hearing = task::spawn("client", heard(client));
    let mut speakers = Vec::new();
    // Each of them says its numbers in their order, and none that another says.
    for speaker in 0..3 {
        let outbox = Arc::clone(&outbox);
        speakers.push(task::spawn("speaker", async move {
            for n in (speaker..MESSAGES).step_by(3) {
                let message = said(n, n % 7 * 1_000);
                let say = || match speaker {
                    0 => outbox.say(message.clone()),
                    _ => outbox.add(message.clone()).map(|_| outbox.flush()),
                };
                while say() == Err(Behind) {
                    outbox.relieved().await.unwrap();
                }
                if n % 100 == 0 {
                    outbox.ping();
                }
            }
        }));
    }
    for speaker in speakers {
        speaker.await.unwrap();
    }
    outbox.relieved().await.unwrap();
    outbox.end();
    let mut heard = hearing.await.unwrap();
    assert_eq!(heard.pop().as_deref(), Some(CUT));
    let said: Vec<usize> = heard.iter().filter_map(|one| one.parse().ok()).collect();
    for speaker in 0..3 {
        let own: Vec<usize> = said.iter().copied().filter(|n| n % 3 == speaker).collect();
        assert_eq!(own, (speaker..MESSAGES).step_by(3).collect::<Vec<_>>());
    }
    assert!(heard.iter().any(|one| one == "ping"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_larger_than_the_buffers_is_written_on() {
    let (outbox, client) = connected().await;
    for n in 0..3 {
        outbox.say(said(n, LARGE)).unwrap();
    }
    assert!(outbox.is_waiting());
    let hearing = task::spawn("client", heard(client));
    outbox.relieved().await.unwrap();
    assert!(!outbox.is_waiting());
    outbox.end();
    assert_eq!(hearing.await.unwrap(), ["0", "1", "2", CUT]);
}

#[tokio::test]
async fn whoever_does_not_read_is_behind_in_number_or_bytes() {
    for (bytes, most) in [(8_000, BEHIND_MAX + 20), (LARGE, 5)] {
        let (outbox, _client) = connected().await;
        let frame = said(0, bytes);
        let taken = (0..1_000).take_while(|_| outbox.add(frame.clone()).is_ok()).count();
        assert!((4..=most).contains(&taken), "{taken} of {bytes} bytes");
        assert_eq!(outbox.say(frame), Err(Behind));
        assert!(outbox.is_half_full() && outbox.roused().now_or_never().is_some());
    }
}

/// What was begun is ended, answers are kept, and nothing comes behind the close.
#[tokio::test(flavor = "multi_thread")]
async fn the_close_comes_last_and_whole() {
    let (stream, client) = ends().await;
    let mut socket = Socket::new(stream, &[]);
    let outbox = Arc::clone(socket.outbox());
    outbox.say(said(0, LARGE)).unwrap();
    for n in 1..4 {
        outbox.add(said(n, 10)).unwrap();
    }
    outbox.say(said(7, 10)).unwrap();
    outbox.ping();
    let close = CloseFrame { code: CloseCode::from(3001), reason: "".into() };
    socket.close(said(8, 10), close);
    outbox.add(said(9, 10)).unwrap();
    outbox.ping();
    let hearing = task::spawn("client", heard(client));
    outbox.relieved().await.unwrap();
    assert!(matches!(socket.next().await, Ok(Message::Close(_))), "the client answers");
    drop(socket);
    assert_eq!(hearing.await.unwrap(), ["0", "7", "8", "close 3001"]);
}

/// Pongs and the answer to a close wait their turn, as all else.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_answered_by_itself_is_said_in_order() {
    let (stream, client) = ends().await;
    let mut socket = Socket::new(stream, &[]);
    socket.say(said(0, LARGE)).unwrap();
    let mut asking = WebSocket::from_raw_socket(client.try_clone().unwrap(), Role::Client, None);
    asking.send(Message::Ping("a".into())).unwrap();
    assert!(matches!(socket.next().await, Ok(Message::Ping(_))));
    asking.close(Some(CloseFrame { code: CloseCode::Normal, reason: "".into() })).unwrap();
    assert!(matches!(socket.next().await, Ok(Message::Close(_))));
    socket.outbox().add(said(1, 10)).unwrap();
    socket.answer_close();
    socket.outbox().add(said(2, 10)).unwrap();
    assert!(socket.next().await.is_err());
    let hearing = task::spawn("client", heard(client));
    socket.outbox().relieved().await.unwrap();
    drop(socket);
    assert_eq!(hearing.await.unwrap(), ["0", "pong", "close 1000"]);
}

#[tokio::test]
async fn a_client_that_left_is_found_to_have() {
    let (outbox, client) = connected().await;
    drop(client);
    while outbox.trouble().is_none() {
        outbox.say(said(0, 10)).unwrap();
    }
    assert_eq!(outbox.trouble(), Some(Trouble::Broken));
    assert!(outbox.roused().now_or_never().is_some());
    outbox.say(said(0, LARGE)).unwrap();
    assert!(!outbox.is_waiting(), "nothing is kept for it");
}
