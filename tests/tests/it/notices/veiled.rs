//! Of whom somebody blocks or mutes they are told nothing.

use reqwest::Method;
use serde_json::json;

use super::counts;
use crate::{circle::Somebody, harness::World};

#[tokio::test(flavor = "multi_thread")]
async fn what_is_veiled_is_in_no_notice() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let ann = Somebody::new(&world, &api, "Ann").await;
    let bob = Somebody::new(&world, &api, "Bob").await;
    let cyd = Somebody::new(&world, &api, "Cyd").await;
    let dee = Somebody::new(&world, &api, "Dee").await;
    let circle = ann.makes("public").await;
    let message = ann.said(&circle, "I did it").await;
    let reaction = format!("/messages/{message}/reaction");
    let comments = format!("/messages/{message}/comments");
    let react = async |who: &Somebody| {
        who.joins(&circle).await;
        let reacted = who.ask(Method::PUT, &reaction, json!({ "kind": "like" })).await;
        assert_eq!(reacted.status, 200, "{}", reacted.body);
    };
    // What is unread of them goes, once it is known that they are not wanted.
    react(&bob).await;
    ann.told("message_reaction", |these| counts(these) == [1]).await;
    assert_eq!(ann.regards(Method::PUT, &bob, "block").await.status, 200);
    assert!(ann.notices().await.is_empty());

    // A mute hinders nobody, and is told nothing of. Whoever comes later is.
    assert_eq!(cyd.joins(&circle).await.status, 200);
    assert_eq!(ann.regards(Method::PUT, &cyd, "mute").await.status, 200);
    react(&cyd).await;
    assert_eq!(cyd.post(&comments, json!({ "text": "Well done" })).await.status, 201);
    react(&dee).await;
    assert_eq!(dee.post(&comments, json!({ "text": "Indeed" })).await.status, 201);
    ann.told("message_comment", |these| counts(these) == [1]).await;
    let told = ann.told("message_reaction", |these| counts(these) == [1]).await;
    assert_eq!(told[0]["actors"][0]["name"], "Dee");
    // What was muted is told once it is not, with what comes next.
    assert_eq!(ann.regards(Method::DELETE, &cyd, "mute").await.status, 200);
    let pray = json!({ "kind": "pray" });
    assert_eq!(dee.ask(Method::PUT, &reaction, pray).await.status, 200);
    ann.told("message_reaction", |these| counts(these) == [2]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invitation_by_whoever_is_veiled_is_not_told_and_a_wish_to_join_is() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let ann = Somebody::new(&world, &api, "Ann").await;
    let bob = Somebody::new(&world, &api, "Bob").await;
    let (shut, asked) = (ann.makes("private").await, bob.makes("invite_only").await);
    let open = Somebody::new(&world, &api, "Cyd").await.makes("public").await;
    ann.joins(&open).await;
    assert_eq!(bob.regards(Method::PUT, &ann, "mute").await.status, 200);
    let invite = json!({ "login": "Bob" });
    let invited = ann.post(&format!("/circles/{shut}/invitations"), invite).await;
    assert_eq!(invited.status, 201, "{}", invited.body);
    assert_eq!(ann.joins(&asked).await.status, 200);
    bob.told("circle_join_request", |these| counts(these) == [1]).await;
    assert_eq!(bob.notices().await.len(), 1, "the place is kept, and nothing told of it");
    assert_eq!(bob.joins(&shut).await.status, 200);
}
