//! What a mail's address opens: a page, whose button does what the mail is about.
//!
//! As with a login link (`link.rs`), opening it uses nothing up, and the button is
//! bound to the browser that was shown it.

use std::sync::Arc;

use downbeat_job::{forgetting, mail::tell_of_email};
use downbeat_session::Email;
use downbeat_store::{
    Doer, Enqueued, LocalLogin, MailLink, NewLocalPerson, Purpose, StoreError, Transaction,
};
use metrics::counter;
use poem::{
    Body, FromRequest, IntoResponse, Request, RequestBody, Response, handler,
    http::StatusCode,
    web::{Data, Form, Path},
};
use serde::Deserialize;
use uuid::Uuid;

use super::{
    super::{
        LANDS_ON, landing, line,
        link::{bound_page, is_bound},
        signed_in, too_often,
    },
    by_password::{Come, enter},
    may_mail,
    new_account::named,
};
use crate::{
    access::{Line, address, forget, hash, passwords},
    app::App,
    bodies, pages,
    problem::unavailable,
    refusal::Refusal,
};

const FORM_BYTES_MAX: usize = 2 * 1024;

/// What the page's form sends; the last two where its purpose wants them.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Sent {
    bound: String,
    name: String,
    password: String,
}

/// What was wrong with a form, as the page names it.
#[derive(Debug, Clone, Copy)]
enum Fault {
    Password,
    Name,
}

/// Why a button did nothing.
enum NotDone {
    /// The link opens nothing (any more).
    Used,
    Wrong(Fault),
    Failed(Refusal),
}

/// What it did.
struct Done {
    /// Whoever came in by it.
    come: Option<Come>,
    /// Sign-ins that ended with it, and whose they were.
    ended: Option<(Uuid, Vec<[u8; 32]>)>,
    enqueued: Vec<Enqueued>,
}

/// `GET /auth/local/link/{token}`: the page.
#[handler]
pub async fn open(request: &Request, Path(token): Path<String>, app: Data<&Arc<App>>) -> Response {
    match look(request, &app, &token).await {
        Ok(link) => shown(request, &app, &link, None),
        Err(response) => response,
    }
}

/// `POST /auth/local/link/{token}`: its button.
#[handler]
pub async fn press(
    request: &Request,
    body: Body,
    Path(token): Path<String>,
    app: Data<&Arc<App>>,
) -> Response {
    let link = match look(request, &app, &token).await {
        Ok(link) => link,
        Err(response) => return response,
    };
    let sent = sent(request, &app, body).await;
    if !is_bound(request, sent.bound.as_bytes()) {
        let mut page = shown(request, &app, &link, None);
        page.set_status(StatusCode::FORBIDDEN);
        return page;
    }
    match done(request, &app, (hash(&token), &link), sent).await {
        Ok(done) => told(request, &app, done).await,
        Err(NotDone::Used) => used(),
        Err(NotDone::Wrong(fault)) => {
            let mut page = shown(request, &app, &link, Some(fault));
            page.set_status(StatusCode::UNPROCESSABLE_ENTITY);
            page
        }
        Err(NotDone::Failed(refusal)) => refusal.into_response(),
    }
}

/// What the link does, if it may be opened here and now.
async fn look(request: &Request, app: &App, token: &str) -> Result<MailLink, Response> {
    if line(request, app) == Line::Unsafe {
        return Err(pages::trouble("unsafe"));
    }
    if let Some(busy) = too_often(app, request).await {
        return Err(busy);
    }
    let found = app.store.mail_link(hash(token)).await.map_err(|error| {
        tracing::warn!(%error, "a link of a mail could not be looked up");
        unavailable("links of mails open nothing now")
    })?;
    found.ok_or_else(used)
}

async fn sent(request: &Request, app: &App, body: Body) -> Sent {
    let sent = bodies::read(app, body, FORM_BYTES_MAX).await.unwrap_or_default();
    let mut body = RequestBody::new(Body::from(sent));
    let form = Form::<Sent>::from_request(request, &mut body).await;
    form.map(|Form(sent)| sent).unwrap_or_default()
}

/// Does it: one transaction, which uses the link up.
async fn done(
    request: &Request,
    app: &App,
    (token, link): ([u8; 32], &MailLink),
    sent: Sent,
) -> Result<Done, NotDone> {
    // Before anything is used up.
    let chosen = chosen(link, sent).await?;
    let transaction = app.store.begin().await?;
    let link = transaction.use_mail_link(token).await?.ok_or(NotDone::Used)?;
    let ways = Ways { request, app, transaction: &transaction, link: &link };
    let done = match (link.purpose, &chosen) {
        (Purpose::Verify, _) => ways.verify().await,
        (Purpose::Invite, Some(chosen)) => ways.make(&chosen.name, &chosen.password).await,
        (Purpose::Recover, Some(chosen)) => ways.recover(&chosen.password).await,
        (Purpose::Change, _) => ways.change().await,
        (Purpose::Invite | Purpose::Recover, None) => Err(NotDone::Used),
    }?;
    transaction.commit().await?;
    Ok(done)
}

/// What somebody chose on the page; the password hashed.
struct Chosen {
    name: String,
    password: String,
}

async fn chosen(link: &MailLink, sent: Sent) -> Result<Option<Chosen>, NotDone> {
    let name = match link.purpose {
        Purpose::Verify | Purpose::Change => return Ok(None),
        Purpose::Recover => String::new(),
        Purpose::Invite => named(&sent.name).map_err(|_| NotDone::Wrong(Fault::Name))?.to_owned(),
    };
    let beside = vec![link.email.folded().to_owned(), name.clone()];
    let password = passwords::chosen(sent.password, beside).await?;
    let password = password.ok_or(NotDone::Wrong(Fault::Password))?;
    Ok(Some(Chosen { name, password }))
}

/// What a link may do, within the transaction that uses it up.
struct Ways<'a> {
    request: &'a Request,
    app: &'a App,
    transaction: &'a Transaction,
    link: &'a MailLink,
}

impl Ways<'_> {
    async fn verify(&self) -> Result<Done, NotDone> {
        let (Some(name), Some(password)) = (&self.link.name, &self.link.password) else {
            return Err(NotDone::Used);
        };
        self.make(name, password).await
    }

    /// Somebody has an account from now on.
    async fn make(&self, name: &str, password: &str) -> Result<Done, NotDone> {
        let MailLink { email, is_mailed, .. } = self.link;
        let new = NewLocalPerson { name, email, password, is_verified: *is_mailed };
        let address = address(self.request);
        let doer = |user| Doer::person(user, name, address);
        let made = self.transaction.create_local_person(new, doer).await;
        // Another link of theirs was used before.
        let user = made.map_err(|error| match error {
            StoreError::Conflict => NotDone::Used,
            other => other.into(),
        })?;
        let come = enter(self.request, self.transaction, (user, name), "mail").await?;
        Ok(Done { come: Some(come), ended: None, enqueued: Vec::new() })
    }

    /// Somebody has another password, and is signed in nowhere but here.
    async fn recover(&self, password: &str) -> Result<Done, NotDone> {
        let LocalLogin { user_id, display_name, .. } = self.theirs().await?;
        let doer = Doer::person(user_id, &display_name, address(self.request));
        let proves_mail = self.link.is_mailed;
        self.transaction.set_password(user_id, password, proves_mail, &doer).await?;
        let ended = self.transaction.sign_out_everywhere(user_id, (&doer, None)).await?;
        let jobs = forgetting(user_id, &ended).map_err(anyhow::Error::from)?;
        let enqueued = self.transaction.enqueue(&jobs).await?;
        let whose = (user_id, display_name.as_str());
        let come = enter(self.request, self.transaction, whose, "mail").await?;
        Ok(Done { come: Some(come), ended: Some((user_id, ended)), enqueued })
    }

    /// Somebody is found by this address from now on.
    async fn change(&self) -> Result<Done, NotDone> {
        let (user, app) = (self.link.user_id.ok_or(NotDone::Used)?, self.app);
        let human = app.store.human(user).await?.ok_or(NotDone::Used)?;
        let doer = Doer::person(user, &human.display_name, address(self.request));
        let before = self.transaction.hold_local_login(user).await?;
        let email = &self.link.email;
        let put = self.transaction.put_email(user, email, &doer).await;
        put.map_err(|error| match error {
            StoreError::Conflict => NotDone::Used,
            other => other.into(),
        })?;
        let mut enqueued = Vec::new();
        let moved = before.filter(|it| it.is_verified && it.email_folded != email.folded());
        if let Some(before) = moved
            && let Some(old) = Email::read(&before.email)
            && may_mail(app, &old).await?
        {
            let language = downbeat_job::mail::Language::named(&self.link.language);
            let whom = (user, before.email.as_str());
            enqueued = tell_of_email(self.transaction, &app.keys, whom, language).await?;
        }
        Ok(Done { come: None, ended: None, enqueued })
    }

    /// Whose the link is, if they still have the address that it was sent to.
    async fn theirs(&self) -> Result<LocalLogin, NotDone> {
        let user = self.link.user_id.ok_or(NotDone::Used)?;
        let login = self.transaction.hold_local_login(user).await?;
        let login = login.filter(|login| login.email_folded == self.link.email.folded());
        login.ok_or(NotDone::Used)
    }
}

/// Tells whoever has to know, and leads on.
async fn told(request: &Request, app: &App, done: Done) -> Response {
    let Done { come, ended, enqueued } = done;
    if let Some((user, ended)) = ended {
        forget(app, user, &ended).await;
    }
    app.queue.announce(&enqueued).await;
    let Some(Come { cookie, claim }) = come else { return landing(LANDS_ON).finish() };
    counter!("downbeat_logins_total", "outcome" => "accepted").increment(1);
    claim.tell(app).await;
    let place = claim.lands_on();
    let answer = landing(place.as_deref().unwrap_or(LANDS_ON));
    signed_in(answer, line(request, app), cookie).finish()
}

fn used() -> Response {
    pages::mail_link("used", "", "", "")
}

fn shown(request: &Request, app: &App, link: &MailLink, fault: Option<Fault>) -> Response {
    let fault = match fault {
        None => "none",
        Some(Fault::Password) => "password",
        Some(Fault::Name) => "name",
    };
    bound_page(request, app, |bound| {
        pages::mail_link(link.purpose.as_str(), fault, link.email.typed(), bound)
    })
}

impl<E: Into<Refusal>> From<E> for NotDone {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}
