//! What only viewers of the extension ask for: a socket, and to be known by their
//! account at Twitch.

use std::sync::Arc;

use downbeat_boot::clock;
use downbeat_job::linking;
use downbeat_store::{Linking, MissionError};
use poem::web::Data;
use poem_openapi::{Object, OpenApi, payload::Json};
use uuid::Uuid;

use crate::{
    access::{Player, TICKETS_GOOD_FOR, Ticket, forget_viewer},
    app::App,
    refusal::{Answer, FieldError, Refusal},
};

pub struct Extension;

/// What opens a socket, once.
#[derive(Debug, Object)]
struct ExtTicket {
    /// To be sent as `?link=`, or in the subprotocol `link.<ticket>`.
    ticket: String,
    expires_ms: i64,
}

#[derive(Debug, Object)]
struct ExtLink {
    /// Of two survivors that live the one that goes on; the other retires.
    keep: Option<Uuid>,
}

#[derive(Debug, Object)]
struct ExtLinked {
    /// Who you are from now on.
    user: Uuid,
}

#[OpenApi(prefix_path = "/api/v1")]
impl Extension {
    /// Get a ticket
    ///
    /// It opens one socket at `/ws/sessions/{id}` of the channel or of a mission
    /// there, within 30 seconds. The socket is closed with `retry_ms` when the JWT
    /// is over; then it takes another ticket.
    #[oai(path = "/ext/ticket", method = "post")]
    async fn ticket(&self, app: Data<&Arc<App>>, player: Player) -> Answer<ExtTicket> {
        let visit = player.visit()?;
        let ticket = Ticket { viewer: visit.viewer.clone(), until_ms: visit.until_ms };
        let expires_ms = clock::unix_ms()
            .saturating_add(i64::try_from(TICKETS_GOOD_FOR.as_millis()).unwrap_or(i64::MAX));
        Ok(Json(ExtTicket { ticket: ticket.put(&app).await?, expires_ms }))
    }

    /// Link your account
    ///
    /// Whoever shares who they are at Twitch is the same person in the extension, in
    /// chat and on these pages from then on. Refused with `sign_in` to whoever shares
    /// nothing, and with `two_survivors` where both accounts have one that lives and
    /// `keep` names neither: `errors` has the two.
    #[oai(path = "/ext/link", method = "post")]
    async fn link(
        &self,
        app: Data<&Arc<App>>,
        player: Player,
        link: Json<ExtLink>,
    ) -> Answer<ExtLinked> {
        let visit = player.visit()?;
        let (Some(opaque), Some(account)) = (&visit.opaque, &visit.shared) else {
            return Err(Refusal::conflict("sign_in", "share who you are at Twitch first"));
        };
        let linked = linking::link(&app.store, (opaque, account), link.keep).await;
        let (Linking { person, other: _ }, enqueued) = match linked {
            Err(MissionError::Refused("two_survivors")) => {
                return Err(two_survivors(&app, visit.viewer.account, account).await?);
            }
            Err(MissionError::Refused(code)) => {
                return Err(Refusal::conflict(code, "the one that would retire is out"));
            }
            Err(MissionError::Store(error)) => return Err(error.into()),
            Ok(linked) => linked,
        };
        app.queue.announce(&enqueued).await;
        forget_viewer(&app, opaque).await;
        Ok(Json(ExtLinked { user: person }))
    }
}

/// Which two, so that one can be chosen.
async fn two_survivors(app: &App, viewer: Option<Uuid>, account: &str) -> Result<Refusal, Refusal> {
    let person = app.store.user_by_identity("twitch", account).await?.map(|user| user.id);
    let mut both = Vec::new();
    for user in [viewer, person].into_iter().flatten() {
        if let Some(survivor) = app.store.living_survivor(user).await? {
            both.push(FieldError::new("keep", survivor.id.to_string()));
        }
    }
    Ok(Refusal::choose("two_survivors", "choose which of the two goes on", both))
}
