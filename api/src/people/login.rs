//! How somebody who is signed in comes in by e-mail: their address and their password.

use std::sync::Arc;

use downbeat_job::{
    forgetting,
    mail::{Asked, Language, ask, tell_of_password},
};
use downbeat_session::Email;
use downbeat_store::{LocalLogin, Purpose};
use poem::{Request, web::Data};
use poem_openapi::{ApiResponse, Object, OpenApi, payload::Json};

use super::auth::local::{email_of, guessable, may_mail};
use crate::{
    access::{Attempts, Person, User, forget, passwords},
    app::App,
    refusal::Refusal,
};

pub struct Login;

#[derive(Debug, Object)]
struct NewPassword {
    /// 100 characters at most, and not soon guessed: 3 of zxcvbn's 4.
    password: String,
    /// The one that you have, if you have one.
    current: Option<String>,
    /// What a mail about it is written in: `en` or `de`.
    language: Option<String>,
}

#[derive(Debug, Object)]
struct NewEmail {
    email: String,
    /// The one that you have, if you have one.
    password: Option<String>,
    /// What the mail is written in: `en` or `de`.
    language: Option<String>,
}

#[derive(ApiResponse)]
enum Changed {
    /// It is so, and every other sign-in of yours ended.
    #[oai(status = 204)]
    Changed,
}

#[derive(ApiResponse)]
enum Asking {
    /// A mail is on its way, if the address can be yours.
    #[oai(status = 202)]
    Asked,
}

#[OpenApi(prefix_path = "/api/v1")]
impl Login {
    /// Set your password
    ///
    /// For whoever signs in by e-mail; who has no address yet is 409 `no_email`. Your
    /// other sign-ins end, and a mail tells you. A wrong `current` is 403 `wrong`; five
    /// of them in ten minutes are 429 `locked` for ten.
    #[oai(path = "/me/password", method = "put")]
    async fn password(
        &self,
        app: Data<&Arc<App>>,
        request: &Request,
        user: User,
        body: Json<NewPassword>,
    ) -> Result<Changed, Refusal> {
        let (person, NewPassword { password, current, language }) = (user.0, body.0);
        let login = app.store.local_login_of(person.user.user_id).await?;
        let login = login.ok_or_else(|| {
            Refusal::conflict("no_email", "set an e-mail address first: you sign in by both")
        })?;
        prove((&app, request), &person, &login, current).await?;
        let beside = vec![login.email_folded.clone(), login.display_name.clone()];
        let chosen = passwords::chosen(password, beside).await?.ok_or_else(guessable)?;
        let language = Language::named(language.as_deref().unwrap_or_default());
        change(&app, &person, (&login, &chosen), language).await?;
        Ok(Changed::Changed)
    }

    /// Set your e-mail address
    ///
    /// The address signs you in once you pressed the button of the page that a mail to
    /// it leads to, within 15 minutes; until then nothing changes. The answer is the
    /// same where the address is somebody else's. 409 `no_mail` where this server sends
    /// none.
    #[oai(path = "/me/email", method = "put")]
    async fn email(
        &self,
        app: Data<&Arc<App>>,
        request: &Request,
        user: User,
        body: Json<NewEmail>,
    ) -> Result<Asking, Refusal> {
        let (person, NewEmail { email, password, language }) = (user.0, body.0);
        let email = email_of(&email)?;
        if !app.sends_mail {
            let detail = "this server sends no mail, and so cannot know that the address is yours";
            return Err(Refusal::conflict("no_mail", detail));
        }
        let user = person.user.user_id;
        if let Some(login) = app.store.local_login_of(user).await? {
            prove((&app, request), &person, &login, password).await?;
        }
        if may_mail(&app, &email).await? {
            let language = Language::named(language.as_deref().unwrap_or_default());
            let (purpose, user, sign_up) = (Purpose::Change, Some(user), None);
            let asked = Asked { purpose, email: &email, user, sign_up, language };
            let transaction = app.store.begin().await?;
            let enqueued = ask(&transaction, &app.keys, asked).await?;
            transaction.commit().await?;
            app.queue.announce(&enqueued).await;
        }
        Ok(Asking::Asked)
    }
}

/// Whoever has a password says it: a browser that was left open is not enough.
async fn prove(
    (app, request): (&App, &Request),
    person: &Person,
    login: &LocalLogin,
    given: Option<String>,
) -> Result<(), Refusal> {
    let Some(kept) = login.password.clone() else { return Ok(()) };
    let attempts = Attempts::of(app, request, &person.user.user_id.to_string());
    attempts.check().await?;
    if !passwords::is_right(given.unwrap_or_default(), Some(kept)).await? {
        attempts.wrong().await?;
        let detail = "this is not your password: nothing was changed";
        return Err(Refusal::forbidden_because("wrong", detail));
    }
    attempts.check().await
}

/// One transaction, with the jobs that tell who has to know.
async fn change(
    app: &App,
    person: &Person,
    (login, chosen): (&LocalLogin, &str),
    language: Language,
) -> Result<(), Refusal> {
    let (user, doer) = (login.user_id, &person.doer);
    let tells = app.sends_mail
        && login.is_verified
        && match Email::read(&login.email) {
            Some(email) => may_mail(app, &email).await?,
            None => false,
        };
    let transaction = app.store.begin().await?;
    // Of two who change it at once the second changed it from what is no more.
    let held = transaction.hold_local_login(user).await?;
    if held.is_none_or(|held| held.password != login.password) {
        return Err(Refusal::conflict("changed", "it was changed meanwhile: nothing was done"));
    }
    transaction.set_password(user, chosen, false, doer).await?;
    let ended = transaction.sign_out_others(user, person.cookie_hash, (doer, None)).await?;
    let mut enqueued = transaction.enqueue(&forgetting(user, &ended)?).await?;
    if tells {
        enqueued.extend(tell_of_password(&transaction, user, language).await?);
    }
    transaction.commit().await?;
    forget(app, user, &ended).await;
    app.queue.announce(&enqueued).await;
    Ok(())
}
