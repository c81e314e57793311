//! The password of a room: any that is not too long, since it is told to many.

use crate::{
    access::passwords::{self, CHARS_MAX},
    refusal::{FieldError, Refusal},
};

/// A password that a room may have.
pub fn fitting(given: &str) -> Result<(), Refusal> {
    if passwords::fits(given) {
        return Ok(());
    }
    let message = format!("1 to {CHARS_MAX} characters");
    Err(Refusal::invalid(vec![FieldError::new("password", message)]))
}
