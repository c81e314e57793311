//! Media: pictures and recordings of people, in pieces of one size.
//!
//! A **medium** is its owner's alone until it belongs to something that they said; what
//! it belongs to then says who sees it. One that is not used is swept. How many bytes
//! somebody has is counted when there are to be more, with their row held.

mod personal;

use std::time::Duration;

use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

pub use personal::DATA;

use crate::sql::statement::sql;
use crate::{Store, StoreError, Transaction};

/// Of each piece but the last.
pub const MEDIUM_CHUNK_BYTES: usize = 256 * 1024;

#[derive(Clone, Debug, PartialEq, FromQueryResult)]
pub struct MediumRecord {
    pub id: Uuid,
    pub owner: Uuid,
    /// As HTTP names it.
    pub content_type: String,
    pub bytes: i32,
    /// What it belongs to.
    pub message_id: Option<Uuid>,
}

#[derive(Clone, Copy, Debug)]
pub struct NewMedium<'a> {
    pub id: Uuid,
    pub owner: Uuid,
    /// `image` or `audio`.
    pub kind: &'a str,
    pub content_type: &'a str,
    /// Of a picture.
    pub size: Option<(i32, i32)>,
    /// Of a recording.
    pub duration_ms: Option<i32>,
    pub content: &'a [u8],
}

/// What all media of a kind come to.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct MediaBytes {
    pub kind: String,
    pub bytes: i64,
}

impl Store {
    pub async fn medium(&self, id: Uuid) -> Result<Option<MediumRecord>, StoreError> {
        let find = sql(
            "SELECT id, owner, type AS content_type, bytes, message_id FROM media WHERE id = $1",
            [id.into()],
        );
        let row = self.db.query_one_raw(find).await?;
        Ok(row.map(|row| MediumRecord::from_query_result(&row, "")).transpose()?)
    }

    /// One piece; `None` where there is none, or none any more.
    pub async fn medium_chunk(&self, id: Uuid, n: i32) -> Result<Option<Vec<u8>>, StoreError> {
        let find = sql(
            "SELECT bytes FROM media_chunk WHERE media_id = $1 AND n = $2",
            [id.into(), n.into()],
        );
        let row = self.db.query_one_raw(find).await?;
        Ok(row.map(|row| row.try_get("", "bytes")).transpose()?)
    }

    /// Takes away media that nobody used for so long, `most` of them; how many.
    pub async fn sweep_media(&self, unused: Duration, most: u32) -> Result<u64, StoreError> {
        let seconds = i64::try_from(unused.as_secs()).unwrap_or(i64::MAX);
        // One that is being used just now is passed over.
        let sweep = sql(
            "DELETE FROM media WHERE id IN (SELECT id FROM media
                 WHERE message_id IS NULL AND made_at < now() - $1 * interval '1 second'
                 ORDER BY made_at LIMIT $2 FOR UPDATE SKIP LOCKED)",
            [seconds.into(), i64::from(most).into()],
        );
        Ok(self.db.execute_raw(sweep).await?.rows_affected())
    }

    /// What there is, for people to see.
    pub async fn media_bytes(&self) -> Result<Vec<MediaBytes>, StoreError> {
        let count = sql("SELECT kind, sum(bytes)::bigint AS bytes FROM media GROUP BY kind", []);
        let rows = self.db.query_all_raw(count).await?;
        let found = rows.iter().map(|row| MediaBytes::from_query_result(row, ""));
        Ok(found.collect::<Result<Vec<_>, _>>()?)
    }
}

impl Transaction {
    /// Keeps a medium; `false` where its owner would have more than `bytes_max` then.
    pub async fn keep_medium(
        &self,
        new: NewMedium<'_>,
        bytes_max: i64,
    ) -> Result<bool, StoreError> {
        let NewMedium { id, owner, kind, content_type, size, duration_ms, content } = new;
        let hold = sql("SELECT FROM users WHERE id = $1 FOR NO KEY UPDATE", [owner.into()]);
        self.0.query_one_raw(hold).await?.ok_or(StoreError::NotFound)?;
        let (width, height) = size.unzip();
        let bytes = i32::try_from(content.len()).unwrap_or(i32::MAX);
        let keep = sql(
            "INSERT INTO media (id, owner, kind, type, width, height, duration_ms, bytes)
             SELECT $1, $2, $3, $4, $5, $6, $7, $8
             WHERE (SELECT coalesce(sum(bytes), 0) FROM media WHERE owner = $2) + $8 <= $9",
            [
                id.into(),
                owner.into(),
                kind.into(),
                content_type.into(),
                width.into(),
                height.into(),
                duration_ms.into(),
                bytes.into(),
                bytes_max.into(),
            ],
        );
        if self.0.execute_raw(keep).await?.rows_affected() == 0 {
            return Ok(false);
        }
        for (n, chunk) in (0_i32..).zip(content.chunks(MEDIUM_CHUNK_BYTES)) {
            let keep = sql(
                "INSERT INTO media_chunk (media_id, n, bytes) VALUES ($1, $2, $3)",
                [id.into(), n.into(), chunk.to_vec().into()],
            );
            self.0.execute_raw(keep).await?;
        }
        Ok(true)
    }
}
