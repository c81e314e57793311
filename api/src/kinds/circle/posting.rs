//! Saying something in a circle, and the rules by which that is done.

use std::{sync::Arc, time::Duration};

use downbeat_boot::clock;
use downbeat_session::kinds::circle::{
    MessageKind, Rank, WordAct,
    limits::{MESSAGE_CHARS_MAX, NEWCOMERS_MESSAGES},
    message::{may_link, said},
};
use downbeat_store::{AuthorKey, Item, NewMessage, Transaction};
use poem_openapi::{ApiResponse, Object, payload::Json};
use serde_json::json;
use uuid::Uuid;

use super::{
    attached::{self, Asked},
    heeding::heeded,
    limits::{self, Act},
    messages::unknown,
    said::{CircleMessage, Reading, SaidState},
    scheduled::schedule,
    telling,
    unseen::{self, may_have_no_name, may_say_unseen},
    visit::{SPEAK, Visit, account},
    words::CircleMessageKind,
};
use crate::{
    access::Caller,
    app::App,
    journal::{DraftRef, Ending},
    once::Once,
    refusal::{FieldError, Refusal},
};

#[derive(Debug, Object)]
pub struct NewMessageBody {
    kind: CircleMessageKind,
    /// 1 to 2,000 characters, in a small part of Markdown.
    text: String,
    /// Up to four images of yours, or one recording, that nothing has yet; by their ids.
    /// The text may be empty then, and nothing of it is said later.
    #[oai(default)]
    media: Vec<Uuid>,
    /// What each of the images shows, in their order: 300 characters at most, empty where
    /// nothing is said of it.
    #[oai(default)]
    alts: Vec<String>,
    /// When it is said, within 30 days; at once where it is left out. Of moderators.
    at_ms: Option<i64>,
    /// Said without your name, where the circle lets its members (`anonymous`): nobody but
    /// an administrator of the house can find out who said it. Then it has no media, is said
    /// at once, and is no announcement.
    #[oai(default)]
    anonymous: bool,
    /// The draft that it was written in, which ends with this.
    draft: Option<DraftRef>,
}

/// What somebody says, and when, if not at once.
pub struct Speech {
    pub kind: MessageKind,
    pub text: String,
    pub media: Vec<Asked>,
    pub at_ms: Option<i64>,
    pub is_anonymous: bool,
}

#[derive(ApiResponse)]
pub enum Posted {
    /// It is said. The `ETag` is its version.
    #[oai(status = 201)]
    Message(Json<CircleMessage>, #[oai(header = "ETag")] String),
    /// It is held: a moderator looks at it first. Or it is scheduled: it is said then.
    #[oai(status = 202)]
    Held(Json<CircleMessage>, #[oai(header = "ETag")] String),
}

/// Says something, once under a key.
pub async fn post(
    app: &App,
    caller: &Caller,
    circle: Uuid,
    key: Option<String>,
    body: NewMessageBody,
) -> Result<Posted, Refusal> {
    let user = account(caller, SPEAK)?;
    let seen = Visit::of(app, Some(user), circle, None).await?;
    let key = key.ok_or_else(Refusal::key_required)?;
    let NewMessageBody { kind, text, media, alts, at_ms, anonymous: is_anonymous, draft } = body;
    let kind = MessageKind::from(kind);
    let text = text_with(&text, !media.is_empty())?;
    let media = attached::asked(media, alts, at_ms)?;
    let mut what = json!({ "circle": circle, "kind": kind, "text": text });
    if let Some(at_ms) = at_ms {
        what["at_ms"] = json!(at_ms);
    }
    if !media.is_empty() {
        what["media"] = json!(media);
    }
    if is_anonymous {
        what["anonymous"] = json!(true);
    }
    let ending = Ending::of(app, caller, draft).await?;
    let once = match Once::begin::<CircleMessage>(app, caller, Some(key), &what).await? {
        Ok(answer) => {
            ending.alone().await?;
            return Ok(posted(answer));
        }
        Err(once) => once,
    };
    let speech = Speech { kind, text, media, at_ms, is_anonymous };
    speak(app, (user, &seen), speech, (once, ending)).await
}

/// Says what was not said before, under every rule of the circle.
pub async fn speak(
    app: &App,
    (user, seen): (Uuid, &Visit),
    speech: Speech,
    (once, ending): (Once, Ending),
) -> Result<Posted, Refusal> {
    let key = key_for(app, seen, &speech).await?;
    let Speech { kind, text, media, at_ms, is_anonymous } = speech;
    let told = attached::told(&text, &media);
    may_say_so(seen, (kind, &told), is_anonymous)?;
    limits::take(app, user, Act::Message).await?;
    let transaction = app.store.begin().await?;
    ending.within(&transaction).await?;
    let visit = Visit::held(&transaction, user, seen.circle.id).await?;
    let rank = may_say_so(&visit, (kind, &told), is_anonymous)?;
    let act = heeded(&transaction, &visit, rank, &told).await?;
    let answer = match (at_ms, key) {
        (Some(at_ms), _) => schedule(&transaction, &visit, (user, at_ms), (kind, &text)).await?,
        (None, Some(key)) if is_anonymous => {
            say_unseen(&transaction, &visit, (user, key), (kind, &text, act)).await?
        }
        (None, key) => {
            let mark = key.map(|key| key.mark(visit.circle.id, user));
            not_too_fast(&transaction, &visit, (user, mark), rank).await?;
            say(&transaction, &visit, (user, rank), (kind, &text, act), &media).await?
        }
    };
    once.keep(&transaction, &answer).await?;
    let waits = act.is_some() || answer.state == SaidState::Held;
    let enqueued = if waits {
        telling::count_waiting(&transaction, seen.circle.id).await?
    } else {
        Vec::new()
    };
    transaction.commit().await?;
    if answer.state == SaidState::Shown {
        app.kinds.pages.changed(&visit.circle).await;
    }
    app.queue.announce(&enqueued).await;
    ending.told().await;
    Ok(posted(answer))
}

/// By which they are known again who say something without their name, there or at all.
async fn key_for(
    app: &App,
    seen: &Visit,
    speech: &Speech,
) -> Result<Option<Arc<AuthorKey>>, Refusal> {
    if speech.is_anonymous {
        may_have_no_name(speech)?;
        return unseen::key(app).await.map(Some);
    }
    Ok(if seen.config.anonymous { unseen::key_to_read(app).await } else { None })
}

/// Says it at once, or has it held.
async fn say(
    transaction: &Transaction,
    visit: &Visit,
    (user, rank): (Uuid, Rank),
    (kind, text, act): (MessageKind, &str, Option<WordAct>),
    media: &[Asked],
) -> Result<CircleMessage, Refusal> {
    let is_held = act == Some(WordAct::Hold) || is_held(transaction, visit, user, rank).await?;
    let (id, circle) = (Uuid::now_v7(), visit.circle.id);
    let new = NewMessage { id, circle, author: user, kind: kind.as_str(), text, is_daily: false };
    let mut record = transaction.post_message(new, is_held).await?;
    if !media.is_empty() {
        attached::attach(transaction, user, (circle, id), media).await?;
        record = transaction.message(id, user).await?.ok_or_else(unknown)?;
    }
    if act.is_some() {
        transaction.note_words(Item { id, circle, is_comment: false }).await?;
    }
    Ok(Reading::whole(user, visit.rights).message(record))
}

/// The same without their name.
async fn say_unseen(
    transaction: &Transaction,
    visit: &Visit,
    (user, key): (Uuid, Arc<AuthorKey>),
    (kind, text, act): (MessageKind, &str, Option<WordAct>),
) -> Result<CircleMessage, Refusal> {
    unseen::is_free(transaction, visit, user, &key).await?;
    let (id, circle) = (Uuid::now_v7(), visit.circle.id);
    let mark = Some(key.mark(circle, user));
    not_too_fast(transaction, visit, (user, mark), Rank::Member).await?;
    let new = NewMessage { id, circle, author: user, kind: kind.as_str(), text, is_daily: false };
    let is_held = act == Some(WordAct::Hold);
    let record = transaction.post_unseen(new, is_held, &key).await?;
    if act.is_some() {
        transaction.note_words(Item { id, circle, is_comment: false }).await?;
    }
    Ok(Reading::whole(user, visit.rights).with(Some(key)).message(record))
}

/// Whether somebody may say that there, with or without their name.
pub fn may_say_so(
    visit: &Visit,
    (kind, text): (MessageKind, &str),
    is_anonymous: bool,
) -> Result<Rank, Refusal> {
    if is_anonymous { may_say_unseen(visit, kind, text) } else { may_say(visit, kind, text) }
}

/// Whether links in a text are for a member.
pub fn links(visit: &Visit, rank: Rank, text: &str) -> Result<(), Refusal> {
    let joined_ms = visit.member.as_ref().map_or(i64::MAX, |it| it.joined_ms);
    let member_ms = clock::unix_ms().saturating_sub(joined_ms);
    if may_link(visit.config.links, text, rank, member_ms) {
        return Ok(());
    }
    Err(Refusal::refused("links", "here you may not send links"))
}

/// Whether somebody may say that there.
pub fn may_say(visit: &Visit, kind: MessageKind, text: &str) -> Result<Rank, Refusal> {
    let rank = visit.writing()?;
    if !kind.is_for(rank) {
        return Err(Refusal::forbidden("announcements are of the owner and of admins"));
    }
    links(visit, rank, text)?;
    Ok(rank)
}

async fn not_too_fast(
    transaction: &Transaction,
    visit: &Visit,
    (user, mark): (Uuid, Option<Vec<u8>>),
    rank: Rank,
) -> Result<(), Refusal> {
    let slow_ms = i64::from(visit.config.slow_s) * 1_000;
    if slow_ms == 0 || rank >= Rank::Moderator {
        return Ok(());
    }
    let quiet_ms = transaction.quiet_ms(visit.circle.id, user, mark).await?;
    let quiet_ms = quiet_ms.unwrap_or(i64::MAX);
    match u64::try_from(slow_ms.saturating_sub(quiet_ms)) {
        Ok(wait_ms) if wait_ms > 0 => {
            let every = format!("a message in {} seconds", visit.config.slow_s);
            Err(Refusal::limited_by(&every, Duration::from_millis(wait_ms)))
        }
        _ => Ok(()),
    }
}

async fn is_held(
    transaction: &Transaction,
    visit: &Visit,
    user: Uuid,
    rank: Rank,
) -> Result<bool, Refusal> {
    if !visit.config.hold_newcomers || rank >= Rank::Moderator {
        return Ok(false);
    }
    let said = transaction.count_shown(visit.circle.id, user, NEWCOMERS_MESSAGES).await?;
    Ok(said < NEWCOMERS_MESSAGES)
}

/// A text that a message may have.
pub fn text_of(given: &str) -> Result<String, Refusal> {
    said(given, MESSAGE_CHARS_MAX).ok_or_else(|| {
        let message = format!("1 to {MESSAGE_CHARS_MAX} characters that show something");
        Refusal::invalid(vec![FieldError::new("text", message)])
    })
}

/// The same of one that may have media, which need no words.
pub fn text_with(given: &str, has_media: bool) -> Result<String, Refusal> {
    if has_media && given.trim().is_empty() {
        return Ok(String::new());
    }
    text_of(given)
}

pub fn posted(message: CircleMessage) -> Posted {
    let tag = format!("\"{}\"", message.version);
    match message.state {
        SaidState::Held | SaidState::Scheduled => Posted::Held(Json(message), tag),
        _ => Posted::Message(Json(message), tag),
    }
}
