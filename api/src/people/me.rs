//! Who is asking, and what time it is.

use std::sync::Arc;

use poem::web::Data;
use poem_openapi::{Object, OpenApi, payload::Json};
use uuid::Uuid;

use crate::{access::User, app::App, refusal::Answer};

pub struct Me;

#[derive(Debug, Object)]
struct MeView {
    id: Uuid,
    name: String,
    /// Their name at Twitch, for whoever has one.
    login: Option<String>,
    /// `admin`, `reader`, or null for whoever is no staff.
    role: Option<String>,
    /// To be sent as `X-CSRF-Token` with every unsafe request.
    csrf: String,
}

#[derive(Debug, Object)]
struct Time {
    server_ms: i64,
}

#[OpenApi(prefix_path = "/api/v1")]
impl Me {
    /// Who is signed in
    #[oai(path = "/me", method = "get")]
    async fn me(&self, app: Data<&Arc<App>>, user: User) -> Answer<MeView> {
        let person = user.0;
        let account = app.store.account_of(person.user.user_id, "twitch").await?;
        Ok(Json(MeView {
            id: person.user.user_id,
            name: person.user.display_name,
            login: account.map(|account| account.login),
            role: person.user.staff.map(|staff| staff.as_str().to_owned()),
            csrf: person.csrf,
        }))
    }

    /// What time it is at the server
    ///
    /// The same on every API: live Redis' own, which sessions go by.
    #[oai(path = "/time", method = "get")]
    #[expect(clippy::unused_async, reason = "every operation is one")]
    async fn time(&self, app: Data<&Arc<App>>) -> Answer<Time> {
        Ok(Json(Time { server_ms: app.live.now_ms(0) }))
    }
}
