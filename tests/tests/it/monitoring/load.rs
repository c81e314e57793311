//! A little of everything that people do.

use reqwest::StatusCode;
use serde_json::json;

use crate::harness::{Browser, Process, Program, Screen, Sim, World};

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
    /// comes and goes, and a sign-in, which asks Twitch.
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
        Browser::sign_in(self.api, self.sim, &format!("Viewer{}", self.turns)).await;
    }
}
