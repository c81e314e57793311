//! A small installation of Downbeat: its servers, its processes, one streamer.

use std::{
    net::{Ipv4Addr, SocketAddr},
    path::{Path, PathBuf},
    process::{Command, ExitStatus},
};

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use super::{
    circles::Circles,
    mission::Mission,
    processes::{self, Installation, Secrets, Streamer, uncounted},
    ready::Ready,
    room::{self, Room},
};
use crate::{
    chance,
    fleet::{Fleet, Wave},
    port::Port,
    programs::Programs,
    scratch::Scratch,
    servers::{Purpose, Setup, Stores, start_stores},
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
    /// Missions, an extension that shows them, a room, mail and pushes: of this release's
    /// programs.
    pub missions: bool,
    /// Settings of all processes beyond the usual ones.
    pub settings: Vec<(String, String)>,
}

/// A running one; it ends with this value.
pub struct Demo {
    // Ended before the folder it lives in goes: fields are dropped in order.
    fleet: Fleet,
    scratch: Scratch,
    installation: Installation,
    ready: Ready,
}

impl Demo {
    /// Returns when everything answers. Call it on the main thread, which ends
    /// with the process: services are tied to the thread that started them.
    pub fn start(shape: &Shape, tools: &Tools, programs: &Programs, stop: &Stop) -> Result<Self> {
        let scratch = Scratch::new("demo")?;
        let mut fleet = Fleet::new(stop);
        let setup = Setup::new(&scratch, tools, Purpose::Demo, stop)?;
        let stores =
            step::timed("PostgreSQL and three Redis", || start_stores(&setup, &mut fleet))?;
        let ports = Ports::hold(shape.apis)?;
        let place = (scratch.path(), setup.logs.as_path(), stop);
        let installation = ports.installation(shape, programs, stores, place)?;
        let Ports { apis, twitch, caught } = ports;

        let seeded = step::timed("a streamer with a meter, a camp and circles", || {
            seed(&installation, shape.missions)
        })?;
        if shape.missions {
            step::timed("a video of a clock", || room::make_media(&installation.folder))?;
        }
        let link = step::timed("an operator", || operator(&installation))?;
        step::timed("a Twitch whose chat argues", || {
            let streamer = Streamer { id: BROADCASTER, login: LOGIN };
            processes::start_twitch(&installation, twitch, &streamer, !shape.chat, &mut fleet)
        })?;
        if shape.missions {
            step::timed("a catcher of mails and pushes", || {
                processes::start_catcher(&installation, caught, &mut fleet)
            })?;
        }
        let (apis, workers) = step::timed("APIs and workers", || {
            processes::start_services(&installation, apis, shape.workers, &mut fleet)
        })?;
        let mission = step::timed("viewers of the extension", || {
            shape.missions.then(|| Mission::of(&seeded["camp"], &installation)).transpose()
        })?;
        let api_token = text(&seeded, "api_token")?;
        let room = step::timed("a room with two in it", || {
            shape.missions.then(|| Room::make(&apis[0].base, &api_token)).transpose()
        })?;
        let circles = shape.missions.then(|| Circles::of(&seeded["circles"])).transpose()?;
        let ready = Ready {
            mission,
            room,
            circles,
            apis,
            workers,
            pids: fleet.pids().map(|(name, pid)| (name.to_owned(), pid)).collect(),
            session_id: text(&seeded, "session_id")?,
            overlay_token: text(&seeded, "overlay_token")?,
            admin_token: text(&link, "token")?,
            login_token: text(&seeded, "login_token")?,
            api_token,
            webhook_secret: installation.secrets.webhook.clone(),
            broadcaster_id: BROADCASTER,
            stores: installation.stores.clone(),
            twitch_url: installation.twitch_url.clone(),
            mail_url: shape.missions.then(|| format!("http://{}", installation.mail)),
            push_url: shape.missions.then(|| format!("http://{}", installation.push)),
        };
        Ok(Self { fleet, scratch, installation, ready })
    }

    pub fn ready(&self) -> &Ready {
        &self.ready
    }

    /// Brings the database to another release, whose programs are started from
    /// now on.
    pub fn migrate(&mut self, programs: &Programs) -> Result<()> {
        self.installation.programs = programs.clone();
        self.installation.more.extend(uncounted());
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
        self.scratch.path().join("logs")
    }

    /// Processes that ended since the last call.
    pub fn ended(&mut self) -> Vec<(String, u32, ExitStatus)> {
        self.fleet.ended()
    }
}

/// Where its processes are found, held until they start.
struct Ports {
    apis: Vec<Port>,
    twitch: Port,
    /// Where mails are brought to, where they are shown, and where pushes are both.
    caught: [Port; 3],
}

impl Ports {
    fn hold(apis: u8) -> Result<Self> {
        let apis = (0..apis).map(|_| Port::hold()).collect::<Result<_>>()?;
        let caught = [Port::hold()?, Port::hold()?, Port::hold()?];
        Ok(Self { apis, twitch: Port::hold()?, caught })
    }

    fn installation(
        &self,
        shape: &Shape,
        programs: &Programs,
        stores: Stores,
        (folder, logs, stop): (&Path, &Path, &Stop),
    ) -> Result<Installation> {
        let near = |port: &Port| SocketAddr::from((Ipv4Addr::LOCALHOST, port.number()));
        let base = |port: &Port| format!("http://{}", near(port));
        let [smtp, mail, push] = self.caught.each_ref().map(near);
        Ok(Installation {
            stores,
            secrets: Secrets {
                webhook: chance::secret()?,
                client: chance::secret()?,
                extension: chance::base64()?,
                key: chance::key()?,
                journal: chance::key()?,
                push: chance::push_key()?,
            },
            public_url: base(&self.apis[0]),
            origins: self.apis.iter().map(base).collect::<Vec<_>>().join(","),
            twitch_url: base(&self.twitch),
            smtp,
            mail,
            push,
            programs: programs.clone(),
            more: shape.settings.clone(),
            has_extension: shape.missions,
            folder: folder.to_path_buf(),
            logs: logs.to_path_buf(),
            stop: stop.clone(),
        })
    }
}

/// A streamer, as the worker made them.
fn seed(installation: &Installation, with_more: bool) -> Result<Value> {
    worker_tool(installation, &["migrate"])?;
    let mut arguments = vec!["seed", "--twitch-id", BROADCASTER, "--login", LOGIN];
    if with_more {
        arguments.extend(["--camp", "--circles"]);
    }
    let told = worker_tool(installation, &arguments)?;
    serde_json::from_str(told.trim()).context("reading what seed printed")
}

/// The first of the staff, and a link that signs them in.
fn operator(installation: &Installation) -> Result<Value> {
    let hours = LINK_HOURS.to_string();
    let whoever = ["users", "first-admin", "--name", "Operator", "--reusable"];
    let arguments = [&whoever[..], &["--json", "--hours", &hours]].concat();
    let told = worker_tool(installation, &arguments)?;
    serde_json::from_str(told.trim()).context("reading what users printed")
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
