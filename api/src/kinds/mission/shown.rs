//! A mission, as it is shown.

use downbeat_live::{Hot, Kept};
use downbeat_session::{Kind, kinds::mission::Expedition};
use poem_openapi::Object;
use serde_json::Value;
use uuid::Uuid;

use super::me::MyMission;
use crate::{
    access::{Player, Standing},
    app::App,
    refusal::Refusal,
    session::found::{activating, woken},
};

#[derive(Debug, Clone, Object)]
pub struct Mission {
    pub id: Uuid,
    pub rev: String,
    pub view: Value,
    /// One's own place there; null for whoever has none, and once one is home.
    pub me: Option<MyMission>,
}

impl Mission {
    pub async fn shown(app: &App, player: &Player, id: Uuid) -> Result<Self, Refusal> {
        let (hot, standing) = find(app, player, id).await?;
        let at = match player.known() {
            Some(user) => app.store.whereabouts(user).await?,
            None => None,
        };
        let at = at.filter(|at| at.mission == id);
        let view = serde_json::from_slice(&hot.view(standing.audience()))?;
        Ok(Self { id, rev: hot.shown_rev().to_string(), view, me: at.map(MyMission::of) })
    }
}

/// A mission that is hot, for whoever looks at it.
pub async fn find(app: &App, player: &Player, id: Uuid) -> Result<(Hot, Standing), Refusal> {
    let hot = if let Some(hot) = app.live.read(id).await? {
        Kept::Session.hit();
        hot
    } else {
        let record = app.store.find(id).await?;
        record.filter(|record| record.kind == Expedition::NAME).ok_or_else(unknown)?;
        Kept::Session.miss();
        woken(app, id).await?.ok_or_else(activating)?
    };
    if hot.session.kind() != Expedition::NAME {
        return Err(unknown());
    }
    let standing = player.at(app, &hot).await?;
    Ok((hot, standing))
}

pub fn unknown() -> Refusal {
    Refusal::not_found("mission")
}
