//! `downbeat-worker rotate-keys`: everything that is stored sealed, under the
//! newest key.

use std::collections::BTreeMap;

use anyhow::{Context as _, ensure};
use downbeat_boot::Config;
use downbeat_store::{Doer, Keys, ResealCursor};
use serde_json::json;

use super::print;

/// In batches; one that is interrupted begins again and finds what is left.
/// Nothing is done unless every key is there that something is sealed with.
pub async fn run(config: &Config, is_json: bool) -> anyhow::Result<()> {
    let keys = Keys::read(&config.secrets.keys).context("reading secrets.keys")?;
    let store = super::store(config).await?;
    let missing = unknown(&keys, &store.sealed_by().await?);
    ensure!(
        missing.is_empty(),
        "secrets.keys has no {}, with which values are sealed: put it back; nothing was changed",
        missing.join(", ")
    );
    let interrupted = super::interruption()?;
    let (mut count, mut damaged) = (0, Vec::new());
    let mut cursor = Some(ResealCursor::default());
    while let Some(at) = cursor {
        ensure!(
            !interrupted.is_requested(),
            "interrupted after {count} values: run it again for the rest"
        );
        let (done, next) = store.reseal(&keys, at, &Doer::cli()).await?;
        count += done.count;
        damaged.extend(done.damaged);
        cursor = next;
    }
    let used = store.sealed_by().await?;
    let removable: Vec<&str> =
        keys.ids().filter(|id| *id != keys.newest() && !used.contains_key(*id)).collect();
    let newest = keys.newest();
    let mut lines = vec![format!("{count} values are now sealed with `{newest}`")];
    for key in &removable {
        lines.push(format!("nothing uses `{key}` any more: it may leave secrets.keys"));
    }
    for value in &damaged {
        lines.push(format!("damaged, left as it is: {value}"));
    }
    let told = json!({
        "key": newest, "values": count, "removable": removable, "damaged": damaged,
    });
    print(is_json, &lines.join("\n"), &told)
}

fn unknown(keys: &Keys, used: &BTreeMap<String, i64>) -> Vec<String> {
    let known: Vec<&str> = keys.ids().collect();
    let unknown = used.keys().filter(|key| !known.contains(&key.as_str()));
    unknown.map(|key| format!("`{key}`")).collect()
}
