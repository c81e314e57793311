//! The settings that `secrets` writes. What an operator added or corrected in
//! them stays: only secrets are set, each where it belongs.

use anyhow::Context as _;
use toml_edit::{Array, DocumentMut, Item, Table, value};
use url::Url;

use super::Own;

/// Our user at each server.
const USER: &str = "downbeat";
const HEAD: &str = "\
# Secrets are set by `downbeat-worker secrets`; all else is yours. What is in the
# environment is stronger.
";

/// The settings with the secrets as they are now.
pub fn with_secrets(
    text: Option<&str>,
    own: &Own,
    is_demo: bool,
    dropped_key: Option<&str>,
) -> anyhow::Result<String> {
    let text = text.unwrap_or(HEAD);
    let mut settings: DocumentMut = text.parse().context("reading the settings that are there")?;
    let urls = [
        ("database", "postgres://postgres:5432/downbeat", &own.postgres),
        ("redis_live", "redis://redis-live:6379", &own.live),
        ("redis_queue", "redis://redis-queue:6379", &own.queue),
        ("redis_cache", "redis://redis-cache:6379", &own.cache),
    ];
    for (section, place, password) in urls {
        let known = settings.get(section).and_then(|section| section.get("url")?.as_str());
        let url = match known {
            Some(known) => with_password(known, password, false)?,
            None => with_password(place, password, true)?,
        };
        section_of(&mut settings, section)["url"] = value(url);
    }
    let twitch = section_of(&mut settings, "twitch");
    twitch["webhook_secrets"] = list(webhook_secrets(twitch.get("webhook_secrets"), &own.webhook));
    if is_demo {
        twitch["client_secret"] = value(&own.twitch);
    }
    for (name, ours) in [("secrets", &own.keys), ("journal", &own.journal)] {
        let section = section_of(&mut settings, name);
        section["keys"] = list(keys(section.get("keys"), ours, dropped_key));
    }
    Ok(settings.to_string())
}

/// The password of our user in a URL, or in each of several.
fn with_password(urls: &str, password: &str, is_new: bool) -> anyhow::Result<String> {
    let with = |text: &str| -> anyhow::Result<String> {
        let Ok(mut url) = Url::parse(text.trim()) else {
            // Whatever is wrong with it is told by whoever reads it.
            return Ok(text.to_owned());
        };
        if is_new {
            let _ = url.set_username(USER);
        }
        if url.username() == USER {
            url.set_password(Some(password)).ok().context("a URL that takes no password")?;
        }
        Ok(url.to_string())
    };
    Ok(urls.split(',').map(with).collect::<anyhow::Result<Vec<_>>>()?.join(","))
}

/// Ours signs from now on; what the one before it signed is still believed.
fn webhook_secrets(known: Option<&Item>, ours: &str) -> Vec<String> {
    let known = strings(known);
    if known.iter().any(|secret| secret == ours) {
        return known;
    }
    [ours.to_owned()].into_iter().chain(known.into_iter().take(1)).collect()
}

/// Ours, the newest first, and those that somebody else put there.
fn keys(known: Option<&Item>, ours: &str, dropped: Option<&str>) -> Vec<String> {
    let ours: Vec<String> = ours.lines().map(|key| key.trim().to_owned()).collect();
    let id = |key: &str| key.split(':').next().map(str::to_owned);
    let mut others = strings(known);
    others.retain(|key| !ours.contains(key) && id(key).as_deref() != dropped);
    ours.into_iter().chain(others).collect()
}

fn strings(item: Option<&Item>) -> Vec<String> {
    let items = item.and_then(Item::as_array).into_iter().flatten();
    items.filter_map(|item| item.as_str().map(str::to_owned)).collect()
}

fn list(items: Vec<String>) -> Item {
    value(items.into_iter().collect::<Array>())
}

fn section_of<'a>(settings: &'a mut DocumentMut, name: &str) -> &'a mut Item {
    settings.entry(name).or_insert_with(|| Item::Table(Table::new()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own() -> Own {
        let secret = |name: &str| name.to_owned();
        Own {
            postgres: secret("pg"),
            live: secret("live"),
            queue: secret("queue"),
            cache: secret("cache"),
            operator: secret("operator"),
            webhook: secret("hook"),
            keys: "b:2\na:1".into(),
            journal: "j:1".into(),
            twitch: secret("twitch"),
            grafana: secret("grafana"),
        }
    }

    #[test]
    fn what_somebody_wrote_stays_and_secrets_are_renewed() {
        let before = with_secrets(None, &own(), false, None).unwrap();
        let mine = before
            .replace("postgres:5432", "db.example.org:5432")
            .replace("[twitch]", "# mine\n[twitch]\nclient_id = \"me\"")
            + "[api]\nsockets_max = 7\n";
        let renewed = Own { postgres: "new".into(), webhook: "newer".into(), ..own() };
        let after = with_secrets(Some(&mine), &renewed, false, None).unwrap();
        for kept in [
            "postgres://downbeat:new@db.example.org:5432/downbeat",
            "# mine",
            "client_id = \"me\"",
            "webhook_secrets = [\"newer\", \"hook\"]",
            "keys = [\"b:2\", \"a:1\"]",
            "sockets_max = 7",
        ] {
            assert!(after.contains(kept), "{kept} in {after}");
        }
        assert_eq!(with_secrets(Some(&after), &renewed, false, None).unwrap(), after);
    }

    #[test]
    fn a_key_of_somebody_else_stays_until_it_is_dropped() {
        let mine = "[secrets]\nkeys = [\"mine:3\", \"a:1\"]\n";
        let after = with_secrets(Some(mine), &own(), false, None).unwrap();
        assert!(after.contains("keys = [\"b:2\", \"a:1\", \"mine:3\"]"), "{after}");
        let dropped = Own { keys: "b:2".into(), ..own() };
        let after = with_secrets(Some(&after), &dropped, false, Some("a")).unwrap();
        assert!(after.contains("keys = [\"b:2\", \"mine:3\"]"), "{after}");
    }

    #[test]
    fn every_server_of_several_gets_the_password_and_another_user_keeps_theirs() {
        let mine = "[redis_live]\nurl = \"redis://downbeat:old@a:1,redis://downbeat:old@b:2\"\n\
                    [redis_queue]\nurl = \"redis://me:mine@c:3\"\n";
        let after = with_secrets(Some(mine), &own(), false, None).unwrap();
        assert!(after.contains("redis://downbeat:live@a:1,redis://downbeat:live@b:2"), "{after}");
        assert!(after.contains("redis://me:mine@c:3"), "{after}");
    }
}
