//! Following, blocking and muting somebody.
//!
//! Each is set and ended by itself, and is the same however often it is asked for. What a
//! block or a mute keeps from somebody is done where messages are shown (`said.rs`).

use std::sync::Arc;

use downbeat_session::kinds::circle::limits::REGARDED_MAX;
use downbeat_store::{Regard, Regards as Stored, Transaction};
use poem::web::Data;
use poem_openapi::{Object, OpenApi, param::Path, payload::Json};
use uuid::Uuid;

use super::{
    members::{AHEAD, is_ahead},
    visit::{SPEAK, account},
};
use crate::{
    access::Caller,
    app::App,
    refusal::{Answer, FieldError, Refusal},
};

pub struct Regards;

/// What you make of somebody.
#[derive(Debug, Object)]
pub struct CircleRegards {
    follows: bool,
    blocks: bool,
    mutes: bool,
    /// When a mute ends; null of one that does not.
    mutes_until_ms: Option<i64>,
}

#[derive(Debug, Object)]
struct CircleMuteBody {
    /// Left out for one that does not end.
    until_ms: Option<i64>,
}

#[OpenApi(prefix_path = "/api/v1")]
impl Regards {
    /// Follow a person
    ///
    /// What they say in circles that you may read is in your feed `following`. A thousand,
    /// then 409 `full`; where one of you blocks the other, 403 `blocked`.
    /// Scope: `sessions:command`.
    #[oai(path = "/people/:id/follow", method = "put")]
    async fn follow(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        id: Path<Uuid>,
    ) -> Answer<CircleRegards> {
        let pair = Pair::held(&app, account(&caller, SPEAK)?, id.0).await?;
        let Pair { ref transaction, user, other } = pair;
        if transaction.is_blocked(user, other).await? {
            return Err(blocked());
        }
        there_is_room(transaction.follow_person(user, other, REGARDED_MAX).await?)?;
        pair.now().await
    }

    /// Follow a person no longer
    ///
    /// Scope: `sessions:command`.
    #[oai(path = "/people/:id/follow", method = "delete")]
    async fn unfollow(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        id: Path<Uuid>,
    ) -> Answer<CircleRegards> {
        Pair::held(&app, account(&caller, SPEAK)?, id.0).await?.without(Regard::Follow).await
    }

    /// Block a person
    ///
    /// What either of you says is not shown to the other, and told to neither; neither
    /// follows the other any more. It is a comfort, and no secret. A thousand, then 409
    /// `full`. Scope: `sessions:command`.
    #[oai(path = "/people/:id/block", method = "put")]
    async fn block(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        id: Path<Uuid>,
    ) -> Answer<CircleRegards> {
        let pair = Pair::held(&app, account(&caller, SPEAK)?, id.0).await?;
        let Pair { ref transaction, user, other } = pair;
        there_is_room(transaction.block_person(user, other, REGARDED_MAX).await?)?;
        // In one order, whoever blocks whom.
        let (first, second) = if user < other { (user, other) } else { (other, user) };
        transaction.untell_doings(first, second).await?;
        transaction.untell_doings(second, first).await?;
        pair.now().await
    }

    /// Block a person no longer
    ///
    /// Scope: `sessions:command`.
    #[oai(path = "/people/:id/block", method = "delete")]
    async fn unblock(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        id: Path<Uuid>,
    ) -> Answer<CircleRegards> {
        Pair::held(&app, account(&caller, SPEAK)?, id.0).await?.without(Regard::Block).await
    }

    /// Mute a person
    ///
    /// What they say is not shown to you, and not told, until then or for good; they are
    /// none the wiser. Muting again sets another end. A thousand, then 409 `full`.
    /// Scope: `sessions:command`.
    #[oai(path = "/people/:id/mute", method = "put")]
    async fn mute(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        id: Path<Uuid>,
        body: Json<CircleMuteBody>,
    ) -> Answer<CircleRegards> {
        let user = account(&caller, SPEAK)?;
        let CircleMuteBody { until_ms } = body.0;
        if until_ms.is_some_and(|until_ms| !is_ahead(until_ms)) {
            return Err(Refusal::invalid(vec![FieldError::new("until_ms", AHEAD)]));
        }
        let pair = Pair::held(&app, user, id.0).await?;
        let Pair { ref transaction, user, other } = pair;
        there_is_room(transaction.mute_person(user, other, until_ms, REGARDED_MAX).await?)?;
        transaction.untell_doings(user, other).await?;
        pair.now().await
    }

    /// Mute a person no longer
    ///
    /// Scope: `sessions:command`.
    #[oai(path = "/people/:id/mute", method = "delete")]
    async fn unmute(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        id: Path<Uuid>,
    ) -> Answer<CircleRegards> {
        Pair::held(&app, account(&caller, SPEAK)?, id.0).await?.without(Regard::Mute).await
    }
}

/// Somebody and another whom they may see. Nobody else changes what they make of each
/// other meanwhile.
struct Pair {
    transaction: Transaction,
    user: Uuid,
    other: Uuid,
}

impl Pair {
    async fn held(app: &App, user: Uuid, other: Uuid) -> Result<Self, Refusal> {
        if user == other {
            let error = FieldError::new("id", "must be somebody else");
            return Err(Refusal::invalid(vec![error]));
        }
        let transaction = app.store.begin().await?;
        transaction.hold_two(user, other).await?;
        transaction.circle_person(user, other).await?.ok_or_else(unknown)?;
        Ok(Self { transaction, user, other })
    }

    async fn without(self, regard: Regard) -> Answer<CircleRegards> {
        self.transaction.end_regard(self.user, self.other, regard).await?;
        self.now().await
    }

    /// Ends it, and says how things are then.
    async fn now(self) -> Answer<CircleRegards> {
        let Self { transaction, user, other } = self;
        let now = transaction.regards(user, other).await?;
        transaction.commit().await?;
        Ok(Json(now.into()))
    }
}

impl From<Stored> for CircleRegards {
    fn from(stored: Stored) -> Self {
        let Stored { follows, blocks, mutes, mutes_until_ms } = stored;
        Self { follows, blocks, mutes, mutes_until_ms }
    }
}

fn there_is_room(is_set: bool) -> Result<(), Refusal> {
    if is_set {
        return Ok(());
    }
    Err(Refusal::conflict("full", format!("{REGARDED_MAX} people, which is all")))
}

/// Between two of whom one blocks the other.
pub fn blocked() -> Refusal {
    Refusal::forbidden_because("blocked", "one of you blocks the other")
}

pub fn unknown() -> Refusal {
    Refusal::not_found("person")
}
