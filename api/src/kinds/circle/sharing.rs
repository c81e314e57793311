//! A copy of a journal entry becomes a message: what its person chose of it, and no more.

use std::sync::Arc;

use downbeat_session::{
    journal::sharing::{Part, copied},
    kinds::circle::{
        MessageKind,
        limits::MESSAGE_CHARS_MAX,
        message::{chars, said},
    },
};
use poem::web::Data;
use poem_openapi::{
    Enum, Object, OpenApi,
    param::{Header, Path},
    payload::Json,
};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    posting::{Posted, Speech, posted, speak, text_of},
    said::CircleMessage,
    visit::{SPEAK, Visit, account},
    words::CircleMessageKind,
};
use crate::{
    access::Caller,
    app::App,
    journal::{Ending, Writer},
    once::Once,
    refusal::{FieldError, Refusal},
};

pub struct Sharing;

/// What an entry is made of, as far as it can be shared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename_all = "snake_case")]
enum EntryPart {
    Title,
    Text,
    Mood,
    Tags,
    GratefulFor,
    Wins,
}

#[derive(Debug, Object)]
struct ShareBody {
    /// Where it is said.
    circle: Uuid,
    /// `positive` if it is left out.
    kind: Option<CircleMessageKind>,
    /// What of the entry is copied; its text alone if it is left out.
    parts: Option<Vec<EntryPart>>,
    /// What is said in the place of that, as where it is too long: 1 to 2,000 characters.
    /// Either this or `parts`.
    text: Option<String>,
}

/// A body, by its schema.
pub fn example() -> (&'static str, Value) {
    let parts = ["text", "grateful_for"];
    (
        "ShareBody",
        json!({ "circle": "0197f3c2-5b1e-7c40-9a6d-2f8e41d07b37", "kind": "gratitude", "parts": parts }),
    )
}

impl From<EntryPart> for Part {
    fn from(part: EntryPart) -> Self {
        match part {
            EntryPart::Title => Self::Title,
            EntryPart::Text => Self::Text,
            EntryPart::Mood => Self::Mood,
            EntryPart::Tags => Self::Tags,
            EntryPart::GratefulFor => Self::GratefulFor,
            EntryPart::Wins => Self::Wins,
        }
    }
}

#[OpenApi(prefix_path = "/api/v1")]
impl Sharing {
    /// Share a copy of a journal entry
    ///
    /// As a message of yours, under all the rules of saying something there. An
    /// `Idempotency-Key` is required: sent again with it, it is said once. What comes to
    /// more than 2,000 characters is 422 `invalid` with how many they are: shorten it, and
    /// give it as `text`. The entry stays as it is, and the message knows nothing of it.
    #[oai(path = "/journal/entries/:id/share", method = "post")]
    async fn share(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        id: Path<Uuid>,
        #[oai(name = "Idempotency-Key")] key: Header<Option<String>>,
        body: Json<ShareBody>,
    ) -> Result<Posted, Refusal> {
        let writer = Writer::of(&app, &caller)?;
        let user = account(&caller, SPEAK)?;
        let key = key.0.ok_or_else(Refusal::key_required)?;
        let ShareBody { circle, kind, parts, text } = body.0;
        if parts.is_some() && text.is_some() {
            let message = "give parts or a text, not both";
            return Err(Refusal::invalid(vec![FieldError::new("parts", message)]));
        }
        let kind = kind.map_or(MessageKind::Positive, MessageKind::from);
        let parts = parts
            .map_or_else(|| vec![Part::Text], |parts| parts.into_iter().map(Part::from).collect());
        let what = json!({
            "entry": id.0, "circle": circle, "kind": kind, "parts": parts, "text": text,
        });
        let once = match Once::begin::<CircleMessage>(&app, &caller, Some(key), &what).await? {
            Ok(answer) => return Ok(posted(answer)),
            Err(once) => once,
        };
        let (entry, is_in_trash) = writer.entry(id.0).await?;
        if is_in_trash {
            return Err(Refusal::conflict("wrong_state", "it is in the trash"));
        }
        // Whether they may speak there is said before what is wrong with their words.
        let seen = Visit::of(&app, Some(user), circle, None).await?;
        seen.writing()?;
        let text = match text {
            Some(text) => text_of(&text)?,
            None => fitting(&copied(&entry, &parts))?,
        };
        let ending = Ending::of(&app, &caller, None).await?;
        let speech = Speech { kind, text, media: Vec::new(), at_ms: None, is_anonymous: false };
        speak(&app, (user, &seen), speech, (once, ending)).await
    }
}

/// A copy that a message has room for.
fn fitting(copy: &str) -> Result<String, Refusal> {
    said(copy, MESSAGE_CHARS_MAX).ok_or_else(|| {
        let message = match chars(copy) {
            0 => "the entry has nothing of that to show".to_owned(),
            many => format!(
                "come to {many} characters, and a message has {MESSAGE_CHARS_MAX} at most: \
                 shorten it, and give it as text"
            ),
        };
        Refusal::invalid(vec![FieldError::new("parts", message)])
    })
}
