//! What somebody may at a session: the one place that answers it.
//!
//! Routes, sockets, lists and commands ask here and compare no owner and no role
//! by themselves. To whoever has no standing there is no such session.

use downbeat_live::CommandId;
use downbeat_session::{Actor, Audience, Role};
use downbeat_store::StoreError;
use uuid::Uuid;

use super::{
    LookUpError, Permissions, Who,
    members::{self, Member},
};
use crate::app::App;

/// Who somebody is at a session, and what they may do there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    pub role: Role,
    pub may: Permissions,
    /// As they send commands.
    pub actor: Actor,
    /// Whether the session is theirs.
    is_own: bool,
}

/// A session, and whose it is.
#[derive(Debug, Clone, Copy)]
pub struct Owned {
    pub session: Uuid,
    pub owner: Uuid,
}

/// What somebody may at a session; `None`: to them there is no such session.
pub async fn standing(
    app: &App,
    who: &Who,
    session: Uuid,
) -> Result<Option<Standing>, LookUpError> {
    // A link says itself what it opens.
    if let Who::Link(_) = who {
        return Ok(Standing::given(who, Owned { session, owner: Uuid::nil() }, None));
    }
    match owner(app, session).await? {
        Some(owner) => standing_at(app, who, Owned { session, owner }).await,
        None => Ok(None),
    }
}

/// The same where it is known whose session it is.
pub async fn standing_at(
    app: &App,
    who: &Who,
    owned: Owned,
) -> Result<Option<Standing>, LookUpError> {
    let member = match who.account() {
        Some(account) if account != owned.owner => {
            members::find(app, owned.session, account).await?
        }
        _ => None,
    };
    Ok(Standing::given(who, owned, member))
}

impl Standing {
    /// At what is somebody's own.
    pub fn own(who: &Who) -> Self {
        Self { is_own: true, ..Self::of_role(who, Role::Owner, Permissions::NONE) }
    }

    fn given(who: &Who, owned: Owned, member: Option<Member>) -> Option<Self> {
        match who {
            Who::Link(link) => (link.session == owned.session)
                .then(|| Self::of_role(who, link.role, Permissions::NONE)),
            Who::Account(account) | Who::Token { account, .. } if *account == owned.owner => {
                Some(Self::own(who))
            }
            Who::Account(_) | Who::Token { .. } => {
                member.map(|Member { role, rights }| Self::of_role(who, role, rights))
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
        Self { role, may, actor: Actor { role, id: Some(who.actor_id()) }, is_own: false }
    }

    /// Ids of commands are the sender's own: one's never meet another's.
    pub fn command_id(&self, who: &Who, id: String) -> CommandId {
        match who {
            Who::Account(account) | Who::Token { account, .. } if self.is_own => {
                CommandId::of_account(*account, id)
            }
            Who::Account(account) | Who::Token { account, .. } => {
                CommandId::of_member(*account, id)
            }
            Who::Link(link) => CommandId::of_link(link.id, link.participant.as_deref(), id),
        }
    }

    /// Whose view they see.
    pub const fn audience(&self) -> Audience {
        self.role.audience()
    }
}

/// Whose session it is. Live Redis knows it of a hot one, so that sockets come in
/// while Postgres is away.
async fn owner(app: &App, session: Uuid) -> Result<Option<Uuid>, StoreError> {
    if let Ok(Some(hot)) = app.live.read(session).await {
        return Ok(Some(hot.owner));
    }
    Ok(app.store.find(session).await?.map(|session| session.owner))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::links::Link;

    const ANN: Uuid = Uuid::from_u128(1);
    const BOB: Uuid = Uuid::from_u128(2);
    const OWNED: Owned = Owned { session: Uuid::from_u128(3), owner: ANN };

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
        Who::Link(Link { id: Uuid::from_u128(4), session, role, participant: None })
    }

    #[test]
    fn a_session_is_its_owners_and_nobody_elses() {
        assert_eq!(given(&Who::Account(ANN)), Some((Role::Owner, Permissions::ALL)));
        assert_eq!(given(&Who::Account(BOB)), None);
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
    fn a_link_opens_its_session_in_its_role_and_no_other() {
        for role in [Role::Owner, Role::Moderator, Role::Table, Role::Viewer, Role::Overlay] {
            let may = Permissions::of_role(role);
            assert_eq!(given(&link(OWNED.session, role)), Some((role, may)));
            assert_eq!(given(&link(BOB, role)), None);
        }
    }
}
