//! Mails to people: what is asked for, and the job that sends it.
//!
//! Whoever asks is nobody yet, and is answered alike whether anybody has the address
//! or not. So all that is done on the way is the same: a row of `mail_link` and a job.
//! Whom it concerns, the job looks up. The link's token is sealed in the job and
//! nowhere else; Postgres has its hash.

pub mod send_mail;
mod texts;

use std::time::Duration;

use downbeat_session::Email;
use downbeat_store::{Cell, Enqueued, Keys, NewMailLink, Purpose, SignUp, Transaction};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{Durable, SendMail, sign_up::token};
pub use send_mail::Content;

/// From when the mail is sent.
pub const LINK_LIVES: Duration = Duration::from_mins(15);

/// What a mail is written in: what its reader's page was.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    #[default]
    En,
    De,
}

impl Language {
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::De => "de",
        }
    }

    /// English for any that no mail is written in.
    #[must_use]
    pub fn named(name: &str) -> Self {
        if name == "de" { Self::De } else { Self::En }
    }
}

/// A link that somebody asks for.
#[derive(Debug, Clone)]
pub struct Asked<'a> {
    pub purpose: Purpose,
    pub email: &'a Email,
    /// Where it is known.
    pub user: Option<Uuid>,
    pub sign_up: Option<SignUp<'a>>,
    pub language: Language,
}

/// Makes a link, and the job that mails it.
pub async fn ask(
    transaction: &Transaction,
    keys: &Keys,
    asked: Asked<'_>,
) -> anyhow::Result<Vec<Enqueued>> {
    let (id, token) = make(transaction, &asked, (true, LINK_LIVES)).await?;
    let sealed = keys.seal(cell(&id.to_string()), token.as_bytes())?;
    let what = Content::Link { sealed: hex::encode(sealed) };
    let job = SendMail { mail: id, user: asked.user, language: asked.language, what }.job()?;
    Ok(transaction.enqueue(&[job]).await?)
}

/// Makes a link that the operator hands over; its token.
pub async fn hand_over(
    transaction: &Transaction,
    asked: Asked<'_>,
    lives: Duration,
) -> anyhow::Result<String> {
    Ok(make(transaction, &asked, (false, lives)).await?.1)
}

/// Tells somebody who has an address that their password was changed.
pub async fn tell_of_password(
    transaction: &Transaction,
    user: Uuid,
    language: Language,
) -> anyhow::Result<Vec<Enqueued>> {
    let (mail, what) = (Uuid::now_v7(), Content::PasswordChanged);
    let job = SendMail { mail, user: Some(user), language, what }.job()?;
    Ok(transaction.enqueue(&[job]).await?)
}

/// Tells somebody, at the address that they had, that they have another one.
pub async fn tell_of_email(
    transaction: &Transaction,
    keys: &Keys,
    (user, before): (Uuid, &str),
    language: Language,
) -> anyhow::Result<Vec<Enqueued>> {
    let mail = Uuid::now_v7();
    let sealed = keys.seal(cell(&mail.to_string()), before.as_bytes())?;
    let what = Content::EmailChanged { sealed: hex::encode(sealed) };
    let job = SendMail { mail, user: Some(user), language, what }.job()?;
    Ok(transaction.enqueue(&[job]).await?)
}

/// Where a link leads.
#[must_use]
pub fn address(public_url: &str, token: &str) -> String {
    format!("{public_url}/auth/local/link/{token}")
}

async fn make(
    transaction: &Transaction,
    asked: &Asked<'_>,
    (is_mailed, lives): (bool, Duration),
) -> anyhow::Result<(Uuid, String)> {
    let Asked { purpose, email, user: user_id, sign_up, language } = *asked;
    let (id, (token, hash)) = (Uuid::now_v7(), token());
    let language = language.as_str();
    let link =
        NewMailLink { id, hash, purpose, user_id, email, sign_up, language, is_mailed, lives };
    transaction.create_mail_link(&link).await?;
    Ok((id, token))
}

/// Where a job keeps what only its mail tells.
fn cell(mail: &str) -> Cell<'_> {
    Cell { table: "job", column: "payload.sealed", row: mail }
}
