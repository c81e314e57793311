//! What somebody may at a session: the one place that answers it.
//!
//! Routes, sockets, lists and commands ask here and compare no owner and no role
//! by themselves. To whoever has no standing there is no such session.

use downbeat_live::{CommandId, Hot};
use downbeat_session::{Actor, Audience, Role, Seating, kinds};
use downbeat_store::{SessionRecord, StoreError};
use uuid::Uuid;

use super::{
    LookUpError, Permissions, Viewer, Who,
    members::{self, Member},
};
use crate::{app::App, kinds::role_of_rows, session::found::woken};

/// Who somebody is at a session, and what they may do there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    pub role: Role,
    pub may: Permissions,
    /// As they send commands.
    pub actor: Actor,
    /// Whether the session is theirs.
    is_own: bool,
    /// Whether it is nothing but rows, which say what they are there.
    pub is_of_rows: bool,
    /// The parent of the session, where what they are there says what they are here.
    pub above: Option<Uuid>,
}

/// A session, and whose it is.
#[derive(Debug, Clone, Copy)]
pub struct Owned {
    session: Uuid,
    owner: Uuid,
    /// Whose child it is: that has the members and the links of both.
    parent: Option<Uuid>,
    /// What anybody who is known is there.
    anybody: Option<Role>,
    /// Nobody's: rows say what somebody is there.
    is_of_rows: bool,
}

impl From<&SessionRecord> for Owned {
    fn from(record: &SessionRecord) -> Self {
        Self::of(record.id, (record.owner, record.parent), &record.kind)
    }
}

impl From<&Hot> for Owned {
    fn from(hot: &Hot) -> Self {
        Self::of(hot.id, (hot.owner, hot.session.parent()), hot.session.kind())
    }
}

impl Owned {
    fn of(session: Uuid, (owner, parent): (Uuid, Option<Uuid>), kind: &str) -> Self {
        let kind = kinds::named(kind);
        let anybody = kind.and_then(|kind| kind.anybody);
        let is_of_rows = kind.is_some_and(|kind| kind.is_of_rows);
        Self { session, owner, parent, anybody, is_of_rows }
    }
}

/// What somebody may at a session; `None`: to them there is no such session.
pub async fn standing(
    app: &App,
    who: &Who,
    session: Uuid,
) -> Result<Option<Standing>, LookUpError> {
    if let Some(seat) = who.seat() {
        return seated(app, (who, seat), session).await;
    }
    // A link says itself what it opens, but for children.
    if let Who::Link(link) = who {
        let is_elsewhere = link.session != session && link.role.steers();
        let parent = if is_elsewhere { place_of(app, session).await? } else { None };
        let owner = Uuid::nil();
        let nobodys = Owned { session, owner, parent, anybody: None, is_of_rows: false };
        return Ok(Standing::given(who, nobodys, None));
    }
    if let Who::Viewer(viewer) = who {
        return viewers(app, (who, viewer), session).await;
    }
    match owned(app, session).await? {
        Some(owned) => standing_at(app, who, owned).await,
        // What is nothing but rows has none of its own.
        None => of_rows(app, who, session).await,
    }
}

/// What rows say of somebody. A link and a guest are nobody there.
async fn of_rows(app: &App, who: &Who, session: Uuid) -> Result<Option<Standing>, LookUpError> {
    let role = match who {
        Who::Account(_) | Who::Token { .. } => role_of_rows(&app.store, who, session).await?,
        Who::Guest(_) | Who::Link(_) | Who::Viewer(_) => None,
    };
    let standing = role.map(|role| Standing::of_role(who, role, Permissions::NONE));
    Ok(standing.map(|standing| Standing { is_of_rows: true, ..standing }))
}

/// The same where it is known whose session it is.
pub async fn standing_at(
    app: &App,
    who: &Who,
    owned: Owned,
) -> Result<Option<Standing>, LookUpError> {
    if let Who::Viewer(viewer) = who {
        return viewers(app, (who, viewer), owned.session).await;
    }
    if let Some(seat) = who.seat() {
        return seated(app, (who, seat), owned.session).await;
    }
    if owned.is_of_rows {
        return of_rows(app, who, owned.session).await;
    }
    let member = match who.account() {
        Some(account) if account != owned.owner => {
            members::find(app, owned.parent.unwrap_or(owned.session), account).await?
        }
        _ => None,
    };
    Ok(Standing::given(who, owned, member))
}

/// Whoever sits is what the session says of their seat now.
async fn seated(
    app: &App,
    (who, seat): (&Who, Uuid),
    session: Uuid,
) -> Result<Option<Standing>, LookUpError> {
    Ok(match seating(app, who, seat, session).await? {
        Seating::Sits(sits) => {
            // Whoever waits at the door may go away again.
            let rights = if sits.configures {
                Permissions::COMMAND.and(Permissions::CONFIG).and(Permissions::CONFIGURE)
            } else {
                Permissions::COMMAND
            };
            Some(Standing::of_role(who, sits.role, rights))
        }
        Seating::Away | Seating::Closed => None,
    })
}

/// What somebody's seat is at a session.
pub async fn seating(
    app: &App,
    who: &Who,
    seat: Uuid,
    session: Uuid,
) -> Result<Seating, LookUpError> {
    let is_there = matches!(who, Who::Link(link) if link.session == session);
    if !is_there {
        return Ok(Seating::Away);
    }
    let hot = match app.live.read(session).await? {
        Some(hot) => Some(hot),
        None => woken(app, session).await.map_err(|_| LookUpError::Busy)?,
    };
    let hot = hot.ok_or(LookUpError::Busy)?;
    Ok(hot.session.seating(&seat.to_string()))
}

/// A viewer is in their channel what Twitch says, and nothing elsewhere.
async fn viewers(
    app: &App,
    (who, viewer): (&Who, &Viewer),
    session: Uuid,
) -> Result<Option<Standing>, LookUpError> {
    let is_there = is_of_channel(app, viewer, session).await?;
    Ok(is_there.then(|| Standing::of_role(who, viewer.role, Permissions::NONE)))
}

impl Standing {
    /// At what is somebody's own.
    pub fn own(who: &Who) -> Self {
        Self { is_own: true, ..Self::of_role(who, Role::Owner, Permissions::NONE) }
    }

    fn given(who: &Who, owned: Owned, member: Option<Member>) -> Option<Self> {
        match who {
            Who::Link(link) => {
                let above = owned.parent.filter(|parent| *parent == link.session);
                let is_its = link.session == owned.session;
                // Whoever only looks at the parent, or plays there, has a link to that alone.
                let opens = is_its || above.is_some() && link.role.steers();
                let standing = || Self::of_role(who, link.role, Permissions::NONE);
                opens.then(|| Self { above, ..standing() })
            }
            Who::Account(account) | Who::Token { account, .. } | Who::Guest(account)
                if *account == owned.owner =>
            {
                Some(Self::own(who))
            }
            // Which channel a session is of is to be asked for; a guest is a member of
            // nothing.
            Who::Viewer(_) | Who::Guest(_) => None,
            Who::Account(_) | Who::Token { .. } => {
                let anybody = || {
                    let role = owned.anybody?;
                    Some(Member { role, rights: Permissions::NONE })
                };
                let member = member.or_else(anybody);
                let above = owned.parent;
                let standing = |role, rights| Self { above, ..Self::of_role(who, role, rights) };
                member.map(|Member { role, rights }| standing(role, rights))
            }
        }
    }

    /// A role and what is beyond it, as far as the credential goes: whoever may
    /// not act by it looks.
    fn of_role(who: &Who, role: Role, rights: Permissions) -> Self {
        let granted = Permissions::of_role(role).and(rights);
        let may = granted.within(who.limit());
        let acts = granted.within(Permissions::COMMAND) == may.within(Permissions::COMMAND);
        let role = if acts { role } else { Role::Viewer };
        let actor = Actor { role, id: Some(who.actor_id()) };
        Self { role, may, actor, is_own: false, is_of_rows: false, above: None }
    }

    /// Ids of commands are the sender's own: one's never meet another's.
    pub fn command_id(&self, who: &Who, id: String) -> CommandId {
        match who {
            Who::Account(account) | Who::Token { account, .. } if self.is_own => {
                CommandId::of_account(*account, id)
            }
            Who::Guest(account) => CommandId::of_account(*account, id),
            Who::Account(account) | Who::Token { account, .. } => {
                CommandId::of_member(*account, id)
            }
            Who::Link(link) => CommandId::of_link(link.id, link.participant.as_deref(), id),
            // Whoever has no account sends no command.
            Who::Viewer(viewer) => CommandId::of_member(viewer.account.unwrap_or_default(), id),
        }
    }

    /// Whose view they see.
    pub const fn audience(&self) -> Audience {
        self.role.audience()
    }
}

/// Whose session it is. Live Redis knows it of a hot one, so that sockets come in
/// while Postgres is away.
async fn owned(app: &App, session: Uuid) -> Result<Option<Owned>, StoreError> {
    if let Ok(Some(hot)) = app.live.read(session).await {
        return Ok(Some(Owned::from(&hot)));
    }
    Ok(app.store.find(session).await?.as_ref().map(Owned::from))
}

/// Whether a session is a channel's, as a kind derives it, or a child of one.
pub(super) async fn is_of_channel(
    app: &App,
    viewer: &Viewer,
    session: Uuid,
) -> Result<bool, StoreError> {
    let is_its = viewer.is_at(session);
    Ok(is_its || place_of(app, session).await?.is_some_and(|place| viewer.is_at(place)))
}

/// The session that one is a child of, or itself; `None` where there is none.
pub(super) async fn place_of(app: &App, session: Uuid) -> Result<Option<Uuid>, StoreError> {
    if let Ok(Some(hot)) = app.live.read(session).await {
        return Ok(Some(hot.session.parent().unwrap_or(session)));
    }
    let parent = app.store.parent(session).await?;
    Ok(parent.map(|parent| parent.unwrap_or(session)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::links::Link;

    const ANN: Uuid = Uuid::from_u128(1);
    const BOB: Uuid = Uuid::from_u128(2);
    const OWNED: Owned = Owned {
        session: Uuid::from_u128(3),
        owner: ANN,
        parent: None,
        anybody: None,
        is_of_rows: false,
    };

    fn given(who: &Who) -> Option<(Role, Permissions)> {
        as_member(who, None)
    }

    fn as_member(who: &Who, member: Option<Member>) -> Option<(Role, Permissions)> {
        Standing::given(who, OWNED, member).map(|standing| {
            assert_eq!(standing.actor.role, standing.role);
            (standing.role, standing.may)
        })
    }

    fn link(session: Uuid, role: Role) -> Who {
        Who::Link(Link { id: Uuid::from_u128(4), session, role, participant: None, seat: None })
    }

    #[test]
    fn a_session_is_its_owners_and_nobody_elses() {
        assert_eq!(given(&Who::Account(ANN)), Some((Role::Owner, Permissions::ALL)));
        assert_eq!(given(&Who::Account(BOB)), None);
        assert_eq!(given(&Who::Guest(ANN)), Some((Role::Owner, Permissions::GUEST)));
        assert_eq!(given(&Who::Guest(BOB)), None);
        let member = Some(Member { role: Role::Owner, rights: Permissions::ALL });
        assert_eq!(as_member(&Who::Guest(BOB), member), None, "a guest is a member of nothing");
        let may = Permissions::ALL;
        assert_eq!(given(&Who::Token { account: BOB, may }), None);
    }

    #[test]
    fn a_token_may_what_its_scopes_say_and_looks_where_it_may_not_command() {
        let token = |may| given(&Who::Token { account: ANN, may });
        let read = Permissions::LOOK.and(Permissions::HISTORY);
        assert_eq!(token(read), Some((Role::Viewer, read)));
        let acts = read.and(Permissions::COMMAND);
        assert_eq!(token(acts), Some((Role::Owner, acts)));
        assert_eq!(token(Permissions::NONE), Some((Role::Viewer, Permissions::NONE)));
    }

    #[test]
    fn a_member_may_what_their_role_and_rights_say_and_their_token_no_more() {
        let member = Some(Member { role: Role::Participant, rights: Permissions::HISTORY });
        let all = Permissions::of_role(Role::Participant).and(Permissions::HISTORY);
        let bob = Who::Account(BOB);
        assert_eq!(as_member(&bob, member), Some((Role::Participant, all)));
        let token = |may| as_member(&Who::Token { account: BOB, may }, member);
        assert_eq!(token(Permissions::ALL), Some((Role::Participant, all)));
        let read = Permissions::LOOK.and(Permissions::CONFIG).and(Permissions::HISTORY);
        let looks = Permissions::LOOK.and(Permissions::HISTORY);
        assert_eq!(token(read), Some((Role::Viewer, looks)));
        // An owner is one, whatever a record says of them.
        assert_eq!(as_member(&Who::Account(ANN), member), Some((Role::Owner, Permissions::ALL)));
        // A link is for itself, whoever holds it.
        assert_eq!(as_member(&link(BOB, Role::Owner), member), None);
    }

    #[test]
    fn where_anybody_is_something_strangers_are_that_and_members_what_they_are() {
        let open = Owned { anybody: Some(Role::Participant), ..OWNED };
        let role =
            |who: &Who, member| Standing::given(who, open, member).map(|standing| standing.role);
        let bob = Who::Account(BOB);
        assert_eq!(role(&bob, None), Some(Role::Participant));
        let member = Some(Member { role: Role::Moderator, rights: Permissions::NONE });
        assert_eq!(role(&bob, member), Some(Role::Moderator));
        assert_eq!(role(&Who::Account(ANN), None), Some(Role::Owner));
        let may = Permissions::LOOK;
        assert_eq!(role(&Who::Token { account: BOB, may }, None), Some(Role::Viewer));
        assert_eq!(role(&link(BOB, Role::Overlay), None), None, "a link opens its own");
        assert_eq!(role(&Who::Guest(BOB), None), None, "a guest is nobody of an audience");
    }

    #[test]
    fn a_link_opens_its_session_in_its_role_and_no_other() {
        for role in [Role::Owner, Role::Moderator, Role::Table, Role::Viewer, Role::Overlay] {
            let may = Permissions::of_role(role);
            assert_eq!(given(&link(OWNED.session, role)), Some((role, may)));
            assert_eq!(given(&link(BOB, role)), None);
        }
    }

    /// Never more than at the parent, and at the parent nothing.
    #[test]
    fn a_link_opens_children_for_whoever_steers_by_it_and_a_childs_opens_no_parent() {
        let child = Owned { session: Uuid::from_u128(5), parent: Some(OWNED.session), ..OWNED };
        let at = |owned: Owned, who: &Who| {
            let standing = Standing::given(who, owned, None)?;
            Some((standing.role, standing.may, standing.above))
        };
        for role in Role::GIVEN {
            let link = link(OWNED.session, role);
            let seen = (role, Permissions::of_role(role), child.parent);
            assert_eq!(at(child, &link), role.steers().then_some(seen), "{role:?}");
            let elsewhere = Owned { parent: Some(BOB), ..child };
            assert_eq!(at(elsewhere, &link), None, "{role:?} at a child of another");
        }
        let of_child = link(child.session, Role::Owner);
        assert_eq!(at(OWNED, &of_child), None);
        assert_eq!(at(Owned { session: BOB, ..child }, &of_child), None, "its sibling");
        // What changes at the parent reaches whoever is a member there, and no owner.
        let member = Some(Member { role: Role::Moderator, rights: Permissions::NONE });
        let above = |who: &Who| Standing::given(who, child, member).and_then(|one| one.above);
        assert_eq!(above(&Who::Account(BOB)), Some(OWNED.session));
        assert_eq!(above(&Who::Account(ANN)), None);
    }
}
