//! What a demo tells of its circles: which they are, and who is in Early Birds.

use anyhow::{Result, ensure};
use serde_json::{Map, Value, json};

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
