//! What a running demo tells: to programs in a file, to people in a few lines.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use serde_json::{Value, json};

use super::{
    api::Api, circles::Circles, journal, mission::Mission, processes::Addresses, room::Room,
};
use crate::{say, servers::Stores};

/// The chatter that is our own bot.
pub const BOT_USER: &str = "41200002";

pub struct Ready {
    pub mission: Option<Mission>,
    pub room: Option<Room>,
    pub circles: Option<Circles>,
    pub apis: Vec<Addresses>,
    pub workers: Vec<Addresses>,
    pub pids: Vec<(String, u32)>,
    pub session_id: String,
    pub overlay_token: String,
    pub admin_token: String,
    pub login_token: String,
    pub api_token: String,
    pub webhook_secret: String,
    pub broadcaster_id: &'static str,
    pub stores: Stores,
    pub twitch_url: String,
    /// Where mails that were sent are shown.
    pub mail_url: Option<String>,
    /// Where pushes go, and are shown.
    pub push_url: Option<String>,
}

/// A file of an earlier demo must not be taken for this one's.
pub fn forget(path: &Path) -> Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(error).with_context(|| format!("removing {}", path.display()))
        }
        _ => Ok(()),
    }
}

impl Ready {
    fn api(&self) -> &str {
        &self.apis[0].base
    }

    /// The streamer has written for a year, and others answered them: of a demo alone, since
    /// tests begin with an empty journal and inbox.
    pub fn lived_in(&self) -> Result<()> {
        journal::write(&Api::by_link(self.api(), &self.login_token)?)?;
        match &self.circles {
            Some(circles) => circles.answer(self.api(), &self.api_token),
            None => Ok(()),
        }
    }

    pub fn overlay_url(&self) -> String {
        format!("{}/overlay/{}", self.api(), self.overlay_token)
    }

    pub fn database_url(&self) -> &str {
        &self.stores.database
    }

    pub fn redis_queue_url(&self) -> &str {
        &self.stores.redis_queue
    }

    /// Signs a fresh browser in, any number of times.
    pub fn admin_url(&self) -> String {
        format!("{}/auth/once/{}", self.api(), self.admin_token)
    }

    /// The same for the streamer's dashboard.
    fn dashboard_url(&self) -> String {
        format!("{}/auth/once/{}", self.api(), self.login_token)
    }

    fn overlay_ws_url(&self) -> String {
        let place = self.api().replacen("http://", "ws://", 1);
        format!("{place}/ws/overlay/{}", self.overlay_token)
    }

    fn json(&self) -> Value {
        let bases = |all: &[Addresses]| all.iter().map(|one| one.base.clone()).collect::<Vec<_>>();
        let metrics = self.apis.iter().chain(&self.workers).map(|one| one.metrics.as_str());
        let pids: serde_json::Map<_, _> =
            self.pids.iter().map(|(name, pid)| (name.clone(), json!(pid))).collect();
        let mut told = json!({
            "api": self.api(),
            "apis": bases(&self.apis),
            "workers": bases(&self.workers),
            "metrics": metrics.collect::<Vec<_>>(),
            "pids": pids,
            "session_id": self.session_id,
            "overlay_url": self.overlay_url(),
            "overlay_ws_url": self.overlay_ws_url(),
            "api_token": self.api_token,
            "admin_url": self.admin_url(),
            "dashboard_url": self.dashboard_url(),
            "webhook_url": format!("{}/webhooks/twitch", self.api()),
            "webhook_secret": self.webhook_secret,
            "broadcaster_id": self.broadcaster_id,
            "bot_user_id": BOT_USER,
            "triggers": { "for": ["yes"], "against": ["no"] },
            "database_url": self.stores.database,
            "redis_live_url": self.stores.redis_live,
            "redis_queue_url": self.stores.redis_queue,
            "redis_cache_url": self.stores.redis_cache,
            "twitch_url": self.twitch_url,
        });
        if let (Some(told), Some(mission)) = (told.as_object_mut(), &self.mission) {
            told.extend(mission.json(self.api(), &self.twitch_url));
        }
        if let Some(url) = &self.mail_url {
            told["mail_url"] = json!(url);
        }
        if let Some(url) = &self.push_url {
            told["push_url"] = json!(url);
        }
        if let (Some(told), Some(room)) = (told.as_object_mut(), &self.room) {
            told.extend(room.json(self.api()));
        }
        if let (Some(told), Some(circles)) = (told.as_object_mut(), &self.circles) {
            told.extend(circles.json(self.api()));
        }
        told
    }

    /// Whoever sees the file sees all of it.
    pub fn write(&self, path: &Path) -> Result<()> {
        let mut beside = path.as_os_str().to_owned();
        beside.push(".new");
        let beside = PathBuf::from(beside);
        let text = format!("{:#}\n", self.json());
        fs::write(&beside, text)
            .and_then(|()| fs::rename(&beside, path))
            .with_context(|| format!("writing {}", path.display()))
    }

    pub fn show(&self, logs: &Path) {
        let pid = |(name, pid): &(String, u32)| format!("{name} {pid}");
        let pids = self.pids.iter().map(pid).collect::<Vec<_>>().join("  ");
        let row = |name: &str, value: &str| say::line(&format!("  {name:<10} {value}"));
        say::line("");
        say::line(&say::bold(
            "  Downbeat is running. Open the overlay and watch the chat push it.",
        ));
        say::line("");
        row("overlay", &say::bold(&self.overlay_url()));
        row("dashboard", &self.dashboard_url());
        row("console", &self.admin_url());
        let missions = self.mission.as_ref();
        for (name, value) in
            missions.map(|one| one.rows(self.api(), &self.twitch_url)).unwrap_or_default()
        {
            row(name, &value);
        }
        if let Some((name, value)) = self.room.as_ref().map(Room::row) {
            row(name, &value);
        }
        if let Some((name, value)) = self.circles.as_ref().map(|it| it.row(self.api())) {
            row(name, &value);
        }
        row("pages", &format!("{}  (sign in as anybody you like)", self.api()));
        row("API", &format!("{}/api/docs", self.api()));
        for addresses in self.apis.iter().chain(&self.workers) {
            row("metrics", &addresses.metrics);
        }
        row("postgres", &self.stores.database);
        row("redis", &format!("{}  (live)", self.stores.redis_live));
        row("", &format!("{}  (queue)", self.stores.redis_queue));
        row("", &format!("{}  (cache)", self.stores.redis_cache));
        row("twitch", &format!("{}  (simulated)", self.twitch_url));
        if let Some(url) = &self.mail_url {
            row("mails", &format!("{url}  (caught: sign up at {}/sign-in)", self.api()));
        }
        if let Some(url) = &self.push_url {
            row("pushes", &format!("{url}  (caught: of browsers that were subscribed there)"));
        }
        row("logs", &logs.display().to_string());
        row("pids", &say::dim(&pids));
        say::line("");
        say::line("  In OBS: add a browser source with the overlay's address, 800 × 100.");
        say::line("  This is a demo on this machine, not for production. Ctrl-C stops it all.");
        say::line("");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ready() -> Ready {
        let addresses = |port: u16| Addresses {
            base: format!("http://127.0.0.1:{port}"),
            metrics: format!("http://127.0.0.1:{}/metrics", port + 1),
        };
        Ready {
            mission: Some(Mission::sample()),
            room: Some(Room::sample()),
            circles: Some(Circles::sample()),
            apis: vec![addresses(1000)],
            workers: vec![addresses(2000)],
            pids: vec![("api-0".into(), 7)],
            session_id: "s".into(),
            overlay_token: "t".into(),
            admin_token: "in".into(),
            login_token: "in too".into(),
            api_token: "program".into(),
            webhook_secret: "secret".into(),
            broadcaster_id: "1",
            stores: Stores {
                database: "postgres://".into(),
                redis_live: "redis://1".into(),
                redis_queue: "redis://2".into(),
                redis_cache: "redis://3".into(),
            },
            twitch_url: "http://127.0.0.1:3000".into(),
            mail_url: Some("http://127.0.0.1:3001".into()),
            push_url: Some("http://127.0.0.1:3002".into()),
        }
    }

    #[test]
    fn urls_are_absolute() {
        let told = ready().json();
        assert_eq!(told["overlay_ws_url"], "ws://127.0.0.1:1000/ws/overlay/t");
        assert_eq!(told["metrics"][1], "http://127.0.0.1:2001/metrics");
        assert_eq!(told["pids"]["api-0"], 7);
        assert_eq!(told["api_token"], "program");
        assert_eq!(told["mission_overlay_url"], "http://127.0.0.1:1000/overlay/o");
        assert_eq!(told["ext_pages"]["panel"], "http://127.0.0.1:3000/extension/panel");
        assert_eq!(told["survivor_url"], "http://127.0.0.1:1000/survivor/s");
        assert_eq!(told["replay_url"], "http://127.0.0.1:1000/missions/m");
        assert_eq!(told["mail_url"], "http://127.0.0.1:3001");
        assert_eq!(told["push_url"], "http://127.0.0.1:3002");
        assert_eq!(told["room_ws_url"], "ws://127.0.0.1:1000/ws/sessions/room");
        assert_eq!(told["dashboard_url"], "http://127.0.0.1:1000/auth/once/in too");
    }

    #[test]
    fn the_file_is_replaced_and_nothing_is_left_beside_it() {
        let scratch = crate::scratch::Scratch::new("ready-test").unwrap();
        let path = scratch.path().join("ready.json");
        fs::write(&path, "old").unwrap();
        ready().write(&path).unwrap();
        let text = fs::read_to_string(&path).unwrap();
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), ready().json());
        assert_eq!(fs::read_dir(scratch.path()).unwrap().count(), 1);
    }
}
