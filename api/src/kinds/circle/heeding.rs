//! Words that a circle looks out for, when something is said there.

use downbeat_session::kinds::circle::{Rank, Word, WordAct, word_list::found};
use downbeat_store::Transaction;
use uuid::Uuid;

use super::visit::Visit;
use crate::refusal::{FieldError, Refusal};

/// What they make of a text; one that is not said at all is refused.
pub async fn heeded(
    transaction: &Transaction,
    visit: &Visit,
    rank: Rank,
    text: &str,
) -> Result<Option<WordAct>, Refusal> {
    match found(&words_of(transaction, visit.circle.id).await?, text, rank) {
        Some(WordAct::Block) => Err(refused("text")),
        act => Ok(act),
    }
}

/// The same of what cannot be held: it is refused, too. Whether moderators are to look at
/// it.
pub async fn heeded_at_once(
    transaction: &Transaction,
    visit: &Visit,
    rank: Rank,
    text: &str,
) -> Result<bool, Refusal> {
    match heeded(transaction, visit, rank, text).await? {
        Some(WordAct::Hold) => Err(refused("text")),
        act => Ok(act.is_some()),
    }
}

/// Those of a circle.
pub async fn words_of(transaction: &Transaction, circle: Uuid) -> Result<Vec<Word>, Refusal> {
    Ok(serde_json::from_value(transaction.circle_words(circle).await?.words)?)
}

/// The field is named, and the word is not: it is for admins to know.
pub fn refused(field: &str) -> Refusal {
    let message = "has a word that is not said here";
    Refusal::refused_of("words", vec![FieldError::new(field, message)])
}
