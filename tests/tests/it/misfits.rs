//! A body of a wrong shape is refused with the fields that are wrong, at every
//! operation.

use downbeat_store::{Doer, Staff};
use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    harness::{Program, World, answered},
    standing::cast::cookie,
};

const DOCUMENT: &str = include_str!("../../../docs/openapi.json");
const MEDIA_TYPE: &str = "application/json; charset=utf-8";

/// Operations that have a body of their own, and what it looks like. Commands and
/// configs are of a kind, which names their fields.
fn operations(document: &Value) -> Vec<(Method, String, &Value)> {
    let mut found = Vec::new();
    for (path, operations) in document["paths"].as_object().unwrap() {
        for (method, operation) in operations.as_object().unwrap() {
            let schema = &operation["requestBody"]["content"][MEDIA_TYPE]["schema"];
            let Some(name) = schema["$ref"].as_str() else { continue };
            let path = path.replace("{id}", &Uuid::nil().to_string()).replace("{name}", "configs");
            let path = path.replace("{channel}", "1").replace("{user}", &Uuid::nil().to_string());
            let path = path.replace("{case}", &Uuid::nil().to_string());
            let path = path.replace("{appeal}", &Uuid::nil().to_string());
            let path = path.replace("{message}", &Uuid::nil().to_string());
            let schema = document.pointer(name.trim_start_matches('#')).unwrap();
            found.push((method.to_uppercase().parse().unwrap(), path, schema));
        }
    }
    found
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_of_a_wrong_shape_names_its_fields_at_every_operation() {
    let world = World::new().await;
    let api = world.api().await;
    let ada = world.postgres.create_staff("Ada", Staff::Admin, &Doer::cli()).await.unwrap();
    let ada = cookie(&world.postgres, ada).await.program(&api).await;
    let document: Value = serde_json::from_str(DOCUMENT).unwrap();
    let operations = operations(&document);
    assert!(operations.len() > 25, "{}", operations.len());
    for (method, path, schema) in operations {
        let required = schema["required"].as_array().cloned().unwrap_or_default();
        for (member, property) in schema["properties"].as_object().unwrap() {
            // What is handed through as JSON has no shape here.
            let is_free = !["type", "$ref", "allOf"].iter().any(|it| property.get(it).is_some());
            if is_free {
                continue;
            }
            let body = json!({ member: { "wrong": [] } });
            let (status, said) = send(&ada, &method, &path, &body).await;
            assert_eq!((status, &said["code"]), (422, &json!("invalid")), "{method} {path} {said}");
            let fields: Vec<&Value> =
                said["errors"].as_array().unwrap().iter().map(|error| &error["field"]).collect();
            let named = |name: &Value| fields.iter().any(|field| told(field, name));
            assert!(named(&json!(member)), "{method} {path}: {member} is not in {fields:?}");
            for other in required.iter().filter(|other| *other != member) {
                assert!(named(other), "{method} {path}: {other} is missing in {fields:?}");
            }
        }
        let (status, said) = send(&ada, &method, &path, &json!(["no", "object"])).await;
        assert_eq!((status, &said["errors"][0]["field"]), (422, &json!("body")), "{path} {said}");
    }
    let cut = ada.ask(Method::POST, "/api/v1/sessions").body("{\"kind\"");
    let cut = answered(cut.header("content-type", "application/json")).await;
    assert_eq!((cut.status, &cut.body["code"]), (400, &json!("bad_request")), "{}", cut.body);
}

async fn send(who: &Program, method: &Method, path: &str, body: &Value) -> (u16, Value) {
    let answer = answered(who.ask(method.clone(), path).json(body)).await;
    (answer.status, answer.body)
}

/// The member, or something in it.
fn told(field: &Value, member: &Value) -> bool {
    let (field, member) = (field.as_str().unwrap(), member.as_str().unwrap());
    field == member || field.strip_prefix(member).is_some_and(|rest| rest.starts_with('.'))
}
