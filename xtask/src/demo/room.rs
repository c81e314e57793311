//! A room of the demo's: a video of a clock, a room that has it, and two who sit there.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use anyhow::{Context, Result, ensure};
use serde_json::{Map, Value, json};

use crate::http;

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
        let port = api.rsplit(':').next().and_then(|port| port.parse().ok());
        let port = port.context("the API has no port")?;
        let api = Api { port, token: api_token };
        let media = api.ask("GET", "/api/v1/media", &Value::Null)?;
        let clock = media["items"][0]["url"].as_str().context("there is no clock")?.to_owned();
        let config = json!({ "title": "A minute together", "visibility": "public" });
        let made = api.ask("POST", "/api/v1/rooms", &json!({ "config": config, "name": "Ada" }))?;
        let text = |value: &Value| value.as_str().map(str::to_owned).context("a room has it all");
        let (id, code) = (text(&made["id"])?, text(&made["code"])?);
        let token = text(&made["token"])?;
        let ada = Api { port, token: &token };
        let session = format!("/api/v1/sessions/{id}");
        let track = json!({ "lang": "en", "label": "English", "text": TRACK });
        let track = ada.ask("POST", &format!("{session}/tracks"), &track)?;
        let item = json!({
            "source": { "kind": "file", "url": clock },
            "title": "A clock",
            "tracks": [{ "id": track["id"], "lang": "en", "label": "English" }],
        });
        ada.ask("POST", &format!("{session}/commands/add"), &json!({ "items": [item] }))?;
        let nobody = Api { port, token: "" };
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

/// An API, as somebody asks it.
struct Api<'a> {
    port: u16,
    token: &'a str,
}

impl Api<'_> {
    fn ask(&self, method: &str, path: &str, body: &Value) -> Result<Value> {
        let Self { port, token } = self;
        let body = if body.is_null() { String::new() } else { body.to_string() };
        let bearer = match *token {
            "" => String::new(),
            token => format!("Authorization: Bearer {token}\r\n"),
        };
        let request = format!(
            "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n{bearer}\
             Content-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
            body.len()
        );
        let answer = http::ask(*port, &request).with_context(|| format!("{method} {path}"))?;
        ensure!(answer.starts_with("HTTP/1.1 2"), "{method} {path}: {answer}");
        let told = answer.split_once("\r\n\r\n").map(|(_, told)| told).unwrap_or_default();
        serde_json::from_str(told).with_context(|| format!("reading {method} {path}"))
    }
}
