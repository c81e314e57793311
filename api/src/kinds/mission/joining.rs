//! A mission, and who sits in its party before it leaves.

use std::sync::Arc;

use poem::web::Data;
use poem_openapi::{Object, OpenApi, param::Path, payload::Json};
use uuid::Uuid;

use super::{
    carrying_on::{Wish, fulfil},
    shown::Mission,
};
use crate::{access::Player, app::App, refusal::Answer};

pub struct Joining;

#[derive(Debug, Default, Object)]
struct JoinBody {
    /// Of a party that has one; in any case.
    code: Option<String>,
}

#[derive(Debug, Object)]
struct MemberBody {
    survivor: Uuid,
}

#[OpenApi(prefix_path = "/api/v1")]
impl Joining {
    /// Get a mission
    ///
    /// For as long as it waits and goes on, and ever after. The code of a party is told
    /// to those in it alone. Scope: `sessions:read`.
    #[oai(path = "/missions/:id", method = "get")]
    async fn read(&self, app: Data<&Arc<App>>, player: Player, id: Path<Uuid>) -> Answer<Mission> {
        Ok(Json(Mission::shown(&app, &player, id.0).await?))
    }

    /// Join a party
    ///
    /// Why not is 409 `no_survivor`, `busy`, `resting`, `full`, `wrong_code`, `party_full`,
    /// and `wrong_status` once it has left. Scope: `sessions:command`.
    #[oai(path = "/missions/:id/join", method = "post")]
    async fn join(
        &self,
        app: Data<&Arc<App>>,
        player: Player,
        id: Path<Uuid>,
        body: Json<Option<JoinBody>>,
    ) -> Answer<Mission> {
        let code = body.0.unwrap_or_default().code.map(|code| code.trim().to_ascii_uppercase());
        Ok(Json(fulfil(&app, &player, id.0, Wish::Join(code.as_deref())).await?))
    }

    /// Leave a party
    ///
    /// Before it departs. Whoever is there longest is its host then. Scope:
    /// `sessions:command`.
    #[oai(path = "/missions/:id/leave", method = "post")]
    async fn leave(&self, app: Data<&Arc<App>>, player: Player, id: Path<Uuid>) -> Answer<Mission> {
        Ok(Json(fulfil(&app, &player, id.0, Wish::Leave).await?))
    }

    /// Send somebody away
    ///
    /// Its host's, before the party departs. Scope: `sessions:command`.
    #[oai(path = "/missions/:id/kick", method = "post")]
    async fn kick(
        &self,
        app: Data<&Arc<App>>,
        player: Player,
        id: Path<Uuid>,
        body: Json<MemberBody>,
    ) -> Answer<Mission> {
        Ok(Json(fulfil(&app, &player, id.0, Wish::Kick(body.0.survivor)).await?))
    }

    /// Hand a party over
    ///
    /// Its host's, also on the way. Scope: `sessions:command`.
    #[oai(path = "/missions/:id/hand_over", method = "post")]
    async fn hand_over(
        &self,
        app: Data<&Arc<App>>,
        player: Player,
        id: Path<Uuid>,
        body: Json<MemberBody>,
    ) -> Answer<Mission> {
        Ok(Json(fulfil(&app, &player, id.0, Wish::HandOver(body.0.survivor)).await?))
    }
}
