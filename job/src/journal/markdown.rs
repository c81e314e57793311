//! A journal to read: newest first, without what is in the trash.

use downbeat_session::journal::{Entry, prompts::numbered};
use downbeat_store::EntryRecord;
use futures::{Stream, StreamExt, stream};

use super::{JournalPages, VaultError};

pub fn as_markdown(
    pages: JournalPages,
) -> impl Stream<Item = Result<String, VaultError>> + Send + 'static {
    let head = stream::once(async { Ok::<_, VaultError>("# Journal\n".to_owned()) });
    head.chain(stream::try_unfold(pages, next))
}

async fn next(mut pages: JournalPages) -> Result<Option<(String, JournalPages)>, VaultError> {
    let entries = pages.entries().await?;
    let text = entries.iter().map(|(record, entry)| entry_markdown(record, entry)).collect();
    Ok((!entries.is_empty()).then_some((text, pages)))
}

fn entry_markdown(record: &EntryRecord, entry: &Entry) -> String {
    let title = entry.title.as_ref().map(|title| format!(" · {title}")).unwrap_or_default();
    let prompt = entry.prompt.and_then(numbered).map(|prompt| format!("> {}", prompt.text));
    let list = |name: &str, lines: &[String]| {
        let items: Vec<String> = lines.iter().map(|line| format!("- {line}")).collect();
        (!items.is_empty()).then(|| format!("{name}:\n\n{}", items.join("\n")))
    };
    let tags: Vec<String> = entry.tags.iter().map(|tag| format!("#{tag}")).collect();
    let parts = [
        Some(format!("\n## {}{title}", record.day)),
        prompt,
        (!entry.text.is_empty()).then(|| entry.text.clone()),
        list("Grateful for", &entry.grateful_for),
        list("Wins", &entry.wins),
        entry.mood.map(|mood| format!("Mood: {mood} of 10")),
        (!tags.is_empty()).then(|| tags.join(" ")),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    parts.join("\n\n") + "\n"
}
