//! What was written of a mission is committed, with the job that tells live Redis,
//! and told at once: a job comes a moment later, and whoever asked looks now.

use downbeat_job::{Durable, TellMission, tell_mission};
use downbeat_session::kinds::mission::expedition::{AHEAD_MS, Why};
use downbeat_store::{Seat, Transaction};
use uuid::Uuid;

use super::{refused::refused, shown::Mission};
use crate::{access::Player, app::App, refusal::Refusal};

/// What somebody wants of a mission, by their own survivor.
pub enum Wish<'a> {
    Join(Option<&'a str>),
    Leave,
    Kick(Uuid),
    HandOver(Uuid),
    TurnBack,
    Recall,
}

/// Does it, and answers the mission as it is then.
pub async fn fulfil(
    app: &App,
    player: &Player,
    mission: Uuid,
    wish: Wish<'_>,
) -> Result<Mission, Refusal> {
    player.is_there(app, mission).await?;
    let seat = own_seat(app, player).await?;
    let (own, now_ms) = (seat.survivor, app.live.now_ms(app.live.shard(mission)));
    let transaction = app.store.begin().await?;
    match wish {
        Wish::Join(code) => transaction.join(mission, seat, code, now_ms).await?,
        Wish::Leave => transaction.unseat(mission, own, Why::Left).await?,
        Wish::Kick(other) => transaction.kick(mission, (own, other)).await?,
        Wish::HandOver(other) => transaction.hand_over(mission, (own, other)).await?,
        Wish::TurnBack => transaction.turn_back(mission, own, now_ms + AHEAD_MS).await?,
        Wish::Recall => transaction.recall(mission, own, now_ms + AHEAD_MS).await?,
    }
    carry_on(app, transaction, mission).await?;
    Mission::shown(app, player, mission).await
}

pub async fn carry_on(app: &App, transaction: Transaction, mission: Uuid) -> Result<(), Refusal> {
    let enqueued = transaction.enqueue(&[TellMission { mission }.job()?]).await?;
    transaction.commit().await?;
    if let Err(error) = tell(app, mission).await {
        tracing::warn!(%mission, "a job will tell what was written of a mission: {error:#}");
    }
    app.queue.announce(&enqueued).await;
    app.ask_for_drain(mission);
    Ok(())
}

async fn tell(app: &App, mission: Uuid) -> anyhow::Result<()> {
    let transaction = app.store.begin().await?;
    tell_mission(&app.live, &app.store, &transaction, mission).await?;
    transaction.commit().await?;
    Ok(())
}

/// The survivor of whoever asks that lives.
pub async fn own_seat(app: &App, player: &Player) -> Result<Seat, Refusal> {
    let user = player.account()?;
    let survivor = app.store.living_survivor(user).await?;
    let survivor = survivor.ok_or_else(|| refused("no_survivor"))?;
    Ok(Seat { survivor: survivor.id, user })
}
