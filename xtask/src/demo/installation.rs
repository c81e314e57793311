//! A small installation of Downbeat: its servers, its processes, one streamer.

use std::{
    path::PathBuf,
    process::{Command, ExitStatus},
};

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use super::{
    processes::{self, Installation, Secrets, Streamer},
    ready::Ready,
};
use crate::{
    chance,
    fleet::{Fleet, Wave},
    port::Port,
    programs::Programs,
    room::Room,
    servers::{Purpose, Setup, start_stores},
    service::foreign_settings_removed,
    step,
    stop::Stop,
    tools::Tools,
};

const BROADCASTER: &str = "41200001";
const LOGIN: &str = "downbeat_demo";
/// A demo may run for a month.
const LINK_HOURS: u16 = 720;

/// What the demo is made of.
pub struct Shape {
    pub apis: u8,
    pub workers: u8,
    pub chat: bool,
    /// Settings of all processes beyond the usual ones.
    pub settings: Vec<(String, String)>,
}

/// A running one; it ends with this value.
pub struct Demo {
    // Ended before the folder it lives in goes: fields are dropped in order.
    fleet: Fleet,
    room: Room,
    installation: Installation,
    ready: Ready,
}

impl Demo {
    /// Returns when everything answers. Call it on the main thread, which ends
    /// with the process: services are tied to the thread that started them.
    pub fn start(shape: &Shape, tools: &Tools, programs: &Programs, stop: &Stop) -> Result<Self> {
        let room = Room::new("demo")?;
        let mut fleet = Fleet::new(stop);
        let setup = Setup::new(&room, tools, Purpose::Demo, stop)?;
        let stores = step::timed("PostgreSQL and two Redis", || start_stores(&setup, &mut fleet))?;
        let apis = api_ports(shape.apis)?;
        let twitch = Port::hold()?;
        let installation = Installation {
            stores,
            secrets: Secrets {
                webhook: chance::secret()?,
                client: chance::secret()?,
                key: chance::key()?,
            },
            public_url: format!("http://127.0.0.1:{}", apis[0].number()),
            twitch_url: format!("http://127.0.0.1:{}", twitch.number()),
            programs: programs.clone(),
            more: shape.settings.clone(),
            folder: room.path().to_path_buf(),
            logs: setup.logs.clone(),
            stop: stop.clone(),
        };

        let seeded = step::timed("a streamer with a meter", || {
            worker_tool(&installation, &["migrate"])?;
            let arguments = ["seed", "--twitch-id", BROADCASTER, "--login", LOGIN];
            let told = worker_tool(&installation, &arguments)?;
            serde_json::from_str::<Value>(told.trim()).context("reading what seed printed")
        })?;
        let link = step::timed("an operator", || {
            let hours = LINK_HOURS.to_string();
            let arguments = [
                "users",
                "first-admin",
                "--name",
                "Operator",
                "--reusable",
                "--json",
                "--hours",
                &hours,
            ];
            let told = worker_tool(&installation, &arguments)?;
            serde_json::from_str::<Value>(told.trim()).context("reading what users printed")
        })?;
        step::timed("a Twitch whose chat argues", || {
            let streamer = Streamer { id: BROADCASTER, login: LOGIN };
            processes::start_twitch(&installation, twitch, &streamer, !shape.chat, &mut fleet)
        })?;
        let (apis, workers) = step::timed("APIs and workers", || {
            processes::start_services(&installation, apis, shape.workers, &mut fleet)
        })?;
        let ready = Ready {
            apis,
            workers,
            pids: fleet.pids().map(|(name, pid)| (name.to_owned(), pid)).collect(),
            session_id: text(&seeded, "session_id")?,
            overlay_token: text(&seeded, "overlay_token")?,
            admin_token: text(&link, "token")?,
            login_token: text(&seeded, "login_token")?,
            api_token: text(&seeded, "api_token")?,
            webhook_secret: installation.secrets.webhook.clone(),
            broadcaster_id: BROADCASTER,
            stores: installation.stores.clone(),
            twitch_url: installation.twitch_url.clone(),
        };
        Ok(Self { fleet, room, installation, ready })
    }

    pub fn ready(&self) -> &Ready {
        &self.ready
    }

    /// Brings the database to another release, whose programs are started from
    /// now on.
    pub fn migrate(&mut self, programs: &Programs) -> Result<()> {
        self.installation.programs = programs.clone();
        worker_tool(&self.installation, &["migrate"]).map(drop)
    }

    /// Ends an API or a worker and starts it again, where it was.
    pub fn start_again(&mut self, wave: Wave, n: usize) -> Result<()> {
        let (name, addresses) = match wave {
            Wave::Api => (format!("api-{n}"), self.ready.apis.get(n)),
            _ => (format!("worker-{n}"), self.ready.workers.get(n)),
        };
        let port = addresses.and_then(|one| one.base.rsplit(':').next()?.parse().ok());
        let port = port.with_context(|| format!("there is no {name}"))?;
        let status = self.fleet.end_one(&name).with_context(|| format!("{name} is gone"))?;
        ensure!(status.success(), "{name} ended with {status}");
        processes::start_one(&self.installation, wave, n, Port::at(port)?, &mut self.fleet)
    }

    pub fn logs(&self) -> PathBuf {
        self.room.path().join("logs")
    }

    /// Processes that ended since the last call.
    pub fn ended(&mut self) -> Vec<(String, u32, ExitStatus)> {
        self.fleet.ended()
    }
}

fn api_ports(count: u8) -> Result<Vec<Port>> {
    (0..count).map(|_| Port::hold()).collect()
}

/// A command of the worker that ends by itself; tells what it printed.
fn worker_tool(installation: &Installation, arguments: &[&str]) -> Result<String> {
    let mut command = Command::new(&installation.programs.worker);
    foreign_settings_removed(&mut command)
        .args(arguments)
        .envs(installation.settings())
        .current_dir(&installation.folder);
    step::output(&mut command)
}

fn text(seeded: &Value, key: &str) -> Result<String> {
    let value = seeded.get(key).and_then(Value::as_str);
    value.map(str::to_owned).with_context(|| format!("the worker printed no {key}"))
}
