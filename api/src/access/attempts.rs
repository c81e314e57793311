//! Wrong passwords, counted by whom they are for and where they come from, over all
//! APIs. Too many lock that account for that place, and for no other: nobody is locked
//! out by a stranger elsewhere. What nobody has is counted like what somebody has.

use std::time::Duration;

use downbeat_live::{Full, Quota};
use poem::Request;

use super::{address, place};
use crate::{app::App, refusal::Refusal};

const WINDOW: Duration = Duration::from_mins(10);
const WRONG: (&str, Quota) = ("wrong", Quota { most: 5, window: WINDOW });
const LOCK: (&str, Quota) = ("locked", Quota { most: 1, window: WINDOW });

pub struct Attempts<'a> {
    app: &'a App,
    whose: String,
}

impl<'a> Attempts<'a> {
    /// `whom` is an address as it is folded, or an account's id.
    pub fn of(app: &'a App, request: &Request, whom: &str) -> Self {
        let place = place(address(request).as_deref());
        let place = place.map_or_else(|| "somewhere".to_owned(), |it| it.to_string());
        Self { app, whose: format!("attempts:{place}:{whom}") }
    }

    /// Whether one more may be made. While nobody can count them, none may.
    pub async fn check(&self) -> Result<(), Refusal> {
        match self.app.live.look_at_all(&self.whose, &[LOCK, WRONG]).await? {
            Ok(()) => Ok(()),
            Err(Full { wait, .. }) => Err(Refusal::locked(wait)),
        }
    }

    /// Counts one that was wrong; the last of too many locks.
    pub async fn wrong(&self) -> Result<(), Refusal> {
        let live = &self.app.live;
        let counted = live.take_all(&self.whose, &[WRONG]).await?;
        let is_full = counted.is_err() || live.look_at_all(&self.whose, &[WRONG]).await?.is_err();
        if is_full {
            // It may be locked by another that was wrong at the same time.
            let _ = live.take_all(&self.whose, &[LOCK]).await?;
        }
        Ok(())
    }
}
