//! API tokens by the command line.

use super::{said, told, worker};
use crate::harness::{Program, World};

#[tokio::test(flavor = "multi_thread")]
async fn a_token_is_made_used_listed_and_revoked() {
    let world = World::new().await;
    let api = world.api().await;
    let create = ["tokens", "create", "--user", "STREAMER", "--name", "A bot", "--json"];
    let scopes = ["--scopes", "sessions:read,links:write", "--days", "3"];
    let made = told(&world, &[&create[..], &scopes].concat(), &[]).remove(0);
    let (id, token) = (made["id"].as_str().unwrap(), made["token"].as_str().unwrap());
    assert_eq!(made["scopes"], serde_json::json!(["links:write", "sessions:read"]));
    let bot = Program::new(&api, token);
    assert_eq!(bot.get("/api/v1/sessions").await.status, 200);
    let start = bot.command(world.seeded.session_id, "reset", serde_json::json!({})).await;
    assert_eq!(start.status, 403, "it has no such scope");

    let user = world.seeded.user_id.to_string();
    let listed = told(&world, &["tokens", "list", "--user", &user, "--json"], &[]);
    assert!(listed.iter().any(|token| token["name"] == "A bot" && token["id"] == id));
    assert!(listed.iter().all(|token| token["token"].is_null()), "it is shown once");
    told(&world, &["tokens", "revoke", "--user", &user, id, "--json"], &[]);
    assert_eq!(bot.get("/api/v1/sessions").await.status, 401, "at once");
    let entries = "SELECT count(*) FROM audit_log WHERE actor = 'cli' AND target_kind = 'token'
        AND action IN ('token.create', 'token.revoke') AND details->>'name' = 'A bot'";
    assert_eq!(world.postgres.number(entries).await, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_is_refused() {
    let world = World::new().await;
    let create = |user: &'static str, name: &'static str, scope: &'static str| {
        let arguments = ["tokens", "create", "--user", user, "--name", name, "--scopes", scope];
        said(&worker(&world, &arguments, &[]))
    };
    assert!(create("nobody", "x", "links:write").contains("there is nobody"));
    assert!(create("streamer", " ", "links:write").contains("1 to 60"));
    assert!(create("streamer", "x", "everything").contains("sessions:read"));
    let id = uuid::Uuid::nil().to_string();
    let revoke = worker(&world, &["tokens", "revoke", "--user", "streamer", &id], &[]);
    assert!(said(&revoke).contains("no such token"), "{}", said(&revoke));
}

/// Of one that was never used, so that nothing but Postgres knows of it.
#[tokio::test(flavor = "multi_thread")]
async fn a_token_whose_time_is_over_opens_nothing_and_is_in_nobodys_way() {
    let world = World::new().await;
    let api = world.api().await;
    let create = ["tokens", "create", "--user", "streamer", "--name", "A bot", "--json"];
    let scopes = ["--scopes", "sessions:read", "--days", "1"];
    let made = told(&world, &[&create[..], &scopes].concat(), &[]).remove(0);
    let bot = Program::new(&api, made["token"].as_str().unwrap());
    let left = made["expires_ms"].as_i64().unwrap() - made["created_ms"].as_i64().unwrap();
    assert_eq!(left, 24 * 60 * 60 * 1_000);
    let over = "UPDATE api_token SET expires_at = now() WHERE name = 'A bot'";
    world.postgres.run(over).await;
    assert_eq!(bot.get("/api/v1/sessions").await.status, 401);
    let listed = told(&world, &["tokens", "list", "--user", "streamer", "--json"], &[]);
    assert!(listed.iter().all(|token| token["name"] != "A bot"), "{listed:?}");
    let many = format!(
        "INSERT INTO api_token (id, user_id, name, hash, scopes, expires_at)
         SELECT gen_random_uuid(), '{}', 'old', sha256(n::text::bytea), '{{}}', now()
         FROM generate_series(1, 30) AS n",
        world.seeded.user_id
    );
    world.postgres.run(&many).await;
    told(&world, &[&create[..], &scopes].concat(), &[]);
}
