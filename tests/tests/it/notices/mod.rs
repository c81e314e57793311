//! What somebody is told of, and when.

mod causes;
mod devices;
mod live;
mod looking;
mod mails;
mod many;
mod push;
mod times;
mod veiled;
mod waiting;

use reqwest::Method;
use serde_json::{Value, json};

use crate::{circle::Somebody, harness::until};

const NOTICES: &str = "/me/notices";
const SETTINGS: &str = "/me/notice-settings";

impl Somebody {
    async fn notices(&self) -> Vec<Value> {
        let read = self.get(NOTICES).await;
        assert_eq!(read.status, 200, "{}", read.body);
        read.body["items"].as_array().unwrap().clone()
    }

    /// The notices of a type, once they are as they are to be.
    async fn told(&self, of: &str, is_so: impl Fn(&[Value]) -> bool) -> Vec<Value> {
        until(of, async || {
            let all = self.notices().await;
            let these: Vec<Value> = all.into_iter().filter(|it| it["type"] == of).collect();
            is_so(&these).then_some(these)
        })
        .await
    }

    async fn set_told(&self, more: &Value) {
        let set = self.ask(Method::PUT, SETTINGS, with(more)).await;
        assert_eq!(set.status, 200, "{}", set.body);
    }
}

/// Settings as they are by themselves, but for these.
fn with(more: &Value) -> Value {
    let mut settings = json!({
        "mail": "off", "zone": "UTC", "language": "en", "quiet": null, "off": [],
        "reminder": null, "weekly_summary": false,
    });
    for (name, value) in more.as_object().unwrap() {
        settings[name] = value.clone();
    }
    settings
}

fn counts(notices: &[Value]) -> Vec<i64> {
    notices.iter().map(|it| it["count"].as_i64().unwrap()).collect()
}
