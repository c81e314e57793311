//! Which fields of a body are not as its operation takes them.
//!
//! Bodies are read into types, and a type that cannot be read says why in words of
//! its own. The document says what each operation takes: by it the fields are named.

use std::sync::OnceLock;

use downbeat_session::json::misfits;
use poem::{Error, http::Method};
use poem_openapi::error::ParseRequestPayloadError;
use serde_json::Value;

use crate::{
    openapi,
    refusal::{Problems, Refusal},
};

const WHOLE: &str = "body";
const MEDIA_TYPE: &str = "application/json; charset=utf-8";

/// What is to be said of a body that its operation could not read; `None` for any
/// other error, and for what is no JSON.
pub fn refusal(error: &Error, (method, path): (&Method, &str), body: &[u8]) -> Option<Refusal> {
    static DOCUMENT: OnceLock<Value> = OnceLock::new();
    let ParseRequestPayloadError { reason } = error.downcast_ref()?;
    let value = if body.is_empty() { Value::Null } else { serde_json::from_slice(body).ok()? };
    let document = DOCUMENT.get_or_init(openapi::shaped);
    let mut problems = schema(document, method, path)
        .map(|schema| misfits(document, schema, &value, WHOLE))
        .unwrap_or_default();
    if problems.is_empty() {
        problems.push(downbeat_session::Problem::new(WHOLE, reason));
    }
    Some(Problems(problems).into())
}

/// What an operation takes.
fn schema<'a>(document: &'a Value, method: &Method, path: &str) -> Option<&'a Value> {
    let method = method.as_str().to_lowercase();
    let mut here =
        document["paths"].as_object()?.iter().filter(|(pattern, _)| is_at(pattern, path));
    here.find_map(|(_, operations)| {
        operations[&method]["requestBody"]["content"].get(MEDIA_TYPE)?.get("schema")
    })
}

fn is_at(pattern: &str, path: &str) -> bool {
    let (mut parts, mut given) = (pattern.split('/'), path.split('/'));
    loop {
        match (parts.next(), given.next()) {
            (None, None) => return true,
            (Some(part), Some(given)) if part == given || part.starts_with('{') => {}
            _ => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn told(method: &Method, path: &str, body: &str) -> Option<String> {
        let error = ParseRequestPayloadError { reason: "as poem says it".into() }.into();
        let refusal = refusal(&error, (method, path), body.as_bytes())?;
        Some(format!("{refusal:?}"))
    }

    /// Of each operation with a body something is known of what it takes.
    #[test]
    fn a_body_that_is_no_object_is_told_of_at_every_operation() {
        let document = openapi::shaped();
        let (mut bodies, mut files) = (0, Vec::new());
        for (path, operations) in document["paths"].as_object().unwrap() {
            for (method, operation) in operations.as_object().unwrap() {
                if operation.get("requestBody").is_none() {
                    continue;
                }
                let content = operation["requestBody"]["content"].as_object().unwrap();
                if !content.keys().any(|kind| kind.starts_with("application/json")) {
                    files.push(path.as_str());
                    continue;
                }
                bodies += 1;
                let method: Method = method.to_uppercase().parse().unwrap();
                assert!(schema(&document, &method, path).is_some(), "{method} {path}");
            }
        }
        assert!(bodies > 20, "{bodies}");
        assert_eq!(files, ["/api/v1/media"]);
    }

    #[test]
    fn the_field_is_named_and_what_is_no_json_has_none() {
        let place = "/api/v1/sessions";
        let said = told(&Method::POST, place, r#"{"kind":5}"#).unwrap();
        assert!(said.contains("\"kind\"") && said.contains("must be a text"), "{said}");
        let said = told(&Method::POST, place, "{}").unwrap();
        assert!(said.contains("\"kind\"") && said.contains("is missing"), "{said}");
        let chat = format!("{place}/0197f3c2-5b1e-7c40-9a6d-2f8e41d07b35/chat");
        let lines = json!({ "messages": [{ "text": 5 }] }).to_string();
        let said = told(&Method::POST, &chat, &lines).unwrap();
        assert!(said.contains("\"messages.0.text\""), "{said}");
        assert_eq!(told(&Method::POST, place, "{\"kind\""), None);
        let said = told(&Method::POST, "/nowhere", "{}").unwrap();
        assert!(said.contains("as poem says it"), "{said}");
    }
}
