//! Videos and sounds that lie on this machine (`rooms.media_dir`).
//!
//! A medium is known by 128 bits that nobody guesses: of its name, keyed. Whoever has
//! them sees it, by ranges, as players ask; the list is for those who have an account.
//! What is not a plain file in the folder itself is not there.

use std::{
    collections::HashMap,
    fs::Metadata,
    io::SeekFrom,
    path::{Path as FilePath, PathBuf},
};

use futures::Stream;
use poem::{Body, Request, Response, http::header};
use tokio::{
    fs::{self, File},
    io::{AsyncReadExt, AsyncSeekExt},
};

use crate::{app::App, media::Medium, ranges, refusal::Refusal};

/// Files that a folder has at most.
const FILES_MAX: usize = 1_000;
/// Bytes that are read at once.
const CHUNK: usize = 64 * 1024;
/// What a player may play, by the end of its name.
const TYPES: [(&str, &str); 9] = [
    ("mp4", "video/mp4"),
    ("m4v", "video/mp4"),
    ("webm", "video/webm"),
    ("mp3", "audio/mpeg"),
    ("m4a", "audio/mp4"),
    ("ogg", "audio/ogg"),
    ("opus", "audio/ogg"),
    ("flac", "audio/flac"),
    ("wav", "audio/wav"),
];

/// What lies there, by name.
pub async fn list(app: &App) -> Result<Vec<Medium>, Refusal> {
    let rooms = &app.kinds.rooms;
    let listed = |file: Found| {
        let Found { name, bytes, kind, .. } = file;
        let url = format!("/api/v1/media/{}", rooms.media_ids(&name).next()?);
        Some(Medium { url, name, bytes, kind: kind.to_owned() })
    };
    let files = files(&rooms.settings.media_dir).await?.into_iter();
    let mut items: Vec<Medium> = files.filter_map(listed).collect();
    items.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(items)
}

struct Found {
    path: PathBuf,
    name: String,
    bytes: u64,
    kind: &'static str,
}

impl Found {
    /// What lies in the folder by that name, if it may be played.
    async fn at(folder: &FilePath, name: String) -> Option<Self> {
        let kind = kind(&name).filter(|_| !name.starts_with('.'))?;
        let path = folder.join(&name);
        // A link could lead anywhere.
        let meta = fs::symlink_metadata(&path).await.ok().filter(Metadata::is_file)?;
        Some(Self { path, name, bytes: meta.len(), kind })
    }
}

/// The files of the folder.
async fn files(folder: &str) -> Result<Vec<Found>, Refusal> {
    let mut found = Vec::new();
    if folder.is_empty() {
        return Ok(found);
    }
    let away = |error: std::io::Error| {
        tracing::warn!(%error, "the folder of media cannot be read");
        Refusal::unavailable("the folder of media cannot be read")
    };
    let mut entries = fs::read_dir(folder).await.map_err(away)?;
    while found.len() < FILES_MAX
        && let Some(entry) = entries.next_entry().await.map_err(away)?
    {
        let Ok(name) = entry.file_name().into_string() else { continue };
        found.extend(Found::at(folder.as_ref(), name).await);
    }
    Ok(found)
}

/// A file by its id. A player asks for one again and again, so what an id stands for is
/// remembered, and the folder is read only where that is not known.
async fn by_id(app: &App, id: &str) -> Result<Option<Found>, Refusal> {
    let rooms = &app.kinds.rooms;
    let folder = &rooms.settings.media_dir;
    let known = rooms.media.lock().get(id).cloned();
    if let Some(name) = known
        && let Some(found) = Found::at(folder.as_ref(), name).await
    {
        return Ok(Some(found));
    }
    let files = files(folder).await?;
    let ids = |file: &Found| {
        let name = file.name.clone();
        let ids: Vec<String> = rooms.media_ids(&file.name).collect();
        ids.into_iter().map(move |id| (id, name.clone()))
    };
    let known: HashMap<String, String> = files.iter().flat_map(ids).collect();
    let name = known.get(id).cloned();
    *rooms.media.lock() = known;
    Ok(name.and_then(|name| files.into_iter().find(|file| file.name == name)))
}

fn kind(name: &str) -> Option<&'static str> {
    let end = FilePath::new(name).extension()?.to_str()?.to_ascii_lowercase();
    TYPES.iter().find(|(known, _)| *known == end).map(|(_, kind)| *kind)
}

/// Bytes of a file, whole or a range of them.
pub async fn medium(request: &Request, app: &App, id: &str) -> Result<Response, Refusal> {
    let found = by_id(app, id).await?.ok_or_else(|| Refusal::not_found("medium"))?;
    let builder = Response::builder()
        .content_type(found.kind)
        .header(header::CACHE_CONTROL, "private, max-age=3600");
    let (builder, piece) = match ranges::begin(request, builder, (found.bytes, None)) {
        (builder, None) => return Ok(builder.finish()),
        (builder, Some(piece)) => (builder, piece),
    };
    let away = |error: std::io::Error| {
        tracing::warn!(%error, "a medium cannot be read");
        Refusal::unavailable("the medium cannot be read")
    };
    let mut file = File::open(&found.path).await.map_err(away)?;
    file.seek(SeekFrom::Start(piece.from)).await.map_err(away)?;
    Ok(builder.body(Body::from_bytes_stream(chunks(file, piece.to - piece.from))))
}

fn chunks(file: File, left: u64) -> impl Stream<Item = std::io::Result<bytes::Bytes>> {
    futures::stream::try_unfold((file, left), |(mut file, left)| async move {
        if left == 0 {
            return Ok(None);
        }
        let size = usize::try_from(left).unwrap_or(CHUNK).min(CHUNK);
        let mut chunk = vec![0; size];
        let read = file.read(&mut chunk).await?;
        if read == 0 {
            return Ok(None);
        }
        chunk.truncate(read);
        let left = left.saturating_sub(read as u64);
        Ok(Some((bytes::Bytes::from(chunk), (file, left))))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_players_play_is_a_medium() {
        assert_eq!(kind("a.WebM"), Some("video/webm"));
        for not in ["a.html", "a.svg", "a", ".mp4", "a.mp4.exe"] {
            assert_eq!(kind(not), None, "{not}");
        }
    }
}
