//! A room of the demo's: a video of a clock, a room that has it, and two who sit there.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use anyhow::{Context, Result};
use serde_json::{Map, Value, json};

use super::api::Api;

/// What is carried, for whoever has no ffmpeg: a minute, as the one that is made.
const CLOCK: &[u8] = include_bytes!("clock.webm");
const NAME: &str = "A clock.webm";
const TRACK: &str = "WEBVTT\n\n00:00:00.000 --> 00:00:05.000\nA minute begins.\n\n\
     00:00:55.000 --> 00:01:00.000\nIt is almost over.\n";
/// Chromium without licences has no H.264.
const VP9: [&str; 14] = [
    "-c:v",
    "libvpx-vp9",
    "-b:v",
    "0",
    "-crf",
    "58",
    "-deadline",
    "realtime",
    "-cpu-used",
    "8",
    "-g",
    "50",
    "-y",
    "-loglevel",
];

pub struct Room {
    id: String,
    code: String,
    url: String,
    /// Of Ada, who made it, and of Kit.
    token: String,
    kit: String,
}

/// Where the installation finds its media.
pub fn media_dir(folder: &Path) -> PathBuf {
    folder.join("media")
}

/// Puts the video of a clock there.
pub fn make_media(folder: &Path) -> Result<()> {
    let media = media_dir(folder);
    fs::create_dir(&media).with_context(|| format!("making {}", media.display()))?;
    let clock = media.join(NAME);
    if !draw(&clock) {
        fs::write(&clock, CLOCK).with_context(|| format!("writing {}", clock.display()))?;
    }
    Ok(())
}

/// `false` where no ffmpeg could.
fn draw(to: &Path) -> bool {
    let text = "drawtext=text='%{pts\\:hms}':fontcolor=white:fontsize=44:x=(w-tw)/2:y=(h-th)/2";
    let status = Command::new("ffmpeg")
        .args(["-f", "lavfi", "-i", "color=c=0x101418:s=320x180:r=25:d=60", "-vf", text])
        .args(VP9)
        .arg("error")
        .arg(to)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    status.is_ok_and(|status| status.success()) && fs::metadata(to).is_ok_and(|it| it.len() > 0)
}

impl Room {
    /// Of a streamer, who is Ada there.
    pub fn make(api: &str, api_token: &str) -> Result<Self> {
        let streamer = Api::by_token(api, api_token)?;
        let media = streamer.ask("GET", "/api/v1/media", &Value::Null)?;
        let clock = media["items"][0]["url"].as_str().context("there is no clock")?.to_owned();
        let config = json!({ "title": "A minute together", "visibility": "public" });
        let made =
            streamer.ask("POST", "/api/v1/rooms", &json!({ "config": config, "name": "Ada" }))?;
        let text = |value: &Value| value.as_str().map(str::to_owned).context("a room has it all");
        let (id, code) = (text(&made["id"])?, text(&made["code"])?);
        let token = text(&made["token"])?;
        let ada = Api::by_token(api, &token)?;
        let session = format!("/api/v1/sessions/{id}");
        let track = json!({ "lang": "en", "label": "English", "text": TRACK });
        let track = ada.ask("POST", &format!("{session}/tracks"), &track)?;
        let item = json!({
            "source": { "kind": "file", "url": clock },
            "title": "A clock",
            "tracks": [{ "id": track["id"], "lang": "en", "label": "English" }],
        });
        ada.ask("POST", &format!("{session}/commands/add"), &json!({ "items": [item] }))?;
        let nobody = Api::by_token(api, "")?;
        let seats = format!("/api/v1/rooms/{code}/seats");
        let kit = nobody.ask("POST", &seats, &json!({ "name": "Kit" }))?;
        Ok(Self { id, code, url: text(&made["url"])?, token, kit: text(&kit["token"])? })
    }

    pub fn json(&self, api: &str) -> Map<String, Value> {
        let ws = api.replacen("http://", "ws://", 1);
        let told = [
            ("room_id", json!(self.id)),
            ("room_code", json!(self.code)),
            ("room_url", json!(self.url)),
            ("room_ws_url", json!(format!("{ws}/ws/sessions/{}", self.id))),
            ("room_token", json!(self.token)),
            ("room_kit_token", json!(self.kit)),
        ];
        told.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
    }

    /// What people are shown of it.
    pub fn row(&self) -> (&'static str, String) {
        ("room", self.url.clone())
    }

    #[cfg(test)]
    pub fn sample() -> Self {
        Self {
            id: "room".into(),
            code: "BCDF-GHJK".into(),
            url: "http://127.0.0.1:1000/room/BCDFGHJK".into(),
            token: "r".into(),
            kit: "k".into(),
        }
    }
}
