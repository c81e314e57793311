//! Content packs, as they are kept for ever.

use std::sync::Arc;

use poem::web::Data;
use poem_openapi::{ApiResponse, OpenApi, param::Path, payload::Json};
use serde_json::Value;

use crate::{access::Player, app::App, refusal::Refusal};

/// A pack is never edited.
const KEPT: &str = "private, max-age=31536000, immutable";

pub struct Packs;

#[derive(ApiResponse)]
enum Read {
    /// The pack. The `ETag` is its hash: SHA-256 of its RFC 8785 form, in hex.
    #[oai(status = 200)]
    Pack(Json<Value>, #[oai(header = "ETag")] String, #[oai(header = "Cache-Control")] String),
}

#[OpenApi(prefix_path = "/api/v1")]
impl Packs {
    /// Get a pack
    ///
    /// What stories are told from: encounters, knacks, words, names, rules. Scope:
    /// `sessions:read`.
    #[oai(path = "/packs/:id/:version", method = "get")]
    async fn read(
        &self,
        app: Data<&Arc<App>>,
        _player: Player,
        id: Path<String>,
        version: Path<i32>,
    ) -> Result<Read, Refusal> {
        let kept = app.store.kept_pack(&id.0, version.0).await?;
        let (body, hash) = kept.ok_or_else(|| Refusal::not_found("pack"))?;
        Ok(Read::Pack(Json(body), format!("\"{hash}\""), KEPT.to_owned()))
    }
}
