//! Drafts: two editors, two devices, answers that were lost.

use downbeat_live::{DraftPlace, DraftPut};
use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{Put, Writer, flush, vault};
use crate::{harness::World, streamer::code};

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_goes_through_redis_to_postgres_and_ends_with_its_entry() {
    let world = World::new().await;
    let api = world.api().await;
    let live = world.live.live().await;
    let (ann, vault) = (Writer::new(&world, &api, "Ann").await, vault(&world, &live));
    let id = Uuid::now_v7();
    let first = Put::new("Dear");
    let answer = ann.puts(id, &first).await;
    assert_eq!((answer.status, &answer.body["durable"]), (200, &Value::Null), "{}", answer.body);
    let second = first.then(&answer, "Dear diary");
    let answer = ann.puts(id, &second).await;
    assert_eq!(ann.puts(id, &second).await.body, answer.body, "sent again it is one");
    assert_eq!(world.postgres.number("SELECT count(*) FROM draft").await, 0);
    flush(&world, &vault).await;
    assert_eq!(world.postgres.number("SELECT count(*) FROM draft").await, 1);
    let third = second.then(&answer, "Dear diary,");
    let answer = ann.puts(id, &third).await;
    assert_eq!(answer.body["durable"], second.then(&ann.puts(id, &third).await, "").durable);
    assert!(answer.body["durable"].is_string(), "{}", answer.body);
    let drafts = ann.get("/drafts").await.body;
    assert_eq!(drafts["items"][0]["content"]["text"], "Dear diary,");

    let draft = json!({ "id": id, "rev": answer.body["rev"] });
    let saved = ann.writes(json!({ "text": "Dear diary,", "draft": draft })).await;
    assert_eq!(saved["text"], "Dear diary,");
    assert_eq!(ann.get("/drafts").await.body["items"], json!([]));
    let open = "SELECT count(*) FROM draft WHERE ended_at IS NULL OR content IS NOT NULL";
    assert_eq!(world.postgres.number(open).await, 0);
    // What its page had still to send is no ghost of it.
    let late = ann.puts(id, &third.then(&answer, "Dear diary, late")).await;
    assert_eq!(code(&late), (409, "conflict"), "{}", late.body);
    assert_eq!(ann.reads(id).await, None);
    let copy: Uuid = late.body["yours"]["id"].as_str().unwrap().parse().unwrap();
    assert_eq!(ann.reads(copy).await.as_deref(), Some("Dear diary, late"));
    flush(&world, &vault).await;
    assert_eq!(ann.get("/drafts").await.body["items"].as_array().unwrap().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_decided_on_an_older_draft_changes_nothing() {
    let world = World::new().await;
    let api = world.api().await;
    let live = world.live.live().await;
    let ann = Writer::new(&world, &api, "Ann").await;
    let place = DraftPlace { user: ann.user, id: Uuid::now_v7() };
    let first = Put::new("Dear");
    let answer = ann.puts(place.id, &first).await;
    let read = live.draft(place).await.unwrap().unwrap();
    ann.puts(place.id, &first.then(&answer, "Dear diary")).await;

    let stands = live.draft(place).await.unwrap();
    for decided_on in [None, Some(&read.current)] {
        let put = live.put_draft(place, decided_on, &read, true).await.unwrap();
        assert_eq!(put, DraftPut::Moved);
        assert!(!live.end_draft(place, decided_on, &read).await.unwrap());
        assert!(!live.forget_draft(place, decided_on).await.unwrap());
    }
    assert_eq!(live.draft(place).await.unwrap(), stands);
    assert_eq!(ann.reads(place.id).await.as_deref(), Some("Dear diary"));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_entry_that_is_sent_again_ends_its_draft_in_both_stores() {
    let world = World::new().await;
    let api = world.api().await;
    let live = world.live.live().await;
    let (ann, vault) = (Writer::new(&world, &api, "Ann").await, vault(&world, &live));
    let (id, entry) = (Uuid::now_v7(), Uuid::now_v7());
    let first = Put::new("Dear");
    ann.puts(id, &first).await;
    let made = ann.writes(json!({ "id": entry, "text": "Dear" })).await;
    // The answer was lost, and the page names the draft that it has by now.
    let put = Put { seq: 2, text: "Dear ".to_owned(), ..first };
    let rev = ann.puts(id, &put).await.body["rev"].clone();
    flush(&world, &vault).await;
    assert_eq!(world.postgres.number("SELECT count(*) FROM draft").await, 1);
    let draft = json!({ "id": id, "rev": rev });
    let again = ann.writes(json!({ "id": entry, "text": "Dear", "draft": draft })).await;
    assert_eq!(again, made);
    let open = "SELECT count(*) FROM draft WHERE ended_at IS NULL OR content IS NOT NULL";
    assert_eq!(world.postgres.number(open).await, 0);
    assert_eq!(ann.get("/drafts").await.body["items"], json!([]));
    world.live.empty().await;
    assert_eq!(ann.get("/drafts").await.body["items"], json!([]), "it does not come back");
}

#[tokio::test(flavor = "multi_thread")]
async fn two_devices_keep_both_texts_and_equal_texts_are_one() {
    let world = World::new().await;
    let api = world.api().await;
    let ann = Writer::new(&world, &api, "Ann").await;
    let id = Uuid::now_v7();
    let phone = Put::new("one");
    let known = ann.puts(id, &phone).await;
    // A laptop has read it, and both go on without a word from the other.
    let laptop = Put { editor: Uuid::new_v4(), ..phone.then(&known, "one from the laptop") };
    let taken = ann.puts(id, &laptop).await;
    let offline = phone.then(&known, "one from the phone");
    let met = ann.puts(id, &offline).await;
    assert_eq!(code(&met), (409, "conflict"), "{}", met.body);
    assert_eq!(met.body["theirs"]["rev"], taken.body["rev"]);
    assert_eq!(met.body["theirs"]["editor"], json!(laptop.editor));
    assert_eq!(ann.reads(id).await.as_deref(), Some("one from the laptop"));
    let copy: Uuid = met.body["yours"]["id"].as_str().unwrap().parse().unwrap();
    assert_eq!(ann.reads(copy).await.as_deref(), Some("one from the phone"));
    let shown = ann.get(&format!("/drafts/{copy}")).await.body;
    assert_eq!(shown["copy_of"], json!(id));
    // It goes on in the same copy.
    let on = Put { seq: offline.seq + 1, text: "one from the phone, on".into(), ..offline };
    assert_eq!(ann.puts(id, &on).await.body["yours"]["id"], json!(copy));
    assert_eq!(ann.reads(copy).await.as_deref(), Some("one from the phone, on"));
    let same = Put { editor: Uuid::new_v4(), ..Put::new("one from the laptop") };
    assert_eq!(ann.puts(id, &same).await.body["rev"], taken.body["rev"], "equal is no conflict");

    let gone = |tag: &str| {
        let (path, tag) = (format!("/drafts/{copy}"), format!("\"{tag}\""));
        let ann = &ann;
        async move { ann.tagged(Method::DELETE, &path, &tag, json!({})).await }
    };
    assert_eq!(code(&gone("1.00000000").await), (412, "stale"));
    let rev = ann.get(&format!("/drafts/{copy}")).await.body["rev"].as_str().unwrap().to_owned();
    assert_eq!(gone(&rev).await.status, 204);
    assert_eq!(ann.reads(copy).await, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn drafts_have_limits_and_nobody_elses_are_there() {
    let world = World::new().await;
    let api = world.api().await;
    let (ann, bob) =
        (Writer::new(&world, &api, "Ann").await, Writer::new(&world, &api, "Bob").await);
    let large = Put::new(&"a".repeat(64 * 1024));
    assert_eq!(code(&ann.puts(Uuid::now_v7(), &large).await), (413, "too_large"));
    let ids: Vec<Uuid> = (0..50).map(|_| Uuid::now_v7()).collect();
    for id in &ids {
        assert_eq!(ann.puts(*id, &Put::new("mine")).await.status, 200);
    }
    assert_eq!(code(&ann.puts(Uuid::now_v7(), &Put::new("more")).await), (409, "full"));
    assert_eq!(bob.reads(ids[0]).await, None);
    assert_eq!(bob.puts(ids[0], &Put::new("his own")).await.status, 200);
    assert_eq!(ann.reads(ids[0]).await.as_deref(), Some("mine"));
    let odd = json!({
        "base": "1", "durable": null, "editor": Uuid::new_v4(), "seq": 1,
        "of": { "what": "novel", "in": null }, "content": {},
    });
    let path = format!("/drafts/{}", Uuid::now_v7());
    let refused = ann.tagged(Method::PUT, &path, "*", odd).await;
    assert_eq!(code(&refused), (422, "invalid"), "{}", refused.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_worker_writes_is_what_was_typed_last() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let live = world.live.live().await;
    let (ann, vault) = (Writer::new(&world, &api, "Ann").await, vault(&world, &live));
    let mut typed = Vec::new();
    for n in 0..20 {
        let id = Uuid::now_v7();
        let mut put = Put::new("a");
        for text in ["ab", "abc"] {
            let answer = ann.puts(id, &put).await;
            put = put.then(&answer, &format!("{text}{n}"));
        }
        assert_eq!(ann.puts(id, &put).await.status, 200);
        typed.push((id, put.text));
    }
    flush(&world, &vault).await;
    world.live.empty().await;
    for (id, text) in typed {
        assert_eq!(ann.reads(id).await, Some(text), "Postgres has what Redis lost");
    }
}
