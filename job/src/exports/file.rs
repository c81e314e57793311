//! The file of an export while it is written: packed, cut into pieces, and sealed, so that
//! no more than a few pieces are ever in memory and nothing of it is anywhere in plain.

use anyhow::Context as _;
use downbeat_store::{Cell, EXPORT_CHUNK_BYTES, PersonKey, Store, StoreError, Unsealable};
use uuid::Uuid;

use super::zip::Zip;

/// Of all that is in it, before it is packed.
const BYTES_MAX: u64 = 1024 * 1024 * 1024;

/// It has more than an export may.
#[derive(Debug, thiserror::Error)]
#[error("there is more than a gigabyte")]
pub struct TooLarge;

/// Nobody waits for it any more, or a later run writes it.
#[derive(Debug, thiserror::Error)]
#[error("the export is this run's no more")]
pub struct NotOurs;

pub struct SealedFile {
    store: Store,
    key: PersonKey,
    export: Uuid,
    attempt: i32,
    zip: Zip,
    /// Of what was written.
    inside: u64,
    pieces: i32,
    bytes: i64,
}

impl SealedFile {
    pub fn new(store: Store, key: PersonKey, (export, attempt): (Uuid, i32), at_ms: i64) -> Self {
        let zip = Zip::new(at_ms);
        Self { store, key, export, attempt, zip, inside: 0, pieces: 0, bytes: 0 }
    }

    pub fn begin(&mut self, name: &str, is_packed: bool) -> anyhow::Result<()> {
        Ok(self.zip.begin(name, is_packed)?)
    }

    pub async fn write(&mut self, content: &[u8]) -> anyhow::Result<()> {
        self.inside = self.inside.saturating_add(content.len() as u64);
        if self.inside > BYTES_MAX {
            return Err(TooLarge.into());
        }
        self.zip.write(content)?;
        while let Some(piece) = self.zip.take(EXPORT_CHUNK_BYTES) {
            self.keep(&piece).await?;
        }
        Ok(())
    }

    /// Ends it; how many bytes it has.
    pub async fn finish(mut self) -> anyhow::Result<i64> {
        self.zip.finish()?;
        while let Some(piece) = self.zip.take(EXPORT_CHUNK_BYTES) {
            self.keep(&piece).await?;
        }
        let rest = self.zip.rest();
        if !rest.is_empty() {
            self.keep(&rest).await?;
        }
        Ok(self.bytes)
    }

    async fn keep(&mut self, piece: &[u8]) -> anyhow::Result<()> {
        let sealed = seal(&self.key, (self.export, self.pieces), piece)?;
        let ours = (self.export, self.attempt);
        if !self.store.write_export(ours, self.pieces, sealed).await? {
            return Err(NotOurs.into());
        }
        self.pieces = self.pieces.checked_add(1).context("too many pieces")?;
        self.bytes += i64::try_from(piece.len())?;
        Ok(())
    }
}

fn seal(key: &PersonKey, (export, n): (Uuid, i32), piece: &[u8]) -> Result<Vec<u8>, StoreError> {
    key.seal(cell(&export.to_string()), &n.to_string(), piece)
}

/// A piece, opened.
pub fn open_piece(
    key: &PersonKey,
    (export, n): (Uuid, i32),
    sealed: &[u8],
) -> Result<Vec<u8>, Unsealable> {
    key.open(cell(&export.to_string()), &n.to_string(), sealed)
}

fn cell(export: &str) -> Cell<'_> {
    Cell { table: "export_chunk", column: "bytes", row: export }
}
