//! A little of everything that people do.

use reqwest::{Method, StatusCode};
use serde_json::json;
use uuid::Uuid;

use crate::harness::{Browser, Process, Program, Screen, Sim, World, answered};

/// One pixel.
const PICTURE: &[u8] = b"GIF89a\x01\0\x01\0\x80\0\0\xff\xff\xff\0\0\0!\xf9\x04\x01\0\0\0\0,\
    \0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;";

pub struct Load<'a> {
    world: &'a World,
    sim: &'a Sim,
    api: &'a Process,
    program: Program,
    screen: Screen,
    turns: u64,
}

impl<'a> Load<'a> {
    pub async fn begin(world: &'a World, sim: &'a Sim, api: &'a Process) -> Self {
        let (program, screen) = (world.program(api), world.screen(api).await);
        Self { world, sim, api, program, screen, turns: 0 }
    }

    /// A vote that is seen, a command, an edit with its job, a screen that
    /// comes and goes, a timer that ends by itself, a sign-in, which asks Twitch, a
    /// draft, a picture and what is none.
    pub async fn turn(&mut self) {
        let id = self.world.seeded.session_id;
        self.turns += 1;
        assert_eq!(self.world.chat.say(self.api, "yes").await, StatusCode::NO_CONTENT);
        let voted = self.program.command(id, "test_vote", json!({ "side": "for" })).await;
        assert_eq!(voted.status, 200, "{:?}", voted.body);
        self.screen.frame_with(self.turns * 2).await;
        let (path, tag) = (format!("/api/v1/sessions/{id}"), format!("\"{}\"", self.turns));
        let weight = self.turns % 10 + 1;
        let edit = json!({ "config": { "weight": weight } });
        let edited = self.program.patch(&path, &tag, edit).await;
        assert_eq!(edited.status, 200, "{:?}", edited.body);
        self.world.screen(self.api).await;
        let config = json!({
            "mode": "per_participant", "budget_ms": 1_000,
            "participants": [{ "id": "a", "name": "Ann" }, { "id": "b", "name": "Bob" }],
        });
        let timer = json!({ "kind": "timer", "config": config });
        let made = self.program.post("/api/v1/sessions", timer).await;
        assert_eq!(made.status, 201, "{:?}", made.body);
        let timer = made.body["id"].as_str().unwrap().parse().unwrap();
        let started = self.program.command(timer, "start", json!({})).await;
        assert_eq!(started.status, 200, "{:?}", started.body);
        let viewer = Browser::sign_in(self.api, self.sim, &format!("Viewer{}", self.turns)).await;
        let draft = json!({
            "base": null, "durable": null, "editor": Uuid::new_v4(), "seq": 1,
            "of": { "what": "entry", "in": null }, "content": { "text": "Dear diary" },
        });
        let path = format!("/api/v1/drafts/{}", Uuid::now_v7());
        let put = answered(viewer.ask(Method::PUT, &path).json(&draft)).await;
        assert_eq!(put.status, 200, "{:?}", put.body);
        for (file, status) in [(PICTURE, 201), (&b"no picture"[..], 415)] {
            let sent = viewer.ask(Method::POST, "/api/v1/media").body(file);
            let sent = answered(sent.header("content-type", "image/gif")).await;
            assert_eq!(sent.status, status, "{:?}", sent.body);
        }
    }
}
