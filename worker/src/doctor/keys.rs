use downbeat_boot::Config;
use downbeat_store::{Keys, Store};

use super::{Finding, Report, bounded};

/// Whether everything that is stored sealed can be opened.
pub async fn look(store: &Store, config: &Config, report: &mut Report) {
    let Some(keys) = Keys::read(&config.secrets.keys) else { return };
    // Without a schema nothing is sealed yet.
    let Ok(used) = bounded(async { Ok(store.sealed_by().await?) }).await else { return };
    let known: Vec<&str> = keys.ids().collect();
    let missing: Vec<String> = used
        .iter()
        .filter(|(key, _)| !known.contains(&key.as_str()))
        .map(|(key, count)| format!("`{key}` ({count} values)"))
        .collect();
    if !missing.is_empty() {
        let found = format!("sealed with keys that are not there: {}", missing.join(", "));
        let advice = "put these keys back into secrets.keys; nothing else opens what they sealed";
        return report.add(Finding::problem("secrets.keys", found, advice));
    }
    let newest = keys.newest();
    let older: i64 = used.iter().filter(|(key, _)| *key != newest).map(|(_, count)| *count).sum();
    let fine = Finding::ok("secrets.keys", format!("all is sealed with `{newest}`"));
    report.add(Finding::when(older == 0, fine, || {
        let found = format!("{older} values are sealed with older keys than `{newest}`");
        Finding::warning("secrets.keys", found, "`downbeat-worker rotate-keys` seals them anew")
    }));
}
