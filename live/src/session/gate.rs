//! Who a command is from, held against what live Redis knows of them by the
//! commit itself: a command that goes through it is one round trip. Its keys lie
//! anywhere, so there is none on a cluster.

use std::sync::OnceLock;

use downbeat_boot::clock;
use uuid::Uuid;

use crate::{
    Accepted, Asked, CommandError, Live, Quota, Taken, key,
    redis::call::Call,
    session::{
        command::{self, Payload},
        known::{Base, Source},
    },
};

pub struct Gate {
    /// Where what is known of whoever asks is kept, and what that was.
    pub pass: (String, Vec<u8>),
    pub limit: Option<(String, Quota)>,
    pub(super) verdict: OnceLock<Verdict>,
}

/// What the function said of whoever asks.
pub(super) enum Verdict {
    Open(Option<Taken>),
    /// They are another by now, or nobody.
    Stranger,
    Limited(Taken),
}

/// What became of a command at a gate.
pub enum Through {
    /// Nothing was done, and nothing counted: it is asked for in the usual way.
    Closed,
    Limited(Taken),
    /// It was answered, and counted where there is a limit.
    Open(Option<Taken>, Result<Accepted, CommandError>),
    /// Whether it happened is not known, nor whether they may.
    Unknown(Result<Accepted, CommandError>),
}

impl Gate {
    #[must_use]
    pub const fn new(pass: (String, Vec<u8>), limit: Option<(String, Quota)>) -> Self {
        Self { pass, limit, verdict: OnceLock::new() }
    }

    /// The keys, behind all others.
    pub(super) fn keys(&self, call: Call) -> Call {
        // One that is not asked for its limit is the same twice.
        let limit = self.limit.as_ref().map_or_else(|| self.pass.0.clone(), |it| key::limit(&it.0));
        call.key(self.pass.0.clone()).key(limit)
    }

    pub(super) fn args(&self, call: Call) -> Call {
        let quota = self.limit.as_ref().map(|(_, quota)| quota);
        call.arg(self.pass.1.clone())
            .maybe(quota.map(|quota| quota.most))
            .maybe(quota.map(|quota| quota.window.as_micros()))
    }

    pub(super) fn hear(&self, word: &str, taken: Option<Taken>) {
        let verdict = match (word, taken) {
            ("stranger", _) => Verdict::Stranger,
            ("limited", Some(taken)) => Verdict::Limited(taken),
            (_, taken) => Verdict::Open(taken),
        };
        // It is asked once.
        let _ = self.verdict.set(verdict);
    }
}

impl Live {
    /// Whether a command may be one round trip.
    #[must_use]
    pub fn has_gate(&self, session: Uuid) -> bool {
        !self.is_cluster() && self.known.has(session)
    }

    /// A command on what is known of its session, of somebody at a gate.
    pub async fn command_through(&self, asked: &Asked, gate: &Gate) -> Through {
        let start = clock::monotonic();
        let _turn = self.turns.take(asked.session).await;
        let known = self.known.get(asked.session).filter(|_| !self.is_cluster());
        let Some(known) = known.filter(|_| !asked.has_nul()) else { return Through::Closed };
        let (base, payload) = (Base { known, source: Source::Known }, Payload::of(asked));
        let tried = self.try_on(asked, payload, &base, Some(gate)).await;
        match (gate.verdict.get(), tried) {
            (Some(Verdict::Limited(taken)), _) => Through::Limited(*taken),
            (None, Err(error @ CommandError::Live(_))) => {
                let answer = Err(error);
                command::count(start, &answer);
                Through::Unknown(answer)
            }
            (Some(Verdict::Stranger) | None, _) => Through::Closed,
            (Some(Verdict::Open(taken)), tried) => {
                base.count(&tried);
                let answer = match tried {
                    Ok(tried) => self.go_on(asked, payload, tried).await,
                    Err(error) => Err(error),
                };
                command::count(start, &answer);
                Through::Open(*taken, answer)
            }
        }
    }
}
