//! Integers are integers however they are written, and none is ever rounded.

use downbeat_session::kinds;
use downbeat_store::Staff;
use reqwest::Method;
use serde_json::{Value, json};

use super::{by_link, does, make, seen, two};
use crate::harness::{Answered, Operator, Program, World, answered};

/// Each integer with a fraction of zero, or as a power of ten.
fn otherwise(value: &Value) -> String {
    match value {
        Value::Number(number) if number.is_i64() => {
            let digits = number.to_string();
            let bare = digits.trim_end_matches('0');
            match digits.len() - bare.len() {
                zeros if zeros > 0 && !matches!(bare, "" | "-") => format!("{bare}e{zeros}"),
                _ => format!("{digits}.0"),
            }
        }
        Value::Array(items) => {
            format!("[{}]", items.iter().map(otherwise).collect::<Vec<_>>().join(","))
        }
        Value::Object(members) => {
            let member = |(name, value): (&String, &Value)| {
                format!("{}:{}", Value::from(name.as_str()), otherwise(value))
            };
            format!("{{{}}}", members.iter().map(member).collect::<Vec<_>>().join(","))
        }
        other => other.to_string(),
    }
}

async fn post(ann: &Program, path: &str, text: String) -> Answered {
    let request = ann.ask(Method::POST, path).header("content-type", "application/json");
    answered(request.body(text)).await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_integer_is_one_however_it_is_written() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let ann = world.program(&api);
    assert_eq!(otherwise(&json!([60_000, 0, -7, { "a": 1 }])), r#"[6e4,0.0,-7.0,{"a":1.0}]"#);
    // A config of every kind.
    for kind in kinds::ALL.iter().filter(|kind| kind.is_made()) {
        let config = (kind.example)().config;
        let template = json!({ "kind": kind.name, "name": "numbers", "config": config });
        let made = post(&ann, "/api/v1/templates", otherwise(&template)).await;
        assert_eq!(made.status, 201, "{}: {}", kind.name, made.body);
        assert_eq!(made.body["config"], config, "{}", kind.name);
    }
    let new = json!({ "kind": "timer", "config": two(60_000) });
    let made = post(&ann, "/api/v1/sessions", otherwise(&new)).await;
    assert_eq!((made.status, &made.body["config"]["budget_ms"]), (201, &json!(60_000)));
    let id = make(&ann, &two(60_000)).await;
    let request = ann.ask(Method::PATCH, &format!("/api/v1/sessions/{id}"));
    let request = request.header("if-match", "*").header("content-type", "application/json");
    let saved = answered(request.body(r#"{"config":{"budget_ms":6.1e4}}"#)).await;
    assert_eq!((saved.status, &saved.body["config"]["budget_ms"]), (200, &json!(61_000)));
    // Arguments, over HTTP and by a socket; the same key is the same command.
    does(&ann, id, "start", json!({})).await;
    let adjust = json!({ "participant": "a", "ms": 1_500, "reason": "x" });
    let path = format!("/api/v1/sessions/{id}/commands/adjust");
    let keyed = async |text: String| {
        let request = ann.ask(Method::POST, &path).header("idempotency-key", "k1");
        answered(request.header("content-type", "application/json").body(text)).await
    };
    let first = keyed(otherwise(&adjust)).await;
    assert_eq!((first.status, &first.body["events"][0]["ms"]), (200, &json!(1_500)));
    assert_eq!(keyed(adjust.to_string()).await.body, first.body);
    let mut moderator = by_link(&ann, &api, id, json!({ "role": "moderator" })).await;
    let said = r#"{"type":"command","id":"1","name":"switch","args":{"turn":1.0,"at_ms":99e15}}"#;
    moderator.say(&said.replace("99e15", "9e15")).await;
    assert_eq!(moderator.answer("1").await["type"], "ack");
    // A body of a fixed shape.
    let ada = Operator::sign_in(&api, &world.postgres, "Ada", Staff::Admin).await;
    let token = json!({ "name": "n", "scopes": ["sessions:read"], "expires_in_days": 90.0 });
    let (status, said) = ada.post("/api/v1/tokens", token).await;
    assert_eq!(status, 201, "{said}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_would_be_rounded_is_refused_with_its_field() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let ann = world.program(&api);
    let with = |member: &str, number: &str| {
        let config = two(60_000).to_string();
        let config = match member {
            "meta" => config
                .replace(r#""name":"Ann""#, &format!(r#""name":"Ann","meta":{{"x":[{number}]}}"#)),
            _ => config.replace("60000", number),
        };
        format!(r#"{{"kind":"timer","config":{config}}}"#)
    };
    for (member, number, field) in [
        ("budget_ms", "86400001.0", "budget_ms"),
        ("budget_ms", "60000.5", "budget_ms"),
        ("budget_ms", "9007199254740993.0", "budget_ms"),
        ("budget_ms", "1e300", "budget_ms"),
        ("budget_ms", "18446744073709611616", "budget_ms"),
        ("meta", "9007199254740993", "participants.0.meta"),
        ("meta", "9007199254740993.0", "participants.0.meta"),
        ("meta", "123456789012345678901234567890", "participants.0.meta"),
        ("meta", "-1e22", "participants.0.meta"),
    ] {
        let refused = post(&ann, "/api/v1/sessions", with(member, number)).await;
        assert_eq!(refused.status, 422, "{member} {number}: {}", refused.body);
        assert_eq!(refused.body["errors"][0]["field"], field, "{number}: {}", refused.body);
    }
    let kept = post(&ann, "/api/v1/sessions", with("meta", "9007199254740991,-0.25,1e3")).await;
    assert_eq!(kept.status, 201, "{}", kept.body);
    let read = seen(&ann, kept.body["id"].as_str().unwrap().parse().unwrap()).await;
    let kept = &read["config"]["participants"][0]["meta"]["x"];
    assert_eq!(kept.to_string(), "[9007199254740991,-0.25,1000]");
}
