//! Settings: a struct per concern, read once.
//!
//! Three **layers**, each stronger than the one before: the embedded default
//! file (which is the manual), `downbeat.toml` in the working directory, and
//! the environment as `DOWNBEAT__SECTION__KEY`. Each value that a layer sets is
//! tried on its own, so all **problems** are told at once, each with the place
//! it came from, what was given and what would be right, before anything
//! connects.

mod check;
mod layer;
mod mask;
mod problem;
mod section;

use std::io::Write;
use std::path::Path;

pub use problem::{Problem, Problems};
pub use section::{
    Accounts, Api, Config, Database, Extension, Log, LogFormat, Mail, Metrics, Push, RedisCache,
    RedisLive, RedisQueue, Rooms, SignUp, Twitch, Worker,
};

/// The manual of all settings.
pub const DEFAULTS: &str = include_str!("../../config.default.toml");

const LOCAL_FILE: &str = "downbeat.toml";

/// What a process exits with when its settings are wrong.
pub const EXIT_CODE: i32 = 2;

impl Config {
    /// Reads all layers.
    pub fn load() -> Result<Self, Problems> {
        let file = match std::fs::read_to_string(Path::new(LOCAL_FILE)) {
            Ok(text) => Some(text),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
            Err(error) => return Err(Problem::new(LOCAL_FILE, error.to_string()).into()),
        };
        Self::from_layers(file.as_deref(), layer::environment())
    }

    /// Reads all layers; on problems prints them and ends the process.
    pub fn load_or_exit() -> Self {
        Self::load().unwrap_or_else(|problems| {
            let _ = write!(std::io::stderr(), "{problems}");
            std::process::exit(EXIT_CODE)
        })
    }

    /// The same from given layers: the text of a file, and variables.
    pub fn from_layers(
        file: Option<&str>,
        variables: impl IntoIterator<Item = (String, String)>,
    ) -> Result<Self, Problems> {
        let (mut config, layers, mut problems) = layer::merge(file, variables)?;
        problems.extend(check::all(&config).into_iter().map(|wrong| layers.blame(wrong)));
        if config.worker.name.is_empty() {
            config.worker.name = section::derived_name();
        }
        Problems::none_or(problems, config)
    }

    /// The effective settings as TOML, secrets masked.
    pub fn masked(&self) -> String {
        toml::to_string(&mask::masked(self)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests;
