//! Months that left their tables.

use std::sync::Arc;

use downbeat_store::ArchiveRecord;
use poem::web::Data;
use poem_openapi::{Object, OpenApi, payload::Json};

use crate::{access::Reader, app::App, refusal::Answer};

/// Of some years: what is older is told by the command line.
const SHOWN_MAX: usize = 240;

pub struct Archives;

#[derive(Debug, Object)]
struct ArchiveView {
    table: String,
    /// As `2026_11`.
    month: String,
    state: String,
    rows: Option<i64>,
    /// Of the file, packed.
    bytes: Option<i64>,
    /// Of what the file unpacks to.
    sha256: Option<String>,
    /// What failed last.
    problem: Option<String>,
    /// Whether the database has it, in the schema `archive`.
    is_table: bool,
    detached_ms: i64,
    changed_ms: i64,
}

#[derive(Debug, Object)]
struct ArchiveList {
    items: Vec<ArchiveView>,
}

#[OpenApi(prefix_path = "/api/v1/admin")]
impl Archives {
    /// List archived months
    ///
    /// The newest 240.
    #[oai(path = "/archives", method = "get")]
    async fn list(&self, app: Data<&Arc<App>>, _reader: Reader) -> Answer<ArchiveList> {
        let archives = app.store.archives().await?;
        let items = archives.into_iter().take(SHOWN_MAX).map(view).collect();
        Ok(Json(ArchiveList { items }))
    }
}

fn view(archive: ArchiveRecord) -> ArchiveView {
    let ArchiveRecord {
        table,
        month,
        state,
        contents,
        bytes,
        problem,
        is_table,
        detached_ms,
        changed_ms,
    } = archive;
    let (rows, sha256) = contents.map(|contents| (contents.rows, contents.sha256)).unzip();
    ArchiveView {
        table,
        month,
        state: state.as_str().into(),
        rows,
        bytes,
        sha256,
        problem,
        is_table,
        detached_ms,
        changed_ms,
    }
}
