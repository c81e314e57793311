//! `downbeat-worker secrets`: what an installation keeps to itself, made once.
//!
//! Each secret is a file in `own/`; whatever others read is written from these,
//! into a folder for each reader: settings for our processes, a list of users
//! for each Redis, passwords for Postgres and Grafana. Done again, it makes what
//! is missing and writes the rest as it was.

mod settings;

use std::{
    fs,
    io::{ErrorKind, Read, Write},
    os::unix::fs::{OpenOptionsExt, PermissionsExt},
    path::{Path, PathBuf},
};

use anyhow::{Context as _, ensure};
use base64::{Engine, prelude::BASE64_STANDARD};
use downbeat_job::queue::rights as queue_rights;
use downbeat_live::{
    cache_rights,
    rights::{self as live_rights, granting},
};
use rand::Rng;
use sha2::{Digest, Sha256};

/// For the owner; and for those who run as somebody else.
const OURS: u32 = 0o600;
const READERS: u32 = 0o644;
/// As `redis_queue.prefix` and `redis_cache.prefix` are without a word.
const PREFIX: &str = "downbeat";

#[derive(Debug, clap::Args)]
pub struct Secrets {
    /// The folder that has, or gets, all of it.
    folder: PathBuf,
    /// With what an application at the simulated Twitch needs, as long as the
    /// environment names no other.
    #[arg(long)]
    demo: bool,
    /// Print one of them.
    #[arg(long, value_name = "SECRET")]
    show: Option<String>,
    /// Make one of them anew. Keys get another one in front: the older ones
    /// still open what they sealed.
    #[arg(long, value_name = "SECRET", conflicts_with = "show")]
    renew: Option<String>,
    /// Take a key out that nothing uses any more, as `rotate-keys` or `keys retire`
    /// says.
    #[arg(long, value_name = "ID", conflicts_with_all = ["show", "renew"])]
    drop_key: Option<String>,
    /// Begin with the keys of another installation: what `--show keys` printed,
    /// in a file, or `-` for standard input.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["show", "renew", "drop_key"])]
    keys_from: Option<PathBuf>,
}

const NAMES: [&str; 10] = [
    "postgres", "live", "queue", "cache", "operator", "webhook", "keys", "journal", "twitch",
    "grafana",
];
/// Of them, lists of keys: `name:key`, one a line, the newest first.
const LISTS: [&str; 2] = ["keys", "journal"];

/// All there are.
struct Own {
    postgres: String,
    live: String,
    queue: String,
    cache: String,
    /// May do anything in all Redis servers.
    operator: String,
    webhook: String,
    keys: String,
    journal: String,
    /// Of the application at the simulated Twitch.
    twitch: String,
    grafana: String,
}

pub fn run(secrets: &Secrets) -> anyhow::Result<()> {
    let Secrets { folder, demo, show, renew, drop_key, keys_from } = secrets;
    if let Some(name) = show {
        let secret = known(folder, name)?;
        return Ok(writeln!(std::io::stdout(), "{secret}")?);
    }
    if let Some(from) = keys_from {
        take_keys(folder, from)?;
    }
    if let Some(name) = renew {
        let old = known(folder, name)?;
        let new =
            if LISTS.contains(&name.as_str()) { format!("{}\n{old}", key()) } else { random() };
        put(&folder.join("own").join(name), &new, OURS)?;
    }
    if let Some(id) = drop_key {
        take_out(folder, id)?;
    }
    let own = Own::read_or_make(&folder.join("own"))?;
    let write = |place: &str, text: &str, mode| put(&folder.join(place), text, mode);
    let granted = granting(live_rights::commands());
    write("live/users.acl", &users(&own, &own.live, live_rights::KEYS, &granted), READERS)?;
    let (keys, granted) = (queue_rights::keys(PREFIX), granting(queue_rights::commands()));
    write("queue/users.acl", &users(&own, &own.queue, &keys, &granted), READERS)?;
    let (keys, granted) = (cache_rights::keys(PREFIX), granting(cache_rights::commands()));
    write("cache/users.acl", &users(&own, &own.cache, &keys, &granted), READERS)?;
    write("postgres/password", &own.postgres, READERS)?;
    write("grafana/password", &own.grafana, READERS)?;
    if *demo {
        write("settings/twitch-client-secret", &own.twitch, OURS)?;
    }
    let path = folder.join("settings/downbeat.toml");
    let known = known_text(&path)?;
    let text = settings::with_secrets(known.as_deref(), &own, *demo, drop_key.as_deref())?;
    put(&path, &text, OURS)
}

/// Takes a key out of the list that it is in.
fn take_out(folder: &Path, id: &str) -> anyhow::Result<()> {
    for list in LISTS {
        let keys = known(folder, list)?;
        let (gone, kept): (Vec<&str>, Vec<&str>) =
            keys.lines().partition(|key| key.split(':').next() == Some(id));
        if !gone.is_empty() {
            ensure!(!kept.is_empty(), "`{id}` is the only key there is");
            return put(&folder.join("own").join(list), &kept.join("\n"), OURS);
        }
    }
    anyhow::bail!("there is no key `{id}` here")
}

/// The keys of another installation, for one that has none yet.
fn take_keys(folder: &Path, from: &Path) -> anyhow::Result<()> {
    let path = folder.join("own/keys");
    ensure!(known_text(&path)?.is_none(), "there are keys already, in {}", path.display());
    let mut text = String::new();
    if from == Path::new("-") {
        std::io::stdin().read_to_string(&mut text)?;
    } else {
        text = fs::read_to_string(from).with_context(|| format!("reading {}", from.display()))?;
    }
    let keys: Vec<&str> = text.lines().map(str::trim).filter(|key| !key.is_empty()).collect();
    ensure!(!keys.is_empty(), "no keys are given");
    let is_key = |key: &&str| {
        key.split_once(':').is_some_and(|(id, key)| {
            !id.is_empty() && BASE64_STANDARD.decode(key).is_ok_and(|key| key.len() == 32)
        })
    };
    ensure!(keys.iter().all(is_key), "a key is `id:` and 32 bytes in base64, one a line");
    put(&path, &keys.join("\n"), OURS)
}

fn known_text(path: &Path) -> anyhow::Result<Option<String>> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).with_context(|| format!("reading {}", path.display())),
    }
}

/// One that is there.
fn known(folder: &Path, name: &str) -> anyhow::Result<String> {
    ensure!(NAMES.contains(&name), "there is no secret `{name}`, only {}", NAMES.join(", "));
    let path = folder.join("own").join(name);
    let text = fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
    Ok(text.trim().to_owned())
}

impl Own {
    fn read_or_make(folder: &Path) -> anyhow::Result<Self> {
        let secret = |name: &str| read_or_make(&folder.join(name), random);
        Ok(Self {
            postgres: secret("postgres")?,
            live: secret("live")?,
            queue: secret("queue")?,
            cache: secret("cache")?,
            operator: secret("operator")?,
            webhook: secret("webhook")?,
            keys: read_or_make(&folder.join("keys"), key)?,
            journal: read_or_make(&folder.join("journal"), key)?,
            twitch: secret("twitch")?,
            grafana: secret("grafana")?,
        })
    }
}

fn random() -> String {
    hex::encode(rand::rng().random::<[u8; 32]>())
}

/// Under a name that no other key ever had.
fn key() -> String {
    let name = hex::encode(rand::rng().random::<[u8; 4]>());
    format!("{name}:{}", BASE64_STANDARD.encode(rand::rng().random::<[u8; 32]>()))
}

fn read_or_make(path: &Path, make: impl FnOnce() -> String) -> anyhow::Result<String> {
    match fs::read_to_string(path) {
        Ok(text) if !text.trim().is_empty() => Ok(text.trim().to_owned()),
        Err(error) if error.kind() != ErrorKind::NotFound => {
            Err(error).with_context(|| format!("reading {}", path.display()))
        }
        Ok(_) | Err(_) => {
            let text = make();
            put(path, &text, OURS)?;
            Ok(text)
        }
    }
}

/// Written beside and moved into place: nobody reads a half.
fn put(path: &Path, text: &str, mode: u32) -> anyhow::Result<()> {
    let write = || {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        let draft = path.with_extension("new");
        let mut options = fs::OpenOptions::new();
        let mut file = options.write(true).create(true).truncate(true).mode(OURS).open(&draft)?;
        file.write_all(text.as_bytes())?;
        file.set_permissions(fs::Permissions::from_mode(mode))?;
        file.sync_all()?;
        fs::rename(&draft, path)
    };
    write().with_context(|| format!("writing {}", path.display()))
}

/// Ours, with what we need; the operator's, with everything; and anybody's, with
/// a sign of life.
fn users(own: &Own, password: &str, keys: &str, commands: &str) -> String {
    let hash = |password: &str| hex::encode(Sha256::digest(password.as_bytes()));
    let (ours, operator) = (hash(password), hash(&own.operator));
    format!(
        "user default reset on nopass +ping\n\
         user downbeat reset on #{ours} ~{keys} &{keys} {commands}\n\
         user operator reset on #{operator} ~* &* +@all\n"
    )
}
