//! What a demo tells of its circles: which they are, and who is in Early Birds.

use anyhow::{Context, Result, ensure};
use serde_json::{Map, Value, json};

use super::api::Api;

/// What the streamer says, and what is answered to it, by places among the members.
const SAID: [(&str, &[(usize, &str)]); 2] = [
    (
        "I wrote into my journal every day of the last three weeks. Thank you for asking.",
        &[(0, "That is a habit by now."), (2, "Three weeks! How do you begin?")],
    ),
    (
        "First stream after the holidays tonight. Wish me a calm chat.",
        &[(4, "Calm wished."), (1, "We will be there."), (5, "Breathe first.")],
    ),
];
const REACTIONS: [&str; 4] = ["like", "love", "inspire", "support"];

pub struct Circles {
    early_birds: String,
    harbour: String,
    /// `{name, id, role, token}` of each.
    members: Value,
}

impl Circles {
    /// Of what `seed` printed.
    pub fn of(seeded: &Value) -> Result<Self> {
        let text = |key: &str| seeded[key].as_str().unwrap_or_default().to_owned();
        let (early_birds, harbour) = (text("early_birds"), text("harbour"));
        let members = seeded["members"].clone();
        let is_whole = !early_birds.is_empty() && !harbour.is_empty() && members.is_array();
        ensure!(is_whole, "the worker printed no circles: {seeded}");
        Ok(Self { early_birds, harbour, members })
    }

    /// The streamer says something in Early Birds, and others answer: they are told of it.
    pub fn answer(&self, api: &str, streamer: &str) -> Result<()> {
        let streamer = Api::by_token(api, streamer)?;
        let members = self.members.as_array().context("there are no members")?;
        let tokens = members.iter().filter_map(|member| member["token"].as_str());
        let members = tokens.map(|token| Api::by_token(api, token)).collect::<Result<Vec<_>>>()?;
        let messages = format!("/api/v1/circles/{}/messages", self.early_birds);
        for (at, (text, comments)) in SAID.iter().enumerate() {
            let body = json!({ "kind": "positive", "text": text });
            let said = streamer.ask_once(&messages, &format!("demo-{at}"), &body)?;
            let message = format!("/api/v1/messages/{}", said["id"].as_str().unwrap_or_default());
            for (by, text) in *comments {
                let member = members.get(*by).context("somebody who answers is missing")?;
                let place = format!("{message}/comments");
                member.ask_once(&place, &format!("demo-{at}-{by}"), &json!({ "text": text }))?;
            }
            for (member, kind) in members.iter().zip(REACTIONS) {
                member.ask("PUT", &format!("{message}/reaction"), &json!({ "kind": kind }))?;
            }
        }
        Ok(())
    }

    pub fn json(&self, api: &str) -> Map<String, Value> {
        let told = [
            ("circles", json!({ "early_birds": self.early_birds, "harbour": self.harbour })),
            ("circles_url", json!(format!("{api}/circles"))),
            ("members", self.members.clone()),
        ];
        told.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
    }

    /// What people are shown of them.
    pub fn row(&self, api: &str) -> (&'static str, String) {
        ("circle", format!("{api}/circles/{}", self.early_birds))
    }

    #[cfg(test)]
    pub fn sample() -> Self {
        Self { early_birds: "e".into(), harbour: "h".into(), members: json!([]) }
    }
}
