//! Whoever says something without their name: who may, and how this process knows them
//! again. Nothing that is checked here depends on what they are in the circle beyond being
//! in it, so that no refusal, and nothing that is missing, tells it to others.

use std::sync::Arc;

use downbeat_session::kinds::circle::{
    MessageKind, Rank, limits::NEWCOMERS_MESSAGES, message::may_link,
};
use downbeat_store::{AuthorKey, MessageRecord, Transaction};
use tokio::sync::OnceCell;
use uuid::Uuid;

use super::{posting::Speech, visit::Visit};
use crate::{
    app::App,
    refusal::{FieldError, Refusal},
};

/// What authors are known again by, once it was asked for.
#[derive(Default)]
pub struct Authors(OnceCell<Arc<AuthorKey>>);

/// Whoever said something: by their name, by their mark, or nobody any more.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Author {
    pub person: Option<Uuid>,
    pub mark: Option<Vec<u8>>,
}

impl Author {
    pub fn of(record: &MessageRecord) -> Self {
        Self { person: record.author, mark: record.mark.clone() }
    }

    pub fn named(person: Option<Uuid>) -> Self {
        Self { person, mark: None }
    }

    pub fn is_unseen(&self) -> bool {
        self.mark.is_some()
    }
}

/// Whom to tell of what becomes of something, and with what if they have no name there.
#[derive(Debug, Clone, Default)]
pub struct Whom {
    pub person: Option<Uuid>,
    pub key: Option<Arc<AuthorKey>>,
}

impl Whom {
    pub async fn of(
        app: &App,
        transaction: &Transaction,
        (author, item): (&Author, Uuid),
    ) -> Result<Self, Refusal> {
        if !author.is_unseen() {
            return Ok(Self { person: author.person, key: None });
        }
        let key = key(app).await?;
        Ok(Self { person: transaction.unseen_author(item, &key).await?, key: Some(key) })
    }

    /// Who said it, if they have no name there.
    pub fn unseen(&self) -> Option<Uuid> {
        self.person.filter(|_| self.key.is_some())
    }
}

pub async fn key(app: &App) -> Result<Arc<AuthorKey>, Refusal> {
    let Authors(cell) = &app.kinds.authors;
    let made = || async { app.store.author_key_or_new(&app.keys).await.map(Arc::new) };
    Ok(Arc::clone(cell.get_or_try_init(made).await?))
}

/// The same where something is read: with a key that does not open nobody finds their own,
/// and everything else is read all the same.
pub async fn key_to_read(app: &App) -> Option<Arc<AuthorKey>> {
    match key(app).await {
        Ok(key) => Some(key),
        Err(refusal) => {
            tracing::error!(?refusal, "who says something without a name is not known again");
            None
        }
    }
}

/// By which somebody is known in each circle.
pub async fn marks(app: &App, user: Uuid) -> Result<Vec<Vec<u8>>, Refusal> {
    match key_to_read(app).await {
        Some(key) => Ok(app.store.marks_of(user, &key).await?),
        None => Ok(Vec::new()),
    }
}

/// Whether somebody said it, with or without their name.
pub async fn is_own(app: &App, viewer: Option<Uuid>, record: &MessageRecord) -> bool {
    let Some(user) = viewer else { return false };
    match &record.mark {
        None => record.author == Some(user),
        Some(mark) => {
            let key = key_to_read(app).await;
            key.is_some_and(|key| key.mark(record.circle_id, user) == *mark)
        }
    }
}

/// Whether that may be said without a name, as far as what is said tells.
pub fn may_have_no_name(speech: &Speech) -> Result<(), Refusal> {
    let wrong =
        |field: &str, message: &str| Err(Refusal::invalid(vec![FieldError::new(field, message)]));
    if !speech.media.is_empty() {
        return wrong("media", "voices and pictures tell who you are: none without your name");
    }
    if speech.at_ms.is_some() {
        return wrong("at_ms", "what is said later is said under your name");
    }
    if speech.kind == MessageKind::Announcement {
        return wrong("kind", "an announcement is made under a name");
    }
    Ok(())
}

/// Whether somebody may say that there without their name.
pub fn may_say_unseen(visit: &Visit, kind: MessageKind, text: &str) -> Result<Rank, Refusal> {
    visit.writing()?;
    if !visit.config.anonymous {
        let detail = "in this circle everybody says their name";
        return Err(Refusal::forbidden_because("named", detail));
    }
    if visit.config.frozen {
        return Err(Refusal::conflict("frozen", "nobody writes here without their name now"));
    }
    if kind == MessageKind::Announcement {
        let message = "an announcement is made under a name";
        return Err(Refusal::invalid(vec![FieldError::new("kind", message)]));
    }
    if !may_link(visit.config.links, text, Rank::Member, 0) {
        return Err(Refusal::refused("links", "here you may not send links without your name"));
    }
    Ok(Rank::Member)
}

/// The same, by what was said and decided there before; the circle is held.
pub async fn is_free(
    transaction: &Transaction,
    visit: &Visit,
    user: Uuid,
    key: &AuthorKey,
) -> Result<(), Refusal> {
    let circle = visit.circle.id;
    let mark = key.mark(circle, user);
    if transaction.unseen_restriction_ms(circle, &mark).await?.is_some() {
        let detail = "a moderator lets you write nothing without your name, for a while";
        return Err(Refusal::forbidden_because("restricted", detail));
    }
    if !visit.config.hold_newcomers || visit.rights.has(Rank::Moderator) {
        return Ok(());
    }
    // A message that waits because its author is new would tell that they are.
    let said = transaction.count_shown(circle, user, NEWCOMERS_MESSAGES).await?;
    if said < NEWCOMERS_MESSAGES {
        let detail = "whoever is new here writes their first messages under their name";
        return Err(Refusal::forbidden_because("newcomer", detail));
    }
    Ok(())
}
