//! A party leaves, somebody turns back, the host ends it.

use std::{collections::BTreeSet, sync::Arc};

use downbeat_session::{
    Audience,
    kinds::mission::{expedition::AHEAD_MS, resolver::Seed},
};
use poem::web::Data;
use poem_openapi::{OpenApi, param::Path, payload::Json};
use serde::Deserialize;
use uuid::Uuid;

use super::{
    carrying_on::{Wish, carry_on, fulfil, own_seat},
    refused::refused,
    shown::{self, Mission},
};
use crate::{access::Player, app::App, refusal::Answer};

pub struct Leaving;

/// What is looked at of a mission's view.
#[derive(Deserialize)]
struct Seen {
    status: String,
    host: Option<Uuid>,
    party: Vec<Member>,
}

#[derive(Deserialize)]
struct Member {
    survivor: Uuid,
    ready: bool,
}

#[OpenApi(prefix_path = "/api/v1")]
impl Leaving {
    /// Depart
    ///
    /// Its host's: the party leaves, once all others are ready; two at least. It leaves
    /// by itself as soon as everybody is. Scope: `sessions:command`.
    #[oai(path = "/missions/:id/depart", method = "post")]
    async fn depart(
        &self,
        app: Data<&Arc<App>>,
        player: Player,
        id: Path<Uuid>,
    ) -> Answer<Mission> {
        let own = own_seat(&app, &player).await?.survivor;
        let (hot, _) = shown::find(&app, &player, id.0).await?;
        let seen: Seen = serde_json::from_slice(&hot.view(Audience::Public))?;
        let are_ready = seen.party.iter().all(|one| one.ready || one.survivor == own);
        if seen.status == "lobby" && !are_ready {
            let is_hosts = seen.host == Some(own);
            return Err(refused(if is_hosts { "not_ready" } else { "not_host" }));
        }
        let ready: BTreeSet<Uuid> = seen.party.iter().map(|one| one.survivor).collect();
        let transaction = app.store.begin().await?;
        let drawn = Seed(rand::random());
        let terms = transaction.depart(id.0, own, drawn, hot.now_ms + AHEAD_MS).await?;
        // Somebody came meanwhile who is not ready: nothing of this happens.
        if terms.party.iter().map(|one| one.survivor).collect::<BTreeSet<_>>() != ready {
            return Err(refused("not_ready"));
        }
        carry_on(&app, transaction, id.0).await?;
        Ok(Json(Mission::shown(&app, &player, id.0).await?))
    }

    /// Turn back
    ///
    /// The tick after next at the latest is the last that your survivor meets. Scope:
    /// `sessions:command`.
    #[oai(path = "/missions/:id/turn_back", method = "post")]
    async fn turn_back(
        &self,
        app: Data<&Arc<App>>,
        player: Player,
        id: Path<Uuid>,
    ) -> Answer<Mission> {
        Ok(Json(fulfil(&app, &player, id.0, Wish::TurnBack).await?))
    }

    /// Recall a mission
    ///
    /// Its host's: it ends in two seconds, for all of the party. Scope:
    /// `sessions:command`.
    #[oai(path = "/missions/:id/recall", method = "post")]
    async fn recall(
        &self,
        app: Data<&Arc<App>>,
        player: Player,
        id: Path<Uuid>,
    ) -> Answer<Mission> {
        Ok(Json(fulfil(&app, &player, id.0, Wish::Recall).await?))
    }
}
