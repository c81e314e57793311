//! Giving a medium to those who may see it: whole, or a range of its bytes.
//!
//! It never changes, so its id is its tag; whether somebody may still see it does, so
//! browsers ask each time.

use std::{io, sync::Arc};

use downbeat_store::{MEDIUM_CHUNK_BYTES, MediumRecord, Store};
use futures::{Stream, stream};
use poem::{
    Body, Request, Response, Result, handler,
    http::{StatusCode, header},
    web::{Data, Path},
};
use uuid::Uuid;

use super::account;
use crate::{
    access::{Maker, Permissions},
    app::App,
    kinds,
    ranges::{self, Piece},
    refusal::Refusal,
    tags::Tags,
};

/// Of an id as it is written; those of files have no hyphens.
const ID_CHARS: usize = 36;

/// `/api/v1/media/{id}`: bytes, whole or a range of them.
#[handler]
pub async fn medium(
    request: &Request,
    Path(id): Path<String>,
    Data(app): Data<&Arc<App>>,
) -> Result<Response> {
    let own = if id.len() == ID_CHARS { Uuid::try_parse(&id).ok() } else { None };
    match own {
        Some(id) => Ok(give(request, app, id).await?),
        None => Ok(kinds::medium(request, app, &id).await?),
    }
}

async fn give(request: &Request, app: &App, id: Uuid) -> Result<Response, Refusal> {
    let unknown = || Refusal::not_found("medium");
    let viewer = match Maker::of(request).await? {
        Maker::New(_) => None,
        Maker::Known(caller) if caller.is_guest() => None,
        Maker::Known(caller) => Some(account(&caller, Permissions::CONFIG)?),
    };
    let found = app.store.medium(id).await?.ok_or_else(unknown)?;
    if !is_seen(app, viewer, &found).await? {
        return Err(unknown());
    }
    let tag = format!("\"{id}\"");
    let builder = Response::builder()
        .content_type(&found.content_type)
        .header(header::ETAG, &tag)
        .header(header::CACHE_CONTROL, "private, no-cache")
        .header(header::CONTENT_DISPOSITION, "inline");
    // Whoever packs it on the way makes a tag weak, which is as good here.
    let known = request.header(header::IF_NONE_MATCH).map(|tags| tags.replace("W/", ""));
    let known = known.and_then(|tags| Tags::read(&tags));
    if known.is_some_and(|tags| tags.name(&id.to_string())) {
        return Ok(builder.status(StatusCode::NOT_MODIFIED).finish());
    }
    let bytes = u64::try_from(found.bytes).unwrap_or_default();
    match ranges::begin(request, builder, (bytes, Some(tag.as_str()))) {
        (builder, None) => Ok(builder.finish()),
        (builder, Some(piece)) => {
            let chunks = chunks(app.store.clone(), id, piece);
            Ok(builder.body(Body::from_bytes_stream(chunks)))
        }
    }
}

async fn is_seen(app: &App, viewer: Option<Uuid>, found: &MediumRecord) -> Result<bool, Refusal> {
    match found.message_id {
        None => Ok(viewer == Some(found.owner)),
        Some(message) => kinds::sees_medium(app, viewer, message).await,
    }
}

/// One piece of what is stored after the other.
fn chunks(
    store: Store,
    id: Uuid,
    piece: Piece,
) -> impl Stream<Item = io::Result<Vec<u8>>> + Send + 'static {
    stream::try_unfold((store, piece), move |(store, piece)| async move {
        let Piece { from, to } = piece;
        if from >= to {
            return Ok(None);
        }
        let size = MEDIUM_CHUNK_BYTES as u64;
        let gone = || io::Error::new(io::ErrorKind::NotFound, "the medium is gone");
        let n = i32::try_from(from / size).map_err(|_| gone())?;
        let chunk = store.medium_chunk(id, n).await.map_err(io::Error::other)?.ok_or_else(gone)?;
        let begin = usize::try_from(from % size).map_err(|_| gone())?;
        let left = usize::try_from(to - from).unwrap_or(usize::MAX);
        let end = chunk.len().min(begin.saturating_add(left));
        let part = chunk.get(begin..end).filter(|part| !part.is_empty()).ok_or_else(gone)?;
        let next = Piece { from: from + part.len() as u64, to };
        Ok(Some((part.to_vec(), (store, next))))
    })
}
