//! Our own processes, and the settings they get.

use std::{
    ffi::OsString,
    net::SocketAddr,
    path::{Path, PathBuf},
    time::Duration,
};

use anyhow::Result;

use super::{ready::BOT_USER, room::media_dir};
use crate::{
    fleet::{Fleet, Wave},
    http, place,
    port::Port,
    programs::Programs,
    servers::Stores,
    service::{Plan, Service, TERM},
    stop::Stop,
};

/// A debug build on a busy machine is slow to start.
const LIMIT: Duration = Duration::from_mins(1);
const CLIENT_ID: &str = "downbeat-demo";
const ROOM_LIMITS: [&str; 4] =
    ["MADE_PER_HOUR", "JOINS_PER_MIN", "UNKNOWN_CODES_PER_HOUR", "WRONG_PASSWORDS_PER_HALF_HOUR"];
/// The extension's, at the simulated Twitch.
pub const EXTENSION: &str = "downbeatdemoextension";
const EXTENSION_OWNER: &str = "41200003";

pub struct Installation {
    pub stores: Stores,
    pub secrets: Secrets,
    /// Where browsers and Twitch find the first API.
    pub public_url: String,
    /// Where pages of all its APIs are.
    pub origins: String,
    pub twitch_url: String,
    /// Where mails are brought to, and where they are shown.
    pub smtp: SocketAddr,
    pub mail: SocketAddr,
    /// Where pushes are brought to, and shown.
    pub push: SocketAddr,
    pub programs: Programs,
    pub more: Vec<(String, String)>,
    /// An earlier release knows of no extension, of no rooms, of no cache, and of neither
    /// mail nor push.
    pub has_extension: bool,
    /// Where its processes run, and where they log.
    pub folder: PathBuf,
    pub logs: PathBuf,
    pub stop: Stop,
}

/// Made anew for each demo.
pub struct Secrets {
    pub webhook: String,
    /// Of our application at the simulated Twitch.
    pub client: String,
    /// Of our extension there.
    pub extension: String,
    pub key: String,
    /// What the keys of journals are encrypted with.
    pub journal: String,
    /// What push services know it by.
    pub push: String,
}

/// Where a process answers.
pub struct Addresses {
    pub base: String,
    pub metrics: String,
}

impl Installation {
    /// What all processes are told.
    pub fn settings(&self) -> Vec<(String, String)> {
        let Stores { database, redis_live, redis_queue, redis_cache } = &self.stores;
        let mut settings = vec![
            setting("DATABASE", "URL", database),
            setting("REDIS_LIVE", "URL", redis_live),
            setting("REDIS_QUEUE", "URL", redis_queue),
            setting("TWITCH", "WEBHOOK_SECRETS", &self.secrets.webhook),
            setting("TWITCH", "CLIENT_ID", CLIENT_ID),
            setting("TWITCH", "CLIENT_SECRET", &self.secrets.client),
            setting("TWITCH", "BOT_USER_ID", BOT_USER),
            setting("TWITCH", "AUTH_URL", &self.twitch_url),
            setting("TWITCH", "API_URL", &format!("{}/helix", self.twitch_url)),
            setting("SECRETS", "KEYS", &self.secrets.key),
            setting("JOURNAL", "KEYS", &self.secrets.journal),
            setting("API", "PUBLIC_URL", &self.public_url),
            setting("API", "ORIGINS", &self.origins),
        ];
        if self.has_extension {
            settings.extend([
                setting("EXTENSION", "CLIENT_ID", EXTENSION),
                setting("EXTENSION", "SECRETS", &self.secrets.extension),
                setting("EXTENSION", "OWNER_ID", EXTENSION_OWNER),
                // Where the simulated Twitch serves its views.
                setting("EXTENSION", "ORIGIN", &self.twitch_url),
            ]);
            settings.push(setting(
                "ROOMS",
                "MEDIA_DIR",
                &media_dir(&self.folder).to_string_lossy(),
            ));
            settings.push(setting("REDIS_CACHE", "URL", redis_cache));
            settings.push(setting("MAIL", "URL", &format!("smtp://{}", self.smtp)));
            settings.push(setting("MAIL", "FROM", "Downbeat <demo@downbeat.example>"));
            settings.push(setting("PUSH", "PRIVATE_KEY", &self.secrets.push));
            settings.push(setting("PUSH", "SUBJECT", "mailto:demo@downbeat.example"));
            // Its push service is on this machine.
            settings.push(setting("PUSH", "ALLOW_PRIVATE", "true"));
            // All are one address.
            settings.extend(uncounted_in_rooms());
        }
        settings.extend_from_slice(&self.more);
        settings
    }
}

/// On one machine all are one address, which asks for everything. A release from
/// before these settings refuses them.
pub fn uncounted() -> Vec<(String, String)> {
    ["ADDRESS_REQUESTS_PER_MIN", "ADDRESS_SOCKETS_MAX", "ADDRESS_CONNECTIONS_MAX"]
        .map(|key| setting("API", key, "0"))
        .into()
}

/// The same at the doors of rooms.
pub fn uncounted_in_rooms() -> Vec<(String, String)> {
    ROOM_LIMITS.map(|key| setting("ROOMS", key, "0")).into()
}

fn setting(section: &str, key: &str, value: &str) -> (String, String) {
    (format!("DOWNBEAT__{section}__{key}"), value.to_owned())
}

/// Starts all at once, then waits for each.
pub fn start_services(
    installation: &Installation,
    api_ports: Vec<Port>,
    workers: u8,
    fleet: &mut Fleet,
) -> Result<(Vec<Addresses>, Vec<Addresses>)> {
    let mut started = Vec::new();
    for (n, port) in api_ports.into_iter().enumerate() {
        started.push((Wave::Api, start_api(installation, n, port)?));
    }
    for n in 0..usize::from(workers) {
        started.push((Wave::Worker, start_worker(installation, n, Port::hold()?)?));
    }
    let (mut apis, mut workers) = (Vec::new(), Vec::new());
    let mut outcome = Ok(());
    for (wave, mut started) in started {
        if outcome.is_ok() {
            outcome = started.until_ready(&installation.stop);
        }
        fleet.add(wave, started.service);
        if wave == Wave::Api {
            apis.push(started.addresses);
        } else {
            workers.push(started.addresses);
        }
    }
    outcome.map(|()| (apis, workers))
}

/// Starts one and waits for it.
pub fn start_one(
    installation: &Installation,
    wave: Wave,
    n: usize,
    port: Port,
    fleet: &mut Fleet,
) -> Result<()> {
    let start = if wave == Wave::Api { start_api } else { start_worker };
    let mut started = start(installation, n, port)?;
    let outcome = started.until_ready(&installation.stop);
    fleet.add(wave, started.service);
    outcome
}

struct Started {
    service: Service,
    port: u16,
    addresses: Addresses,
}

impl Started {
    fn until_ready(&mut self, stop: &Stop) -> Result<()> {
        let port = self.port;
        self.service.until(LIMIT, stop, || http::is_ok(port, "/readyz"))
    }
}

fn start_api(installation: &Installation, n: usize, port: Port) -> Result<Started> {
    let base = format!("http://127.0.0.1:{}", port.number());
    let own = vec![
        setting("API", "BIND", &format!("127.0.0.1:{}", port.number())),
        setting("API", "PUBLIC_URL", &base),
    ];
    let program = &installation.programs.api;
    start(installation, &format!("api-{n}"), program, Vec::new(), own, port)
}

fn start_worker(installation: &Installation, n: usize, port: Port) -> Result<Started> {
    let name = format!("worker-{n}");
    let own = vec![
        setting("WORKER", "BIND", &format!("127.0.0.1:{}", port.number())),
        setting("WORKER", "NAME", &name),
    ];
    let program = &installation.programs.worker;
    start(installation, &name, program, vec!["run".into()], own, port)
}

fn start(
    installation: &Installation,
    name: &str,
    program: &Path,
    arguments: Vec<OsString>,
    own: Vec<(String, String)>,
    port: Port,
) -> Result<Started> {
    let metrics = Port::hold()?;
    let mut settings = installation.settings();
    settings.extend(own);
    settings.push(setting("METRICS", "BIND", &format!("127.0.0.1:{}", metrics.number())));
    let addresses = Addresses {
        base: format!("http://127.0.0.1:{}", port.number()),
        metrics: format!("http://127.0.0.1:{}/metrics", metrics.release()),
    };
    let folder = &installation.folder;
    let port = port.release();
    let plan = Plan { name, program, arguments, settings, folder, user: None, gentle: TERM };
    let service = Service::start(plan, &installation.logs)?;
    Ok(Started { service, port, addresses })
}

/// The streamer that the simulated Twitch has from the start.
pub struct Streamer<'a> {
    pub id: &'a str,
    pub login: &'a str,
}

/// The extension that the simulated Twitch has, and viewers who play.
fn extension_arguments(installation: &Installation, plays: bool) -> Vec<OsString> {
    let pairs = [
        ["--extension-client-id", EXTENSION],
        ["--extension-secret", &installation.secrets.extension],
        ["--extension-owner", EXTENSION_OWNER],
        ["--ebs", &installation.public_url],
    ];
    let mut arguments: Vec<OsString> = pairs.iter().flatten().map(OsString::from).collect();
    arguments.extend(["--views".into(), place::root().join("web/dist/ext").into_os_string()]);
    if plays {
        arguments.push("--players".into());
    }
    arguments
}

/// Starts what catches mails and pushes, on the ports that the settings name.
pub fn start_catcher(
    installation: &Installation,
    ports: [Port; 3],
    fleet: &mut Fleet,
) -> Result<()> {
    let Installation { smtp, mail, push, .. } = installation;
    let pairs = [("--smtp", smtp), ("--bind", mail), ("--push", push)];
    let arguments =
        pairs.into_iter().flat_map(|(name, place)| [name.into(), place.to_string().into()]);
    let arguments: Vec<OsString> = arguments.collect();
    for port in ports {
        port.release();
    }
    let plan = Plan {
        name: "outside",
        program: &installation.programs.outside,
        arguments,
        settings: Vec::new(),
        folder: &installation.folder,
        user: None,
        gentle: TERM,
    };
    let mut service = Service::start(plan, &installation.logs)?;
    let port = installation.mail.port();
    let ready = service.until(LIMIT, &installation.stop, || http::is_ok(port, "/livez"));
    fleet.add(Wave::Outside, service);
    ready
}

/// Starts the simulated Twitch on the port that its URL names.
pub fn start_twitch(
    installation: &Installation,
    port: Port,
    streamer: &Streamer<'_>,
    quiet: bool,
    fleet: &mut Fleet,
) -> Result<()> {
    let bind = format!("127.0.0.1:{}", port.number());
    let pairs = [
        ["--bind", &bind],
        ["--client-id", CLIENT_ID],
        ["--client-secret", &installation.secrets.client],
        ["--broadcaster", streamer.id],
        ["--login", streamer.login],
        ["--bot", BOT_USER],
    ];
    let mut arguments: Vec<OsString> = pairs.iter().flatten().map(OsString::from).collect();
    if quiet {
        arguments.push("--no-chat".into());
    }
    if installation.has_extension {
        arguments.extend(extension_arguments(installation, !quiet));
    }
    let port = port.release();
    let plan = Plan {
        name: "twitch",
        program: &installation.programs.twitch,
        arguments,
        settings: Vec::new(),
        folder: &installation.folder,
        user: None,
        gentle: TERM,
    };
    let mut service = Service::start(plan, &installation.logs)?;
    let ready = service.until(LIMIT, &installation.stop, || http::is_ok(port, "/livez"));
    fleet.add(Wave::Twitch, service);
    ready
}
