//! Who is at the other end of a socket, and by which pass they came in.

use std::sync::Arc;

use downbeat_live::{Protocol, key};
use downbeat_session::Role;
use poem::{Request, http::header};
use uuid::Uuid;

use super::{
    close::Bye,
    passes::{self, Place},
};
use crate::{
    access::{
        Credential, Known, LookUpError, Permissions, Source, Standing, Who,
        links::{self, LinkHash},
        standing,
    },
    app::App,
    hub::Visit,
};

/// Somebody who may be here.
#[derive(Debug, Clone)]
pub struct Entry {
    pub session: Uuid,
    pub who: Who,
    pub standing: Standing,
    /// What a revocation of the pass names.
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
        let entry = Self::by(app, Pass::Link(token).looked()?, None, address).await?;
        if entry.standing.role == Role::Overlay { Ok(entry) } else { Err(Bye::UnknownLink) }
    }

    /// To one session, by whatever pass.
    pub async fn to_session(
        app: &Arc<App>,
        session: Uuid,
        pass: Pass,
        address: Option<&str>,
    ) -> Result<Self, Bye> {
        Self::by(app, pass.looked()?, Some(session), address).await
    }

    async fn by(
        app: &Arc<App>,
        pass: Looked,
        session: Option<Uuid>,
        address: Option<&str>,
    ) -> Result<Self, Bye> {
        let found = pass.who(app, address).await.map_err(|error| unanswered(&error))?;
        let (who, id) = found.ok_or(Bye::UnknownLink)?;
        let session = match &who {
            Who::Link(link) => session.unwrap_or(link.session),
            Who::Account(_) | Who::Token { .. } => session.ok_or(Bye::UnknownLink)?,
        };
        let standing = standing(app, &who, session).await.map_err(|error| unanswered(&error))?;
        let standing = standing.filter(|standing| standing.may.has(Permissions::LOOK));
        let standing = standing.ok_or(Bye::UnknownLink)?;
        Ok(Self { session, who, standing, id, pass })
    }

    /// The role, and the seat where a link is for one.
    pub fn seat(&self) -> (Role, Option<&str>) {
        (self.standing.role, self.who.participant())
    }

    pub fn visit(&self, protocol: Protocol) -> Visit {
        Visit {
            session: self.session,
            audience: self.standing.audience(),
            pass: self.id,
            is_overlay: self.standing.role == Role::Overlay,
            protocol,
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

    /// Whether it is all still so, as far as live Redis knows.
    pub async fn is_good(&self, app: &Arc<App>) -> Result<bool, LookUpError> {
        let Some((who, _)) = self.pass.who(app, None).await? else { return Ok(false) };
        Ok(standing(app, &who, self.session).await?.as_ref() == Some(&self.standing))
    }
}

/// Whoever comes again may have an answer.
fn unanswered(error: &LookUpError) -> Bye {
    if let LookUpError::Limited(_) = error {
        // It was counted, and so many come that each would be a line of the log.
        tracing::debug!(%error, "a pass is not looked up");
    } else {
        tracing::warn!(%error, "a pass cannot be looked up");
    }
    Bye::Unavailable
}

impl Pass {
    fn looked(self) -> Result<Looked, Bye> {
        Ok(match self {
            Self::Link(token) => Looked::Link(links::hash(&token).ok_or(Bye::UnknownLink)?),
            Self::Credential(credential, hash) => Looked::Credential(credential, hash),
        })
    }
}

impl Looked {
    /// Whose it is, and its id; `None` when it opens nothing.
    async fn who(
        self,
        app: &Arc<App>,
        address: Option<&str>,
    ) -> Result<Option<(Who, Uuid)>, LookUpError> {
        Ok(match self {
            Self::Link(hash) => {
                let link = links::find(app, hash, address).await?;
                link.map(|link| (Who::Link(link.clone()), link.id))
            }
            Self::Credential(credential, hash) => {
                let known = Known::find(app, credential, hash, address).await?;
                known.map(|known| (known.who(), known.pass))
            }
        })
    }
}

/// A page of another site must not use what its visitor may do here (RFC 6455,
/// section 10.2). Programs send no origin.
pub fn is_welcome(request: &Request, app: &Arc<App>) -> bool {
    let Some(origin) = request.header(header::ORIGIN) else { return true };
    let place = origin.split_once("://").map_or("", |(_, place)| place);
    let is_same = request.header(header::HOST).is_some_and(|host| host == place);
    is_same || origin == app.public_url || app.origins.iter().any(|known| known == origin)
}
