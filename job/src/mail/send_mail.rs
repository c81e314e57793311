//! One mail, sent until the server has it.

use std::time::Duration;

use anyhow::Context as _;
use downbeat_outside::{MailError, mail::Mail};
use downbeat_store::{MailLink, Purpose};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{LINK_LIVES, Language, address, cell, texts};
use crate::{
    Attempt, Backoff, Durable, Hopeless, JobContext,
    notices::{NoticeLetter, letter},
};

/// Neither an address nor a link stands in it as it is.
#[derive(Debug, Serialize, Deserialize)]
pub struct SendMail {
    /// The link's id, where there is one; Message-IDs are made of it.
    pub mail: Uuid,
    #[serde(default)]
    pub user: Option<Uuid>,
    #[serde(default)]
    pub language: Language,
    pub what: Content,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Content {
    /// The token, sealed.
    Link {
        sealed: String,
    },
    PasswordChanged,
    /// The address before, sealed.
    EmailChanged {
        sealed: String,
    },
    Notice {
        notice: Uuid,
    },
    Notices {
        notices: Vec<Uuid>,
    },
}

impl Durable for SendMail {
    type Context = JobContext;

    const NAME: &'static str = "send_mail";
    const QUEUE: &'static str = "mail";
    const TIMEOUT: Duration = Duration::from_mins(2);
    /// Half a day at least: nobody waits longer, and by then its link is forgotten.
    const ATTEMPTS: u32 = 100;
    const BACKOFF: Backoff =
        Backoff { first: Duration::from_secs(2), max: Duration::from_mins(15) };
    const SHOWN: &'static [&'static str] = &["mail", "user"];

    async fn run(self, context: &JobContext, _: &Attempt) -> anyhow::Result<()> {
        let Some(mailer) = &context.mailer else {
            // It was set up when this was asked for, and is not any more.
            return Err(Hopeless("mail.url is not set: nothing can be sent".into()).into());
        };
        let Some(letter) = self.letter(context).await? else { return Ok(()) };
        let Letter { to, subject, text, unsubscribe } = &letter;
        let unsubscribe = unsubscribe.as_deref();
        match mailer.send(Mail { id: self.mail, to, subject, text, unsubscribe }).await {
            Ok(()) => Ok(()),
            // Somebody mistyped their address, which no operator can mend.
            Err(error @ (MailError::NoMailbox(_) | MailError::Unwritable(_))) => {
                tracing::info!(%error, mail = %self.mail, "a mail is for nobody");
                if let Content::Notice { notice } = self.what {
                    context.store.fail_notice(notice).await?;
                }
                Ok(())
            }
            Err(error) => Err(error.into()),
        }
    }
}

/// A mail as it is written now.
struct Letter {
    to: String,
    subject: String,
    text: String,
    /// Where its reader asks for no more of them.
    unsubscribe: Option<String>,
}

impl Letter {
    fn new(to: &str, (subject, text): (&'static str, String)) -> Self {
        Self { to: to.to_owned(), subject: subject.to_owned(), text, unsubscribe: None }
    }
}

impl From<NoticeLetter> for Letter {
    fn from(letter: NoticeLetter) -> Self {
        let NoticeLetter { to, subject, text, unsubscribe } = letter;
        Self { to, subject, text, unsubscribe: Some(unsubscribe) }
    }
}

impl SendMail {
    /// `None` where nobody is to be told anything (any more).
    async fn letter(&self, context: &JobContext) -> anyhow::Result<Option<Letter>> {
        match &self.what {
            Content::Link { sealed } => self.link(context, sealed).await,
            Content::PasswordChanged => {
                let Some(user) = self.user else { return Ok(None) };
                let login = context.store.local_login_of(user).await?;
                let login = login.filter(|login| login.is_verified);
                Ok(login.map(|it| Letter::new(&it.email, texts::password(self.language))))
            }
            Content::EmailChanged { sealed } => {
                let before = self.open(context, sealed)?;
                Ok(Some(Letter::new(&before, texts::email(self.language))))
            }
            Content::Notice { notice } => self.notices(context, &[*notice]).await,
            Content::Notices { notices } => self.notices(context, notices).await,
        }
    }

    async fn notices(&self, context: &JobContext, ids: &[Uuid]) -> anyhow::Result<Option<Letter>> {
        let written = letter(&context.store, &context.public_url, (ids, self.language)).await?;
        Ok(written.map(Letter::from))
    }

    async fn link(&self, context: &JobContext, sealed: &str) -> anyhow::Result<Option<Letter>> {
        let Some(link) = context.store.mailing(self.mail, LINK_LIVES).await? else {
            return Ok(None);
        };
        let url = address(&context.public_url, &self.open(context, sealed)?);
        let known = context.store.local_login(link.email.folded()).await?;
        let MailLink { purpose, language, email, .. } = &link;
        let language = Language::named(language);
        let letter = match (purpose, known) {
            (Purpose::Verify, None) => Letter::new(email.typed(), texts::verify(language, &url)),
            (Purpose::Change, None) => Letter::new(email.typed(), texts::change(language, &url)),
            // Their own, which they want to prove.
            (Purpose::Change, Some(known)) if Some(known.user_id) == link.user_id => {
                Letter::new(&known.email, texts::change(language, &url))
            }
            // Whoever has the address is told, and nobody else learns that they do. The
            // link is sent to nobody, and would find the address taken.
            (Purpose::Verify | Purpose::Change, Some(known)) => {
                Letter::new(&known.email, texts::known(language, &context.public_url))
            }
            (Purpose::Recover, Some(known)) => {
                context.store.address_mail_link(link.id, known.user_id).await?;
                // As they typed it, and not as whoever asked did.
                Letter::new(&known.email, texts::recover(language, &url))
            }
            (Purpose::Recover, None) | (Purpose::Invite, _) => {
                context.store.drop_mail_link(link.id).await?;
                return Ok(None);
            }
        };
        Ok(Some(letter))
    }

    fn open(&self, context: &JobContext, sealed: &str) -> anyhow::Result<String> {
        let sealed = hex::decode(sealed).context("a sealed part of a mail is damaged")?;
        let opened = context.keys.open(cell(&self.mail.to_string()), &sealed);
        // No further attempt finds a key that is gone.
        let opened = opened.map_err(|error| Hopeless(error.to_string()))?;
        Ok(String::from_utf8(opened)?)
    }
}
