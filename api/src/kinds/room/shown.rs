//! A room as whoever is not in it sees it.

use std::collections::BTreeSet;

use downbeat_live::Hot;
use downbeat_session::Audience;
use downbeat_store::Room;
use poem_openapi::Object;
use serde::Deserialize;
use serde_json::Value;
use uuid::Uuid;

use crate::{app::App, code, refusal::Refusal};

/// Hosts that are named before somebody joins.
const HOSTS_MAX: usize = 20;

/// What everybody may know of a room.
#[derive(Debug, Object)]
#[oai(rename = "PublicRoom")]
pub struct Shown {
    /// The session's.
    id: Uuid,
    /// As it is typed, `BCDF-GHJK`.
    code: String,
    slug: Option<String>,
    url: String,
    title: String,
    about: Option<String>,
    status: String,
    /// How many are here.
    present: u32,
    seats_max: u32,
    /// `open`, `accounts`, `friends`, `password` or `knock`.
    entry: String,
    /// Whether people without an account may sit.
    guests: bool,
    /// What is on the screens, where the room shows it.
    item_title: Option<String>,
    /// Hosts that will see the address of whoever watches: 20 at most.
    hosts: Vec<String>,
    now_ms: i64,
}

/// What is read of the public view.
#[derive(Deserialize)]
struct Seen {
    status: String,
    title: String,
    present: u32,
    seats_max: u32,
    entry: String,
    item_title: Option<String>,
    now_ms: i64,
}

impl Shown {
    pub fn of(app: &App, room: &Room, hot: &Hot) -> Result<Self, Refusal> {
        let seen: Seen = serde_json::from_slice(&hot.view(Audience::Public))?;
        let inside: Value = serde_json::from_slice(&hot.view(Audience::Participant))?;
        let text = |member: &str| room.config[member].as_str().map(str::to_owned);
        Ok(Self {
            id: room.session_id,
            code: code::shown(&room.code),
            slug: room.slug.clone(),
            url: url(app, &room.code),
            title: seen.title,
            about: text("about"),
            status: seen.status,
            present: seen.present,
            seats_max: seen.seats_max,
            entry: seen.entry,
            guests: room.config["guests"].as_bool().unwrap_or(true),
            item_title: seen.item_title,
            hosts: hosts(&inside),
            now_ms: seen.now_ms,
        })
    }
}

/// Where people come in.
pub fn url(app: &App, code: &str) -> String {
    format!("{}/room/{code}", app.public_url)
}

/// The hosts of what is in the queue, and those of players that are embedded.
fn hosts(view: &Value) -> Vec<String> {
    let items = view["queue"].as_object().into_iter().flat_map(|queue| queue.values());
    let host = |item: &Value| match item["source"]["kind"].as_str()? {
        "youtube" => Some("www.youtube-nocookie.com".to_owned()),
        _ => host(item["source"]["url"].as_str()?),
    };
    let hosts: BTreeSet<String> = items.filter_map(host).collect();
    hosts.into_iter().take(HOSTS_MAX).collect()
}

/// `None` of a medium of our own.
fn host(url: &str) -> Option<String> {
    let rest = url.strip_prefix("https://")?;
    let authority = rest.split(['/', '?', '#']).next()?;
    Some(authority.to_owned())
}
