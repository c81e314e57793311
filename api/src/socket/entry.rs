//! Who is at the other end of a socket, and by which pass they came in.

use std::{net::IpAddr, sync::Arc};

use downbeat_job::link_pass;
use downbeat_live::{Protocol, key};
use downbeat_session::{Role, Seating};
use poem::{Request, http::header};
use uuid::Uuid;

use super::{
    caps::Whose,
    close::Bye,
    passes::{self, Place},
};
use crate::{
    access::{
        Credential, Known, LookUpError, Permissions, Source, Standing, Ticket, Who,
        links::{self, LinkHash},
        seating, standing,
    },
    app::App,
    hub::Visit,
    kinds,
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
    /// One that was taken, and until when it lets somebody stay.
    Ticket([u8; 32], i64),
}

/// How they came in.
#[derive(Debug, Clone)]
pub enum Pass {
    Link(String),
    Credential(Credential, [u8; 32]),
    Ticket([u8; 32]),
}

impl Entry {
    /// By an overlay's link, which says itself what it opens.
    pub async fn to_overlay(
        app: &Arc<App>,
        token: String,
        address: Option<&str>,
    ) -> Result<Self, Bye> {
        let entry = Self::by(app, Pass::Link(token), None, address).await?;
        if entry.standing.role == Role::Overlay { Ok(entry) } else { Err(Bye::UnknownLink) }
    }

    /// To one session, by whatever pass.
    pub async fn to_session(
        app: &Arc<App>,
        session: Uuid,
        pass: Pass,
        address: Option<&str>,
    ) -> Result<Self, Bye> {
        Self::by(app, pass, Some(session), address).await
    }

    /// To what is told to somebody alone: by their own sign-in.
    pub async fn to_own(app: &Arc<App>, pass: Pass, address: Option<&str>) -> Result<Self, Bye> {
        let (pass, found) = pass.taken(app, address).await?;
        let (who, id) = found.ok_or(Bye::UnknownLink)?;
        let Who::Account(account) = who else { return Err(Bye::UnknownLink) };
        Self::standing_there(app, (kinds::own_session(account), who, id, pass)).await
    }

    async fn by(
        app: &Arc<App>,
        pass: Pass,
        session: Option<Uuid>,
        address: Option<&str>,
    ) -> Result<Self, Bye> {
        let (pass, found) = pass.taken(app, address).await?;
        let (who, id) = found.ok_or(Bye::UnknownLink)?;
        let session = match &who {
            Who::Link(link) => session.unwrap_or(link.session),
            Who::Account(_) | Who::Token { .. } | Who::Guest(_) | Who::Viewer(_) => {
                session.ok_or(Bye::UnknownLink)?
            }
        };
        if let Some(seat) = who.seat() {
            come_back(app, (&who, seat), session).await?;
        }
        Self::standing_there(app, (session, who, id, pass)).await
    }

    async fn standing_there(
        app: &Arc<App>,
        (session, who, id, pass): (Uuid, Who, Uuid, Looked),
    ) -> Result<Self, Bye> {
        let standing = standing(app, &who, session).await.map_err(|error| unanswered(&error))?;
        let standing = standing.filter(|standing| standing.may.has(Permissions::LOOK));
        let standing = standing.ok_or(Bye::UnknownLink)?;
        Ok(Self { session, who, standing, id, pass })
    }

    /// Whether word that a pass ended may mean that somebody is another from now on: of
    /// whoever sits, and where rows say what they are.
    pub fn restands(&self) -> bool {
        self.who.seat().is_some() || self.standing.is_of_rows
    }

    /// The same person as they stand now, if they [restand](Self::restands): word came that
    /// what they are may be another. Nobody else's pass has more than one end.
    pub async fn renewed(&self, app: &Arc<App>) -> Result<Self, Bye> {
        let found = self.pass.who(app, None).await.map_err(|error| unanswered(&error))?;
        let (who, id) = found.ok_or(Bye::UnknownLink)?;
        if self.standing.is_of_rows {
            return Self::standing_there(app, (self.session, who, id, self.pass)).await;
        }
        let seat = self.who.seat().ok_or(Bye::UnknownLink)?;
        let seating = seating(app, &who, seat, self.session).await;
        match seating.map_err(|error| unanswered(&error))? {
            Seating::Sits(_) => {}
            Seating::Away => return Err(Bye::UnknownLink),
            Seating::Closed => return Err(Bye::Ended),
        }
        Self::standing_there(app, (self.session, who, id, self.pass)).await
    }

    /// The role, and the seat where a link is for one.
    pub fn seat(&self) -> (Role, Option<&str>) {
        (self.standing.role, self.who.participant())
    }

    /// Whose sockets it counts among.
    pub fn whose(&self, address: Option<IpAddr>) -> impl Iterator<Item = Whose> {
        let link = match &self.who {
            Who::Link(link) => Some(Whose::Link(link.id)),
            Who::Account(_) | Who::Token { .. } | Who::Guest(_) | Who::Viewer(_) => None,
        };
        let account = self.who.account().map(Whose::Account);
        let session = Some(Whose::Session(self.session));
        [address.map(Whose::Address), link, account, session].into_iter().flatten()
    }

    pub fn visit(&self, protocol: Protocol) -> Visit {
        Visit {
            session: self.session,
            audience: self.standing.audience(),
            seat: self.standing.actor.id.as_deref().map(Into::into),
            pass: self.id,
            is_overlay: self.standing.role == Role::Overlay,
            has_seat: self.restands(),
            above: self.standing.above,
            protocol,
        }
    }

    /// Whether they steer here, which nobody does without a record or a link.
    pub const fn steers(&self) -> bool {
        self.standing.role.steers()
    }

    /// The pass at its session, as it is held, and where live Redis keeps what it
    /// opens.
    pub fn place(&self) -> (Place, String) {
        let (pass, cached_at) = match self.pass {
            Looked::Link(hash) => (passes::Pass::Link(hash.0), hash.key()),
            Looked::Credential(Credential::Cookie, hash) => {
                (passes::Pass::Cookie(hash), key::pass(&hex::encode(hash)))
            }
            Looked::Credential(Credential::Token, hash) => {
                (passes::Pass::Token(hash), key::pass(&hex::encode(hash)))
            }
            Looked::Credential(Credential::Guest, hash) => {
                (passes::Pass::Guest(hash), key::pass(&hex::encode(hash)))
            }
            Looked::Ticket(hash, until_ms) => {
                (passes::Pass::Ticket(hash, until_ms), key::ticket(&hex::encode(hash)))
            }
        };
        ((pass, self.session), cached_at)
    }

    /// Whether it is all still so, as far as live Redis knows.
    pub async fn is_good(&self, app: &Arc<App>) -> Result<bool, LookUpError> {
        // What a ticket said is so until its time is over.
        let who = match self.pass {
            Looked::Ticket(..) => Some(self.who.clone()),
            pass => pass.who(app, None).await?.map(|(who, _)| who),
        };
        let Some(who) = who else { return Ok(false) };
        Ok(standing(app, &who, self.session).await?.as_ref() == Some(&self.standing))
    }
}

/// Whoever was away for so long that their seat was given up has it again. A session
/// that is closed is opened by whoever joins, not by a socket.
async fn come_back(app: &Arc<App>, (who, seat): (&Who, Uuid), session: Uuid) -> Result<(), Bye> {
    let is_there = matches!(who, Who::Link(link) if link.session == session);
    if !is_there {
        return Err(Bye::UnknownLink);
    }
    match seating(app, who, seat, session).await.map_err(|error| unanswered(&error))? {
        Seating::Sits(_) => Ok(()),
        Seating::Closed => Err(Bye::Ended),
        Seating::Away => match kinds::seat_again(app, session, seat).await {
            Ok(true) => Ok(()),
            Ok(false) => Err(Bye::UnknownLink),
            Err(error) => {
                tracing::warn!(%session, ?error, "a seat cannot be given again");
                Err(Bye::Unavailable)
            }
        },
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
    /// Who it is, and how that is looked up again. A ticket opens nothing afterwards.
    async fn taken(
        self,
        app: &Arc<App>,
        address: Option<&str>,
    ) -> Result<(Looked, Option<(Who, Uuid)>), Bye> {
        let looked = match self {
            Self::Link(token) => Looked::Link(links::hash(&token).ok_or(Bye::UnknownLink)?),
            // A seat's token is a link, whichever way it comes.
            Self::Credential(Credential::Token, hash) if is_seat(app, hash, address).await? => {
                Looked::Link(LinkHash(hash))
            }
            Self::Credential(credential, hash) => Looked::Credential(credential, hash),
            Self::Ticket(hash) => {
                let ticket = Ticket::take(app, hash).await;
                let ticket = ticket.map_err(|error| unanswered(&error.into()))?;
                let ticket = ticket.ok_or(Bye::UnknownLink)?;
                let (id, until_ms) = (ticket.pass(hash), ticket.until_ms);
                let who = Who::Viewer(ticket.viewer);
                return Ok((Looked::Ticket(hash, until_ms), Some((who, id))));
            }
        };
        let found = looked.who(app, address).await.map_err(|error| unanswered(&error))?;
        Ok((looked, found))
    }
}

async fn is_seat(app: &Arc<App>, hash: [u8; 32], address: Option<&str>) -> Result<bool, Bye> {
    let known = Known::find(app, Credential::Token, hash, address).await;
    let known = known.map_err(|error| unanswered(&error))?;
    Ok(known.is_some_and(|known| known.has_seat()))
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
                link.map(|link| {
                    // What becomes of a seat reaches all who come by it.
                    let pass = link.seat.unwrap_or_else(|| link_pass(hash.0));
                    (Who::Link(link), pass)
                })
            }
            Self::Credential(credential, hash) => {
                let known = Known::find(app, credential, hash, address).await?;
                known.map(|known| (known.who(), known.pass))
            }
            Self::Ticket(..) => None,
        })
    }
}

/// A page of another site must not use what its visitor may do here (RFC 6455,
/// section 10.2). Programs send no origin. Views of the extension come by a ticket
/// and by nothing that a browser has of itself.
pub fn is_welcome(request: &Request, app: &App, has_ticket: bool) -> bool {
    let Some(origin) = request.header(header::ORIGIN) else { return true };
    let extension = app.extension.as_ref().filter(|_| has_ticket);
    extension.is_some_and(|extension| extension.origin.eq_ignore_ascii_case(origin))
        || app.site.have(origin, request.header(header::HOST).unwrap_or_default())
}
