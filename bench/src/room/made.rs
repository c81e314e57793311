//! Rooms as people make them: a code, seats, something to play.

use anyhow::{Context as _, ensure};
use futures::{StreamExt, TryStreamExt, stream};
use reqwest::{Client, StatusCode};
use serde_json::{Value, json};

use crate::installation::Installation;

const AT_ONCE: usize = 16;
/// In one command.
const ADDED: usize = 100;

pub struct Room {
    client: Client,
    api: String,
    pub id: String,
    code: String,
    /// Who sits there, the owner first.
    pub seats: Vec<Seat>,
}

#[derive(Clone)]
pub struct Seat {
    pub id: String,
    pub token: String,
}

impl Room {
    /// With so many seats and so much to play, which waits for somebody to play it.
    pub async fn made(
        installation: &Installation,
        (seats, items): (usize, usize),
    ) -> anyhow::Result<Self> {
        let client = Client::new();
        let api = format!("{}/api/v1", installation.ready.api);
        let config = json!({
            "title": "A bench", "seats_max": seats.max(2), "idle_close_min": null,
            "at_end": "stop", "voice": { "on": true, "relay_only": false },
        });
        let body = json!({ "config": config, "name": "Owner" });
        let made = client.post(format!("{api}/rooms")).bearer_auth(&installation.ready.api_token);
        let made = answer(made.json(&body).send().await?).await?;
        let owner = Seat { id: text(&made, "seat")?, token: text(&made, "token")? };
        let (id, code) = (text(&made, "id")?, text(&made, "code")?);
        let mut room = Self { client, api, id, code, seats: vec![owner] };
        let joining = stream::iter(1..seats).map(|n| room.joined(n)).buffered(AT_ONCE);
        let joined: Vec<Seat> = joining.try_collect().await?;
        room.seats.extend(joined);
        for first in (0..items).step_by(ADDED) {
            let some: Vec<Value> = (first..items.min(first + ADDED)).map(item).collect();
            room.commands("add", &json!({ "items": some })).await?;
        }
        // What is added to an empty queue is played at once; each bench begins itself.
        room.commands("pause", &json!({})).await?;
        Ok(room)
    }

    async fn joined(&self, n: usize) -> anyhow::Result<Seat> {
        let Self { client, api, code, .. } = self;
        let body = json!({ "name": format!("Guest {n}") });
        let join = client.post(format!("{api}/rooms/{code}/seats")).json(&body);
        let seat = answer(join.send().await?).await?;
        Ok(Seat { id: text(&seat, "seat")?, token: text(&seat, "token")? })
    }

    /// A command of its owner.
    pub async fn commands(&self, name: &str, args: &Value) -> anyhow::Result<()> {
        let place = format!("{}/sessions/{}/commands/{name}", self.api, self.id);
        let command = self.client.post(place).bearer_auth(&self.seats[0].token).json(args);
        answer(command.send().await?).await?;
        Ok(())
    }

    /// The newest hundred lines, as their numbers.
    pub async fn lines(&self) -> anyhow::Result<Vec<u64>> {
        let place = format!("{}/sessions/{}/lines", self.api, self.id);
        let page = answer(self.client.get(place).bearer_auth(&self.seats[0].token).send().await?);
        let page = page.await?;
        let items = page["items"].as_array().context("a page without lines")?;
        Ok(items.iter().filter_map(|line| line["n"].as_u64()).collect())
    }

    /// Where a seat's socket is.
    pub fn place(&self, seat: usize) -> String {
        let host = self.api.replacen("http", "ws", 1).replace("/api/v1", "");
        format!("{host}/ws/sessions/{}?link={}", self.id, self.seats[seat].token)
    }

    /// Of all seats.
    pub fn places(&self) -> Vec<String> {
        (0..self.seats.len()).map(|seat| self.place(seat)).collect()
    }
}

fn item(n: usize) -> Value {
    let url = format!("https://m.example/{n}.mp4");
    json!({ "source": { "kind": "file", "url": url }, "title": format!("Film {n}") })
}

async fn answer(answer: reqwest::Response) -> anyhow::Result<Value> {
    let (status, place) = (answer.status(), answer.url().path().to_owned());
    let body = answer.text().await?;
    ensure!(status.is_success(), "{place} is {status}: {body}");
    if status == StatusCode::NO_CONTENT {
        return Ok(Value::Null);
    }
    Ok(serde_json::from_str(&body)?)
}

fn text(of: &Value, member: &str) -> anyhow::Result<String> {
    let text = of[member].as_str().with_context(|| format!("an answer without {member}"))?;
    Ok(text.to_owned())
}
