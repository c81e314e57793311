//! An inbox on all pages of its person at once.

use downbeat_session::kinds::inbox;
use reqwest::Method;
use serde_json::json;
use uuid::Uuid;

use crate::{
    circle::{Somebody, live::shows},
    harness::{Process, Screen, World},
    standing::cast::{Credential, cookie},
};

fn own(api: &Process) -> String {
    format!("{}/ws/me", api.base.replacen("http", "ws", 1))
}

async fn opens(world: &World, api: &Process, who: &Somebody) -> Screen {
    let headers = cookie(&world.postgres, who.user).await.headers();
    Screen::connect_with(&own(api), &headers).await.greeted().await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_inbox_hears_of_a_notice_and_that_it_was_read() {
    let world = World::new().await;
    let (api, other, _worker) = (world.api().await, world.api().await, world.worker().await);
    let ann = Somebody::new(&world, &api, "Ann").await;
    let circle = ann.makes("public").await;
    let bob = Somebody::new(&world, &api, "Bob").await;
    bob.joins(&circle).await;
    let mut pages = [opens(&world, &api, &ann).await, opens(&world, &other, &ann).await];
    let mut bobs = opens(&world, &api, &bob).await;
    let hello = &pages[0].hello;
    assert_eq!((&hello["kind"], &hello["role"]), (&json!("inbox"), &json!("owner")));
    assert_eq!(hello["session"], json!(inbox::of_account(ann.user)));
    let id = ann.said(&circle, "Hello").await;
    let reaction = format!("/messages/{id}/reaction");
    bob.ask(Method::PUT, &reaction, json!({ "kind": "love" })).await;
    for page in &mut pages {
        let view = shows(page, "it is told", |view| view["unread"] == 1).await;
        let latest = view["latest"].as_array().unwrap();
        assert_eq!((latest.len(), &latest[0]["type"]), (1, &json!("message_reaction")));
        assert_eq!(latest[0]["actors"], json!([{ "id": bob.user, "name": "Bob" }]));
        let listed = ann.notices().await;
        assert_eq!(latest[0]["about"], listed[0]["about"], "as over HTTP");
    }
    let now_ms = ann.get("/me/notices").await.body["now_ms"].clone();
    ann.ask(Method::PUT, "/me/notices/read", json!({ "until_ms": now_ms })).await;
    for page in &mut pages {
        let view = shows(page, "it is read", |view| view["unread"] == 0).await;
        assert_eq!(view["latest"][0]["read"], true);
    }
    let id = Uuid::now_v7();
    let draft = json!({
        "base": null, "durable": null, "editor": Uuid::new_v4(), "seq": 1,
        "of": { "what": "entry", "in": null }, "content": { "text": "Today" },
    });
    let put = ann.ask(Method::PUT, &format!("/drafts/{id}"), draft).await;
    assert_eq!(put.status, 200, "{}", put.body);
    for page in &mut pages {
        let rev = put.body["rev"].clone();
        shows(page, "other editors hear", |view| view["drafts"][id.to_string()] == rev).await;
    }
    // What comes to Bob after all that is the first that he hears.
    let his = bob.said(&circle, "Hello, Ann").await;
    ann.ask(Method::PUT, &format!("/messages/{his}/reaction"), json!({ "kind": "pray" })).await;
    let view = shows(&mut bobs, "his own", |view| view["latest"][0].is_object()).await;
    let latest = view["latest"].as_array().unwrap();
    assert_eq!((latest.len(), &view["unread"], &view["drafts"]), (1, &json!(1), &json!({})));
    assert_eq!(latest[0]["actors"], json!([{ "id": ann.user, "name": "Ann" }]));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_inbox_is_opened_by_its_person_alone() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let ann = Somebody::new(&world, &api, "Ann").await;
    let bob = Somebody::new(&world, &api, "Bob").await;
    let anns = opens(&world, &api, &ann).await;
    let id = inbox::of_account(ann.user);
    assert_eq!(anns.hello["session"], json!(id));
    let bobs = cookie(&world.postgres, bob.user).await.headers();
    let mut foreign = Screen::connect_with(&api.session_url(id), &bobs).await;
    assert_eq!(foreign.bye().await, (3500, 3500), "another's is not there");
    let token = Credential::Token(world.seeded.api_token.clone());
    for credential in [Credential::Nothing, Credential::Guest("nobody".into()), token] {
        let mut screen = Screen::connect_with(&own(&api), &credential.headers()).await;
        assert_eq!(screen.bye().await, (3500, 3500));
    }
}

/// A sign-in that ended opens nothing, and closes what it opened.
#[tokio::test(flavor = "multi_thread")]
async fn who_signs_out_hears_nothing_more() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let ann = Somebody::new(&world, &api, "Ann").await;
    let mut anns = opens(&world, &api, &ann).await;
    let out = ann.program.post("/auth/logout-all", json!({})).await;
    assert_eq!(out.status, 204, "{}", out.body);
    assert_eq!(anns.bye().await, (3500, 3500));
}
