use std::time::Duration;

use downbeat_boot::Config;
use downbeat_job::reach;
use downbeat_outside::{Mailer, Pusher};
use downbeat_store::Store;

use super::{Finding, Report, bounded};

const PATIENCE: Duration = Duration::from_secs(4);

/// Whether Twitch believes our application, and where its messages go.
pub async fn twitch(config: &Config) -> anyhow::Result<Finding> {
    let check = "twitch";
    Ok(match reach::twitch(config, PATIENCE).await {
        Ok(None) => {
            let advice = "set twitch.client_id, client_secret and bot_user_id (docs/twitch.md)";
            Finding::warning(check, "no application: nobody signs in with Twitch", advice)
        }
        Ok(Some(reached)) => {
            let (shards, enabled) = (reached.shards, reached.enabled);
            let found = format!("it believes us; {enabled} of {shards} shards lead here");
            let fine = Finding::ok(check, found.clone());
            Finding::when(enabled > 0 && enabled == shards, fine, || {
                let advice = "a worker points them here; if this stays, see the queue `twitch`";
                Finding::warning(check, found, advice)
            })
        }
        Err(error) => {
            let advice = "check twitch.client_id, client_secret and the way to twitch.api_url";
            Finding::problem(check, format!("{error:#}"), advice)
        }
    })
}

/// Whether the mail server takes us.
pub async fn mail(config: &Config) -> anyhow::Result<Finding> {
    let check = "mail.url";
    let Some(mailer) = Mailer::of(&config.mail)? else {
        let found = "no mail is sent: accounts by e-mail are made by invitation alone";
        return Ok(Finding::ok(check, found));
    };
    Ok(match mailer.test().await {
        Ok(true) => Finding::ok(check, "the mail server takes us"),
        Ok(false) => {
            let advice = "it answered and is not ready for mail: see its own log";
            Finding::problem(check, "the mail server is not ready", advice)
        }
        Err(error) => {
            let advice = "check mail.url, user and password; mails wait meanwhile, for half a day";
            Finding::problem(check, error.to_string(), advice)
        }
    })
}

/// Whether browsers can be told of notices.
pub fn push(config: &Config) -> Finding {
    let check = "push.private_key";
    match Pusher::of(&config.push) {
        Ok(None) => Finding::ok(check, "no notice is pushed to devices"),
        Ok(Some(pusher)) => {
            Finding::ok(check, format!("browsers subscribe with {}", pusher.public_key()))
        }
        Err(error) => {
            let advice = "`downbeat-worker push-key` prints a new one";
            Finding::problem(check, format!("{error:#}"), advice)
        }
    }
}

/// Whether devices were subscribed with another key.
pub async fn devices(store: &Store, config: &Config, report: &mut Report) {
    let Ok(Some(pusher)) = Pusher::of(&config.push) else { return };
    // Without a schema there are none.
    let counted = bounded(async { Ok(store.count_devices(pusher.public_key()).await?) }).await;
    if let Ok((all, old @ 1..)) = counted {
        let found = format!("{old} of {all} devices were subscribed with another key");
        let advice = "each subscribes anew when its person opens their inbox there; until then \
                      it is told nothing. If the key was not meant to change, set the old one";
        report.add(Finding::warning("push.private_key", found, advice));
    }
}

/// Whether the bot may read along in chat, as far as Twitch told us.
pub async fn bot(store: &Store, report: &mut Report) {
    // Without a schema nothing was told.
    let Ok(is_revoked) = bounded(async { Ok(store.is_bot_revoked().await?) }).await else { return };
    if is_revoked {
        let found = "the bot took its permission back: no chat is read";
        let advice = "let it agree again (docs/twitch.md, step 4); the next sweep subscribes";
        report.add(Finding::problem("twitch.bot_user_id", found, advice));
    }
    let sayings = bounded(async { Ok(store.sayings_in_vain().await?) }).await;
    if let Ok((channels @ 1.., Some(problem))) = sayings {
        let found = format!("the bot could not speak in {channels} channels: {problem}");
        let advice = "it needs user:bot and user:write:chat (docs/twitch.md, step 4)";
        report.add(Finding::warning("twitch.bot_user_id", found, advice));
    }
}

/// Whether an API answers where browsers and Twitch look for it.
pub async fn address(config: &Config) -> anyhow::Result<Finding> {
    let (check, url) = ("api.public_url", &config.api.public_url);
    // Twitch itself calls nothing else; a simulated one does.
    let is_real = !config.twitch.client_id.is_empty() && config.twitch.api_url.starts_with("https");
    if is_real && !url.starts_with("https://") {
        let advice = "Twitch calls addresses with https on port 443 only";
        return Ok(Finding::problem(check, url.clone(), advice));
    }
    Ok(match reach::api(url, PATIENCE).await {
        Ok(version) => Finding::ok(check, format!("{url} is an API, version {version}")),
        Err(error) => {
            let advice = "start an API, or let the name and the load balancer lead to it; \
                          from here it may be unreachable though others reach it";
            Finding::problem(check, format!("{url}: {error:#}"), advice)
        }
    })
}
