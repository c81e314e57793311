//! Accounts by e-mail and password.
//!
//! Nobody learns here who has an account. To sign up, and to ask for a link, is
//! answered alike for every address, and what is done for it is the same: whoever has
//! the address is told by mail, which a job writes. A wrong password and an account
//! that is not there are one answer, as late as each other.
//!
//! What a mail brings is an address that opens a page (`confirm.rs`), and the page's
//! button does it: mail is opened by more than its reader.

mod ask;
mod by_password;
mod confirm;
mod given;
mod new_account;

pub use ask::link;
pub use by_password::sign_in;
pub use confirm::{open, press};
pub use new_account::sign_up;

use std::time::Duration;

use downbeat_live::Quota;
use downbeat_session::Email;

use crate::{
    app::App,
    refusal::{FieldError, Refusal},
};

/// Of all mails to an address, whatever they are about.
const MAILS: (&str, Quota) = ("mails", Quota { most: 5, window: Duration::from_hours(1) });

/// Counts one more mail to an address. Beyond the limit none is sent, and whoever asked
/// is not told. While nobody can count them, none is asked for.
pub async fn may_mail(app: &App, email: &Email) -> Result<bool, Refusal> {
    let whose = format!("mails:{}", email.folded());
    Ok(app.live.take_all(&whose, &[MAILS]).await?.is_ok())
}

/// An address of e-mail, as somebody typed it.
pub fn email_of(typed: &str) -> Result<Email, Refusal> {
    let message = "must be an e-mail address, as ann@example.org";
    Email::read(typed).ok_or_else(|| Refusal::invalid(vec![FieldError::new("email", message)]))
}

/// What a password is refused with that somebody chose.
pub fn guessable() -> Refusal {
    let message = "is guessed too easily: take several words, or more characters (100 at most)";
    Refusal::invalid(vec![FieldError::new("password", message)])
}
