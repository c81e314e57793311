//! Somebody of the staff leaves, or loses a part of what they had.

use std::process::Output;

use downbeat_job::leaving::LAST_ADMIN;
use downbeat_store::{NewIdentity, Staff};
use futures::future::join_all;
use serde_json::{Value, json};

use super::{said, told, worker};
use crate::harness::{Browser, Operator, Screen, World, login_link};

async fn deeds(world: &World, user: &str) -> Vec<(String, Option<String>)> {
    let entries = world.postgres.audit_of(user, 100).await.unwrap();
    let mut deeds: Vec<_> = entries
        .into_iter()
        .filter(|entry| entry.actor == "cli")
        .map(|entry| (entry.action, entry.reason))
        .collect();
    deeds.reverse();
    deeds
}

fn id_of(list: &[Value], name: &str) -> String {
    let one = list.iter().find(|one| one["name"] == name).unwrap();
    one["id"].as_str().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_offboarded_comes_in_by_nothing() {
    let world = World::new().await;
    let api = world.api().await;
    told(&world, &["users", "first-admin", "--name", "Bea", "--json"], &[]);
    let again = login_link(&world.postgres, "Ada", Staff::Admin, true).await;
    let here = Operator::come_in(&api, &again).await.unwrap();
    let there = Operator::come_in(&api, &again).await.unwrap();
    let token = json!({ "name": "A script", "scopes": ["sessions:read"] });
    assert_eq!(here.post("/api/v1/tokens", token).await.0, 201);
    let ada = id_of(&told(&world, &["users", "list", "--json"], &[]), "Ada");

    let leave = ["users", "offboard", &ada, "--reason", "she left", "--json"];
    let left = told(&world, &leave, &[]).remove(0);
    let counts = (&left["sign_ins"], &left["tokens"], &left["links"]);
    assert_eq!(counts, (&json!(2), &json!(1), &json!(1)), "{left}");
    for gone in [&here, &there] {
        assert_eq!(gone.get("/api/v1/me").await.0, 401);
        assert_eq!(gone.get("/api/v1/admin/overview").await.0, 401);
        assert_eq!(gone.get("/api/v1/sessions").await.0, 401, "nor is she known from before");
    }
    assert_eq!(Operator::come_in(&api, &again).await.err().unwrap(), 410);
    assert_eq!(world.postgres.tokens(ada.parse().unwrap()).await.unwrap(), []);
    assert!(!told(&world, &["users", "list", "--json"], &[]).iter().any(|one| one["id"] == *ada));
    let link = worker(&world, &["users", "link", &ada], &[]);
    assert!(said(&link).contains("no such member of the staff"), "{}", said(&link));
    let why = Some("she left".to_owned());
    let done = ["user.role", "login_link.void", "logout.everywhere"];
    let expected: Vec<_> = done.map(|action| (action.to_owned(), why.clone())).into();
    assert_eq!(deeds(&world, &ada).await[2..], expected);
    let ended = "SELECT count(*) FROM audit_log WHERE action = 'token.revoke' AND actor = 'cli'
        AND reason = 'she left'";
    assert_eq!(world.postgres.number(ended).await, 1);
    let jobs = "SELECT count(*) FROM job WHERE name = 'forget_passes'";
    assert_eq!(world.postgres.number(jobs).await, 1, "whoever is away is told later");

    // Once more ends nothing, and is no fault.
    let left = told(&world, &leave, &[]).remove(0);
    assert_eq!((&left["sign_ins"], &left["links"]), (&json!(0), &json!(0)));
}

#[tokio::test(flavor = "multi_thread")]
async fn each_part_is_taken_by_itself() {
    let (world, sim) = World::with_twitch().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    told(&world, &["users", "first-admin", "--name", "Bea", "--json"], &[]);
    let again = login_link(&world.postgres, "Ada", Staff::Admin, true).await;
    let ada = Operator::come_in(&api, &again).await.unwrap();
    let id = id_of(&told(&world, &["users", "list", "--json"], &[]), "Ada");
    let role = async || ada.get("/api/v1/me").await.1["role"].clone();
    let pause = "/api/v1/admin/queues/configs/pause";
    told(&world, &["users", "role", &id, "reader", "--json"], &[]);
    assert_eq!(role().await, "reader", "at once");
    assert_eq!(ada.post(pause, json!({})).await.0, 403);
    told(&world, &["users", "role", &id, "none", "--reason", "no need", "--json"], &[]);
    assert_eq!(role().await, Value::Null);
    assert_eq!(ada.get("/api/v1/admin/overview").await.0, 403);
    let none = worker(&world, &["users", "role", &id, "admin"], &[]);
    assert!(said(&none).contains("not of the staff"), "{}", said(&none));

    let voided = told(&world, &["users", "void-links", &id, "--json"], &[]).remove(0);
    assert_eq!(voided["links"], 1);
    assert_eq!(Operator::come_in(&api, &again).await.err().unwrap(), 410);
    assert_eq!(ada.get("/api/v1/me").await.0, 200, "who is in stays in");
    let ended = told(&world, &["users", "sign-out", &id, "--json"], &[]).remove(0);
    assert_eq!(ended["sign_ins"], 1);
    assert_eq!(ada.get("/api/v1/me").await.0, 401);

    // A streamer's, too, by name and with their sockets.
    let mut browser = Browser::new(&api);
    let back = browser.ask_twitch(&sim, "GrimRiver").await;
    browser.open(&back).await;
    let sessions = browser.without_csrf(&api).get("/api/v1/sessions").await.body;
    let meter = sessions["items"][0]["id"].as_str().unwrap().parse().unwrap();
    let cookie = format!("__Host-downbeat={}", browser.cookie("__Host-downbeat"));
    let mut socket =
        Screen::connect_with(&api.session_url(meter), &[("cookie", cookie)]).await.greeted().await;
    told(&world, &["users", "sign-out", "grimriver", "--json"], &[]);
    assert_eq!(socket.bye().await, (3500, 3500));
}

#[tokio::test(flavor = "multi_thread")]
async fn there_is_one_first_admin_and_never_none() {
    let world = World::new().await;
    let name = |n: usize| format!("Admin {n}");
    let first = join_all((0..4).map(|n| {
        let postgres = &world.postgres;
        async move { postgres.create_first_admin(&name(n), &downbeat_store::Doer::cli()).await }
    }));
    let made = first.await.into_iter().filter(|one| one.as_ref().unwrap().is_ok()).count();
    assert_eq!(made, 1, "of those that came at once");
    assert_eq!(world.postgres.staff().await.unwrap().len(), 1);
    let only = world.postgres.staff().await.unwrap()[0].user_id.to_string();
    for arguments in [
        &["users", "offboard", &only][..],
        &["users", "role", &only, "reader"],
        &["users", "role", &only, "none"],
        &["users", "erase", &only, "--yes"],
    ] {
        let refused: Output = worker(&world, arguments, &[]);
        assert!(said(&refused).contains(LAST_ADMIN), "{arguments:?}: {}", said(&refused));
    }
    told(&world, &["users", "add", "--name", "Ray", "--role", "admin", "--json"], &[]);
    told(&world, &["users", "offboard", &only, "--json"], &[]);
    assert_eq!(world.postgres.staff().await.unwrap().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_called_as_what_is_no_person() {
    let (world, sim) = World::with_twitch().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    for name in ["cli", " System", "ＣＬＩ", "erased"] {
        for add in [
            &["users", "first-admin", "--name", name][..],
            &["users", "add", "--role", "reader", "--name", name],
        ] {
            let refused = worker(&world, add, &[]);
            assert!(said(&refused).contains("what is no person"), "{name}: {}", said(&refused));
        }
    }
    // At Twitch anybody may be called so.
    let system = Browser::sign_in(&api, &sim, "System").await;
    let id = system.get("/api/v1/me").await.body["id"].as_str().unwrap().to_owned();
    let by_them = format!("SELECT count(*) FROM audit_log WHERE actor_id = '{id}'");
    assert!(world.postgres.number(&by_them).await > 1);
    let as_system = format!("{by_them} AND lower(actor) = 'system'");
    assert_eq!(world.postgres.number(&as_system).await, 0);
    // Who is called as the erased are is erased like anybody else.
    let erased = Browser::sign_in(&api, &sim, "Erased").await;
    told(&world, &["users", "erase", "erased", "--yes", "--json"], &[]);
    assert_eq!(erased.get("/api/v1/me").await.status, 401);
    let again = worker(&world, &["users", "erase", "erased", "--yes"], &[]);
    assert!(said(&again).contains("there is nobody"), "{}", said(&again));
}

/// Names move on: who had one before is not who has it now.
#[tokio::test(flavor = "multi_thread")]
async fn a_name_that_two_people_have_had_is_nobodys() {
    let world = World::new().await;
    let account = |provider_user_id| NewIdentity {
        provider: "twitch",
        provider_user_id,
        login: "streamer",
        display_name: "Streamer",
    };
    let other = world.postgres.create_user_with_identity(account("777")).await.unwrap();
    for arguments in [
        &["users", "erase", "Streamer", "--yes"][..],
        &["users", "sign-out", "streamer"],
        &["tokens", "list", "--user", "streamer"],
    ] {
        let refused = worker(&world, arguments, &[]);
        let said = said(&refused);
        let names_both = [other.id, world.seeded.user_id].map(|id| said.contains(&id.to_string()));
        assert!(said.contains("several people") && names_both == [true, true], "{said}");
    }
    assert_eq!(world.postgres.number("SELECT count(*) FROM identities").await, 2);
    told(&world, &["users", "erase", &other.id.to_string(), "--yes", "--json"], &[]);
    told(&world, &["users", "sign-out", "STREAMER", "--json"], &[]);
}

/// A word of a newer release, or damage: it is not taken for another.
#[tokio::test(flavor = "multi_thread")]
async fn a_role_that_is_not_known_is_no_other() {
    let world = World::new().await;
    let api = world.api().await;
    let ada = Operator::sign_in(&api, &world.postgres, "Ada", Staff::Admin).await;
    let strange = "ALTER TABLE users DROP CONSTRAINT users_staff_check;
        UPDATE users SET staff = 'auditor' WHERE display_name = 'Ada'";
    world.postgres.run(strange).await;
    for place in ["/api/v1/me", "/api/v1/admin/overview", "/api/v1/sessions"] {
        let (status, said) = ada.get(place).await;
        assert_eq!((status, said["code"].as_str()), (500, Some("internal")), "{place}: {said}");
    }
    let list = worker(&world, &["users", "list"], &[]);
    assert!(said(&list).contains("`auditor` of a person cannot be read"), "{}", said(&list));
}
