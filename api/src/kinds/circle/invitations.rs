//! Invitations: a secret that so many come in by, or a place that is kept for one.

use std::sync::Arc;

use downbeat_boot::clock;
use downbeat_job::notices::Telling;
use downbeat_session::kinds::circle::{
    MemberState, Rank,
    limits::{INVITATION_DAYS_MAX, INVITATION_USES_MAX, INVITATIONS_MAX},
};
use downbeat_store::{InvitationRecord, InvitationTo, NewInvitation, Transaction};
use poem::web::Data;
use poem_openapi::{ApiResponse, Object, OpenApi, param::Path, payload::Json};
use uuid::Uuid;

use super::{
    limits::{self, Act},
    telling,
    visit::{KEEP_ORDER, LOOK, Visit, account, membership},
};
use crate::{
    access::{Caller, hash, secret},
    app::App,
    refusal::{Answer, FieldError, Refusal},
};

const DAYS: u16 = 7;
const LOGIN_CHARS_MAX: usize = 100;

pub struct Invitations;

#[derive(Debug, Object)]
struct InvitationBody {
    /// Somebody's name at Twitch; left out for a link.
    login: Option<String>,
    /// How many may come by the link: 1 to 100, one if it is left out.
    uses: Option<i32>,
    /// For how many days it is good: 1 to 30, seven if it is left out.
    days: Option<u16>,
}

#[derive(Debug, Object)]
struct MadeInvitation {
    id: Uuid,
    /// Where people come in. It is told once; null where a place is kept for one.
    url: Option<String>,
}

#[derive(Debug, Object)]
struct Invitation {
    id: Uuid,
    /// Who made it.
    by: Uuid,
    by_name: String,
    /// Whom it is for; null of a link.
    user: Option<Uuid>,
    user_name: Option<String>,
    uses_left: i32,
    made_ms: i64,
    until_ms: i64,
}

#[derive(Debug, Object)]
struct InvitationList {
    items: Vec<Invitation>,
}

#[derive(ApiResponse)]
enum Invited {
    /// It is made. Whether there is somebody of a name is not told: a place is kept for
    /// them if there is.
    #[oai(status = 201)]
    Invitation(Json<MadeInvitation>),
}

#[derive(ApiResponse)]
enum TakenBack {
    /// It lets nobody in any more.
    #[oai(status = 204)]
    TakenBack,
}

#[OpenApi(prefix_path = "/api/v1")]
impl Invitations {
    /// List invitations of a circle
    ///
    /// Those that are good still, newest first. By moderators. Scope: `sessions:read`.
    #[oai(path = "/circles/:id/invitations", method = "get")]
    async fn list(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        id: Path<Uuid>,
    ) -> Answer<InvitationList> {
        let visit = Visit::of(&app, Some(account(&caller, LOOK)?), id.0, None).await?;
        visit.at_least(Rank::Moderator)?;
        let found = app.store.invitations(id.0, INVITATIONS_MAX).await?;
        Ok(Json(InvitationList { items: found.into_iter().map(shown).collect() }))
    }

    /// Invite to a circle
    ///
    /// By moderators: with a link, or somebody by their name at Twitch. Fifty in a day; a
    /// circle has a hundred that are good. Scope: `sessions:write`.
    #[oai(path = "/circles/:id/invitations", method = "post")]
    async fn invite(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        id: Path<Uuid>,
        body: Json<InvitationBody>,
    ) -> Result<Invited, Refusal> {
        let user = account(&caller, KEEP_ORDER)?;
        let visit = Visit::of(&app, Some(user), id.0, None).await?;
        visit.at_least(Rank::Moderator)?;
        let Checked { login, uses, days } = checked(body.0)?;
        limits::take(&app, user, Act::Invitation).await?;
        let (secret, to) = if let Some(login) = login {
            (None, person(&app, &login).await?.map(InvitationTo::Person))
        } else {
            let secret = secret();
            let to = InvitationTo::Secret { hash: hash(&secret), uses };
            (Some(secret), Some(to))
        };
        let invitation = Uuid::now_v7();
        let transaction = app.store.begin().await?;
        let visit = Visit::held(&transaction, user, id.0).await?;
        visit.at_least(Rank::Moderator)?;
        visit.open()?;
        if let Some(to) = to {
            let new = NewInvitation { id: invitation, circle: id.0, by: user, to, days };
            if !transaction.invite(new, INVITATIONS_MAX).await? {
                let detail = format!("{INVITATIONS_MAX} invitations are good already");
                return Err(Refusal::conflict("full", detail));
            }
            let mut telling = Telling::default();
            if let InvitationTo::Person(person) = to
                && may_be_told(&transaction, id.0, person).await?
            {
                telling::invited(&mut telling, &transaction, (person, id.0), user).await?;
            }
            let enqueued = telling::enqueue(telling, &transaction).await?;
            transaction.commit().await?;
            app.queue.announce(&enqueued).await;
        }
        let url = secret.map(|it| format!("{}/circles/{}#invitation={it}", app.public_url, id.0));
        Ok(Invited::Invitation(Json(MadeInvitation { id: invitation, url })))
    }

    /// Take an invitation back
    ///
    /// Scope: `sessions:write`.
    #[oai(path = "/circles/:id/invitations/:invitation", method = "delete")]
    async fn take_back(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        id: Path<Uuid>,
        invitation: Path<Uuid>,
    ) -> Result<TakenBack, Refusal> {
        let user = account(&caller, KEEP_ORDER)?;
        let transaction = app.store.begin().await?;
        let visit = Visit::held(&transaction, user, id.0).await?;
        visit.at_least(Rank::Moderator)?;
        let Some(person) = transaction.end_invitation(id.0, invitation.0).await? else {
            return Err(Refusal::not_found("invitation"));
        };
        if let Some(person) = person
            && !transaction.is_invited(id.0, person).await?
        {
            transaction.untell_notice(person, &telling::invitation(id.0)).await?;
        }
        transaction.commit().await?;
        Ok(TakenBack::TakenBack)
    }
}

/// Whoever is in needs no invitation, and whoever is kept out gets nothing by one.
async fn may_be_told(transaction: &Transaction, circle: Uuid, user: Uuid) -> Result<bool, Refusal> {
    let stored = transaction.circle_member(circle, user).await?;
    let state = stored.and_then(|it| membership(&it, clock::unix_ms())).map(|it| it.state);
    Ok(!matches!(state, Some(MemberState::Active | MemberState::Banned)))
}

struct Checked {
    login: Option<String>,
    uses: i32,
    days: u16,
}

fn checked(body: InvitationBody) -> Result<Checked, Refusal> {
    let InvitationBody { login, uses, days } = body;
    let login = login.map(|login| login.trim().to_owned());
    let (uses, days) = (uses.unwrap_or(1), days.unwrap_or(DAYS));
    let mut errors = Vec::new();
    let is_login = |login: &String| {
        (1..=LOGIN_CHARS_MAX).contains(&login.chars().count()) && !login.contains('\0')
    };
    if !login.as_ref().is_none_or(is_login) {
        errors.push(FieldError::new("login", format!("1 to {LOGIN_CHARS_MAX} characters")));
    }
    if !(1..=INVITATION_USES_MAX).contains(&uses) {
        errors.push(FieldError::new("uses", format!("1 to {INVITATION_USES_MAX}")));
    }
    if !(1..=INVITATION_DAYS_MAX).contains(&days) {
        errors.push(FieldError::new("days", format!("1 to {INVITATION_DAYS_MAX}")));
    }
    if errors.is_empty() {
        Ok(Checked { login, uses, days })
    } else {
        Err(Refusal::invalid(errors))
    }
}

/// A login that two have had is neither's: whom it meant is not guessed.
async fn person(app: &App, login: &str) -> Result<Option<Uuid>, Refusal> {
    let known = app.store.humans_by_login(login).await?;
    Ok(if let [one] = &known[..] { Some(one.id) } else { None })
}

fn shown(record: InvitationRecord) -> Invitation {
    let InvitationRecord { id, by, by_name, user_id, user_name, uses_left, made_ms, until_ms } =
        record;
    Invitation { id, by, by_name, user: user_id, user_name, uses_left, made_ms, until_ms }
}
