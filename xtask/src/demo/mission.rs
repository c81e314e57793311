//! What a demo tells of its camp, and of the extension that shows it.

use anyhow::{Context, Result, ensure};
use serde_json::{Map, Value, json};

use super::processes::{EXTENSION, Installation};
use crate::http;

/// A demo may run for a month.
const GOOD_FOR_S: u32 = 30 * 24 * 60 * 60;
const VIEWS: [&str; 4] = ["overlay", "panel", "mobile", "config"];
/// Who each page is of: a role, and Twitch's id for them.
const VIEWERS: [(&str, &str, &str); 4] = [
    ("viewer", "viewer", "U70000001"),
    ("anonymous", "viewer", "Aanonymous"),
    ("moderator", "moderator", "U70000002"),
    ("broadcaster", "broadcaster", "U70000003"),
];

pub struct Mission {
    session_id: String,
    overlay_token: String,
    /// Who is on the memorial, and the story of it.
    survivor: String,
    story: String,
    secret: String,
    jwts: Vec<(&'static str, String)>,
}

impl Mission {
    /// Of what `seed` printed; viewers come from the simulated Twitch.
    pub fn of(seeded: &Value, installation: &Installation) -> Result<Self> {
        let text = |key: &str| {
            let value = seeded[key].as_str().map(str::to_owned);
            value.with_context(|| format!("the worker printed no {key} of a camp"))
        };
        let port = installation.twitch_url.rsplit(':').next().and_then(|port| port.parse().ok());
        let port = port.context("the simulated Twitch has no port")?;
        let mut jwts = Vec::new();
        for (name, role, opaque) in VIEWERS {
            jwts.push((name, jwt(port, role, opaque)?));
        }
        Ok(Self {
            session_id: text("session_id")?,
            overlay_token: text("overlay_token")?,
            survivor: text("survivor")?,
            story: text("mission")?,
            secret: installation.secrets.extension.clone(),
            jwts,
        })
    }

    pub fn json(&self, api: &str, twitch: &str) -> Map<String, Value> {
        let ws = api.replacen("http://", "ws://", 1);
        let token = &self.overlay_token;
        let pages = VIEWS.map(|view| (view.to_owned(), json!(page(twitch, view))));
        let jwts = self.jwts.iter().map(|(name, jwt)| ((*name).to_owned(), json!(jwt)));
        let told = [
            ("mission_session_id", json!(self.session_id)),
            ("mission_overlay_url", json!(format!("{api}/overlay/{token}"))),
            ("mission_overlay_ws_url", json!(format!("{ws}/ws/overlay/{token}"))),
            ("ext_client_id", json!(EXTENSION)),
            ("ext_secret", json!(self.secret)),
            ("ext_jwts", Value::Object(jwts.collect())),
            ("ext_pages", Value::Object(pages.into_iter().collect())),
            ("survivor_url", json!(self.survivor_url(api))),
            ("replay_url", json!(self.replay_url(api))),
        ];
        told.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
    }

    /// What people are shown of it.
    pub fn rows(&self, api: &str, twitch: &str) -> Vec<(&'static str, String)> {
        let mut rows = vec![("missions", format!("{api}/overlay/{}", self.overlay_token))];
        rows.extend(VIEWS.map(|view| ("", page(twitch, view))));
        rows.push(("", self.survivor_url(api)));
        rows.push(("", self.replay_url(api)));
        rows
    }

    fn survivor_url(&self, api: &str) -> String {
        format!("{api}/survivor/{}", self.survivor)
    }

    fn replay_url(&self, api: &str) -> String {
        format!("{api}/missions/{}", self.story)
    }

    #[cfg(test)]
    pub fn sample() -> Self {
        Self {
            session_id: "camp".into(),
            overlay_token: "o".into(),
            survivor: "s".into(),
            story: "m".into(),
            secret: "c2VjcmV0".into(),
            jwts: vec![("viewer", "a.b.c".into())],
        }
    }
}

/// A page that frames one of the extension's views.
fn page(twitch: &str, view: &str) -> String {
    format!("{twitch}/extension/{view}")
}

fn jwt(port: u16, role: &str, opaque: &str) -> Result<String> {
    let wanted = json!({ "role": role, "opaque_user_id": opaque, "good_for_s": GOOD_FOR_S });
    let body = wanted.to_string();
    let request = format!(
        "POST /sim/extension/jwt HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\
         Content-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    );
    let answer = http::ask(port, &request).context("asking the simulated Twitch")?;
    ensure!(answer.starts_with("HTTP/1.1 200"), "the simulated Twitch gives no JWT: {answer}");
    let told = answer.split("\r\n\r\n").nth(1).unwrap_or_default();
    let told: Value = serde_json::from_str(told).context("reading a JWT")?;
    told["token"].as_str().map(str::to_owned).context("there is no JWT in the answer")
}
