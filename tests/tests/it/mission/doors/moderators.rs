//! Whoever steers a camp is at its missions what they are there, and nowhere else; what
//! ends at the camp ends at its missions.

use downbeat_job::forget_members;
use downbeat_session::Role;
use downbeat_store::{Doer, NewIdentity};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{Player, camp, id, quick, uncounted};
use crate::{
    harness::{Process, Program, Screen, World, until},
    standing::cast::{Credential, cookie, link, person, put_member, token},
    streamer::{code, path},
};

/// Another streamer's channel.
const ELSEWHERE: &str = "700700701";

async fn streamer_elsewhere(world: &World, api: &Process) -> Program {
    let account = NewIdentity {
        provider: "twitch",
        provider_user_id: ELSEWHERE,
        login: "bobplays",
        display_name: "BobPlays",
    };
    let bob = world.postgres.create_user_with_identity(account).await.unwrap().id;
    token(&world.postgres, bob, &downbeat_job::api_token::SCOPES).await.program(api).await
}

/// Somebody with a record at a session, and their cookie.
async fn member(world: &World, session: Uuid, role: Role) -> (Uuid, Credential) {
    let member = person(&world.postgres, role.as_str()).await;
    put_member(&world.postgres, session, member, role).await;
    (member, cookie(&world.postgres, member).await)
}

async fn made_link(ann: &Program, session: Uuid, role: &str) -> Value {
    let made = ann.post(&format!("{}/links", path(session)), json!({ "role": role })).await;
    assert_eq!(made.status, 201, "{}", made.body);
    made.body
}

async fn by_link(api: &Process, session: Uuid, token: &str) -> Screen {
    Screen::connect(&format!("{}?link={token}", api.session_url(session))).await
}

async fn by_cookie(api: &Process, session: Uuid, credential: &Credential) -> Screen {
    Screen::connect_with(&api.session_url(session), &credential.headers()).await
}

async fn is_in(screen: &mut Screen) {
    screen.say(r#"{"type":"ping","t0":1}"#).await;
    screen.answer_to("pong").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn moderators_of_a_camp_are_that_at_its_missions_and_at_no_others() {
    let world = uncounted().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let ann = world.program(&api);
    let bob = streamer_elsewhere(&world, &api).await;
    let camp = camp(&ann, &quick()).await;
    super::camp(&bob, &quick()).await;
    let [ada, bo] = [Player::new(&world, &api, "Ada").await, Player::new(&world, &api, "Bo").await];
    let here = ada.out("open").await;
    let out = json!({ "difficulty": 1, "party": "open" });
    let there = bo.program.post(&format!("/api/v1/camps/{ELSEWHERE}/missions"), out).await;
    let there = id(&there.body["id"]);

    let moderator = made_link(&ann, camp, "moderator").await;
    let moderator = moderator["token"].as_str().unwrap();
    let mut screen = by_link(&api, here, moderator).await.greeted().await;
    assert_eq!(screen.hello["kind"], "expedition");
    assert_eq!(screen.hello["role"], "moderator");
    // What is its party's and its host's stays theirs.
    for (name, refused) in [("ready", "not_member"), ("depart", "forbidden")] {
        let args = if name == "ready" { json!({ "on": true }) } else { json!({}) };
        let command = json!({ "type": "command", "id": name, "name": name, "args": args });
        screen.say(&command.to_string()).await;
        assert_eq!(screen.answer(name).await["code"], refused, "{name}");
    }
    assert_eq!(by_link(&api, there, moderator).await.bye().await, (3500, 3500));
    let overlay = made_link(&ann, camp, "overlay").await;
    let overlay = overlay["token"].as_str().unwrap();
    assert_eq!(by_link(&api, here, overlay).await.bye().await, (3500, 3500));

    let (_, mo) = member(&world, camp, Role::Moderator).await;
    let program = mo.program(&api).await;
    assert_eq!(by_cookie(&api, here, &mo).await.greeted().await.hello["role"], "moderator");
    assert_eq!(by_cookie(&api, there, &mo).await.greeted().await.hello["role"], "participant");
    assert_eq!(program.get(&path(here)).await.status, 200);
    assert_eq!(code(&program.get(&path(there)).await), (403, "forbidden"));
    assert_eq!(code(&program.get(&format!("{}/events", path(here))).await), (403, "forbidden"));
    let (_, pat) = member(&world, camp, Role::Participant).await;
    assert_eq!(by_cookie(&api, here, &pat).await.greeted().await.hello["role"], "participant");
    assert_eq!(code(&pat.program(&api).await.get(&path(here)).await), (403, "forbidden"));
}

/// No door makes a link or a member of a mission; if there were one, it would say nothing
/// of the camp.
#[tokio::test(flavor = "multi_thread")]
async fn what_somebody_is_at_a_mission_is_nothing_at_its_camp() {
    let world = uncounted().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let ann = world.program(&api);
    let camp = camp(&ann, &quick()).await;
    let [ada, bo] = [Player::new(&world, &api, "Ada").await, Player::new(&world, &api, "Bo").await];
    let (here, beside) = (ada.out("open").await, bo.out("open").await);
    for role in [Role::Owner, Role::Moderator] {
        let token = link(&world.postgres, here, role).await.1;
        for session in [camp, beside] {
            assert_eq!(by_link(&api, session, &token).await.bye().await, (3500, 3500), "{role:?}");
        }
        let (_, one) = member(&world, here, role).await;
        for session in [camp, here, beside] {
            let screen = by_cookie(&api, session, &one).await.greeted().await;
            assert_eq!(screen.hello["role"], "participant", "{role:?}");
        }
        let closed = one.program(&api).await.command(camp, "close", json!({})).await;
        assert_eq!(code(&closed), (403, "forbidden"), "{role:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_ends_at_a_camp_ends_at_its_missions_at_once() {
    let world = uncounted().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let ann = world.program(&api);
    let camp = camp(&ann, &quick()).await;
    let ada = Player::new(&world, &api, "Ada").await;
    let here = ada.out("open").await;
    let mut stays = by_cookie(&api, here, &ada.credential).await.greeted().await;

    let made = made_link(&ann, camp, "moderator").await;
    let (link, first) = (made["id"].as_str().unwrap(), made["token"].as_str().unwrap());
    let mut screen = by_link(&api, here, first).await.greeted().await;
    let rotated = ann.post(&format!("/api/v1/links/{link}/rotate"), json!({})).await;
    assert_eq!(rotated.status, 200, "{}", rotated.body);
    assert_eq!(screen.bye().await, (3500, 3500));
    assert_eq!(by_link(&api, here, first).await.bye().await, (3500, 3500));
    let second = rotated.body["token"].as_str().unwrap();
    let mut screen = by_link(&api, here, second).await.greeted().await;
    assert_eq!(ann.delete(&format!("/api/v1/links/{link}")).await.status, 204);
    assert_eq!(screen.bye().await, (3500, 3500));
    assert_eq!(by_link(&api, here, second).await.bye().await, (3500, 3500));

    let live = world.live.live().await;
    let (mo, cookie) = member(&world, camp, Role::Participant).await;
    let mut screen = by_cookie(&api, here, &cookie).await.greeted().await;
    assert_eq!(screen.hello["role"], "participant");
    put_member(&world.postgres, camp, mo, Role::Moderator).await;
    forget_members(&live, &world.postgres, camp, &[mo]).await.unwrap();
    assert_eq!(screen.bye().await, (3500, 3500), "they are more from now on");
    let mut screen = by_cookie(&api, here, &cookie).await.greeted().await;
    assert_eq!(screen.hello["role"], "moderator");
    let transaction = world.postgres.begin().await.unwrap();
    assert!(transaction.remove_member(camp, mo, &Doer::cli()).await.unwrap());
    transaction.commit().await.unwrap();
    forget_members(&live, &world.postgres, camp, &[mo]).await.unwrap();
    assert_eq!(screen.bye().await, (3500, 3500));
    let screen = by_cookie(&api, here, &cookie).await.greeted().await;
    assert_eq!(screen.hello["role"], "participant", "as anybody who plays");
    assert_eq!(code(&cookie.program(&api).await.get(&path(here)).await), (403, "forbidden"));
    is_in(&mut stays).await;
}

/// What nobody was told of, an open socket finds within its time.
#[tokio::test(flavor = "multi_thread")]
async fn a_moderator_who_is_none_any_more_steers_no_mission_although_nobody_was_told() {
    let world = uncounted().await.with("API__PASSES_RECHECK_MS", "200");
    let (api, _worker) = (world.api().await, world.worker().await);
    let ann = world.program(&api);
    let camp = camp(&ann, &quick()).await;
    let ada = Player::new(&world, &api, "Ada").await;
    let here = ada.out("open").await;
    let (mo, cookie) = member(&world, camp, Role::Moderator).await;
    let bot = token(&world.postgres, mo, &["sessions:read", "sessions:command"]).await;
    let link = made_link(&ann, camp, "moderator").await;
    let mut stays = by_cookie(&api, here, &ada.credential).await.greeted().await;
    let mut linked = by_link(&api, here, link["token"].as_str().unwrap()).await.greeted().await;
    let mut steering = Vec::new();
    for (session, credential) in [(here, &cookie), (here, &bot), (camp, &cookie), (camp, &bot)] {
        steering.push(by_cookie(&api, session, credential).await.greeted().await);
    }
    let good = "downbeat_passes_rechecked_total{outcome=\"good\"}";
    until("each was looked at", async || (api.counted(good).await >= 12).then_some(())).await;
    for screen in steering.iter_mut().chain([&mut stays, &mut linked]) {
        is_in(screen).await;
    }
    world.postgres.run("UPDATE link_tokens SET revoked_at = now()").await;
    assert_eq!(linked.bye().await, (3500, 3500));
    world.postgres.run("UPDATE member SET role = 'participant'").await;
    for mut screen in steering {
        assert_eq!(screen.bye().await, (3500, 3500));
    }
    is_in(&mut stays).await;
}
