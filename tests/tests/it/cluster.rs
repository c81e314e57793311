//! Live Redis as a cluster of three. A cluster refuses a call whose keys lie in
//! two slots, and a function that touches a key it did not declare.

use std::time::Duration;

use downbeat_live::{
    Asked, Closed, DraftPlace, DraftPut, Frame, Heard, Kept, Lease, Line, Live, LiveDraft, Member,
    OpenRound, Opening, Outcome, Present, Quota, SavedLog, Sending, Sent, Settled, ShardBeat,
    Stood, Untold, Utterance, Vote, key,
};
use downbeat_session::{
    Actor, Note, Reading, Role, SayLimits,
    journal::{Current, DraftOf, DraftRev},
    kinds::{self, meter::Config},
};
use futures::future::join_all;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    harness::{beaten, cluster, open_meter, told, until, window_config},
    inner,
};

#[tokio::test]
async fn every_function_works_on_a_cluster() {
    let live = cluster().await;
    let opening = open_meter(&live, &window_config(60)).await;
    let (id, shard) = (opening.id, live.shard(opening.id));
    let mut channel = Line::open(&live).await.unwrap();
    channel.subscriber().listen(shard).await.unwrap();

    let lease = until("the lease is free", async || live.acquire(shard).await.unwrap()).await;
    let kept =
        live.keep(&Member::new("ann".into(), 0), std::slice::from_ref(&lease)).await.unwrap();
    assert!(kept.alive.unwrap().keys().any(|member| member.name == "ann"));
    assert!(kept.leases.into_iter().next().unwrap().unwrap().is_some());
    assert!(live.recovered(&lease, 1).await.unwrap());
    let held = live.renew(std::slice::from_ref(&lease)).await.unwrap().remove(0).unwrap();
    assert!(held.unwrap().is_recovered);

    assert_eq!(vote(&live, id).await, Outcome::Counted);
    command(&live, id).await;
    let config = serde_json::to_value(Config::default()).unwrap();
    live.configure(id, 2, &config).await.unwrap();
    beat(&live, shard, &lease).await;
    assert_eq!(heard_rev(&mut channel, id).await, "1-2");

    let hot = live.read(id).await.unwrap().unwrap();
    assert_eq!(live.advance(&lease, &hot).await.unwrap(), Settled::Done);
    assert!(live.watch(shard, &[id]).await.unwrap().is_empty());
    let drained = live.events(shard, 1_000).await.unwrap();
    live.trim(shard, &drained).await.unwrap();
    let later = live.now_ms(shard) + 1_000;
    assert_eq!(live.close(&lease, &hot, later).await.unwrap(), Closed::Done);
    live.delete(id, 3).await.unwrap();
    live.release(&lease).await.unwrap();
}

/// Every function that needs no votes.
#[rustfmt::skip]
const CALLED: &[&str] = &[
    "are_here", "be_gone", "be_present", "beat", "cache_put", "close", "commit", "discard",
    "draft_durable", "draft_end", "draft_put", "drafts_look", "due", "ended", "finish", "forget",
    "invalidate", "join", "lease", "leave_board", "look", "look_later", "open", "open_log", "park",
    "put_note", "read_board", "read_for", "recovered", "release", "renew", "report", "saved",
    "saved_log", "say", "send", "sent", "settle", "speak", "stand", "take", "take_all", "tell",
    "tell_reading", "time", "told", "trim", "unwatched", "votes", "watch",
];

/// What the test above does not call, and what every function's name is.
#[tokio::test]
async fn every_other_function_works_on_a_cluster() {
    /// On a cluster a worker joins and renews instead: its leases are on many nodes.
    const NEVER: &[&str] = &["keep"];
    let live = cluster().await;
    let mut known = functions_of(&live).await;
    known.retain(|name| !NEVER.contains(&name.as_str()));
    assert_eq!(known, CALLED, "a function that is new is called here or above");

    let shards: Vec<u16> = (0..live.shards()).collect();
    let mut ids = Vec::new();
    for _ in 0..12 {
        ids.push(open_meter(&live, &window_config(60)).await.id);
    }
    // Words to sockets, and what is kept of Postgres, lie in slots of their own.
    live.revoke_all(&ids, &[Uuid::new_v4(), Uuid::new_v4()]).await.unwrap();
    let keys: Vec<String> = (0..12).map(|_| key::pass(&Uuid::new_v4().to_string())).collect();
    let minute = Duration::from_mins(1);
    for key in &keys {
        live.cache_put(key, &7, minute).await.unwrap();
        assert_eq!(live.recall::<u8>(Kept::Pass, key).await.unwrap(), Some(Some(7)));
    }
    live.invalidate_all(&keys, minute).await.unwrap();
    for key in &keys {
        live.cache_put(key, &8, minute).await.unwrap();
        assert_eq!(live.recall::<u8>(Kept::Pass, key).await.unwrap(), Some(None));
        let quota = Quota { most: 1, window: minute };
        assert!(live.take(key, quota).await.unwrap().is_allowed);
        assert!(!live.take(key, quota).await.unwrap().is_allowed);
        let windows = [("one", quota), ("other", Quota { most: 2, ..quota })];
        assert_eq!(live.take_all(key, &windows).await.unwrap(), Ok(()));
        assert_eq!(live.take_all(key, &windows).await.unwrap().unwrap_err().window, 0);
    }

    drafts(&live).await;

    // Whoever looks after many shards at once.
    live.measure_time().await.unwrap();
    assert_eq!(live.report_shards().await.unwrap().len(), shards.len());
    let since: Vec<(u16, i64)> = shards.iter().map(|shard| (*shard, 0)).collect();
    assert!(live.unwatched(&since, 10).await.unwrap().iter().all(Result::is_ok));
    let lease = |shard: &u16| Lease { shard: *shard, value: "0:nobody".into(), is_recovered: true };
    let leases: Vec<Lease> = shards.iter().map(lease).collect();
    let looked = live.look(&leases).await.unwrap();
    assert!(looked.iter().all(|looked| matches!(looked, Ok(None))));

    for id in &ids {
        let shard = live.shard(*id);
        live.look_later(shard, &[*id], live.now_ms(shard)).await.unwrap();
        let round = ask(&live, *id, "start_round", json!({ "question": "Jump?" })).await;
        assert_eq!(vote(&live, *id).await, Outcome::Counted);
        let round = OpenRound {
            session: *id,
            round: round[0]["round"].as_str().unwrap().parse().unwrap(),
            is_ended: false,
        };
        let seconds = live.round_count(&round).await.unwrap().seconds;
        let seconds: Vec<(u32, usize)> = seconds.keys().map(|second| (*second, 0)).collect();
        live.round_saved(&round, &seconds).await.unwrap();
        assert!(live.round_count(&round).await.unwrap().seconds.is_empty());
        live.park(*id, "a test").await.unwrap();
        assert!(live.why_parked(*id).await.unwrap().is_some());
        assert!(live.discard(*id).await.unwrap());
        assert!(live.read(*id).await.unwrap().is_none());
    }
    boards_and_broadcasts(&live).await;
    sayings_and_presence(&live).await;
    who_looks(&live, &ids).await;
}

/// Who looks at sessions of several shards.
async fn who_looks(live: &Live, sessions: &[Uuid]) {
    let seat = |seat: &str, session: &Uuid| Present { session: *session, seat: seat.to_owned() };
    let asked: Vec<Present> = sessions.iter().map(|id| seat("here ada", id)).collect();
    let one = seat("here ada Ada L.", &sessions[3]);
    let others = [
        seat("here adam Adam", &sessions[4]),
        seat("typing ada Ada", &sessions[5]),
        seat("ada", &sessions[6]),
    ];
    for there in others.iter().chain([&one]) {
        let shard = live.shard(there.session);
        live.be_present(shard, "api", std::slice::from_ref(there)).await.unwrap();
    }
    let here = live.are_here(&asked).await.unwrap();
    assert!(here.iter().enumerate().all(|(at, is_here)| *is_here == (at == 3)), "{here:?}");
    live.be_gone(live.shard(one.session), "api", &[one]).await.unwrap();
    assert!(!live.are_here(&asked).await.unwrap().contains(&true));
    assert!(live.are_here(&[]).await.unwrap().is_empty());
}

/// What is said in a room, and who is there.
async fn sayings_and_presence(live: &Live) {
    let kind = kinds::named("room").unwrap();
    let room = (kind.open)(&json!({ "title": "Films" }), 1, 0).unwrap();
    let opening = Opening::fresh(Uuid::new_v4(), Uuid::new_v4(), room, 1);
    live.open(&opening).await.unwrap();
    let (session, seat) = (opening.id, "ada".to_owned());
    let sits = json!({ "seat": seat, "name": "Ada", "role": "owner", "account": true });
    live.tell_system(session, "seat", sits).await.unwrap();
    let present = Present { session, seat: seat.clone() };
    let shard = live.shard(session);
    assert_eq!(
        live.be_present(shard, "api", std::slice::from_ref(&present)).await.unwrap().len(),
        1
    );
    live.tell_presence(&present, "arrive").await.unwrap();
    assert!(live.open_log(session, 1, &SavedLog::default()).await.unwrap());
    let actor = Actor { role: Role::Owner, id: Some(seat) };
    let (name, args) = ("line".to_owned(), json!({ "text": "hi" }));
    let said = Utterance { session, name, args, actor, limits: SayLimits::default(), older: None };
    assert_eq!(live.utter(&said).await.unwrap().n, Some(1));
    let (waiting, last) = live.waiting(shard, 10).await.unwrap();
    assert_eq!(waiting.len(), 1);
    live.waiting_saved(shard, &waiting, &last.unwrap()).await.unwrap();
    assert!(live.waiting(shard, 10).await.unwrap().0.is_empty());
    let lease = until("the lease is free", async || live.acquire(shard).await.unwrap()).await;
    assert_eq!(live.gone(&lease, 10).await.unwrap(), Some(Vec::new()));
    live.be_gone(shard, "api", std::slice::from_ref(&present)).await.unwrap();
    let gone = until("it has ended", async || {
        live.gone(&lease, 10).await.unwrap().unwrap().into_iter().next()
    })
    .await;
    assert!(!gone.is_here);
    let there = std::slice::from_ref(&present);
    assert_eq!(live.be_present(shard, "other", there).await.unwrap(), there);
    assert!(!live.forget_gone(&lease, &gone).await.unwrap(), "it came back by another API");
    live.be_gone(shard, "other", there).await.unwrap();
    assert_eq!(live.be_present(shard, "other", there).await.unwrap(), there, "it had ended");
    live.be_gone(shard, "other", there).await.unwrap();
    let gone = until("it has ended again", async || {
        live.gone(&lease, 10).await.unwrap().unwrap().into_iter().next()
    })
    .await;
    assert!(live.forget_gone(&lease, &gone).await.unwrap());
    live.end(session).await.unwrap();
}

/// What children say of themselves, and what is told of their parent outside.
async fn boards_and_broadcasts(live: &Live) {
    inner::know();
    let kind = kinds::named("herd").unwrap();
    let herd = (kind.open)(&json!({}), 1, 0).unwrap();
    let opening = Opening::fresh(Uuid::new_v4(), Uuid::new_v4(), herd, 1);
    live.open(&opening).await.unwrap();
    let list = &kind.board[0];
    let note = Note { list, key: "note".to_owned(), value: json!(1) };
    live.put_note(opening.id, &note).await.unwrap();
    assert_eq!(live.stand(opening.id, &note).await.unwrap(), Stood::Same);
    let read = Reading { kind: kind.name, as_of_us: 1, value: json!({}) };
    assert_eq!(live.tell_reading(opening.id, &read).await.unwrap(), Stood::Told);
    live.leave_board(opening.id, Uuid::new_v4()).await.unwrap();
    let hot = live.read(opening.id).await.unwrap().unwrap();
    assert_eq!(hot.beside.board.count(list), 1);
    let untold = Untold { session: opening.id, changes: 1, lines: 1, is_under_way: false };
    let lease = live.acquire(live.shard(opening.id)).await.unwrap().unwrap();
    let sending = live.send(&lease, &untold, r#"{"said":1}"#).await.unwrap();
    assert!(matches!(sending, Sending::Message(_)), "{sending:?}");
    assert!(live.sent(&lease, opening.id, Sent::Done, list).await.unwrap());
    live.end(opening.id).await.unwrap();
}

/// Drafts of people on several nodes, from the first word to a tombstone.
async fn drafts(live: &Live) {
    for _ in 0..6 {
        let place = DraftPlace { user: Uuid::new_v4(), id: Uuid::now_v7() };
        let draft = |n: u32, text: &str| LiveDraft {
            current: Current {
                rev: DraftRev { n, chance: 7 },
                editor: place.id,
                at_ms: 1,
                digest: [0; 16],
                durable: None,
                root: None,
                seen: Vec::new(),
                is_ended: false,
            },
            of: DraftOf { what: "entry".to_owned(), inside: None },
            copy_of: None,
            sealed: Some(text.as_bytes().to_vec()),
        };
        let (first, second) = (draft(1, "sealed"), draft(2, "sealed, and longer"));
        let put = live.put_draft(place, None, &first, true).await.unwrap();
        assert_eq!(put, DraftPut::Put);
        let stale = live.put_draft(place, None, &second, true).await.unwrap();
        assert_eq!(stale, DraftPut::Moved);
        live.draft_is_durable(place, first.current.rev).await.unwrap();
        let stands = live.draft(place).await.unwrap().unwrap();
        assert_eq!(stands.current.durable, Some(first.current.rev));
        let looked = live.look_at_drafts(&[live.shard(place.user)]).await.unwrap();
        assert_eq!(looked[0].as_ref().unwrap().count, 0, "Postgres has it");
        let tombstone = LiveDraft {
            current: Current { is_ended: true, ..first.current.clone() },
            sealed: None,
            ..first.clone()
        };
        assert!(live.end_draft(place, Some(&first.current), &tombstone).await.unwrap());
        assert!(live.drafts_of(place.user).await.unwrap().is_empty());
        let late = live.put_draft(place, Some(&first.current), &second, true).await.unwrap();
        assert_eq!(late, DraftPut::Moved);
    }
    live.rewrite_files().await.unwrap();
}

/// The names of our functions on a node, without their library's.
async fn functions_of(live: &Live) -> Vec<String> {
    let node = live.options().url.split(',').next().unwrap().to_owned();
    let client = redis::Client::open(node).unwrap();
    let mut node = client.get_multiplexed_async_connection().await.unwrap();
    let mut names = Vec::new();
    for library in downbeat_live::library_names() {
        let mut list = redis::cmd("FUNCTION");
        list.arg("LIST").arg("LIBRARYNAME").arg(&library).arg("WITHCODE");
        let told: redis::Value = list.query_async(&mut node).await.unwrap();
        let told = format!("{told:?}");
        let begins = format!("{library}_");
        names.extend(told.split(&begins).skip(1).filter_map(|rest| {
            let end = rest.find(|c: char| c != '_' && !c.is_ascii_lowercase())?;
            (end > 0).then(|| rest[..end].to_owned())
        }));
    }
    names.sort_unstable();
    names.dedup();
    names
}

#[tokio::test]
async fn functions_of_an_earlier_release_go_from_every_node() {
    let live = cluster().await;
    assert!(live.unused_libraries().await.unwrap().is_empty());
    let library = "#!lua name=downbeat_v0\n\
                   redis.register_function('downbeat_v0_ping', function() return 1 end)";
    for node in live.options().url.split(',') {
        let node = redis::Client::open(node).unwrap();
        let mut node = node.get_multiplexed_async_connection().await.unwrap();
        redis::cmd("FUNCTION").arg("LOAD").arg(library).exec_async(&mut node).await.unwrap();
    }
    assert_eq!(live.unused_libraries().await.unwrap(), ["downbeat_v0"]);
    live.delete_library("downbeat_v0").await.unwrap();
    assert!(live.unused_libraries().await.unwrap().is_empty());
}

#[tokio::test]
async fn a_cluster_is_as_full_as_its_fullest_node() {
    let live = cluster().await;
    let memory = live.memory().await.unwrap();
    assert!(memory.used_bytes > 0);
    assert_eq!(memory.max_bytes, None, "nothing limits those of the tests");
    assert!(live.info().await.unwrap().contains("redis_version"), "the console asks one of them");
}

#[tokio::test]
async fn shards_are_asked_wherever_they_are() {
    let live = cluster().await;
    let shards: Vec<u16> = (0..live.shards()).collect();
    // They are nobody's, or somebody else's.
    let lease = |shard| Lease { shard, value: "0:nobody".into(), is_recovered: true };
    let leases: Vec<Lease> = shards.iter().copied().map(lease).collect();
    let beat = |lease| ShardBeat { lease, is_silent: true };
    let news = live.beat(&leases.iter().map(beat).collect::<Vec<_>>()).await.unwrap();
    assert_eq!(news.len(), shards.len());
    assert!(news.iter().all(|news| matches!(news, Ok(None))));
    let due = live.due(&shards, 10).await.unwrap();
    assert_eq!(due.iter().filter(|due| due.is_ok()).count(), shards.len());
    live.events_waiting(&shards).await.unwrap();
}

#[tokio::test]
async fn votes_at_once_are_counted_wherever_their_shards_are() {
    let live = cluster().await;
    let mut ids = Vec::new();
    for _ in 0..24 {
        ids.push(open_meter(&live, &window_config(60)).await.id);
    }
    ask(&live, ids[0], "start_round", json!({ "question": "Jump?" })).await;
    for _ in 0..2 {
        let told = join_all(ids.iter().map(|id| vote(&live, *id))).await;
        assert!(told.iter().all(|outcome| *outcome == Outcome::Counted), "{told:?}");
    }
    for id in &ids {
        let hot = live.read(*id).await.unwrap().unwrap();
        assert_eq!(hot.beside.tally.counts(&hot.session.tally_rules().unwrap()), [2, 0]);
        assert_eq!(live.pace(*id).await.unwrap().iter().map(|(_, votes)| votes).sum::<u64>(), 2);
    }
    assert_eq!(live.read(ids[0]).await.unwrap().unwrap().beside.tally.round, [2, 0]);
}

async fn vote(live: &Live, session: Uuid) -> Outcome {
    let id = Uuid::new_v4().to_string();
    live.vote(&Vote { session, message_id: &id, delivery_id: "", chatter_id: &id, text: "yes" })
        .await
        .unwrap()
}

async fn command(live: &Live, session: Uuid) {
    ask(live, session, "test_vote", json!({ "side": "against" })).await;
}

async fn ask(live: &Live, session: Uuid, name: &str, args: Value) -> Vec<Value> {
    let (actor, name) = (Actor { role: Role::Owner, id: None }, name.to_owned());
    let asked = Asked { session, id: None, name, args, actor, owner: None, rev: None };
    live.command(&asked).await.unwrap().events
}

async fn beat(live: &Live, shard: u16, lease: &downbeat_live::Lease) {
    let dirty = beaten(live, lease).await.unwrap().dirty;
    let mut frames = Vec::new();
    for hot in live.read_many(shard, &dirty.sessions).await.unwrap().into_iter().flatten().flatten()
    {
        hot.write_frame(&mut frames);
    }
    assert!(told(live, lease, dirty.mark(), frames).await);
}

/// The rev that the channel tells of a session.
async fn heard_rev(channel: &mut Line, id: Uuid) -> String {
    loop {
        let Heard::Message { message, .. } = channel.hear().await.unwrap() else { continue };
        for frame in message.frames {
            match frame {
                Frame::State(told) if told.session == id => return told.order.rev.to_string(),
                _ => {}
            }
        }
    }
}
