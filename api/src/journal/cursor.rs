//! Where a list goes on, as clients are told it: a day and an id.

use downbeat_store::DayCursor;

use crate::refusal::{FieldError, Refusal};

pub fn read(text: &str) -> Result<DayCursor, Refusal> {
    let read = || {
        let (day, id) = text.split_once('.')?;
        Some(DayCursor { day: day.parse().ok()?, id: id.parse().ok()? })
    };
    read().ok_or_else(|| {
        Refusal::invalid(vec![FieldError::new("cursor", "is none that was given out")])
    })
}

pub fn write(DayCursor { day, id }: DayCursor) -> String {
    format!("{day}.{id}")
}
