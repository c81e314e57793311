//! The seats of a timer as a lobby has them: whose they are, and which are free.

use std::collections::HashMap;

use downbeat_live::Hot;
use downbeat_session::Audience;
use downbeat_store::TakenSeat;
use serde::Deserialize;
use uuid::Uuid;

use crate::{
    app::App,
    refusal::Refusal,
    session::found::{activating, woken},
};

/// What a lobby needs of a timer's view.
#[derive(Debug, Deserialize)]
pub struct Timer {
    pub status: String,
    #[serde(default)]
    pub title: Option<String>,
    pub participants: Vec<Participant>,
}

#[derive(Debug, Deserialize)]
pub struct Participant {
    pub id: String,
    pub name: String,
    pub color: Option<String>,
}

pub struct Seats {
    pub timer: Timer,
    taken: HashMap<String, TakenSeat>,
}

impl Seats {
    /// As they are now; a timer that is cold is brought up.
    pub async fn of(app: &App, session: Uuid) -> Result<Self, Refusal> {
        let hot = match app.live.read(session).await? {
            Some(hot) => hot,
            None => woken(app, session).await?.ok_or_else(activating)?,
        };
        let taken = app.store.taken_seats(session).await?;
        let taken = taken.into_iter().map(|seat| (seat.participant.clone(), seat)).collect();
        Ok(Self { timer: seen(&hot)?, taken })
    }

    /// Whoever took a seat, if that is not free.
    pub fn taken(&self, participant: &str) -> Option<&TakenSeat> {
        self.taken.get(participant)
    }

    pub fn first_free(&self) -> Option<&str> {
        let mut all = self.timer.participants.iter();
        all.find(|one| self.taken(&one.id).is_none()).map(|one| one.id.as_str())
    }
}

fn seen(hot: &Hot) -> Result<Timer, Refusal> {
    Ok(serde_json::from_slice(&hot.view(Audience::Public))?)
}
