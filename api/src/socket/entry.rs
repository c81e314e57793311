//! Who is at the other end of a socket, and by which pass they came in.

use std::sync::Arc;

use downbeat_live::{CommandId, key};
use downbeat_session::{Actor, Role};
use poem::{Request, http::header};
use uuid::Uuid;

use super::{
    close::Bye,
    passes::{self, Place},
};
use crate::{
    access::{
        Credential, Known, LookUpError, Scope, Source,
        links::{self, LinkHash},
    },
    app::App,
    hub::Visit,
};

/// Somebody who may be here.
#[derive(Debug, Clone)]
pub struct Entry {
    pub session: Uuid,
    pub role: Role,
    pub actor: Actor,
    /// Who came by a credential.
    account: Option<Uuid>,
    /// Whose seat a link is for.
    participant: Option<String>,
    id: Uuid,
    pass: Looked,
}

/// The pass, as it is looked up.
#[derive(Debug, Clone, Copy)]
enum Looked {
    Link(LinkHash),
    Credential(Credential, [u8; 32]),
}

/// How they came in.
#[derive(Debug, Clone)]
pub enum Pass {
    Link(String),
    Credential(Credential, [u8; 32]),
}

impl Entry {
    /// By an overlay's link, which says itself what it opens.
    pub async fn to_overlay(
        app: &Arc<App>,
        token: String,
        address: Option<&str>,
    ) -> Result<Self, Bye> {
        let entry = Self::by_link(app, token, address).await?;
        if entry.role == Role::Overlay { Ok(entry) } else { Err(Bye::UnknownLink) }
    }

    /// To one session, by whatever pass.
    pub async fn to_session(
        app: &Arc<App>,
        session: Uuid,
        pass: Pass,
        address: Option<&str>,
    ) -> Result<Self, Bye> {
        let entry = match pass {
            Pass::Link(token) => Self::by_link(app, token, address).await?,
            Pass::Credential(credential, hash) => {
                let known = Known::find(app, credential, hash, address).await;
                let known = known.map_err(|error| unanswered(&error, "a credential"))?;
                Self::by_credential(app, session, known, Looked::Credential(credential, hash))
                    .await?
            }
        };
        // A link for one session opens no other.
        if entry.session == session { Ok(entry) } else { Err(Bye::UnknownLink) }
    }

    async fn by_link(app: &Arc<App>, token: String, address: Option<&str>) -> Result<Self, Bye> {
        let hash = links::hash(&token).ok_or(Bye::UnknownLink)?;
        let found = links::find(app, hash, address).await;
        let link = found.map_err(|error| unanswered(&error, "a link"))?;
        let link = link.ok_or(Bye::UnknownLink)?;
        let participant = link.participant;
        let id = participant.clone().unwrap_or_else(|| format!("link:{}", link.id));
        Ok(Self {
            session: link.session,
            role: link.role,
            actor: Actor { role: link.role, id: Some(id) },
            account: None,
            participant,
            id: link.id,
            pass: Looked::Link(hash),
        })
    }

    async fn by_credential(
        app: &Arc<App>,
        session: Uuid,
        known: Option<Known>,
        pass: Looked,
    ) -> Result<Self, Bye> {
        let known = known.filter(|known| known.may(Scope::Read)).ok_or(Bye::UnknownLink)?;
        if owner(app, session).await? != Some(known.user_id) {
            return Err(Bye::UnknownLink);
        }
        let role = if known.may(Scope::Command) { Role::Owner } else { Role::Viewer };
        Ok(Self {
            session,
            role,
            actor: Actor { role, id: Some(known.user_id.to_string()) },
            account: Some(known.user_id),
            participant: None,
            id: known.pass,
            pass,
        })
    }

    /// The role, and the seat where a link is for one.
    pub fn seat(&self) -> (Role, Option<&str>) {
        (self.role, self.participant.as_deref())
    }

    pub fn visit(&self) -> Visit {
        Visit {
            session: self.session,
            audience: self.role.audience(),
            pass: self.id,
            is_overlay: self.role == Role::Overlay,
        }
    }

    /// The pass at its session, as it is held, and where live Redis keeps what it
    /// opens.
    pub fn place(&self) -> (Place, String) {
        let (pass, cached_at) = match self.pass {
            Looked::Link(hash) => (passes::Pass::Link(self.id), hash.key()),
            Looked::Credential(Credential::Cookie, hash) => {
                (passes::Pass::Cookie(hash), key::pass(&hex::encode(hash)))
            }
            Looked::Credential(Credential::Token, hash) => {
                (passes::Pass::Token(hash), key::pass(&hex::encode(hash)))
            }
        };
        ((pass, self.session), cached_at)
    }

    /// Whether the pass is still good, as far as live Redis knows.
    pub async fn is_good(&self, app: &Arc<App>) -> Result<bool, LookUpError> {
        Ok(match self.pass {
            Looked::Link(hash) => links::find(app, hash, None).await?.is_some(),
            Looked::Credential(credential, hash) => {
                Known::find(app, credential, hash, None).await?.is_some()
            }
        })
    }

    /// Ids of commands are the sender's own: a link's never meet another's.
    pub fn command_id(&self, id: String) -> CommandId {
        match self.account {
            Some(account) => CommandId::of_account(account, id),
            None => CommandId::of_link(self.id, self.participant.as_deref(), id),
        }
    }
}

/// Whoever comes again may have an answer.
fn unanswered(error: &LookUpError, what: &str) -> Bye {
    if let LookUpError::Limited(_) = error {
        // It was counted, and so many come that each would be a line of the log.
        tracing::debug!(%error, "{what} is not looked up");
    } else {
        tracing::warn!(%error, "{what} cannot be looked up");
    }
    Bye::Unavailable
}

/// Whose session it is; live Redis knows it of a hot one.
async fn owner(app: &Arc<App>, session: Uuid) -> Result<Option<Uuid>, Bye> {
    if let Ok(Some(hot)) = app.live.read(session).await {
        return Ok(Some(hot.owner));
    }
    let found = app.store.find(session).await.map_err(|error| {
        tracing::warn!(%session, %error, "a session cannot be looked up");
        Bye::Unavailable
    })?;
    Ok(found.map(|session| session.owner))
}

/// A page of another site must not use what its visitor may do here (RFC 6455,
/// section 10.2). Programs send no origin.
pub fn is_welcome(request: &Request, app: &Arc<App>) -> bool {
    let Some(origin) = request.header(header::ORIGIN) else { return true };
    let place = origin.split_once("://").map_or("", |(_, place)| place);
    let is_same = request.header(header::HOST).is_some_and(|host| host == place);
    is_same || origin == app.public_url || app.origins.iter().any(|known| known == origin)
}
