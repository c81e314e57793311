//! An address of e-mail, as people type it.
//!
//! Only what every mail server takes: ASCII, since letters that look or fold alike
//! would make two people's addresses one. Upper and lower case are alike: to
//! whoever types them they are, and to every server that is around.

/// RFC 5321, 4.5.3.1.
const BYTES_MAX: usize = 254;
const LOCAL_BYTES_MAX: usize = 64;
const LABEL_BYTES_MAX: usize = 63;
/// What stands before the `@` beside letters and digits (RFC 5322, 3.2.3).
const LOCAL_SIGNS: &[u8] = b"!#$%&'*+/=?^_`{|}~-.";

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Email {
    typed: String,
    folded: String,
}

impl Email {
    /// `None` for what is no address.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let typed = text.trim();
        let (local, domain) = typed.rsplit_once('@')?;
        let is_whole = typed.len() <= BYTES_MAX && is_local(local) && is_domain(domain);
        is_whole.then(|| Self { typed: typed.to_owned(), folded: typed.to_ascii_lowercase() })
    }

    /// As it was typed, which is where mail goes.
    #[must_use]
    pub fn typed(&self) -> &str {
        &self.typed
    }

    /// As it is compared.
    #[must_use]
    pub fn folded(&self) -> &str {
        &self.folded
    }
}

fn is_local(local: &str) -> bool {
    let is_sign = |byte: u8| byte.is_ascii_alphanumeric() || LOCAL_SIGNS.contains(&byte);
    (1..=LOCAL_BYTES_MAX).contains(&local.len())
        && local.bytes().all(is_sign)
        && local.split('.').all(|part| !part.is_empty())
}

/// Names that mail is sent to have two labels at least.
fn is_domain(domain: &str) -> bool {
    let is_label = |label: &str| {
        (1..=LABEL_BYTES_MAX).contains(&label.len())
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    domain.contains('.') && domain.split('.').all(is_label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_what_a_mail_server_takes() {
        for good in ["ann@example.org", " Ann.Lee+x@Mail.Example.org ", "o'brien@a-b.example"] {
            let read = Email::read(good).unwrap();
            assert_eq!(read.typed(), good.trim());
            assert_eq!(read.folded(), good.trim().to_lowercase());
        }
        let long = format!("{}@example.org", "a".repeat(65));
        for wrong in [
            "",
            "ann",
            "@example.org",
            "ann@",
            "ann@localhost",
            "ann@example..org",
            "ann@-example.org",
            ".ann@example.org",
            "an..n@example.org",
            "ann lee@example.org",
            "ann@example.org\r\nRCPT TO:<bob@example.org>",
            "\u{212a}im@example.org",
            "ann@m\u{fc}nchen.example",
            "<ann@example.org>",
            "ann@bob@example.org",
            &long,
        ] {
            assert_eq!(Email::read(wrong), None, "{wrong}");
        }
    }
}
