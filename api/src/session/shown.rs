//! A session, as it is shown to whoever asks.

use downbeat_live::Hot;
use downbeat_store::SessionRecord;
use poem_openapi::Object;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use crate::{
    access::{Permissions, Standing},
    refusal::Refusal,
};

/// A session: what it is set to, and how it is now.
#[derive(Debug, Clone, Object, Serialize, Deserialize)]
pub struct Session {
    pub id: Uuid,
    kind: String,
    pub config: Value,
    pub config_version: i64,
    /// Null while it is not known how the session is: it is being brought back,
    /// or live Redis is away. Null, too, where a token without `sessions:read`
    /// made or changed it.
    rev: Option<String>,
    view: Option<Value>,
    /// True while Postgres is away: the config is the one that is in force, and
    /// a newer one may have been saved.
    #[oai(skip_serializing_if_is_none)]
    #[serde(skip_serializing_if = "Option::is_none")]
    stale: Option<bool>,
    /// As it is kept under an `Idempotency-Key` while it is not known yet how the
    /// session is.
    #[oai(skip)]
    #[serde(default)]
    is_draft: bool,
}

impl Session {
    pub fn draft(self) -> Self {
        Self { is_draft: true, ..self }
    }

    pub const fn is_draft(&self) -> bool {
        self.is_draft
    }
}

/// What is stored of it.
pub fn stated(record: SessionRecord) -> Session {
    Session {
        id: record.id,
        kind: record.kind,
        config: record.config,
        config_version: record.config_version,
        rev: None,
        view: None,
        stale: None,
        is_draft: false,
    }
}

/// As whoever asks may see it.
pub fn view(
    record: SessionRecord,
    hot: Option<&Hot>,
    standing: &Standing,
) -> Result<Session, Refusal> {
    shown(stated(record), hot, standing)
}

pub fn shown(session: Session, hot: Option<&Hot>, standing: &Standing) -> Result<Session, Refusal> {
    let hot = hot.filter(|_| standing.may.has(Permissions::LOOK));
    let (rev, view) =
        (hot.map(|hot| hot.shown_rev().to_string()), hot.map(|hot| seen(hot, standing)));
    Ok(Session { rev, view: view.transpose()?, is_draft: false, ..session })
}

/// What live Redis alone knows.
pub fn remembered(hot: &Hot, standing: &Standing) -> Result<Session, Refusal> {
    Ok(Session {
        id: hot.id,
        kind: hot.session.kind().to_owned(),
        config: hot.session.config(),
        config_version: i64::try_from(hot.session.config_version()).unwrap_or(i64::MAX),
        rev: Some(hot.shown_rev().to_string()),
        view: Some(seen(hot, standing)?),
        stale: Some(true),
        is_draft: false,
    })
}

fn seen(hot: &Hot, standing: &Standing) -> Result<Value, Refusal> {
    Ok(serde_json::from_slice(&hot.view(standing.audience()))?)
}
