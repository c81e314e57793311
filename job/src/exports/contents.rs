//! What is in an export: a file of JSON for each part, the journal as its own export has
//! it, what is being written, and media as they are.

use std::pin::pin;

use anyhow::anyhow;
use downbeat_store::{
    Cell, ExportPart, MEDIUM_CHUNK_BYTES, OwnRows, PersonKey, Store, export_parts,
};
use futures::{Stream, TryStreamExt};
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::file::SealedFile;
use crate::journal::{JournalPages, Vault, VaultError, as_json, as_markdown};

/// Tables whose rows no part of `store` writes.
pub const TABLES: &[&str] = &["entry", "mood", "draft", "media_chunk"];

const ABOUT: &str = "This is everything that is kept of you here.

Each file ending in .json is a list; an empty one says that there is nothing of its kind.
Times are in UTC, as ISO 8601 writes them; names that end in _ms are milliseconds since 1970.
journal/journal.json can be imported into a journal, and journal/journal.md is the same to
read, without moods of their own. media/ has your pictures and recordings
under the ids that media/media.json names.

Not in here are passwords, keys and other secrets, what others said, did or decided without
telling you, and what happened in your sessions, each of which has an export of its own.
";

/// A medium whose bytes are to be taken along.
struct Medium {
    id: Uuid,
    name: String,
    pieces: i32,
}

pub async fn write(
    vault: &Vault,
    (user, key, marks): (Uuid, &PersonKey, Vec<Vec<u8>>),
    file: &mut SealedFile,
) -> anyhow::Result<()> {
    file.begin("about.txt", true)?;
    file.write(ABOUT.as_bytes()).await?;
    let mut media = Vec::new();
    let rows = vault.store.own_rows(user, marks).await?;
    for part in export_parts() {
        write_part(&rows, (part, key), file, &mut media).await?;
    }
    // What is left takes long, and needs no moment.
    drop(rows);
    write_journal(vault, (user, key), file).await?;
    write_drafts(vault, user, file).await?;
    for medium in &media {
        write_medium(&vault.store, medium, file).await?;
    }
    Ok(())
}

async fn write_part(
    rows: &OwnRows,
    (part, key): (&ExportPart, &PersonKey),
    file: &mut SealedFile,
    media: &mut Vec<Medium>,
) -> anyhow::Result<()> {
    file.begin(&format!("{}.json", part.file), true)?;
    rows.open(part).await?;
    let mut before = "[\n";
    loop {
        let lines = rows.next().await?;
        if lines.is_empty() {
            break;
        }
        for line in lines {
            if part.tables.contains(&"media") {
                media.push(medium(&line)?);
            }
            let line = match part.seals {
                Some(table) => opened(key, table, &line)?,
                None => line,
            };
            file.write(before.as_bytes()).await?;
            file.write(line.as_bytes()).await?;
            before = ",\n";
        }
    }
    rows.close().await?;
    let end = if before == "[\n" { "[]\n" } else { "\n]\n" };
    file.write(end.as_bytes()).await
}

/// A row with what was sealed in it. What a key sealed that is gone is noise, and null.
fn opened(key: &PersonKey, table: &str, line: &str) -> anyhow::Result<String> {
    let mut row: Map<String, Value> = serde_json::from_str(line)?;
    let mut text = |name: &str| match row.remove(name) {
        Some(Value::String(text)) => Ok(text),
        _ => Err(anyhow!("a part has no {name}")),
    };
    let (cell, version, sealed) = (text("sealed_row")?, text("sealed_version")?, text("sealed")?);
    let cell = Cell { table, column: "content", row: &cell };
    let content = match key.open(cell, &version, &hex::decode(sealed)?) {
        Ok(content) => serde_json::from_slice(&content)?,
        Err(error) => {
            tracing::warn!(table, %error, "an export has a row that does not open");
            Value::Null
        }
    };
    row.insert("content".to_owned(), content);
    Ok(Value::Object(row).to_string())
}

async fn write_journal(
    vault: &Vault,
    (user, key): (Uuid, &PersonKey),
    file: &mut SealedFile,
) -> anyhow::Result<()> {
    let pages = || JournalPages::new(vault.store.clone(), user, Some(key.clone()));
    file.begin("journal/journal.json", true)?;
    write_texts(as_json(pages()), file).await?;
    file.begin("journal/journal.md", true)?;
    write_texts(as_markdown(pages()), file).await
}

async fn write_texts(
    texts: impl Stream<Item = Result<String, VaultError>> + Send,
    file: &mut SealedFile,
) -> anyhow::Result<()> {
    let mut texts = pin!(texts);
    while let Some(text) = texts.try_next().await.map_err(plain)? {
        file.write(text.as_bytes()).await?;
    }
    Ok(())
}

/// Fifty at most, so they are read at once.
async fn write_drafts(vault: &Vault, user: Uuid, file: &mut SealedFile) -> anyhow::Result<()> {
    file.begin("journal/drafts.json", true)?;
    let mut drafts = Vec::new();
    for draft in vault.shown_drafts(user).await.map_err(plain)? {
        let content: Value = serde_json::from_slice(&draft.content)?;
        drafts.push(json!({
            "id": draft.id, "of": draft.of, "copy_of": draft.copy_of,
            "at_ms": draft.current.at_ms, "content": content,
        }));
    }
    file.write(Value::Array(drafts).to_string().as_bytes()).await
}

fn medium(line: &str) -> anyhow::Result<Medium> {
    let row: Value = serde_json::from_str(line)?;
    let id: Uuid = row["id"].as_str().unwrap_or_default().parse()?;
    let bytes = row["bytes"].as_u64().unwrap_or_default();
    let ending = match row["type"].as_str().unwrap_or_default() {
        "image/jpeg" => "jpg",
        "image/webp" => "webp",
        "audio/webm" => "webm",
        "audio/ogg" => "ogg",
        "audio/mp4" => "m4a",
        "audio/mpeg" => "mp3",
        _ => "bin",
    };
    let pieces = i32::try_from(bytes.div_ceil(MEDIUM_CHUNK_BYTES as u64))?;
    Ok(Medium { id, name: format!("media/{id}.{ending}"), pieces })
}

/// One that is gone meanwhile is left out from where it went.
async fn write_medium(store: &Store, medium: &Medium, file: &mut SealedFile) -> anyhow::Result<()> {
    for n in 0..medium.pieces {
        let Some(piece) = store.medium_chunk(medium.id, n).await? else { break };
        if n == 0 {
            file.begin(&medium.name, false)?;
        }
        file.write(&piece).await?;
    }
    Ok(())
}

/// The store's own error, by which it is known that one is away.
fn plain(error: VaultError) -> anyhow::Error {
    match error {
        VaultError::Store(error) => error.into(),
        VaultError::Live(error) => error.into(),
        other => other.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_medium_is_called_by_its_id_and_what_it_is() {
        let id = Uuid::nil();
        let line = json!({ "id": id, "bytes": MEDIUM_CHUNK_BYTES + 1, "type": "image/webp" });
        let medium = medium(&line.to_string()).unwrap();
        assert_eq!((medium.name, medium.pieces), (format!("media/{id}.webp"), 2));
        assert!(super::medium("{}").is_err());
    }
}
