//! Commands: what somebody asks of a session.

use std::sync::Arc;

use downbeat_live::{Accepted, Asked, CommandError, CommandId};
use downbeat_session::{Actor, Rev, Role};
use poem::web::Data;
use poem_openapi::{
    Object, OpenApi,
    param::{Header, Path},
    payload::Json,
};
use serde_json::Value;
use uuid::Uuid;

use super::found::hot;
use crate::{
    access::{Caller, Scope},
    once,
    refusal::{Answer, Refusal},
    routes::Doors,
};

pub struct Commands;

/// What a command became.
#[derive(Debug, Object)]
struct AcceptedView {
    rev: String,
    /// Each with its `name`.
    events: Vec<Value>,
}

#[OpenApi(prefix_path = "/api/v1")]
impl Commands {
    /// Send a command
    ///
    /// The body is its arguments. `If-Match` with a `rev` insists on that rev.
    /// A rejection is 409 with its code, `forbidden` is 403. Scope:
    /// `sessions:command`.
    #[oai(path = "/sessions/:id/commands/:name", method = "post")]
    #[expect(clippy::too_many_arguments, reason = "each is a part that the document describes")]
    async fn command(
        &self,
        doors: Data<&Arc<Doors>>,
        caller: Caller,
        id: Path<Uuid>,
        name: Path<String>,
        #[oai(name = "If-Match")] if_match: Header<Option<String>>,
        #[oai(name = "Idempotency-Key")] key: Header<Option<String>>,
        args: Json<Option<Value>>,
    ) -> Answer<AcceptedView> {
        caller.may(Scope::Command)?;
        if let Some(key) = &key.0 {
            once::check(key)?;
        }
        let rev = if_match.0.as_deref().map(rev).transpose()?;
        let asked = Asked {
            session: id.0,
            id: key.0.map(|key| CommandId::of_account(caller.user_id, key)),
            name: name.0,
            args: args.0.unwrap_or(Value::Null),
            actor: Actor { role: Role::Owner, id: Some(caller.user_id.to_string()) },
            owner: Some(caller.user_id),
            rev,
        };
        let accepted = match doors.live.command(&asked).await {
            Err(CommandError::Cold) => {
                hot(&doors, &caller, id.0).await?;
                doors.live.command(&asked).await?
            }
            accepted => accepted?,
        };
        let Accepted { rev, events, repeated: _ } = accepted;
        doors.told(id.0);
        Ok(Json(AcceptedView { rev: rev.to_string(), events }))
    }
}

pub fn rev(header: &str) -> Result<Rev, Refusal> {
    let given = header.trim().trim_matches('"');
    given.parse().map_err(|_| Refusal::stale("another rev"))
}
