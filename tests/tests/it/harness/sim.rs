//! The simulated Twitch, inside the test.

use std::net::SocketAddr;

use downbeat_boot::{Shutdown, task};
use downbeat_twitch::{Application, sim, webhook};
use reqwest::{Client, StatusCode};
use serde_json::{Value, json};

use super::{World, environment::free_port, until, world::SECRET};

pub const CLIENT_ID: &str = "downbeat-tests";
pub const CLIENT_SECRET: &str = "a secret of the application";
pub const BOT: &str = "77";

/// The extension of these tests.
pub const EXTENSION: &str = "downbeattestsextension";
pub const EXTENSION_OWNER: &str = "78";
pub const EXTENSION_SECRETS: [&str; 2] = [
    "dGhlIG5ld2VzdCBzZWNyZXQgb2YgMzIgYnl0ZXMgYWI=",
    "dGhlIHNlY3JldCBiZWZvcmUgb2YgMzIgYnl0ZXMgY2Q=",
];

fn extension() -> sim::ExtensionOptions {
    sim::ExtensionOptions {
        client_id: EXTENSION.into(),
        owner_id: EXTENSION_OWNER.into(),
        secrets: EXTENSION_SECRETS.map(str::to_owned).to_vec(),
        ebs: "http://127.0.0.1:1".into(),
        views: None,
        plays: false,
    }
}

pub struct Sim {
    pub url: String,
    client: Client,
    shutdown: Shutdown,
}

impl Sim {
    pub async fn start(broadcaster: &str) -> Self {
        let bind = SocketAddr::from(([127, 0, 0, 1], free_port()));
        let options = sim::Options {
            bind,
            application: sim::Application { id: CLIENT_ID.into(), secret: CLIENT_SECRET.into() },
            calls_a_minute: 800,
            broadcaster: broadcaster.into(),
            login: "streamer".into(),
            bot: BOT.into(),
            chats: false,
            rate: 1.0,
            seed: 1,
            extension: Some(extension()),
        };
        let shutdown = Shutdown::new();
        task::spawn("simulated Twitch", sim::run(options, shutdown.clone()));
        let sim = Self { url: format!("http://{bind}"), client: Client::new(), shutdown };
        let live = format!("{}/livez", sim.url);
        until("Twitch answers", async || sim.client.get(&live).send().await.ok()).await;
        sim
    }

    /// Our application there, with an API of ours as its callback.
    pub fn application(&self, world: &World) -> Application {
        let settings = world.settings();
        let find = |key: &str| settings.iter().find(|(name, _)| name.ends_with(key)).unwrap();
        Application {
            client_id: CLIENT_ID.into(),
            client_secret: CLIENT_SECRET.into(),
            bot_user_id: BOT.into(),
            auth_url: self.url.clone(),
            api_url: format!("{}/helix", self.url),
            callback: format!("{}/webhooks/twitch", find("API__PUBLIC_URL").1),
            secret: SECRET.into(),
            shards: 1,
        }
    }

    /// Everything that Twitch has: `subscriptions`, `conduits`, `grants`.
    pub async fn world(&self) -> Value {
        self.get("/sim/world").await
    }

    /// What was asked of it so far, as `POST /path 202`.
    pub async fn calls(&self) -> Vec<String> {
        let calls = self.get("/sim/calls").await;
        let call = |call: &Value| {
            let part = |name: &str| call[name].as_str().unwrap().to_owned();
            format!("{} {} {}", part("method"), part("path").replace("/helix", ""), call["status"])
        };
        calls.as_array().unwrap().iter().map(call).collect()
    }

    /// The status of the chat subscription of a channel there, if there is one.
    pub async fn chat_of(&self, broadcaster: &str) -> Option<String> {
        let world = self.world().await;
        let all = world["subscriptions"].as_array().unwrap();
        let mut chats = all.iter().filter(|one| {
            one["type"] == "channel.chat.message"
                && one["condition"]["broadcaster_user_id"] == broadcaster
        });
        let found = chats.next().map(|one| one["status"].as_str().unwrap().to_owned());
        assert!(chats.next().is_none(), "subscribed to twice");
        found
    }

    /// A JWT for a viewer, as somebody wants it.
    pub async fn jwt(&self, wanted: Value) -> String {
        let url = format!("{}/sim/extension/jwt", self.url);
        let answer = self.client.post(url).json(&wanted).send().await.unwrap();
        let told: Value = answer.json().await.unwrap();
        told["token"].as_str().unwrap_or_else(|| panic!("{told}")).to_owned()
    }

    /// What was broadcast to viewers so far, oldest first.
    pub async fn heard(&self) -> Vec<Value> {
        let heard = self.get("/sim/extension/heard").await;
        let read = |one: &Value| serde_json::from_str(one["message"].as_str().unwrap()).unwrap();
        heard.as_array().unwrap().iter().map(read).collect()
    }

    pub async fn fail(&self, fault: Value) {
        assert_eq!(self.post("/sim/faults", fault).await, StatusCode::NO_CONTENT);
    }

    pub async fn forget(&self, what: &str) {
        assert_eq!(self.post("/sim/forget", json!({ what: {} })).await, StatusCode::NO_CONTENT);
    }

    pub async fn say(&self, broadcaster: &str, chatter: &str, text: &str) -> StatusCode {
        let body = json!({ "broadcaster_id": broadcaster, "chatter_id": chatter, "text": text });
        self.post("/say", body).await
    }

    /// Answers what the webhook answered.
    pub async fn post(&self, path: &str, body: Value) -> StatusCode {
        let url = format!("{}{path}", self.url);
        self.client.post(url).json(&body).send().await.unwrap().status()
    }

    /// A signed message as somebody wants it; answers what the webhook answered.
    pub async fn raw(&self, kind: &str, id: &str, body: &Value) -> StatusCode {
        self.raw_at(kind, id, downbeat_boot::clock::unix_ms(), body).await
    }

    /// The same with its time.
    pub async fn raw_at(&self, kind: &str, id: &str, at_ms: i64, body: &Value) -> StatusCode {
        let headers = json!({
            "twitch-eventsub-message-id": id,
            "twitch-eventsub-message-type": kind,
            "twitch-eventsub-message-timestamp": webhook::timestamp(at_ms),
        });
        self.post("/raw", json!({ "headers": headers, "body": body.to_string(), "sign": true }))
            .await
    }

    async fn get(&self, path: &str) -> Value {
        self.client.get(format!("{}{path}", self.url)).send().await.unwrap().json().await.unwrap()
    }
}

impl Drop for Sim {
    fn drop(&mut self) {
        self.shutdown.request();
    }
}
