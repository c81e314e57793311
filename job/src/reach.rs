//! Whether what we lean on outside can be reached: Twitch with our application,
//! and our own address as others see it.

use std::time::Duration;

use anyhow::Context as _;
use downbeat_boot::Config;
use downbeat_twitch::{Application, Twitch};
use reqwest::{Client, redirect::Policy};
use serde_json::Value;

/// What Twitch says to our application.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reached {
    /// Conduits that the application has.
    pub conduits: usize,
    /// Shards that lead to our address, and those of them that are enabled.
    pub shards: usize,
    pub enabled: usize,
}

/// `None` where no application is set up. An error is Twitch's no, or its
/// silence.
pub async fn twitch(config: &Config, patience: Duration) -> anyhow::Result<Option<Reached>> {
    let Some(application) = Application::of(config) else { return Ok(None) };
    let callback = application.callback.clone();
    let twitch = Twitch::with_patience(application, patience)?;
    let conduits = twitch.conduits().await?;
    let mut reached = Reached { conduits: conduits.len(), shards: 0, enabled: 0 };
    for conduit in &conduits {
        for shard in twitch.shards(&conduit.id).await? {
            if shard.callback.as_deref() == Some(callback.as_str()) {
                reached.shards += 1;
                reached.enabled += usize::from(shard.serves(&callback));
            }
        }
    }
    Ok(Some(reached))
}

/// The version of the API that answers at an address.
pub async fn api(public_url: &str, patience: Duration) -> anyhow::Result<String> {
    // Twitch follows no redirects either.
    let http = Client::builder().timeout(patience).redirect(Policy::none()).build()?;
    let live = http.get(format!("{public_url}/livez")).send().await?;
    let status = live.status();
    anyhow::ensure!(status.is_success(), "/livez answers {status}");
    let version = http.get(format!("{public_url}/version")).send().await?.error_for_status()?;
    let version: Value = version.json().await.context("somebody else answers there")?;
    anyhow::ensure!(version["name"] == "downbeat-api", "somebody else answers there");
    Ok(version["version"].as_str().unwrap_or_default().to_owned())
}
