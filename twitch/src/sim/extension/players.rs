//! Viewers who play: some go out alone again and again, three walk on a rope, and
//! others gather in a lobby that fills by itself. They ask as pages of the extension
//! do, by JWTs, and know no more than those.

use std::{sync::Arc, time::Duration};

use downbeat_boot::{clock, task};
use reqwest::{Client, Method};
use serde_json::{Value, json};

use super::{
    Extension,
    issue::{Secret, Wanted},
};

/// How many go out alone.
const ALONE: u32 = 5;
/// Those of a rope, and of the lobby.
const PARTY: usize = 3;
/// They come in turns from so many: nobody may gather parties all the time.
const CIRCLE: u32 = 12;
const FIRST_ID: u32 = 60_000_000;
/// Between two looks of somebody who waits.
const PACE: Duration = Duration::from_secs(3);
/// Between two who come to the lobby.
const GATHERING: Duration = Duration::from_secs(15);
const BENTS: [&str; 3] = ["craft", "grit", "heart"];

/// Somebody who plays.
#[derive(Clone)]
struct Player {
    extension: Arc<Extension>,
    http: Client,
    channel: String,
    n: u32,
}

/// Starts them all; each goes on by itself, whatever the server says.
pub fn start(extension: &Arc<Extension>, channel: &str) {
    let player = |n: u32| Player {
        extension: Arc::clone(extension),
        http: Client::new(),
        channel: channel.to_owned(),
        n,
    };
    for n in 0..ALONE {
        let one = player(n);
        task::spawn("player", async move { one.alone().await });
    }
    for (first, pace) in [(ALONE, PACE), (ALONE + CIRCLE, GATHERING)] {
        let circle: Vec<Player> = (first..first + CIRCLE).map(player).collect();
        task::spawn("party", async move { together(circle, pace).await });
    }
}

/// The first of a circle gather, one after the other, and walk together; then it is
/// the turn of others.
async fn together(mut circle: Vec<Player>, pace: Duration) {
    loop {
        clock::sleep(PACE).await;
        let Some((party, _)) = circle.split_at_checked(PARTY) else { return };
        let mut are_all_home = true;
        for one in party {
            are_all_home &= one.is_home().await;
        }
        let Some((host, others)) = party.split_first().filter(|_| are_all_home) else { continue };
        let Some(lobby) = host.go("open", 2).await else {
            circle.rotate_left(1);
            continue;
        };
        for other in others {
            clock::sleep(pace).await;
            other.post(&format!("missions/{lobby}/join"), &json!({})).await;
        }
        clock::sleep(pace).await;
        for one in party {
            let says_so = format!("sessions/{lobby}/commands/ready");
            one.post(&says_so, &json!({ "on": true })).await;
        }
        while !host.is_home().await {
            clock::sleep(PACE).await;
        }
        circle.rotate_left(PARTY);
    }
}

impl Player {
    async fn alone(self) {
        loop {
            clock::sleep(PACE).await;
            if self.is_home().await {
                let difficulty = self.n % 3 + 1;
                self.go("solo", difficulty).await;
            }
        }
    }

    /// Whether they could go out now. Whoever has nobody to go out makes somebody.
    async fn is_home(&self) -> bool {
        let place = format!("camps/{}", self.channel);
        let Some(seen) = self.ask(Method::GET, &place, None).await else { return false };
        let can = &seen["me"]["can"];
        if can["make_survivor"] == true || seen["me"]["user"].is_null() {
            let bent = BENTS[self.n as usize % BENTS.len()];
            self.post("survivors", &json!({ "bent": bent })).await;
            return false;
        }
        can["go_out"] == true
    }

    /// Goes out; the mission.
    async fn go(&self, party: &str, difficulty: u32) -> Option<String> {
        let place = format!("camps/{}/missions", self.channel);
        let made = self.post(&place, &json!({ "party": party, "difficulty": difficulty })).await?;
        made["id"].as_str().map(str::to_owned)
    }

    async fn post(&self, place: &str, body: &Value) -> Option<Value> {
        self.ask(Method::POST, place, Some(body)).await
    }

    /// What it was answered with, where that was a yes.
    async fn ask(&self, method: Method, place: &str, body: Option<&Value>) -> Option<Value> {
        let url = format!("{}/api/v1/{place}", self.extension.options.ebs);
        let mut request = self.http.request(method, url).bearer_auth(self.jwt()?);
        if let Some(body) = body {
            request = request.json(body);
        }
        let answer = request.send().await.ok()?;
        let is_yes = answer.status().is_success();
        let told: Value = answer.json().await.ok()?;
        if !is_yes {
            tracing::debug!(place, code = %told["code"], "a player is told no");
        }
        is_yes.then_some(told)
    }

    fn jwt(&self) -> Option<String> {
        let wanted = Wanted {
            role: "viewer".to_owned(),
            opaque_user_id: format!("U{}", FIRST_ID + self.n),
            user_id: None,
            channel_id: None,
            good_for_s: None,
            secret: Secret::Newest,
        };
        self.extension.issue(&wanted, &self.channel)
    }
}
