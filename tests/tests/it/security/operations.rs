//! Every operation of the document that changes something, tried by somebody
//! who may not.

use downbeat_store::Staff;
use reqwest::Method;
use serde_json::{Value, json};

use crate::{
    harness::{Browser, Operator, World},
    streamer::code,
};

const DOCUMENT: &str = include_str!("../../../../docs/openapi.json");
const NOBODYS: &str = "01890000-0000-7000-8000-000000000000";

/// Method and path of what is not safe and takes a credential of this name.
pub fn unsafe_operations(scheme: &str) -> Vec<(Method, String)> {
    let document: Value = serde_json::from_str(DOCUMENT).unwrap();
    let mut found = Vec::new();
    for (path, operations) in document["paths"].as_object().unwrap() {
        for (method, operation) in operations.as_object().unwrap() {
            let takes = |one: &Value| one.get(scheme).is_some();
            let security = operation["security"].as_array();
            if method != "get" && security.is_some_and(|all| all.iter().any(takes)) {
                found.push((method.to_uppercase().parse().unwrap(), path.clone()));
            }
        }
    }
    found
}

#[tokio::test(flavor = "multi_thread")]
async fn no_cookie_changes_anything_without_its_csrf_token() {
    let (world, sim) = World::with_twitch().await;
    let api = world.api().await;
    let mut browser = Browser::new(&api);
    let back = browser.ask_twitch(&sim, "AdaPlays").await;
    browser.open(&back).await;
    let bare = browser.without_csrf(&api);
    let operations = unsafe_operations("User");
    assert!(operations.len() > 25, "{}", operations.len());
    for (method, path) in operations {
        let place = path.replace("{id}", NOBODYS);
        let answer =
            crate::harness::answered(bare.ask(method.clone(), &place).json(&json!({}))).await;
        assert_eq!(code(&answer), (403, "csrf"), "{method} {path}");
    }
    for place in ["/auth/logout", "/auth/logout-all"] {
        assert_eq!(code(&bare.post(place, json!({})).await), (403, "csrf"), "{place}");
    }
    assert_eq!(bare.get("/api/v1/me").await.status, 200, "it is a good cookie");
}

#[tokio::test(flavor = "multi_thread")]
async fn no_administrators_cookie_does_anything_without_its_csrf_token() {
    let world = World::new().await;
    let api = world.api().await;
    let mut ada = Operator::sign_in(&api, &world.postgres, "Ada", Staff::Admin).await;
    let before = world.postgres.number("SELECT count(*) FROM audit_log").await;
    let operations = unsafe_operations("Admin");
    assert!(operations.len() > 20, "{}", operations.len());
    for csrf in ["", "another site cannot know it"] {
        csrf.clone_into(&mut ada.csrf);
        for (method, path) in &operations {
            let place = path.replace("{id}", NOBODYS).replace("{name}", "configs");
            let (status, said) = ada.ask(method.clone(), &place, Some(json!({}))).await;
            assert_eq!((status, said["code"].as_str()), (403, Some("csrf")), "{method} {path}");
        }
    }
    assert_eq!(world.postgres.number("SELECT count(*) FROM audit_log").await, before);
    assert_eq!(ada.get("/api/v1/admin/overview").await.0, 200, "it is a good cookie");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_consoles_actions_are_for_administrators() {
    let (world, sim) = World::with_twitch().await;
    let api = world.api().await;
    let streamer = Browser::sign_in(&api, &sim, "AdaPlays").await;
    let token = world.program(&api);
    let reader = Operator::sign_in(&api, &world.postgres, "Ray", Staff::Reader).await;
    let before = world.postgres.number("SELECT count(*) FROM audit_log").await;
    let operations = unsafe_operations("Admin");
    assert!(operations.len() > 20, "{}", operations.len());
    for (method, path) in operations {
        let place = path.replace("{id}", NOBODYS).replace("{name}", "configs");
        let ask = streamer.ask(method.clone(), &place).json(&json!({}));
        assert_eq!(crate::harness::answered(ask).await.status, 403, "{method} {path}");
        let ask = token.ask(method.clone(), &place).json(&json!({}));
        assert_eq!(crate::harness::answered(ask).await.status, 401, "{method} {path}");
        assert_eq!(
            reader.ask(method.clone(), &place, Some(json!({}))).await.0,
            403,
            "{method} {path}"
        );
    }
    assert_eq!(world.postgres.number("SELECT count(*) FROM audit_log").await, before);
}
