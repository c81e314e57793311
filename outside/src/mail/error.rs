//! Why a mail was not taken, without whom it was for.

use std::error::Error as _;

use lettre::transport::smtp::{Error, response::Code};

/// There is no such mailbox, it is not for here, or its name is not allowed (RFC
/// 5321, 4.2.3): nothing changes that by itself.
const NO_MAILBOX: [u16; 3] = [550, 551, 553];

#[derive(Debug, thiserror::Error)]
pub enum MailError {
    /// The server wants no mail to this address.
    #[error("the mail server refuses the address: {0}")]
    NoMailbox(u16),
    #[error("the mail server answers {0}")]
    Refused(u16),
    #[error("the mail server cannot be reached: {0}")]
    Unreachable(String),
    /// It was never sent.
    #[error("the mail cannot be written: {0}")]
    Unwritable(&'static str),
}

impl From<Error> for MailError {
    fn from(error: Error) -> Self {
        let Some(code) = error.status().map(number) else {
            // What went wrong on the way there, which names the server at most.
            let why = error.source().map_or_else(|| kind(&error).to_owned(), ToString::to_string);
            return Self::Unreachable(why);
        };
        if NO_MAILBOX.contains(&code) { Self::NoMailbox(code) } else { Self::Refused(code) }
    }
}

fn kind(error: &Error) -> &'static str {
    if error.is_timeout() {
        "it does not answer in time"
    } else if error.is_tls() {
        "no TLS with it"
    } else {
        "the connection ended"
    }
}

fn number(code: Code) -> u16 {
    code.into()
}
