//! A screen, as it would follow a room: it knows what it was told, and when.

use serde_json::Value;

use crate::{Event, kinds::room::Playback};

#[derive(Debug, Clone)]
struct Told {
    at_ms: i64,
    playback: Playback,
    /// What it follows until the anchor.
    before: Option<Playback>,
}

#[derive(Debug, Clone)]
pub struct Screen {
    told: Told,
}

impl Screen {
    pub fn of(playback: Playback, at_ms: i64) -> Self {
        Self { told: Told { at_ms, playback, before: None } }
    }

    pub fn follows(&self, now_ms: i64) -> &Playback {
        let Told { at_ms: _, playback, before } = &self.told;
        before.as_ref().filter(|_| now_ms < playback.anchor_server_ms).unwrap_or(playback)
    }

    pub fn hears(&mut self, event: &Event) {
        let Some(playback) = playback_of(event) else { return };
        let at_ms = event.at_ms;
        let before = Some(self.follows(at_ms).clone());
        self.told = Told { at_ms, playback, before };
    }

    pub fn anchor_ms(&self) -> i64 {
        self.told.playback.anchor_server_ms
    }

    pub fn heard_ms(&self) -> i64 {
        self.told.at_ms
    }
}

/// What an event says of the playback, if it says anything.
pub fn playback_of(event: &Event) -> Option<Playback> {
    let course = course_of(event)?;
    serde_json::from_value(course["playback"].clone()).ok()
}

pub fn course_of(event: &Event) -> Option<&Value> {
    let body = &event.body;
    if body.get("playback").is_some() {
        return Some(body);
    }
    body.get("course").filter(|course| course.is_object())
}
