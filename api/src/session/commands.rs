//! Commands: what somebody asks of a session.

use std::sync::Arc;

use downbeat_live::{Accepted, Asked, CommandError, Hot};
use downbeat_session::{Rejection, Rev, kinds};
use poem::web::Data;
use poem_openapi::{
    Object, OpenApi,
    param::{Header, Path},
    payload::Json,
};
use serde_json::Value;
use uuid::Uuid;

use super::found::{check, hot, with_doors};
use crate::{
    access::{Caller, Commander, Permissions, Standing, standing},
    app::App,
    kinds as by_kind,
    refusal::{Answer, Refusal},
    tags::Tags,
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
    /// The body is its arguments. `If-Match` with a `rev` insists on that rev; it
    /// may be a list, and `*` is any rev (RFC 9110, 13.1.1).
    /// A rejection is 409 with its code; `forbidden` is 403, whatever the arguments.
    /// Scope:
    /// `sessions:command`.
    #[oai(path = "/sessions/:id/commands/:name", method = "post")]
    #[expect(clippy::too_many_arguments, reason = "each is a part that the document describes")]
    async fn command(
        &self,
        app: Data<&Arc<App>>,
        commander: Commander,
        id: Path<Uuid>,
        name: Path<String>,
        #[oai(name = "If-Match")] if_match: Header<Option<String>>,
        #[oai(name = "Idempotency-Key")] key: Header<Option<String>>,
        args: Json<Option<Value>>,
    ) -> Answer<AcceptedView> {
        let caller = &commander.caller;
        caller.may(Permissions::COMMAND)?;
        let args = args.0.unwrap_or(Value::Null);
        by_kind::may_ask(&app, &name.0, &args).map_err(refused)?;
        let revs = if_match.0.as_deref().map_or(Ok(Vec::new()), revs)?;
        // Mostly it is their own, which live Redis compares in the same step.
        let own = Standing::own(&caller.who);
        let mut asked = Asked {
            session: id.0,
            id: key.0.clone().map(|key| own.command_id(&caller.who, key)),
            name: name.0,
            args,
            actor: own.actor,
            // Of a seat it is nobody: what they are there is asked for then.
            owner: Some(caller.user_id),
            rev: revs.first().copied(),
        };
        let at_once = match revs.len() {
            0 | 1 => commander.at_once(&app, &asked).await?,
            _ => None,
        };
        let (caller, answer) = if let Some(answer) = at_once {
            (commander.caller, answer)
        } else {
            let (caller, begun) = commander.looked_up().await?;
            caller.may(Permissions::COMMAND)?;
            (caller, one_of(&app, &mut asked, &revs, begun).await)
        };
        let accepted = match answer {
            Err(CommandError::Cold) => {
                let (_, standing) = hot(&app, &caller, id.0, Permissions::COMMAND).await?;
                as_standing(&mut asked, &caller, standing, key.0);
                one_of(&app, &mut asked, &revs, None).await?
            }
            Err(CommandError::NotTheirs) => {
                let standing = with_doors(standing(&app, &caller.who, id.0).await?)?;
                check(&caller, &standing, Permissions::COMMAND)?;
                as_standing(&mut asked, &caller, standing, key.0);
                one_of(&app, &mut asked, &revs, None).await?
            }
            accepted => accepted?,
        };
        let Accepted { rev, events, repeated } = accepted;
        app.ask_for_drain(id.0);
        // What it meant then may not be so any more.
        if !repeated {
            by_kind::accepted(&app, id.0, &events).await;
        }
        let events = events.into_iter().map(kinds::shown_of_any).collect();
        Ok(Json(AcceptedView { rev: rev.to_string(), events }))
    }
}

fn refused(rejection: Rejection) -> Refusal {
    downbeat_session::Refusal::from(rejection).into()
}

/// Somebody who may, whoever's it is.
fn as_standing(asked: &mut Asked, caller: &Caller, standing: Standing, key: Option<String>) {
    asked.id = key.map(|key| standing.command_id(&caller.who, key));
    asked.actor = standing.actor;
    asked.owner = None;
}

/// Asks on the rev that is there, if it is one of those that were named.
async fn one_of(
    app: &App,
    asked: &mut Asked,
    revs: &[Rev],
    mut begun: Option<Hot>,
) -> Result<Accepted, CommandError> {
    for _ in 1..revs.len() {
        match app.live.command_on(asked, begun.take()).await {
            Err(CommandError::Stale { current }) if revs.contains(&current) => {
                asked.rev = Some(current);
            }
            answer => return answer,
        }
    }
    app.live.command_on(asked, begun).await
}

/// The revs that a command may insist on; none for `*`, which is any.
pub fn revs(header: &str) -> Result<Vec<Rev>, Refusal> {
    let tags = Tags::read(header).ok_or_else(|| Refusal::bad_header("if-match", "is no list"))?;
    let Tags::Of(tags) = tags else { return Ok(Vec::new()) };
    // A tag that is none of ours matches nothing.
    let ours = |tag: &String| tag.parse().ok().filter(|rev: &Rev| rev.to_string() == *tag);
    let revs: Vec<Rev> = tags.iter().filter_map(ours).collect();
    if revs.is_empty() { Err(Refusal::stale("another rev")) } else { Ok(revs) }
}
