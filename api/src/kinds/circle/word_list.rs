//! The words that a circle looks out for, as its admins set them.

use std::sync::Arc;

use downbeat_session::kinds::circle::{Rank, Word, word_list::checked};
use downbeat_store::CircleWords as Stored;
use poem::web::Data;
use poem_openapi::{
    ApiResponse, Object, OpenApi,
    param::{Header, Path},
    payload::Json,
};
use serde_json::json;
use uuid::Uuid;

use super::{
    circles::note,
    visit::{KEEP_ORDER, LOOK, Visit, account},
    words::CircleWordAct,
};
use crate::{
    access::Caller,
    app::App,
    refusal::{Problems, Refusal},
    session::found::matched,
};

pub struct WordList;

#[derive(Debug, Object)]
struct CircleWord {
    /// A word or a phrase of 60 characters at most; whole ones are looked for, whatever
    /// case and whatever marks they are typed with.
    word: String,
    act: CircleWordAct,
}

/// Words that a circle looks out for.
#[derive(Debug, Object)]
struct CircleWords {
    words: Vec<CircleWord>,
    /// 0 where there never were any.
    version: i64,
}

#[derive(Debug, Object)]
struct CircleWordsBody {
    /// 200 at most. Each is kept once, with the stricter of what it is to do.
    words: Vec<CircleWord>,
}

#[derive(ApiResponse)]
enum ReadWords {
    /// The words. The `ETag` is their version.
    #[oai(status = 200)]
    Words(Json<CircleWords>, #[oai(header = "ETag")] String),
}

#[OpenApi(prefix_path = "/api/v1")]
impl WordList {
    /// Get the words that a circle looks out for
    ///
    /// By admins. Scope: `sessions:read`.
    #[oai(path = "/circles/:id/words", method = "get")]
    async fn read(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        id: Path<Uuid>,
    ) -> Result<ReadWords, Refusal> {
        let user = account(&caller, LOOK)?;
        Visit::of(&app, Some(user), id.0, None).await?.at_least(Rank::Admin)?;
        shown(app.store.circle_words(id.0).await?)
    }

    /// Set the words that a circle looks out for
    ///
    /// By admins. A message, a comment or an edit with one of them is shown and comes
    /// before moderators (`note`), is looked at first (`hold`: a message is 202, a comment
    /// or an edit, which cannot be held, 422 `words`), or is not said (`block`: 422
    /// `words`). What moderators say is only blocked. `If-Match` is the `ETag` of what you
    /// read. Scope: `sessions:write`.
    #[oai(path = "/circles/:id/words", method = "put")]
    async fn set(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        id: Path<Uuid>,
        #[oai(name = "If-Match")] if_match: Header<Option<String>>,
        body: Json<CircleWordsBody>,
    ) -> Result<ReadWords, Refusal> {
        let user = account(&caller, KEEP_ORDER)?;
        let given = body.0.words.into_iter();
        let given = given.map(|CircleWord { word, act }| Word { word, act: act.into() });
        let words = checked(given.collect()).map_err(Problems)?;
        let transaction = app.store.begin().await?;
        let visit = Visit::held(&transaction, user, id.0).await?;
        visit.at_least(Rank::Admin)?;
        visit.open()?;
        let before = transaction.circle_words(id.0).await?;
        matched(if_match.0.as_deref(), before.version)?;
        let now = transaction.set_circle_words(id.0, &json!(words)).await?;
        let details = json!({ "count": words.len() });
        note(&transaction, &caller, "circle.words", id.0, details).await?;
        transaction.commit().await?;
        shown(now)
    }
}

fn shown(stored: Stored) -> Result<ReadWords, Refusal> {
    let Stored { version, words } = stored;
    let words: Vec<Word> = serde_json::from_value(words)?;
    let one = |Word { word, act }| CircleWord { word, act: act.into() };
    let words = words.into_iter().map(one).collect();
    Ok(ReadWords::Words(Json(CircleWords { words, version }), format!("\"{version}\"")))
}
