//! The mails that were brought, the newest of them.

use downbeat_boot::clock;
use serde::{Deserialize, Serialize};

use super::message;
use crate::caught::Shelf;

/// A mail as it was brought.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptMail {
    pub at_ms: i64,
    /// As the envelope says.
    pub from: String,
    pub to: Vec<String>,
    pub subject: String,
    pub message_id: String,
    /// Where its reader asks for no more; empty where it does not say.
    pub unsubscribe: String,
    /// The body in words.
    pub text: String,
}

/// Cloning it is cheap: all clones have the same mails.
#[derive(Debug, Clone, Default)]
pub struct Kept(Shelf<KeptMail, u16>);

impl Kept {
    pub(super) fn take(&self, from: &str, to: &[String], written: &str) {
        let message::Read { subject, message_id, unsubscribe, text } = message::read(written);
        let (at_ms, from, to) = (clock::unix_ms(), from.to_owned(), to.to_vec());
        self.0.take(KeptMail { at_ms, from, to, subject, message_id, unsubscribe, text });
    }

    /// Those to an address, or all; the newest first.
    #[must_use]
    pub fn mails(&self, to: Option<&str>) -> Vec<KeptMail> {
        self.0.newest(|mail| {
            to.is_none_or(|to| mail.to.iter().any(|one| one.eq_ignore_ascii_case(to)))
        })
    }

    pub fn forget(&self) {
        self.0.forget();
    }

    /// The next so many mails are answered with this code and not kept.
    pub fn refuse(&self, code: u16, times: usize) {
        self.0.refuse(code, times);
    }

    pub(super) fn fault(&self) -> Option<u16> {
        self.0.fault()
    }
}
