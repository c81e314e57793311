//! `downbeat.v2`: how it is taken, and what it tells of a list that is long.

use serde_json::{Value, json};
use uuid::Uuid;

use super::{by_link, does, hello, make, seen, token, two};
use crate::harness::{Process, Program, Screen, Shown, World};

const PEOPLE: usize = 500;
/// What a socket is sent for one entry of many.
const ENTRY_BYTES_MAX: usize = 1_024;

/// As our pages come.
async fn by_v2(ann: &Program, api: &Process, id: Uuid) -> Screen {
    let offered = format!("downbeat.v2, link.{}", token(ann, id, viewer()).await);
    let (screen, taken) = Screen::offering(&api.session_url(id), &offered).await;
    assert_eq!(taken.as_deref(), Some("downbeat.v2"));
    hello(screen).await
}

fn viewer() -> Value {
    json!({ "role": "viewer" })
}

/// A timer of many, whose view has 64 KiB.
async fn crowded(ann: &Program) -> Uuid {
    let name = |n: usize| json!({ "name": format!("{n:03} {}", "n".repeat(26)) });
    let mut config = two(60_000);
    config["participants"] = (0..PEOPLE).map(name).collect();
    let id = make(ann, &config).await;
    does(ann, id, "start", json!({})).await;
    id
}

/// Until it shows a rev; answers the bytes of the longest change.
async fn catch_up(screen: &mut Screen, shown: &mut Shown, rev: &str) -> usize {
    let mut longest = 0;
    while shown.rev != rev {
        let told = screen.next().await;
        assert!(shown.takes(&told), "{} has another base than {}", told["from"], shown.rev);
        if told["type"] == "change" {
            longest = longest.max(told.to_string().len());
        }
    }
    longest
}

/// A change that is not shown: the rev that it is from. A whole view may come instead of
/// one at any time, and is shown.
async fn lost(ann: &Program, id: Uuid, screen: &mut Screen, shown: &mut Shown) -> String {
    loop {
        let done = does(ann, id, "switch", json!({})).await;
        while shown.rev != done["rev"] {
            let told = screen.next().await;
            if told["type"] == "change" {
                assert_eq!(told["from"], *shown.rev);
                return shown.rev.clone();
            }
            assert!(shown.takes(&told), "{told}");
        }
    }
}

/// Server time goes on in each view.
fn without_time(view: &Value) -> Value {
    let mut view = view.clone();
    view["now_ms"] = Value::Null;
    view
}

#[tokio::test(flavor = "multi_thread")]
async fn one_entry_of_500_is_sent_alone_and_every_protocol_shows_the_same() {
    let world = World::new().await;
    let apis = [world.api().await, world.api().await];
    let _worker = world.worker().await;
    let ann = world.program(&apis[0]);
    let id = crowded(&ann).await;
    let (mut old, mut new) = (Vec::new(), Vec::new());
    for api in &apis {
        let screen = by_link(&ann, api, id, viewer()).await;
        assert!(screen.hello["view"].to_string().len() > 64 * 1024);
        old.push((Shown::of(&screen.hello), screen));
        let screen = by_v2(&ann, api, id).await;
        new.push((Shown::of(&screen.hello), screen));
    }
    for (command, args) in [
        ("switch", json!({})),
        ("adjust", json!({ "participant": "p7", "ms": 1_000, "reason": "late" })),
        ("add_participant", json!({ "id": "last", "name": "Last" })),
        ("remove_participant", json!({ "id": "p9" })),
        ("switch", json!({})),
    ] {
        let done = does(&ann, id, command, args).await;
        let rev = done["rev"].as_str().unwrap();
        for (shown, screen) in &mut new {
            let longest = catch_up(screen, shown, rev).await;
            assert!((1..=ENTRY_BYTES_MAX).contains(&longest), "{command}: {longest} bytes");
        }
        for (shown, screen) in &mut old {
            catch_up(screen, shown, rev).await;
        }
        let now = without_time(&seen(&ann, id).await["view"]);
        for (shown, _) in old.iter().chain(&new) {
            assert_eq!(without_time(&shown.view), now, "{command}");
        }
    }
    // Another order is no matter of entries, and too long for a change.
    let now = seen(&ann, id).await;
    let people = now["view"]["participants"].as_array().unwrap().iter().rev();
    let ids: Vec<&Value> = people.map(|one| &one["id"]).collect();
    let done = does(&ann, id, "set_order", json!({ "ids": ids })).await;
    for (shown, screen) in old.iter_mut().chain(&mut new) {
        let longest = catch_up(screen, shown, done["rev"].as_str().unwrap()).await;
        assert_eq!((longest, &shown.view["participants"][0]["id"]), (0, &json!("last")));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_short_change_is_told_at_once_in_both_forms() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let ann = world.program(&api);
    let mut config = two(60_000);
    config["participants"] = (0..20).map(|n| json!({ "name": format!("No. {n}") })).collect();
    let id = make(&ann, &config).await;
    does(&ann, id, "start", json!({})).await;
    let (mut old, mut new) = (by_link(&ann, &api, id, viewer()).await, by_v2(&ann, &api, id).await);
    let mut shown = [Shown::of(&old.hello), Shown::of(&new.hello)];
    does(&ann, id, "switch", json!({})).await;
    let told = [old.next().await, new.next().await];
    for (shown, told) in shown.iter_mut().zip(&told) {
        assert!(told["type"] == "change" && shown.takes(told), "{told}");
    }
    assert_eq!(without_time(&shown[0].view), without_time(&shown[1].view));
    let [old, new] = told;
    assert_eq!(old["change"]["participants"].as_array().unwrap().len(), 20);
    assert!(old.get("entries").is_none(), "{old}");
    assert!(new["change"].get("participants").is_none(), "{new}");
    assert!(new["entries"]["participants"].as_object().unwrap().len() < 3, "{new}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_that_missed_entries_is_told_the_whole() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let ann = world.program(&api);
    let id = crowded(&ann).await;
    let mut screen = by_v2(&ann, &api, id).await;
    let mut shown = Shown::of(&screen.hello);
    let from = lost(&ann, id, &mut screen, &mut shown).await;
    // That one was lost on the way to whoever shows it.
    does(&ann, id, "switch", json!({})).await;
    assert!(!shown.takes(&screen.next().await));
    screen.say(&json!({ "type": "resume", "rev": from }).to_string()).await;
    let hello = screen.next().await;
    assert_eq!(hello["type"], "hello");
    assert!(shown.takes(&hello));
    let last = does(&ann, id, "switch", json!({})).await;
    catch_up(&mut screen, &mut shown, last["rev"].as_str().unwrap()).await;
    assert_eq!(without_time(&shown.view), without_time(&seen(&ann, id).await["view"]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_subprotocol_is_taken_and_a_token_in_it_is_never_told() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let ann = world.program(&api);
    let id = make(&ann, &two(60_000)).await;
    let (viewer, other) =
        (token(&ann, id, viewer()).await, token(&ann, id, json!({ "role": "table" })).await);
    let (session, overlay) = (api.session_url(id), api.socket_url(&world.seeded.overlay_token));
    let by_link = format!("{session}?link={viewer}");
    for (url, offered, taken, said) in [
        (&overlay, "downbeat.v1".to_owned(), "downbeat.v1", "hello"),
        (&overlay, "downbeat.v2".to_owned(), "downbeat.v2", "hello"),
        (&overlay, "downbeat.v1, downbeat.v2".to_owned(), "downbeat.v2", "hello"),
        (&by_link, "downbeat.v1".to_owned(), "downbeat.v1", "hello"),
        (&by_link, "downbeat.v2".to_owned(), "downbeat.v2", "hello"),
        (&session, format!("downbeat.v2, link.{viewer}"), "downbeat.v2", "hello"),
        (&session, format!("link.{viewer}, downbeat.v1"), "downbeat.v1", "hello"),
        (&by_link, format!("downbeat.v2, link.{viewer}"), "downbeat.v2", "hello"),
        (&by_link, format!("downbeat.v2, link.{other}"), "downbeat.v2", "bye"),
        (&session, format!("downbeat.v2, link.{viewer}x"), "downbeat.v2", "bye"),
        (&session, "downbeat.v2, link.".to_owned(), "downbeat.v2", "bye"),
        (&session, "downbeat.v2".to_owned(), "downbeat.v2", "bye"),
    ] {
        let (mut screen, named) = Screen::offering(url, &offered).await;
        assert_eq!(named.as_deref(), Some(taken), "{offered}");
        let told = screen.next().await;
        assert_eq!(told["type"], said, "{offered}: {told}");
        assert!(said == "hello" || told["code"] == 3500, "{offered}: {told}");
    }
    assert!(!api.log().contains(&viewer));
}
