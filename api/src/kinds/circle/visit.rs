//! Somebody at a circle, and what they may there.

use downbeat_boot::clock;
use downbeat_session::kinds::circle::{Config, MemberState, Membership, Privacy, Rank, Rights};
use downbeat_store::{CircleMember, CircleRecord, Transaction};
use uuid::Uuid;

use crate::{
    access::{Caller, Maker, Permissions, Who, hash},
    app::App,
    refusal::Refusal,
};

pub struct Visit {
    pub circle: CircleRecord,
    pub config: Config,
    pub member: Option<CircleMember>,
    pub membership: Option<Membership>,
    pub rights: Rights,
    pub is_invited: bool,
    /// Whether its owner offers it to them.
    pub is_offered: bool,
}

/// Whoever looks: an account, or nobody in particular.
pub fn viewer(maker: &Maker) -> Result<Option<Uuid>, Refusal> {
    match maker {
        Maker::New(_) => Ok(None),
        Maker::Known(caller) if caller.is_guest() => Ok(None),
        Maker::Known(caller) => account(caller, LOOK).map(Some),
    }
}

/// To read what somebody may read there; to speak for them; to keep order for them.
pub const LOOK: Permissions = Permissions::CONFIG;
pub const SPEAK: Permissions = Permissions::COMMAND;
pub const KEEP_ORDER: Permissions = Permissions::CONFIGURE;

/// The account of whoever does something: a person, or their program where its token says
/// that it may.
pub fn account(caller: &Caller, wanted: Permissions) -> Result<Uuid, Refusal> {
    caller.may_as_person(wanted)?;
    match caller.who {
        Who::Account(user) | Who::Token { account: user, .. } => Ok(user),
        Who::Guest(_) | Who::Link(_) | Who::Viewer(_) => {
            Err(Refusal::forbidden("in a circle are people with an account: sign in"))
        }
    }
}

pub fn unknown() -> Refusal {
    Refusal::not_found("circle")
}

impl Visit {
    /// Of a circle that they may see at least; `secret` of an invitation.
    pub async fn of(
        app: &App,
        viewer: Option<Uuid>,
        id: Uuid,
        secret: Option<&str>,
    ) -> Result<Self, Refusal> {
        let circle = app.store.circle(id).await?.ok_or_else(unknown)?;
        let member = match viewer {
            Some(user) => app.store.circle_member(id, user).await?,
            None => None,
        };
        let mut visit = Self::made(circle, member)?;
        if visit.rights.rank.is_none() {
            visit.is_invited = invited(app, viewer, id, secret).await?;
            visit.rights = visit.rights_now();
        } else if let Some(user) = viewer {
            visit.is_offered = app.store.is_offered(id, user).await?;
        }
        if visit.is_seen() { Ok(visit) } else { Err(unknown()) }
    }

    /// The same of a circle that is held until the transaction ends.
    pub async fn held(transaction: &Transaction, user: Uuid, id: Uuid) -> Result<Self, Refusal> {
        let circle = transaction.hold_circle(id).await?.ok_or_else(unknown)?;
        let member = transaction.circle_member(id, user).await?;
        let visit = Self::made(circle, member)?;
        if visit.is_seen() { Ok(visit) } else { Err(unknown()) }
    }

    /// Of a circle that is held, whether or not they may see it.
    pub async fn held_anyway(
        transaction: &Transaction,
        user: Uuid,
        id: Uuid,
    ) -> Result<Self, Refusal> {
        let circle = transaction.hold_circle(id).await?.ok_or_else(unknown)?;
        Self::made(circle, transaction.circle_member(id, user).await?)
    }

    /// Of the house, wherever it decides.
    pub async fn of_house(
        transaction: &Transaction,
        user: Uuid,
        id: Uuid,
    ) -> Result<Self, Refusal> {
        let visit = Self::held_anyway(transaction, user, id).await?;
        Ok(Self { rights: Rights::HOUSE, ..visit })
    }

    pub fn made(circle: CircleRecord, member: Option<CircleMember>) -> Result<Self, Refusal> {
        let config: Config = serde_json::from_value(circle.config.clone())?;
        let membership = member.as_ref().and_then(|it| membership(it, clock::unix_ms()));
        let rights = Rights::of(config.kind, membership, false);
        let (is_invited, is_offered) = (false, false);
        Ok(Self { circle, config, member, membership, rights, is_invited, is_offered })
    }

    fn rights_now(&self) -> Rights {
        Rights::of(self.config.kind, self.membership, self.is_invited)
    }

    /// One that is deleted is there for its members alone.
    pub fn is_seen(&self) -> bool {
        self.rights.sees && (self.circle.closing_ms.is_none() || self.rights.rank.is_some())
    }

    /// Up to which message nothing is shown to them: what was said while the circle was
    /// less open is of those who were in it.
    pub fn floor(&self) -> i64 {
        let came_ms = self.member.as_ref().filter(|_| self.rights.rank.is_some());
        let was_in = came_ms.zip(self.circle.opened_ms).is_some_and(|(it, ms)| it.joined_ms <= ms);
        if was_in { 0 } else { self.circle.closed_until }
    }

    /// Whether they may read what is said there.
    pub fn reading(&self) -> Result<(), Refusal> {
        if self.rights.reads {
            return Ok(());
        }
        Err(self.not_in().unwrap_or_else(|| Refusal::forbidden("this is for members: join first")))
    }

    pub fn at_least(&self, rank: Rank) -> Result<(), Refusal> {
        if self.rights.has(rank) {
            return Ok(());
        }
        let detail = format!("this is for {}s of the circle and those above", rank.as_str());
        Err(self.not_in().unwrap_or_else(|| Refusal::forbidden(&detail)))
    }

    /// Whether they may say something, or react.
    pub fn writing(&self) -> Result<Rank, Refusal> {
        self.open()?;
        let Some(rank) = self.rights.rank else {
            let join = || Refusal::forbidden("this is for members: join first");
            return Err(self.not_in().unwrap_or_else(join));
        };
        let until_ms = self.member.as_ref().and_then(|it| it.restricted_ms);
        if until_ms.is_some_and(|until_ms| until_ms > clock::unix_ms()) {
            let detail = "a moderator lets you read only, for a while";
            return Err(Refusal::forbidden_because("restricted", detail));
        }
        if self.config.frozen && rank < Rank::Moderator {
            return Err(Refusal::conflict("frozen", "only moderators write here now"));
        }
        Ok(rank)
    }

    /// One that is deleted changes no more.
    pub fn open(&self) -> Result<(), Refusal> {
        match self.circle.closing_ms {
            None => Ok(()),
            Some(_) => Err(Refusal::conflict("closing", "this circle is deleted")),
        }
    }

    /// Why somebody is not in, where there is a reason.
    fn not_in(&self) -> Option<Refusal> {
        match self.membership?.state {
            MemberState::Banned => {
                Some(Refusal::conflict("banned", "you are banned from this circle"))
            }
            MemberState::Pending => {
                Some(Refusal::conflict("pending", "you asked to join, and wait for an answer"))
            }
            MemberState::Active | MemberState::Rejected | MemberState::Left => None,
        }
    }

    pub fn is_private(&self) -> bool {
        self.config.kind == Privacy::Private
    }
}

/// As the row says it: a ban whose time is over is none.
pub fn membership(member: &CircleMember, now_ms: i64) -> Option<Membership> {
    let (role, state) = (Rank::named(&member.role)?, MemberState::named(&member.state)?);
    let is_over = member.until_ms.is_some_and(|until_ms| until_ms <= now_ms);
    let state = if state == MemberState::Banned && is_over { MemberState::Left } else { state };
    Some(Membership { role, state })
}

async fn invited(
    app: &App,
    viewer: Option<Uuid>,
    circle: Uuid,
    secret: Option<&str>,
) -> Result<bool, Refusal> {
    if let Some(secret) = secret
        && app.store.invited_by(hash(secret)).await? == Some(circle)
    {
        return Ok(true);
    }
    let Some(user) = viewer else { return Ok(false) };
    Ok(app.store.is_invited(circle, user).await?)
}
