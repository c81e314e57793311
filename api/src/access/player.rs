//! Whoever comes to play: the one place where what a request carries becomes somebody
//! with a survivor, whatever it carries: a cookie, a token, or the JWT of a viewer of
//! the extension, which is for one channel.
//!
//! A request that only looks needs what looking needs, any other what commands need.
//! Each is counted for its person, over all APIs, beside all that they ask for
//! elsewhere.

use std::time::Duration;

use downbeat_live::Quota;
use poem::{Body, Request, RequestBody};
use poem_openapi::{
    ApiExtractor, ApiExtractorType, ExtractParamOptions, SecurityScheme, auth::Bearer,
    registry::Registry,
};
use uuid::Uuid;

use super::{
    Caller, Owned, Permissions, Standing, User, Visit, Who,
    extension::{is_jwt, is_looking},
    limit::hold,
    person::app,
    scheme::{Token, token},
    standing::place_of,
    standing_at,
};
use crate::{app::App, refusal::Refusal};

const LOOKS_A_MINUTE: u32 = 120;
const PLAYS_A_MINUTE: u32 = 30;
const PARTIES_AN_HOUR: u32 = 5;
/// Of the body of a request.
const BYTES_MAX: usize = 16 * 1024;

/// Whoever looks at a channel by the extension.
#[derive(SecurityScheme)]
#[oai(ty = "bearer", rename = "Viewer", bearer_format = "JWT")]
pub(super) struct Jwt(#[expect(dead_code, reason = "Player reads it itself")] Bearer);

pub struct Player {
    who: Who,
    /// As whom their requests are counted.
    counted: String,
    /// How a viewer came.
    visit: Option<Visit>,
}

impl Player {
    async fn of(request: &Request, body: &mut RequestBody) -> Result<Self, Refusal> {
        let app = app(request)?;
        let minute = Duration::from_mins(1);
        let looks = is_looking(request);
        let wanted = if looks { Permissions::LOOK } else { Permissions::COMMAND };
        let player = match token(request)?.filter(|token| is_jwt(token)) {
            None => Self::caller(Caller::of(request).await?, wanted)?,
            Some(jwt) => {
                let player = Self::viewer(Visit::of(request, jwt).await?);
                if !looks {
                    player.account()?;
                }
                player
            }
        };
        if looks {
            player.hold(app, "looks", Quota { most: LOOKS_A_MINUTE, window: minute }).await?;
        } else {
            player.hold(app, "plays", Quota { most: PLAYS_A_MINUTE, window: minute }).await?;
            small(body).await?;
        }
        Ok(player)
    }

    fn caller(caller: Caller, wanted: Permissions) -> Result<Self, Refusal> {
        // A guest has no survivor, and is nobody of an audience.
        caller.may_as_person(wanted)?;
        Ok(Self { counted: caller.who.actor_id(), who: caller.who, visit: None })
    }

    fn viewer(visit: Visit) -> Self {
        let who = Who::Viewer(visit.viewer.clone());
        Self { who, counted: visit.counted(), visit: Some(visit) }
    }

    /// Refuses a viewer whose JWT is for another channel than a session's. Of what is
    /// not there the route says so.
    pub async fn is_there(&self, app: &App, session: Uuid) -> Result<(), Refusal> {
        let Who::Viewer(viewer) = &self.who else { return Ok(()) };
        let place = place_of(app, session).await?;
        if place.is_none_or(|place| viewer.is_at(place)) { Ok(()) } else { Err(elsewhere()) }
    }

    /// How a viewer of the extension came; refused to others.
    pub fn visit(&self) -> Result<&Visit, Refusal> {
        let detail = "this is for viewers of the extension, who send a JWT of Twitch's";
        self.visit.as_ref().ok_or_else(|| Refusal::forbidden(detail))
    }

    /// The person whose survivor it is; whoever only looks has none and is refused.
    pub fn account(&self) -> Result<Uuid, Refusal> {
        self.known().ok_or_else(Refusal::sign_in)
    }

    /// The person, if it is known who looks.
    pub const fn known(&self) -> Option<Uuid> {
        self.who.account()
    }

    /// What they are at a session: somewhere they may look, or act and be answered.
    pub async fn at(&self, app: &App, session: impl Into<Owned>) -> Result<Standing, Refusal> {
        let standing = standing_at(app, &self.who, session.into()).await?;
        let standing = standing.filter(|standing| {
            [Permissions::LOOK, Permissions::COMMAND].iter().any(|may| standing.may.has(*may))
        });
        standing.ok_or_else(|| match self.who {
            Who::Viewer(_) => elsewhere(),
            _ => Refusal::not_found("session"),
        })
    }

    /// Counts a party that they gather.
    pub async fn gathers(&self, app: &App) -> Result<(), Refusal> {
        let window = Duration::from_hours(1);
        self.hold(app, "parties", Quota { most: PARTIES_AN_HOUR, window }).await
    }

    async fn hold(&self, app: &App, what: &str, quota: Quota) -> Result<(), Refusal> {
        hold(app, &format!("{what}:{}", self.counted), quota).await
    }
}

fn elsewhere() -> Refusal {
    Refusal::forbidden("this JWT is for another channel")
}

/// Refuses a body that is larger than anything that is asked of players.
async fn small(body: &mut RequestBody) -> Result<(), Refusal> {
    let Ok(given) = body.take() else { return Ok(()) };
    let bytes = given
        .into_bytes_limit(BYTES_MAX)
        .await
        .map_err(|_| Refusal::too_large("a request of a player has 16 KiB at most"))?;
    *body = RequestBody::new(Body::from_bytes(bytes));
    Ok(())
}

impl<'a> ApiExtractor<'a> for Player {
    const TYPES: &'static [ApiExtractorType] = <Caller as ApiExtractor<'a>>::TYPES;

    type ParamType = ();
    type ParamRawType = ();

    fn register(registry: &mut Registry) {
        <User as ApiExtractor<'a>>::register(registry);
        <Token as ApiExtractor<'a>>::register(registry);
        <Jwt as ApiExtractor<'a>>::register(registry);
    }

    fn security_schemes() -> Vec<&'static str> {
        let mut schemes = <User as ApiExtractor<'a>>::security_schemes();
        schemes.extend(<Token as ApiExtractor<'a>>::security_schemes());
        schemes.extend(<Jwt as ApiExtractor<'a>>::security_schemes());
        schemes
    }

    async fn from_request(
        request: &'a Request,
        body: &mut RequestBody,
        _options: ExtractParamOptions<()>,
    ) -> poem::Result<Self> {
        Ok(Self::of(request, body).await?)
    }
}
