//! What whoever asks is at a camp: their survivor, where it is, and what they may.

use downbeat_session::kinds::mission::board::OUT;
use downbeat_store::{Survivor as Record, Whereabouts};
use poem_openapi::Object;
use uuid::Uuid;

use super::{camp::Found, survivor::Survivor};
use crate::{access::Player, app::App, refusal::Refusal};

#[derive(Debug, Clone, Object)]
pub struct Me {
    /// Null for whoever only looks.
    pub user: Option<Uuid>,
    /// What they are at the camp.
    pub role: String,
    /// The survivor who lives, or who was lost last.
    pub survivor: Option<Survivor>,
    /// Where it is, in whatever channel.
    pub mission: Option<MyMission>,
    pub can: Can,
}

/// A mission that one's survivor sits in or is out on.
#[derive(Debug, Clone, Object)]
pub struct MyMission {
    pub id: Uuid,
    pub camp: Uuid,
    pub status: String,
    pub survivor: Uuid,
    pub slot: i16,
    pub is_host: bool,
    /// What others need to join, where it takes a code.
    pub code: Option<String>,
    /// It turns back from then on.
    pub turn_back_ms: Option<i64>,
    /// The host ends it then.
    pub recall_ms: Option<i64>,
}

/// What would be taken now, if nothing else happens first.
#[derive(Debug, Clone, Object)]
#[expect(clippy::struct_excessive_bools, reason = "each is true or not by itself")]
pub struct Can {
    pub make_survivor: bool,
    /// Go out, alone or with others.
    pub go_out: bool,
    /// The code of why not.
    pub why_not: Option<String>,
    /// Say that one is ready, or not; leave the party.
    pub ready: bool,
    pub leave: bool,
    /// Send others away, hand the party over, depart with it.
    pub host: bool,
    pub turn_back: bool,
    pub recall: bool,
    /// Open and close the camp, hide names, send parties away.
    pub steer: bool,
}

impl MyMission {
    pub fn of(at: Whereabouts) -> Self {
        Self {
            id: at.mission,
            camp: at.camp_id,
            survivor: at.survivor_id,
            slot: at.slot,
            is_host: at.host == Some(at.survivor_id),
            // Nobody joins a party that has left.
            code: at.code.filter(|_| at.status == "lobby"),
            turn_back_ms: at.turn_back_ms,
            recall_ms: at.recall_ms,
            status: at.status,
        }
    }
}

impl Me {
    pub async fn at(app: &App, player: &Player, camp: &Found) -> Result<Self, Refusal> {
        let (user, now_ms) = (player.known(), camp.hot.now_ms);
        let (survivor, mission) = match user {
            Some(user) => {
                let survivor = app.store.latest_survivor(user).await?;
                let at = app.store.whereabouts(user).await?;
                (survivor, at.map(MyMission::of))
            }
            None => (None, None),
        };
        let why_not = why_not(camp, (user, now_ms), survivor.as_ref(), mission.as_ref());
        let is_waiting = mission.as_ref().is_some_and(|at| at.status == "lobby");
        let is_out = mission.as_ref().is_some_and(|at| at.status == "in_progress");
        let is_host = mission.as_ref().is_some_and(|at| at.is_host);
        let can = Can {
            make_survivor: user.is_some()
                && survivor.as_ref().is_none_or(|one| one.state != "active"),
            go_out: why_not.is_none(),
            why_not: why_not.map(str::to_owned),
            ready: is_waiting,
            leave: is_waiting,
            host: is_waiting && is_host,
            turn_back: is_out && mission.as_ref().is_some_and(|at| at.turn_back_ms.is_none()),
            recall: is_out && is_host && mission.as_ref().is_some_and(|at| at.recall_ms.is_none()),
            steer: camp.standing.role.steers(),
        };
        let shown = |one| Survivor::of(one, (user, now_ms), Some(&camp.config));
        Ok(Self {
            user,
            role: camp.standing.role.as_str().to_owned(),
            survivor: survivor.map(shown).transpose()?,
            mission,
            can,
        })
    }
}

/// Why they cannot go out from there now.
fn why_not(
    camp: &Found,
    (user, now_ms): (Option<Uuid>, i64),
    survivor: Option<&Record>,
    mission: Option<&MyMission>,
) -> Option<&'static str> {
    if user.is_none() {
        return Some("sign_in");
    }
    if mission.is_some() {
        return Some("busy");
    }
    let Some(survivor) = survivor.filter(|one| one.state == "active") else {
        return Some("no_survivor");
    };
    if survivor.rests_ms.is_some_and(|rests_ms| rests_ms > now_ms) {
        return Some("resting");
    }
    if !camp.is_open() {
        return Some("closed");
    }
    let out = camp.hot.beside.board.count(&OUT);
    (out >= u64::from(camp.config.out_max)).then_some("full")
}
