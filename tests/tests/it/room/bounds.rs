//! What sayings may take of live Redis, and what refused ones do not.

use downbeat_live::{Asked, Live, Opening, SavedLog, SayError, Utterance, Uttered, key};
use downbeat_session::{Actor, Role, SayLimits, kinds};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::harness::Redis;

/// As in `sayings.lua`.
const WAITING_BYTES: u64 = 32 * 1024 * 1024;

/// A room in live Redis alone, where Ada and Lou sit.
struct Talk {
    redis: Redis,
    live: Live,
    id: Uuid,
    shard: u16,
}

impl Talk {
    async fn new() -> Self {
        let redis = Redis::start();
        let live = redis.live().await;
        let kind = kinds::named("room").unwrap();
        let room = (kind.open)(&json!({ "title": "Films" }), 1, 0).unwrap();
        let opening = Opening::fresh(Uuid::new_v4(), Uuid::new_v4(), room, 1);
        live.open(&opening).await.unwrap();
        let (id, shard) = (opening.id, live.shard(opening.id));
        for (seat, role, account) in [("ada", "owner", true), ("lou", "guest", false)] {
            let sits = json!({ "seat": seat, "name": seat, "role": role, "account": account });
            live.tell_system(id, "seat", sits).await.unwrap();
            live.tell_system(id, "arrive", json!({ "seat": seat })).await.unwrap();
        }
        assert!(live.open_log(id, 1, &SavedLog::default()).await.unwrap());
        Self { redis, live, id, shard }
    }

    async fn say(&self, seat: &str, name: &str, args: Value) -> Result<Uttered, SayError> {
        self.say_as(actor(seat), name, args).await
    }

    async fn say_as(&self, actor: Actor, name: &str, args: Value) -> Result<Uttered, SayError> {
        let said = Utterance {
            session: self.id,
            name: name.to_owned(),
            args,
            actor,
            limits: SayLimits::default(),
            older: None,
        };
        self.live.utter(&said).await
    }

    async fn line(&self, seat: &str, text: &str) -> Result<Uttered, SayError> {
        self.say(seat, "line", json!({ "text": text })).await
    }

    async fn mute_in_the_shadow(&self, seat: &str) {
        let args = json!({ "seat": seat, "scope": "chat", "minutes": 5, "shadow": true });
        let asked = Asked {
            session: self.id,
            id: None,
            name: "mute".to_owned(),
            args,
            actor: actor("ada"),
            owner: None,
            rev: None,
        };
        self.live.command(&asked).await.unwrap();
    }

    /// As an operator at the server.
    async fn asks<T: redis::FromRedisValue>(&self, words: &[&str]) -> T {
        let mut command = redis::cmd(words[0]);
        command.arg(&words[1..]);
        command.query_async(&mut self.redis.bare().await).await.unwrap()
    }
}

fn actor(seat: &str) -> Actor {
    let role = if seat == "ada" { Role::Owner } else { Role::Participant };
    Actor { role, id: Some(seat.to_owned()) }
}

#[tokio::test]
async fn what_is_refused_takes_nothing_of_any_window() {
    let talk = Talk::new().await;
    for n in 0..20 {
        let answer = json!({ "text": format!("an answer {n}"), "reply": 99 });
        let refused = talk.say("lou", "line", answer).await;
        assert!(matches!(refused, Err(SayError::UnknownLine)), "{refused:?}");
    }
    // Ten in ten seconds may be said.
    for n in 1..=10 {
        assert_eq!(talk.line("lou", &n.to_string()).await.unwrap().n, Some(n));
    }
    let more = talk.line("lou", "more").await;
    assert!(matches!(more, Err(SayError::Limited { code: "limited", .. })), "{more:?}");
    // A third time is once too often, and what that window refuses no other counts.
    let talk = Talk::new().await;
    for text in ["so", "So"] {
        talk.line("lou", text).await.unwrap();
    }
    for _ in 0..20 {
        let again = talk.line("lou", "SO").await;
        assert!(matches!(again, Err(SayError::Limited { code: "repeated", .. })), "{again:?}");
    }
    for n in 3..=10 {
        assert_eq!(talk.line("lou", &n.to_string()).await.unwrap().n, Some(n));
    }
}

#[tokio::test]
async fn reports_are_counted_by_seat_however_its_person_came() {
    let talk = Talk::new().await;
    let report = json!({ "rtt_ms": 20, "drift_ms": 0, "buffer_ms": 4_000, "player": "ready" });
    // By the seat's token, by an account that owns the room, and by no name at all.
    let account = Uuid::new_v4().to_string();
    let ways = [Some("ada".to_owned()), Some(account), None];
    let owner = |id: &Option<String>| Actor { role: Role::Owner, id: id.clone() };
    talk.say_as(owner(&ways[0]), "report", report.clone()).await.unwrap();
    for way in &ways {
        let more = talk.say_as(owner(way), "report", report.clone()).await;
        assert!(
            matches!(more, Err(SayError::Limited { code: "limited", .. })),
            "{way:?}: {more:?}"
        );
    }
    // Another seat has its own.
    talk.say("lou", "report", report.clone()).await.unwrap();
    let more = talk.say("lou", "report", report).await;
    assert!(matches!(more, Err(SayError::Limited { .. })), "{more:?}");
}

#[tokio::test]
async fn a_session_has_lines_of_a_hundred_seats_that_nobody_else_sees() {
    let talk = Talk::new().await;
    talk.mute_in_the_shadow("lou").await;
    let log = key::log(talk.shard, talk.id);
    // A hidden line each, which was the first that the seat saw.
    let own = String::from_utf8([1_u64.to_be_bytes(), 1_u64.to_be_bytes()].concat()).unwrap();
    for n in 0..100 {
        let _: u8 = talk.asks(&["HSET", &log, &format!("own:{n}"), &own]).await;
    }
    let crowded = talk.line("lou", "hidden").await;
    assert!(matches!(crowded, Err(SayError::Limited { code: "limited", .. })), "{crowded:?}");
    assert_eq!(talk.line("ada", "to all").await.unwrap().n, Some(1), "others go on");
    let _: u8 = talk.asks(&["HDEL", &log, "own:7"]).await;
    assert_eq!(talk.line("lou", "hidden").await.unwrap().n, Some(2));
    assert_eq!(talk.line("lou", "and another").await.unwrap().n, Some(3), "it has its place");
}

#[tokio::test]
async fn what_waits_for_postgres_has_so_many_bytes() {
    let talk = Talk::new().await;
    let bytes = key::waiting_bytes(talk.shard);
    let held = async || -> Option<u64> { talk.asks(&["GET", &bytes]).await };
    let full = WAITING_BYTES.to_string();
    // Where nothing waits there is nothing to be full of.
    let _: String = talk.asks(&["SET", &bytes, &full]).await;
    talk.line("ada", "one").await.unwrap();
    let refused = talk.line("ada", "two").await;
    assert!(matches!(refused, Err(SayError::Full)), "{refused:?}");
    talk.say("ada", "typing", json!({})).await.unwrap();

    let saved = async |most: usize| {
        let (waiting, last) = talk.live.waiting(talk.shard, most).await.unwrap();
        talk.live.waiting_saved(talk.shard, &waiting, &last.unwrap()).await.unwrap();
    };
    saved(10).await;
    assert_eq!(held().await, None, "all is in Postgres");
    for text in ["two", "three", "four"] {
        talk.line("ada", text).await.unwrap();
    }
    let of_three = held().await.unwrap();
    assert!(of_three > 200, "{of_three}");
    saved(2).await;
    let of_one = held().await.unwrap();
    assert!(of_one > 50 && of_one < of_three / 2, "{of_one} of {of_three}");
    saved(2).await;
    assert_eq!(held().await, None);
}

#[tokio::test]
async fn round_trips_of_who_is_gone_are_forgotten() {
    let talk = Talk::new().await;
    let trips = key::trips(talk.shard, talk.id);
    let report = || json!({ "rtt_ms": 400, "drift_ms": 0, "buffer_ms": 5_000, "player": "ready" });
    for n in 0..500 {
        let _: u8 = talk.asks(&["HSET", &trips, &format!("trip:{n}"), "3000:7"]).await;
    }
    let told = talk.say("ada", "report", report()).await.unwrap();
    assert_eq!(told.tune, None, "it finds no place, and nobody else is here");
    let left: Vec<String> = talk.asks(&["HKEYS", &trips]).await;
    assert_eq!(left, Vec::<String>::new());
    let _: u8 = talk.asks(&["DEL", &key::tuned(talk.shard, talk.id)]).await;
    let told = talk.say("lou", "report", report()).await.unwrap();
    assert_eq!(told.tune.unwrap()["lead_ms"], 700);
    let left: Vec<String> = talk.asks(&["HKEYS", &trips]).await;
    assert_eq!(left, ["trip:lou"]);
}

#[tokio::test]
async fn a_session_is_read_once_by_whoever_says_more_there() {
    let mut talk = Talk::new().await;
    talk.live = talk.redis.live().await;
    let _: String = talk.asks(&["CONFIG", "RESETSTAT"]).await;
    for _ in 0..5 {
        talk.say("lou", "typing", json!({})).await.unwrap();
    }
    let told: String = talk.asks(&["INFO", "commandstats"]).await;
    let reads = told.lines().find(|line| line.starts_with("cmdstat_mget:")).unwrap_or_default();
    assert!(reads.starts_with("cmdstat_mget:calls=1,"), "{told}");
    // Others change it, and what is known holds until then and no longer.
    talk.redis.live().await.end(talk.id).await.unwrap();
    for _ in 0..2 {
        let cold = talk.say("lou", "typing", json!({})).await;
        assert!(matches!(cold, Err(SayError::Cold)), "{cold:?}");
    }
}
