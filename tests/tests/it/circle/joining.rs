//! Coming in, and leaving.

use reqwest::Method;
use serde_json::json;

use super::Somebody;
use crate::{harness::World, streamer::code};

#[tokio::test(flavor = "multi_thread")]
async fn anyone_joins_what_is_public_and_leaves_it_again() {
    let world = World::new().await;
    let api = world.api().await;
    let (ann, bob) =
        (Somebody::new(&world, &api, "Ann").await, Somebody::new(&world, &api, "Bob").await);
    let circle = ann.makes("public").await;
    ann.said(&circle, "Good morning").await;
    let joined = bob.joins(&circle).await;
    assert_eq!(joined.status, 200, "{}", joined.body);
    let you = &joined.body["you"];
    assert_eq!((&you["role"], &you["state"]), (&json!("member"), &json!("active")));
    assert_eq!((&joined.body["members"], &you["unread"]), (&json!(2), &json!(0)));
    assert_eq!(bob.joins(&circle).await.status, 200, "twice is once");
    assert_eq!(bob.post(&format!("/circles/{circle}/leave"), json!({})).await.status, 204);
    assert_eq!(bob.get(&format!("/circles/{circle}")).await.body["members"], 1);
    assert_eq!(code(&bob.says(&circle, "hello").await), (403, "forbidden"));
    let stuck = ann.post(&format!("/circles/{circle}/leave"), json!({})).await;
    assert_eq!(code(&stuck), (409, "last_owner"));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invitation_opens_a_private_circle_so_often_as_it_says() {
    let world = World::new().await;
    let api = world.api().await;
    let ann = Somebody::new(&world, &api, "Ann").await;
    let circle = ann.makes("private").await;
    let path = format!("/circles/{circle}");
    let bob = Somebody::new(&world, &api, "Bob").await;
    assert_eq!(code(&bob.joins(&circle).await), (404, "not_found"));
    let made = ann.post(&format!("{path}/invitations"), json!({ "uses": 1 })).await;
    assert_eq!(made.status, 201, "{}", made.body);
    let secret = made.body["url"].as_str().unwrap().split("#invitation=").nth(1).unwrap();
    let front = bob.program.ask(Method::GET, &format!("/api/v1{path}"));
    let front = crate::harness::answered(front.header("x-invitation", secret)).await;
    assert_eq!((front.status, &front.body["invited"]), (200, &json!(true)), "{}", front.body);
    let come = json!({ "invitation": secret });
    let joined = bob.post(&format!("{path}/join"), come.clone()).await;
    assert_eq!(joined.body["you"]["state"], "active", "{}", joined.body);
    let cid = Somebody::new(&world, &api, "Cid").await;
    assert_eq!(code(&cid.post(&format!("{path}/join"), come).await), (404, "not_found"));
    assert_eq!(ann.get(&format!("{path}/invitations")).await.body["items"], json!([]));
    assert_eq!(code(&bob.get(&format!("{path}/invitations")).await), (403, "forbidden"));

    let place = ann.post(&format!("{path}/invitations"), json!({ "login": "Cid" })).await;
    assert_eq!((place.status, &place.body["url"]), (201, &json!(null)), "{}", place.body);
    let mine = cid.get("/circles?mine=true").await.body;
    assert_eq!(mine["items"][0]["invited"], true, "{mine}");
    assert_eq!(cid.joins(&circle).await.body["you"]["state"], "active");
    let nobody = ann.post(&format!("{path}/invitations"), json!({ "login": "nobody" })).await;
    assert_eq!(nobody.status, 201, "whether there is such a person is not told");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_no_can_be_taken_back_and_a_ban_ends() {
    let world = World::new().await;
    let api = world.api().await;
    let ann = Somebody::new(&world, &api, "Ann").await;
    let body = json!({ "name": "Harbour", "kind": "invite_only", "question": "Who are you?" });
    let circle = ann.makes_with(body).await;
    let bob = Somebody::new(&world, &api, "Bob").await;
    let path = format!("/circles/{circle}");
    assert_eq!(bob.get(&path).await.body["question"], "Who are you?");
    let asked = bob.post(&format!("{path}/join"), json!({ "answer": "A friend" })).await;
    assert_eq!(asked.body["you"]["state"], "pending", "{}", asked.body);
    assert_eq!(code(&bob.get(&format!("{path}/messages")).await), (409, "pending"));
    let waiting = ann.get(&format!("{path}/members?state=pending")).await.body;
    assert_eq!(waiting["items"][0]["answer"], "A friend");
    let no = ann.changes(&circle, bob.user, json!({ "state": "rejected", "reason": "Full" })).await;
    assert_eq!(no.body["state"], "rejected", "{}", no.body);
    assert_eq!(bob.get(&path).await.body["you"]["reason"], "Full");
    assert_eq!(code(&bob.joins(&circle).await), (409, "wrong_state"));
    let yes = ann.changes(&circle, bob.user, json!({ "state": "active" })).await;
    assert_eq!(yes.body["state"], "active", "{}", yes.body);
    bob.said(&circle, "Thank you").await;

    let ban = ann.changes(&circle, bob.user, json!({ "state": "banned" })).await;
    assert_eq!(ban.body["state"], "banned", "{}", ban.body);
    assert_eq!(code(&bob.get(&format!("{path}/messages")).await), (409, "banned"));
    assert_eq!(code(&bob.joins(&circle).await), (409, "banned"));
    let over = "UPDATE circle_member SET until = now() - interval '1 second'
        WHERE state = 'banned'";
    world.postgres.run(over).await;
    assert_eq!(bob.joins(&circle).await.body["you"]["state"], "pending");
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_raises_themselves_and_a_circle_is_handed_over() {
    let world = World::new().await;
    let api = world.api().await;
    let ann = Somebody::new(&world, &api, "Ann").await;
    let circle = ann.makes("public").await;
    let (bob, cid) =
        (Somebody::new(&world, &api, "Bob").await, Somebody::new(&world, &api, "Cid").await);
    for one in [&bob, &cid] {
        one.joins(&circle).await;
    }
    let raised = json!({ "role": "moderator" });
    assert_eq!(code(&bob.changes(&circle, bob.user, raised.clone()).await), (403, "forbidden"));
    assert_eq!(ann.changes(&circle, bob.user, json!({ "role": "admin" })).await.status, 200);
    assert_eq!(bob.changes(&circle, cid.user, raised).await.body["role"], "moderator");
    let too_far = bob.changes(&circle, cid.user, json!({ "role": "admin" })).await;
    assert_eq!(code(&too_far), (403, "forbidden"));
    let up = bob.changes(&circle, ann.user, json!({ "state": "banned" })).await;
    assert_eq!(code(&up), (403, "forbidden"));
    let both = ann.changes(&circle, cid.user, json!({ "role": "member", "state": "active" })).await;
    assert_eq!(code(&both), (422, "invalid"));

    let transfer = format!("/circles/{circle}/transfer");
    assert_eq!(code(&bob.post(&transfer, json!({})).await), (409, "wrong_state"));
    assert_eq!(ann.post(&transfer, json!({ "to": bob.user })).await.status, 200);
    assert_eq!(code(&cid.post(&transfer, json!({})).await), (409, "wrong_state"));
    for (who, is_offered) in [(&bob, true), (&cid, false)] {
        let read = who.get(&format!("/circles/{circle}")).await.body;
        assert_eq!(read["offered"], is_offered, "{read}");
    }
    let taken = bob.post(&transfer, json!({})).await;
    assert_eq!(taken.body["you"]["role"], "owner", "{}", taken.body);
    assert_eq!(ann.get(&format!("/circles/{circle}")).await.body["you"]["role"], "admin");
    assert_eq!(ann.post(&format!("/circles/{circle}/leave"), json!({})).await.status, 204);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_circle_is_full_and_a_person_is_in_fifty() {
    let world = World::new().await.with("API__REQUESTS_PER_MIN", "0");
    let api = world.api().await;
    let ann = Somebody::new(&world, &api, "Ann").await;
    let small = json!({ "name": "Two", "kind": "public", "members_max": 2 });
    let circle = ann.makes_with(small).await;
    let bob = Somebody::new(&world, &api, "Bob").await;
    let cid = Somebody::new(&world, &api, "Cid").await;
    // Of two who want the last place at once one has it.
    let (one, other) = tokio::join!(bob.joins(&circle), cid.joins(&circle));
    let mut statuses = [one.status, other.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409]);
    for _ in 1..50 {
        ann.makes("private").await;
    }
    let more = ann.post("/circles", json!({ "name": "More" })).await;
    assert_eq!(code(&more), (409, "too_many_circles"));
}
