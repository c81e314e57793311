//! Open sockets look again at their pass, in Postgres and past any cache: a pass
//! that was ended, is over or was silent for too long closes its sockets within
//! a minute, however it was ended and whoever was not told of it.
//!
//! While Postgres is away sockets stay, and it is asked again at their next turn.

use std::{collections::HashMap, sync::Arc, time::Duration};

use downbeat_boot::{Shutdown, clock};
use downbeat_job::BELIEVED;
use downbeat_live::Live;
use downbeat_store::{At, Came, PassState, Store, StoreError};
use futures::future::join_all;
use metrics::counter;
use uuid::Uuid;

use super::{
    close::Bye,
    passes::{Due, Pass, Passes, Place},
};
use crate::{
    access::{STAY, Who},
    kinds::role_of_rows,
};

/// Passes that one statement asks about.
const AT_ONCE: usize = 500;
/// Passes at sessions of rows that are looked at together.
const ROWS_AT_ONCE: usize = 16;
/// Turns in the time in which each pass has its own.
const TURNS: u32 = 60;

pub struct Recheck {
    pub live: Live,
    pub store: Store,
    pub passes: Arc<Passes>,
}

impl Recheck {
    /// Until the shutdown is requested.
    pub async fn run(self, shutdown: Shutdown) {
        let mut turns =
            clock::interval((self.passes.every() / TURNS).max(Duration::from_millis(10)));
        loop {
            tokio::select! {
                _ = turns.tick() => self.run_once().await,
                () = shutdown.requested() => return,
            }
        }
    }

    /// One turn: asks about the passes that are due, and ends those that are no
    /// good any more.
    pub async fn run_once(&self) {
        let due = self.passes.due(clock::monotonic());
        for due in due.chunks(AT_ONCE) {
            match self.ask(due).await {
                Ok(found) => self.settle(due, &found).await,
                Err(error) => {
                    tracing::warn!(%error, passes = due.len(), "passes of sockets are asked about again later");
                    count("unavailable", due.len());
                }
            }
        }
    }

    async fn ask(&self, due: &[Due]) -> Result<HashMap<Place, PassState>, StoreError> {
        let (mut links, mut cookies) = (Vec::new(), Vec::new());
        let (mut tokens, mut guests) = (Vec::new(), Vec::new());
        for Due { place: (pass, session), is_used, steers } in due {
            let came = |hash| Came { at: (hash, *session), steers: *steers, is_used: *is_used };
            match pass {
                Pass::Link(hash) => links.push((*hash, *session)),
                Pass::Cookie(hash) => cookies.push(came(*hash)),
                Pass::Token(hash) => tokens.push(came(*hash)),
                Pass::Guest(hash) => guests.push((*hash, *session)),
                Pass::Ticket(..) => {}
            }
        }
        let mut found = HashMap::with_capacity(due.len());
        let mut add = |pass: fn([u8; 32]) -> Pass, states: HashMap<At, PassState>| {
            let place = |(hash, session): At| (pass(hash), session);
            found.extend(states.into_iter().map(|(at, state)| (place(at), state)));
        };
        if !links.is_empty() {
            add(Pass::Link, self.store.link_states(&links).await?);
        }
        if !cookies.is_empty() {
            add(Pass::Cookie, self.store.cookie_states(&cookies, STAY).await?);
        }
        if !tokens.is_empty() {
            add(Pass::Token, self.store.token_states(&tokens).await?);
        }
        if !guests.is_empty() {
            add(Pass::Guest, self.store.guest_states(&guests).await?);
        }
        Ok(found)
    }

    /// Of what is nothing but rows, these say who may be there.
    async fn look_at_rows(&self, asked: &[(Place, Uuid)]) {
        let mut left = asked.len();
        for asked in asked.chunks(ROWS_AT_ONCE) {
            let mut looks = Vec::with_capacity(asked.len());
            for (place, person) in asked {
                looks.push(self.look_at(*place, *person));
            }
            left -= asked.len();
            if !join_all(looks).await.into_iter().all(|is_answered| is_answered) {
                // Postgres is away: each of the others would only wait for it.
                count("unavailable", left);
                return;
            }
        }
    }

    /// `false` where Postgres does not answer.
    async fn look_at(&self, place: Place, person: Uuid) -> bool {
        match role_of_rows(&self.store, &Who::Account(person), place.1).await {
            Ok(Some(_)) => count("good", 1),
            Ok(None) => {
                count("outsider", 1);
                self.passes.end(place, Bye::UnknownLink);
            }
            Err(error) => {
                tracing::warn!(%error, "a pass of a socket is asked about again later");
                count("unavailable", 1);
                return !error.is_unavailable();
            }
        }
        true
    }

    /// Closes what has ended, and has the cache forget it: by which somebody would
    /// come back.
    async fn settle(&self, due: &[Due], found: &HashMap<Place, PassState>) {
        let (mut forgotten, mut of_rows) = (Vec::new(), Vec::new());
        for Due { place, .. } in due {
            if let (Pass::Ticket(_, until_ms), _) = place {
                let is_over = *until_ms <= clock::unix_ms();
                count(if is_over { "ended" } else { "good" }, 1);
                if is_over {
                    // They come again with what Twitch says of them by then.
                    self.passes.end(*place, Bye::Unavailable);
                }
                continue;
            }
            match found.get(place).copied().unwrap_or(PassState::Ended) {
                PassState::Good => count("good", 1),
                // It still opens what is their own.
                PassState::Outsider => {
                    count("outsider", 1);
                    self.passes.end(*place, Bye::UnknownLink);
                }
                PassState::Ended => {
                    count("ended", 1);
                    forgotten.extend(self.passes.end(*place, Bye::UnknownLink));
                }
                PassState::OfRows(person) => of_rows.push((*place, person)),
                // A session may be made again, and its links with it.
                PassState::SessionEnded => {
                    count("session_ended", 1);
                    self.passes.end(*place, Bye::Ended);
                }
            }
        }
        if !forgotten.is_empty() {
            tracing::info!(passes = forgotten.len(), "passes of sockets have ended");
            if let Err(error) = self.live.invalidate_all(&forgotten, BELIEVED).await {
                tracing::warn!(%error, "what has ended is believed for two minutes more");
            }
        }
        // Last, for it asks more than once.
        self.look_at_rows(&of_rows).await;
    }
}

fn count(outcome: &'static str, passes: usize) {
    counter!("downbeat_passes_rechecked_total", "outcome" => outcome).increment(passes as u64);
}
