//! A seat whose client reads all of it.

use std::net::TcpStream as Client;

use downbeat_session::Rev;
use tokio::task::spawn_blocking;
use tungstenite::{WebSocket, protocol::Role};

use super::*;
use crate::socket::{frame, outbox_tests::connected};

struct Fixture {
    place: Place,
    seat: Seat,
    post: Post,
    words: mpsc::UnboundedReceiver<FromSeat>,
    client: Client,
}

async fn fixture() -> Fixture {
    let (outbox, client) = connected().await;
    let (sender, words) = mpsc::unbounded_channel();
    let post = Post::default();
    let door = Door { outbox: Arc::new(outbox), post: post.clone(), words: sender };
    let visit = Visit {
        session: Uuid::nil(),
        audience: Audience::Public,
        seat: None,
        pass: Uuid::nil(),
        is_overlay: true,
        has_seat: false,
        above: None,
        protocol: Protocol::V2,
    };
    let (place, seat) = of(1, visit, door);
    Fixture { place, seat, post, words, client }
}

fn order(rev: u64) -> Order {
    Order { rev: Rev { incarnation: 1, rev }, tally_seq: 0 }
}

impl Fixture {
    fn hand(&self, rev: u64, is_change: bool) -> Result<(), Behind> {
        let frame = frame::text(&rev.to_string());
        self.place.hand(Outgoing { order: order(rev), frame, is_change })
    }

    fn greet(&self, rev: u64) -> Result<(), Behind> {
        self.seat.greet(order(rev), frame::text(&format!("hello {rev}")))
    }

    /// All that the client hears until the connection ends.
    async fn heard(self) -> Vec<String> {
        self.place.shared.door.outbox.end();
        let client = self.client;
        let read = || {
            let mut socket = WebSocket::from_raw_socket(client, Role::Client, None);
            let texts = std::iter::from_fn(|| socket.read().ok());
            texts.map(|message| message.into_text().unwrap().to_string()).collect()
        };
        spawn_blocking(read).await.unwrap()
    }
}

#[tokio::test]
async fn what_comes_before_hello_follows_it_unless_it_is_overtaken() {
    let it = fixture().await;
    for rev in 4..8 {
        it.hand(rev, true).unwrap();
    }
    assert_eq!(it.seat.news(), Some(News::Awake));
    it.greet(5).unwrap();
    assert_eq!((it.seat.news(), it.seat.told()), (None, Some(order(7))));
    it.hand(7, true).unwrap();
    it.hand(8, true).unwrap();
    it.post.deliver().await;
    assert_eq!(it.heard().await, ["hello 5", "6", "7", "8"]);
}

#[tokio::test]
async fn a_change_that_does_not_apply_is_missed_once_and_the_whole_follows() {
    let mut it = fixture().await;
    it.greet(5).unwrap();
    for rev in [7, 8] {
        it.hand(rev, true).unwrap();
    }
    assert!(matches!(it.words.try_recv(), Ok(FromSeat::Missed { .. })));
    assert!(it.words.try_recv().is_err());
    it.hand(8, false).unwrap();
    it.hand(9, true).unwrap();
    it.post.deliver().await;
    assert_eq!(it.heard().await, ["hello 5", "8", "9"]);
}

#[tokio::test]
async fn a_second_hello_never_comes_behind_what_is_newer() {
    let it = fixture().await;
    it.greet(5).unwrap();
    it.seat.hold();
    for rev in 6..8 {
        it.hand(rev, true).unwrap();
    }
    it.post.deliver().await;
    it.greet(6).unwrap();
    assert_eq!(it.heard().await, ["hello 5", "hello 6", "7"]);
}

#[tokio::test]
async fn what_is_said_comes_between_frames_and_a_second_hello_loses_none_of_it() {
    let it = fixture().await;
    it.place.say(frame::text("said early")).unwrap();
    assert_eq!(it.seat.news(), None, "nobody knows yet how the session is");
    it.greet(5).unwrap();
    it.hand(6, true).unwrap();
    it.place.say(frame::text("said")).unwrap();
    it.hand(7, true).unwrap();
    it.seat.hold();
    it.place.say(frame::text("said late")).unwrap();
    it.greet(8).unwrap();
    it.post.deliver().await;
    assert_eq!(
        it.heard().await,
        ["hello 5", "said early", "6", "said", "7", "hello 8", "said late"]
    );
}

#[tokio::test]
async fn what_waits_for_hello_is_bounded() {
    let it = fixture().await;
    for rev in 0..BEHIND_MAX as u64 {
        it.hand(rev, false).unwrap();
    }
    assert_eq!(it.hand(100, false), Err(Behind));
    it.seat.hold();
    assert_eq!((it.seat.news(), it.hand(101, false)), (None, Ok(())));
}

#[tokio::test]
async fn a_seat_of_a_listener_that_is_gone_is_taken_back() {
    let Fixture { place, seat, .. } = fixture().await;
    drop(place);
    assert_eq!(seat.news(), Some(News::TakenBack(LastWord::Draining)));
}
