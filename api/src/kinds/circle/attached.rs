//! Media of messages: up to four images, or one recording. Who sees a message sees them.

use std::collections::HashSet;

use downbeat_session::{
    kinds::circle::limits::{ALT_CHARS_MAX, IMAGES_MAX},
    text,
};
use downbeat_store::{MessageRecord, Transaction};
use serde::Serialize;
use uuid::Uuid;

use super::{messages, said::Reading};
use crate::{
    app::App,
    refusal::{FieldError, Refusal},
};

/// A medium that somebody wants a message to have, and what they say that it shows.
#[derive(Debug, Serialize)]
pub struct Asked {
    id: Uuid,
    alt: Option<String>,
}

/// What a body asks for.
pub fn asked(
    media: Vec<Uuid>,
    alts: Vec<String>,
    at_ms: Option<i64>,
) -> Result<Vec<Asked>, Refusal> {
    let wrong =
        |field: &str, message: String| Err(Refusal::invalid(vec![FieldError::new(field, message)]));
    if media.len() > IMAGES_MAX {
        return wrong("media", format!("{IMAGES_MAX} images or one recording at most"));
    }
    if media.iter().collect::<HashSet<_>>().len() < media.len() {
        return wrong("media", "must name each once".to_owned());
    }
    if !media.is_empty() && at_ms.is_some() {
        return wrong("media", "what is said later has no media".to_owned());
    }
    if alts.len() > media.len() {
        return wrong("alts", "has no more than media has".to_owned());
    }
    let mut given = alts.into_iter();
    let mut asked = Vec::new();
    for id in media {
        let alt = text::lines(given.next().unwrap_or_default().trim());
        let is_empty = alt.is_empty();
        if !(is_empty || text::is_lines(&alt, ALT_CHARS_MAX) && text::shows(&alt)) {
            return wrong("alts", format!("{ALT_CHARS_MAX} characters each at most"));
        }
        asked.push(Asked { id, alt: (!is_empty).then_some(alt) });
    }
    Ok(asked)
}

/// All that a message says in words: what its images show is read to others, too.
pub fn told(text: &str, asked: &[Asked]) -> String {
    let mut told = text.to_owned();
    for alt in asked.iter().filter_map(|asked| asked.alt.as_deref()) {
        told.push('\n');
        told.push_str(alt);
    }
    told
}

/// Gives media to a message that was just said. Those of others, those that are gone and
/// those that something has already are none.
pub async fn attach(
    transaction: &Transaction,
    owner: Uuid,
    (circle, message): (Uuid, Uuid),
    asked: &[Asked],
) -> Result<(), Refusal> {
    let ids: Vec<Uuid> = asked.iter().map(|asked| asked.id).collect();
    let found = transaction.hold_unused_media(owner, &ids).await?;
    if found.len() < ids.len() {
        let error = FieldError::new("media", "has one that is not yours, used, or gone: send it");
        return Err(Refusal::refused_of("unknown_media", vec![error]));
    }
    if ids.len() > 1 && found.iter().any(|(_, kind)| kind != "image") {
        let error = FieldError::new("media", "must be images, or one recording");
        return Err(Refusal::invalid(vec![error]));
    }
    let media: Vec<_> = asked.iter().map(|asked| (asked.id, asked.alt.clone())).collect();
    transaction.attach_media((circle, message), &media).await?;
    Ok(())
}

pub fn has_media(message: &MessageRecord) -> bool {
    message.media.as_array().is_some_and(|media| !media.is_empty())
}

/// Whether somebody sees what a message has: whoever reads it, and the house while it has
/// to decide about it.
pub async fn sees_medium(app: &App, viewer: Option<Uuid>, message: Uuid) -> Result<bool, Refusal> {
    match messages::found(app, viewer, message).await {
        Ok((visit, record)) => {
            let reading = Reading::of(app, viewer, visit.rights, [record.author]).await?;
            if reading.sees_media(&record) {
                return Ok(true);
            }
        }
        Err(Refusal::NotFound(_)) => {}
        Err(refusal) => return Err(refusal),
    }
    let Some(user) = viewer else { return Ok(false) };
    Ok(app.store.is_before_house(message).await?
        && app.store.staff().await?.iter().any(|member| member.user_id == user))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_images_show_is_told_with_the_text() {
        let media = vec![Uuid::from_u128(1), Uuid::from_u128(2)];
        let alts = vec![String::new(), " the sea ".to_owned()];
        let asked = asked(media, alts, None).unwrap();
        assert_eq!(told("Look", &asked), "Look\nthe sea");
    }
}
