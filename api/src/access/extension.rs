//! Viewers of the extension, by the JWT that Twitch gave their page.
//!
//! It says whose channel they look at and what they are there, and proves it by
//! its signature; nothing is looked up for that. Who they are here is kept in live
//! Redis like any pass, for those whom Twitch calls by the same id each time: a
//! `U…`. Of an `A…` nothing is kept. A page that may only look makes nobody known:
//! an account is made by whoever does something first.

use std::{sync::Arc, time::Duration};

use downbeat_boot::clock;
use downbeat_live::{Kept, key};
use downbeat_session::Role;
use downbeat_store::{Doer, Store, StoreError};
use downbeat_twitch::extension::{BadPass, Pass, Role as AtTwitch, Viewer as Looking};
use poem::{Request, http::header};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{
    Caller, Limit, LookUpError, Source, Who, address, hash, look_up,
    person::{app, own_keys},
    who::Viewer,
};
use crate::{app::App, refusal::Refusal};

/// What a viewer's page may send at once.
pub const BODY_BYTES_MAX: usize = 16 * 1024;

/// A viewer who asks for something.
#[derive(Clone)]
pub struct Visit {
    pub viewer: Viewer,
    /// Twitch's id for them; `None` for one that is another each time.
    pub opaque: Option<String>,
    /// Their account at Twitch, where they share it.
    pub shared: Option<String>,
    /// When they have to come with another JWT.
    pub until_ms: i64,
    /// For what only the bearer of this JWT may read.
    pub(super) token: String,
}

/// Where somebody asks for a socket, to look.
const LOOKING: &str = "/ext/ticket";
/// What was kept is not kept again by whoever asked before.
const BELIEVED_NOT: Duration = Duration::from_mins(1);

/// Whether a request changes nothing that anybody would be known for.
pub fn is_looking(request: &Request) -> bool {
    request.method().is_safe() || request.original_uri().path().ends_with(LOOKING)
}

/// Whether a bearer's token is a JWT: our own have no dots.
pub fn is_jwt(token: &str) -> bool {
    token.contains('.')
}

impl Visit {
    /// Whoever is behind a JWT. Whoever does something is known from then on.
    pub async fn of(request: &Request, token: &str) -> Result<Self, Refusal> {
        let app = app(request)?;
        let extension = app.extension.as_ref().ok_or_else(Refusal::bad_token)?;
        if let Some(origin) = request.header(header::ORIGIN) {
            let host = request.header(header::HOST).unwrap_or_default();
            if !extension.origin.eq_ignore_ascii_case(origin) && !app.site.have(origin, host) {
                return Err(Refusal::forbidden("this page is not one of the extension's"));
            }
        }
        let pass = extension.read(token, clock::unix_ms()).map_err(|bad| match bad {
            BadPass::Unsigned => Refusal::bad_token(),
            BadPass::Expired => Refusal::expired(),
            BadPass::Role => Refusal::forbidden("no viewer has that role"),
        })?;
        let visit = Self::known(app, pass, token, !is_looking(request)).await?;
        if let Some(limit) = request.data::<Limit>() {
            limit.count(app, &visit.counted(), app.requests_per_min).await?;
        }
        Ok(visit)
    }

    async fn known(
        app: &Arc<App>,
        pass: Pass,
        token: &str,
        is_acting: bool,
    ) -> Result<Self, Refusal> {
        let Pass { channel, viewer, role, account: shared, until_ms } = pass;
        let opaque = match viewer {
            Looking::Kept(opaque) => Some(opaque),
            Looking::Passing => None,
        };
        let account = match &opaque {
            // What is done is done by whoever they are now.
            Some(opaque) if is_acting => {
                let (account, is_new) = app.store.keep_viewer(opaque).await?;
                if is_new {
                    forget_viewer(app, opaque).await;
                }
                Some(account)
            }
            Some(opaque) => found(app, opaque).await?,
            None => None,
        };
        let role = match role {
            _ if opaque.is_none() => Role::Viewer,
            AtTwitch::Viewer => Role::Participant,
            AtTwitch::Moderator => Role::Moderator,
            AtTwitch::Broadcaster => Role::Owner,
        };
        let viewer = Viewer { channel, role, account };
        Ok(Self { viewer, opaque, shared, until_ms, token: token.to_owned() })
    }

    /// As somebody who asks for what only an account can; refused to others.
    pub fn caller(&self, request: &Request) -> Result<Caller, Refusal> {
        let account = self.viewer.account.ok_or_else(Refusal::sign_in)?;
        Ok(Caller {
            who: Who::Viewer(self.viewer.clone()),
            user_id: account,
            name: String::new(),
            doer: Doer::person(account, "", address(request)),
            scope: hash(&self.token),
            own_keys: own_keys(&self.token),
        })
    }

    /// As whom their requests are counted.
    pub(super) fn counted(&self) -> String {
        let whose = self.viewer.account.map(|account| account.to_string());
        whose.or_else(|| self.opaque.as_deref().map(hashed)).unwrap_or_else(|| hashed(&self.token))
    }
}

fn hashed(text: &str) -> String {
    hex::encode(hash(text))
}

/// Twitch's id for a viewer, by its hash.
#[derive(Clone)]
struct Opaque(String);

/// Who it leads to. Of most who look nothing is kept, and that is known, too.
#[derive(Clone, Serialize, Deserialize)]
struct Found {
    account: Option<Uuid>,
}

impl Source for Opaque {
    type Found = Found;

    const KEPT: Kept = Kept::Viewer;
    const MAY_RETURN: bool = true;
    /// It was signed.
    const IS_SECRET: bool = false;

    fn key(&self) -> String {
        key::viewer(&hashed(&self.0))
    }

    async fn load(&self, store: &Store) -> Result<Option<Found>, StoreError> {
        Ok(Some(Found { account: store.viewer(&self.0).await? }))
    }
}

async fn found(app: &App, opaque: &str) -> Result<Option<Uuid>, LookUpError> {
    let found = look_up(app, &Opaque(opaque.to_owned()), None).await?;
    Ok(found.and_then(|found| found.account))
}

/// A viewer is somebody else from now on. Where live Redis cannot be told, pages
/// that only look show who they were for two minutes at most.
pub async fn forget_viewer(app: &App, opaque: &str) {
    let key = Opaque(opaque.to_owned()).key();
    if let Err(error) = app.live.invalidate(&key, BELIEVED_NOT).await {
        tracing::warn!(%error, "who a viewer was is believed for two minutes");
    }
}
