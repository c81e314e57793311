//! Who is asking, and what time it is.

use std::sync::Arc;

use downbeat_store::GUEST;
use poem::web::Data;
use poem_openapi::{Object, OpenApi, payload::Json};
use uuid::Uuid;

use crate::{access::Somebody, app::App, refusal::Answer};

pub struct Me;

#[derive(Debug, Object)]
struct MeView {
    id: Uuid,
    name: String,
    /// Their name at Twitch, for whoever has one.
    login: Option<String>,
    /// Their id at Twitch, by which what belongs to their channel is found.
    twitch_id: Option<String>,
    /// The address that they sign in by, for whoever has one.
    email: Option<String>,
    /// Whether a mail that went there came back.
    email_verified: bool,
    /// Whether they have a password to sign in with.
    has_password: bool,
    /// `admin`, `reader`, or null for whoever is no staff.
    role: Option<String>,
    /// True for a browser without an account: it has what it made, until nothing of
    /// that was used for 30 days.
    is_guest: bool,
    /// To be sent as `X-CSRF-Token` with every unsafe request.
    csrf: String,
}

impl MeView {
    fn of_guest(id: Uuid, csrf: String) -> Self {
        Self {
            id,
            name: GUEST.to_owned(),
            login: None,
            twitch_id: None,
            email: None,
            email_verified: false,
            has_password: false,
            role: None,
            is_guest: true,
            csrf,
        }
    }
}

#[derive(Debug, Object)]
struct Time {
    server_ms: i64,
}

#[OpenApi(prefix_path = "/api/v1")]
impl Me {
    /// Get your account
    ///
    /// Or that you have none, and made something all the same: a guest.
    #[oai(path = "/me", method = "get")]
    async fn me(&self, app: Data<&Arc<App>>, somebody: Somebody) -> Answer<MeView> {
        let person = match somebody {
            Somebody::Person(person) => person,
            Somebody::Guest { id, csrf } => {
                return Ok(Json(MeView::of_guest(id, csrf)));
            }
        };
        let account = app.store.account_of(person.user.user_id, "twitch").await?;
        let (login, twitch_id) = account.map(|account| (account.login, account.id)).unzip();
        let local = app.store.local_login_of(person.user.user_id).await?;
        Ok(Json(MeView {
            id: person.user.user_id,
            name: person.user.display_name,
            login,
            twitch_id,
            email_verified: local.as_ref().is_some_and(|local| local.is_verified),
            has_password: local.as_ref().is_some_and(|local| local.password.is_some()),
            email: local.map(|local| local.email),
            role: person.user.staff.map(|staff| staff.as_str().to_owned()),
            is_guest: false,
            csrf: person.csrf,
        }))
    }

    /// Get the server time
    ///
    /// The same on every API: live Redis' own, which sessions go by.
    #[oai(path = "/time", method = "get")]
    #[expect(clippy::unused_async, reason = "every operation is one")]
    async fn time(&self, app: Data<&Arc<App>>) -> Answer<Time> {
        Ok(Json(Time { server_ms: app.live.now_ms(0) }))
    }
}
