//! Videos and sounds that lie on this machine (`rooms.media_dir`).
//!
//! A medium is known by 128 bits that nobody guesses: of its name, keyed. Whoever has
//! them sees it, by ranges (RFC 9110, section 14), as players ask; the list is for
//! those who have an account. What is not a plain file in the folder itself is not there.

use std::{
    collections::HashMap,
    fs::Metadata,
    io::SeekFrom,
    path::{Path as FilePath, PathBuf},
    sync::Arc,
};

use futures::Stream;
use poem::{
    Body, Request, Response, Result, handler,
    http::{StatusCode, header},
    web::{Data, Path},
};
use poem_openapi::{Object, OpenApi, payload::Json};
use tokio::{
    fs::{self, File},
    io::{AsyncReadExt, AsyncSeekExt},
};

use crate::{
    access::{Caller, Permissions},
    app::App,
    refusal::{Answer, Refusal},
};

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

pub struct Media;

#[derive(Debug, Object)]
struct Medium {
    /// As the source of an item has it, with kind `file`.
    url: String,
    name: String,
    bytes: u64,
    #[oai(rename = "type")]
    kind: String,
}

#[derive(Debug, Object)]
struct MediaList {
    items: Vec<Medium>,
}

#[OpenApi(prefix_path = "/api/v1")]
impl Media {
    /// List media
    ///
    /// That lie on this machine, for rooms to play: 1,000 at most, by name. For people
    /// with an account. Scope: `sessions:read`.
    #[oai(path = "/media", method = "get")]
    async fn list(&self, app: Data<&Arc<App>>, caller: Caller) -> Answer<MediaList> {
        caller.may_as_person(Permissions::CONFIG)?;
        let rooms = &app.kinds.rooms;
        let listed = |file: Found| {
            let Found { name, bytes, kind, .. } = file;
            let url = format!("/api/v1/media/{}", rooms.media_ids(&name).next()?);
            Some(Medium { url, name, bytes, kind: kind.to_owned() })
        };
        let files = files(&rooms.settings.media_dir).await?.into_iter();
        let mut items: Vec<Medium> = files.filter_map(listed).collect();
        items.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(Json(MediaList { items }))
    }
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

/// `/api/v1/media/{id}`: bytes, whole or a range of them.
#[handler]
pub async fn medium(
    request: &Request,
    Path(id): Path<String>,
    Data(app): Data<&Arc<App>>,
) -> Result<Response> {
    let found = by_id(app, &id).await?.ok_or_else(|| Refusal::not_found("medium"))?;
    Ok(answer(request, found).await?)
}

async fn answer(request: &Request, found: Found) -> Result<Response, Refusal> {
    let range = request.header(header::RANGE).map(|range| ranged(range, found.bytes));
    let builder = Response::builder()
        .content_type(found.kind)
        .header(header::ACCEPT_RANGES, "bytes")
        .header(header::CACHE_CONTROL, "private, max-age=3600");
    let (status, from, to) = match range {
        Some(Some(Wanted::Range(from, to))) => (StatusCode::PARTIAL_CONTENT, from, to),
        Some(Some(Wanted::Nothing)) => {
            let all = format!("bytes */{}", found.bytes);
            let builder = builder.status(StatusCode::RANGE_NOT_SATISFIABLE);
            return Ok(builder.header(header::CONTENT_RANGE, all).finish());
        }
        // What cannot be read is not asked for.
        Some(None) | None => (StatusCode::OK, 0, found.bytes),
    };
    let builder = builder.status(status).header(header::CONTENT_LENGTH, to - from);
    let builder = if status == StatusCode::PARTIAL_CONTENT {
        let range = format!("bytes {from}-{}/{}", to.saturating_sub(1), found.bytes);
        builder.header(header::CONTENT_RANGE, range)
    } else {
        builder
    };
    if request.method() == poem::http::Method::HEAD {
        return Ok(builder.finish());
    }
    let away = |error: std::io::Error| {
        tracing::warn!(%error, "a medium cannot be read");
        Refusal::unavailable("the medium cannot be read")
    };
    let mut file = File::open(&found.path).await.map_err(away)?;
    file.seek(SeekFrom::Start(from)).await.map_err(away)?;
    Ok(builder.body(Body::from_bytes_stream(chunks(file, to - from))))
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

#[derive(Debug, PartialEq, Eq)]
enum Wanted {
    /// From, and up to but without.
    Range(u64, u64),
    Nothing,
}

/// One range of bytes; `None` for what is none, or several.
fn ranged(header: &str, bytes: u64) -> Option<Wanted> {
    let range = header.trim().strip_prefix("bytes=")?;
    let (first, last) = range.split_once('-')?;
    let (first, last) = (first.trim(), last.trim());
    let (from, to) = if first.is_empty() {
        (bytes.saturating_sub(last.parse().ok()?), bytes)
    } else {
        let from: u64 = first.parse().ok()?;
        let to = if last.is_empty() { bytes } else { last.parse::<u64>().ok()?.checked_add(1)? };
        if !last.is_empty() && to <= from {
            return None;
        }
        (from, to.min(bytes))
    };
    Some(if from >= to { Wanted::Nothing } else { Wanted::Range(from, to) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_read_as_players_send_them() {
        for (header, expected) in [
            ("bytes=0-", Some(Wanted::Range(0, 100))),
            ("bytes=0-0", Some(Wanted::Range(0, 1))),
            ("bytes=10-19", Some(Wanted::Range(10, 20))),
            ("bytes=90-1000", Some(Wanted::Range(90, 100))),
            ("bytes=-10", Some(Wanted::Range(90, 100))),
            ("bytes=-1000", Some(Wanted::Range(0, 100))),
            ("bytes=100-", Some(Wanted::Nothing)),
            ("bytes=-0", Some(Wanted::Nothing)),
            ("bytes=5-4", None),
            ("bytes=0-1,3-4", None),
            ("items=0-1", None),
            ("bytes=a-b", None),
            ("bytes=0-18446744073709551615", None),
        ] {
            assert_eq!(ranged(header, 100), expected, "{header}");
        }
    }

    #[test]
    fn only_what_players_play_is_a_medium() {
        assert_eq!(kind("a.WebM"), Some("video/webm"));
        for not in ["a.html", "a.svg", "a", ".mp4", "a.mp4.exe"] {
            assert_eq!(kind(not), None, "{not}");
        }
    }
}
