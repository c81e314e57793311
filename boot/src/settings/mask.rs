//! Settings without what must not be seen.

use super::Config;

pub const MASK: &str = "***";

pub fn masked(config: &Config) -> Config {
    let mut shown = config.clone();
    let Config { database, redis_live, redis_queue, redis_cache, mail, .. } = &mut shown;
    let urls = [
        &mut database.url,
        &mut database.replica_url,
        &mut redis_live.url,
        &mut redis_queue.url,
        &mut redis_cache.url,
        &mut mail.url,
    ];
    for url in urls {
        *url = url.split(',').map(mask_url).collect::<Vec<_>>().join(",");
    }
    shown.twitch.webhook_secrets.iter_mut().for_each(|secret| MASK.clone_into(secret));
    if !shown.twitch.client_secret.is_empty() {
        MASK.clone_into(&mut shown.twitch.client_secret);
    }
    if !shown.push.private_key.is_empty() {
        MASK.clone_into(&mut shown.push.private_key);
    }
    shown.extension.secrets.iter_mut().for_each(|secret| MASK.clone_into(secret));
    for key in shown.secrets.keys.iter_mut().chain(&mut shown.journal.keys) {
        let name = key.split(':').next().unwrap_or_default();
        *key = format!("{name}:{MASK}");
    }
    shown
}

/// Whether a value of this key must not be quoted in a message.
pub fn is_secret(section: &str, key: &str) -> bool {
    let url = match section {
        "database" => key == "url" || key == "replica_url",
        "mail" => key == "url",
        _ => key == "url" && section.starts_with("redis_"),
    };
    let twitch = section == "twitch" && ["webhook_secrets", "client_secret"].contains(&key);
    let extension = section == "extension" && key == "secrets";
    let push = section == "push" && key == "private_key";
    url || twitch || extension || push || section == "secrets" || section == "journal"
}

/// Hides the password, where it stands before the host and where a query
/// carries it. All that follows the `?` goes: it may hold names of key files
/// and more, and nobody needs it to recognise a server.
fn mask_url(url: &str) -> String {
    let (address, query) = match url.split_once('?') {
        Some((address, _)) => (address, "?***"),
        None => (url, ""),
    };
    let masked = address.split_once("://").and_then(|(scheme, rest)| {
        let (login, place) = rest.rsplit_once('@')?;
        let (user, _) = login.split_once(':')?;
        Some(format!("{scheme}://{user}:{MASK}@{place}"))
    });
    masked.unwrap_or_else(|| address.to_owned()) + query
}
