//! Reading a type: out of what somebody gave, with the field that is wrong, or out
//! of what is stored.

use schemars::{JsonSchema, generate::Contract};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::{LEVELS_MAX, misfits, too_deep};
use crate::{Kind, Problem, Unreadable, description::schema};

/// What somebody gave, or the fields that are wrong; `whole` names all of it.
pub(crate) fn given<T: DeserializeOwned + JsonSchema>(
    given: &Value,
    whole: &str,
) -> Result<T, Vec<Problem>> {
    if let Some(field) = too_deep(given, LEVELS_MAX) {
        let message = format!("lists and objects in each other, {LEVELS_MAX} deep at most");
        let field = if field.is_empty() { whole.to_owned() } else { field };
        return Err(vec![Problem::new(field, message)]);
    }
    T::deserialize(given).map_err(|error| {
        let schema = schema::<T>(Contract::Deserialize).to_value();
        let misfits = misfits(&schema, &schema, given, whole);
        if misfits.is_empty() { vec![Problem::new(whole, error.to_string())] } else { misfits }
    })
}

/// A part of a session that was stored: its config, or an event.
pub(crate) fn stored<K: Kind, T: DeserializeOwned>(
    what: &'static str,
    value: &Value,
) -> Result<T, Unreadable> {
    T::deserialize(value).map_err(|source| Unreadable { kind: K::NAME, what, source })
}

/// The same, out of its text.
pub(crate) fn stored_text<K: Kind, T: DeserializeOwned>(
    what: &'static str,
    text: &[u8],
) -> Result<T, Unreadable> {
    serde_json::from_slice(text).map_err(|source| Unreadable { kind: K::NAME, what, source })
}
