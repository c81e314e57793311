//! What a token may hand out: no more than it may itself.

use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{code, path};
use crate::harness::{Browser, Process, Program, World, answered};

const ROLES: [&str; 6] = ["viewer", "overlay", "participant", "table", "moderator", "owner"];

/// Somebody with a meter, and the links of each role that they made themselves.
struct Owner {
    person: Program,
    session: Uuid,
    links: Vec<(&'static str, String)>,
}

impl Owner {
    async fn new(world: &World, api: &Process, person: Program) -> Self {
        let session = world.seeded.session_id;
        let mine = world.program(api);
        let mut links = Vec::new();
        for role in ROLES {
            let made =
                mine.post(&format!("{}/links", path(session)), json!({ "role": role })).await;
            assert_eq!(made.status, 201, "{}", made.body);
            links.push((role, made.body["id"].as_str().unwrap().to_owned()));
        }
        Self { person, session, links }
    }

    /// A program with these scopes and no other.
    async fn program(&self, api: &Process, scopes: &[&str]) -> Program {
        let new = json!({ "name": "a program", "scopes": scopes });
        let made = self.person.post("/api/v1/tokens", new).await;
        assert_eq!(made.status, 201, "{}", made.body);
        Program::new(api, made.body["token"].as_str().unwrap())
    }
}

/// A streamer of this world's meter, signed in with Twitch.
async fn owner() -> (World, Process, Process, Owner) {
    let (world, sim) = World::with_twitch().await;
    let world = world.with("WEBHOOKS__ALLOW_PRIVATE", "true");
    let (api, worker) = (world.api().await, world.worker().await);
    let person = Browser::sign_in(&api, &sim, "streamer_two").await;
    // Theirs is a person with an account of another name: the meter becomes theirs.
    let me = person.get("/api/v1/me").await.body["id"].as_str().unwrap().to_owned();
    let session = world.seeded.session_id;
    for table in ["sessions SET owner", "api_token SET user_id"] {
        let id =
            if table.starts_with("sessions") { format!("id = '{session}'") } else { "true".into() };
        world.postgres.run(&format!("UPDATE {table} = '{me}' WHERE {id}")).await;
    }
    let owner = Owner::new(&world, &api, person).await;
    (world, api, worker, owner)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_hands_out_no_role_beyond_its_scopes() {
    let (_world, api, _worker, owner) = owner().await;
    let looking = &ROLES[..2];
    let acting = &ROLES[..5];
    let all = &ROLES[..];
    let (read, write, command, links) =
        ("sessions:read", "sessions:write", "sessions:command", "links:write");
    let cases: [(&[&str], &[&str]); 7] = [
        (&[links], &[]),
        (&[links, command], &[]),
        (&[links, write], &[]),
        (&[links, read], looking),
        (&[links, read, write], looking),
        (&[links, read, command], acting),
        (&[links, read, command, write], all),
    ];
    for (scopes, expected) in cases {
        let program = owner.program(&api, scopes).await;
        let place = format!("{}/links", path(owner.session));
        for (role, link) in &owner.links {
            let is_allowed = expected.contains(role);
            let copied = program.get(&format!("/api/v1/links/{link}")).await;
            let made = program.post(&place, json!({ "role": role })).await;
            let said = (code(&copied), code(&made));
            let right = if is_allowed {
                ((200, ""), (201, ""))
            } else {
                ((403, "forbidden"), (403, "forbidden"))
            };
            assert_eq!(said, right, "{scopes:?} {role}");
            let rotate = async |link: &str| {
                program.post(&format!("/api/v1/links/{link}/rotate"), json!({})).await
            };
            if is_allowed {
                let rotated = rotate(made.body["id"].as_str().unwrap()).await;
                assert_eq!(rotated.status, 200, "{scopes:?} {role}");
                let new = rotated.body["id"].as_str().unwrap();
                // Ending takes nothing that was not there: it needs no more.
                assert_eq!(program.delete(&format!("/api/v1/links/{new}")).await.status, 204);
            } else {
                assert_eq!(code(&rotate(link).await), (403, "forbidden"), "{scopes:?} {role}");
            }
        }
    }
    let without = owner.program(&api, &[read, write, command]).await;
    let (_, viewer) = &owner.links[0];
    assert_eq!(code(&without.get(&format!("/api/v1/links/{viewer}")).await), (403, "forbidden"));
    // The person themselves may all.
    let place = format!("{}/links", path(owner.session));
    assert_eq!(owner.person.post(&place, json!({ "role": "owner" })).await.status, 201);
    for (_, link) in &owner.links {
        assert_eq!(owner.person.get(&format!("/api/v1/links/{link}")).await.status, 200);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_of_an_unknown_role_is_handed_to_nobody() {
    let (world, _api, _worker, owner) = owner().await;
    let (_, link) = &owner.links[0];
    let newer = format!("UPDATE link_tokens SET role = 'director' WHERE id = '{link}'");
    world.postgres.run(&newer).await;
    let place = format!("/api/v1/links/{link}");
    assert_eq!(code(&owner.person.get(&place).await), (409, "unknown_role"));
    let rotated = owner.person.post(&format!("{place}/rotate"), json!({})).await;
    assert_eq!(code(&rotated), (409, "unknown_role"));
    assert_eq!(owner.person.delete(&place).await.status, 204);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_that_may_not_read_gets_nothing_to_read() {
    let (_world, api, _worker, owner) = owner().await;
    let program = owner.program(&api, &["sessions:write"]).await;
    let webhook = format!("{}/webhook", path(owner.session));
    let put = |program: &Program| {
        let request = program.ask(Method::PUT, &webhook);
        answered(request.json(&json!({ "url": "http://127.0.0.1:1/hook" })))
    };
    assert_eq!(code(&put(&program).await), (403, "forbidden"));
    let reads = owner.program(&api, &["sessions:write", "sessions:read"]).await;
    assert_eq!(put(&reads).await.status, 200);
    assert_eq!(answered(program.ask(Method::DELETE, &webhook)).await.status, 204);

    owner.person.get(&path(owner.session)).await;
    let theme = json!({ "config": { "weight": 2 } });
    let seen = reads.patch(&path(owner.session), "\"1\"", theme.clone()).await;
    assert!(seen.body["view"].is_object() && seen.body["rev"].is_string(), "{}", seen.body);
    let changed = program.patch(&path(owner.session), "\"2\"", theme).await;
    assert_eq!(changed.status, 200, "{}", changed.body);
    assert_eq!((&changed.body["view"], &changed.body["rev"]), (&Value::Null, &Value::Null));
    let timer = json!({ "kind": "timer", "config": {
        "mode": "per_participant", "budget_ms": 1_000, "participants": [{ "id": "a", "name": "Ann" }],
    } });
    let made = program.post("/api/v1/sessions", timer).await;
    assert_eq!(made.status, 201, "{}", made.body);
    assert_eq!(made.body["view"], Value::Null);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_makes_no_token_also_beside_a_cookie() {
    let (world, api, _worker, owner) = owner().await;
    let new = || json!({ "name": "more", "scopes": ["sessions:read", "links:write"] });
    let program = owner.program(&api, &["sessions:read"]).await;
    assert_eq!(program.post("/api/v1/tokens", new()).await.status, 401);
    // Whoever sends both is the person of the cookie, in what is remembered, too.
    let both = |token: &str, key: &str| {
        let request = owner.person.ask(Method::POST, "/api/v1/tokens");
        let request = request.header("authorization", format!("Bearer {token}"));
        answered(request.header("idempotency-key", key).json(&new()))
    };
    assert_eq!(both("nonsense", "k").await.status, 401);
    let first = both(&world.seeded.api_token, "k").await;
    assert_eq!(first.status, 201, "{}", first.body);
    let bare = owner.person.ask(Method::POST, "/api/v1/tokens").header("idempotency-key", "k");
    assert_eq!(answered(bare.json(&new())).await.body, first.body);
    let count = "SELECT count(*) FROM api_token WHERE name = 'more'";
    assert_eq!(world.postgres.number(count).await, 1);
}
