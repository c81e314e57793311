//! The SMTP server that the settings name.

use std::{error::Error, time::Duration};

use anyhow::Context as _;
use downbeat_boot::settings;
use lettre::{
    Address, AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{
        Mailbox,
        header::{ContentType, Header, HeaderName, HeaderValue},
    },
    transport::smtp::extension::ClientId,
};
use uuid::Uuid;

use super::MailError;

/// For each command of a conversation.
const PATIENCE: Duration = Duration::from_secs(15);

#[derive(Clone)]
pub struct Mailer {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
    /// The part of `from` behind the `@`, which Message-IDs are made of.
    domain: String,
}

/// One mail to one address, in words without markup.
#[derive(Debug, Clone, Copy)]
pub struct Mail<'a> {
    /// The same however often it is tried.
    pub id: Uuid,
    pub to: &'a str,
    pub subject: &'a str,
    pub text: &'a str,
    /// An address that sends whoever asks there no more (RFC 8058), where there is one.
    pub unsubscribe: Option<&'a str>,
}

/// Where a mail's reader asks for no more of them.
#[derive(Clone)]
struct ListUnsubscribe(String);

/// That one request does it.
#[derive(Clone)]
struct ListUnsubscribePost;

impl Header for ListUnsubscribe {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("List-Unsubscribe")
    }

    fn parse(text: &str) -> Result<Self, Box<dyn Error + Send + Sync>> {
        Ok(Self(text.to_owned()))
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), self.0.clone())
    }
}

impl Header for ListUnsubscribePost {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("List-Unsubscribe-Post")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), String::from("List-Unsubscribe=One-Click"))
    }
}

impl Mailer {
    /// `None` where the house sends no mail.
    pub fn of(settings: &settings::Mail) -> anyhow::Result<Option<Self>> {
        if settings.url.is_empty() {
            return Ok(None);
        }
        let from: Mailbox = settings.from.parse().context("reading mail.from")?;
        let domain = from.email.domain().to_owned();
        // The error would quote the address, and with it the password.
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(&settings.url);
        let transport = transport.ok().context("mail.url is no address of an SMTP server")?;
        let transport =
            transport.hello_name(ClientId::Domain(domain.clone())).timeout(Some(PATIENCE)).build();
        Ok(Some(Self { transport, from, domain }))
    }

    /// Hands a mail over. Once this is answered the server has it, though it may
    /// have had it before.
    pub async fn send(&self, mail: Mail<'_>) -> Result<(), MailError> {
        self.transport.send(self.message(mail)?).await?;
        Ok(())
    }

    /// Whether the server takes us as whoever we say we are.
    pub async fn test(&self) -> Result<bool, MailError> {
        Ok(self.transport.test_connection().await?)
    }

    fn message(&self, mail: Mail<'_>) -> Result<Message, MailError> {
        let to: Address = mail.to.parse().map_err(|_| MailError::Unwritable("no such address"))?;
        let mut message = Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, to))
            .message_id(Some(format!("<{}@{}>", mail.id, self.domain)))
            .subject(mail.subject);
        if let Some(url) = mail.unsubscribe {
            message =
                message.header(ListUnsubscribe(format!("<{url}>"))).header(ListUnsubscribePost);
        }
        message
            .header(ContentType::TEXT_PLAIN)
            .body(mail.text.to_owned())
            .map_err(|_| MailError::Unwritable("no such message"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mailer(url: &str) -> anyhow::Result<Option<Mailer>> {
        let from = "Downbeat <house@example.org>".to_owned();
        Mailer::of(&settings::Mail { url: url.to_owned(), from })
    }

    #[tokio::test]
    async fn a_mail_has_the_same_message_id_each_time() {
        let mailer = mailer("smtp://127.0.0.1:1").unwrap().unwrap();
        let id = Uuid::from_u128(7);
        let mail =
            Mail {
                id, to: "ann@example.org", subject: "Grüße", text: "Hallo", unsubscribe: None
            };
        for _ in 0..2 {
            let written = mailer.message(mail).unwrap().formatted();
            let written = String::from_utf8(written).unwrap();
            assert!(written.contains(&format!("Message-ID: <{id}@example.org>")), "{written}");
        }
        let url = "https://example.org/unsubscribe/7";
        let written = mailer.message(Mail { unsubscribe: Some(url), ..mail }).unwrap().formatted();
        let written = String::from_utf8(written).unwrap();
        assert!(written.contains(&format!("List-Unsubscribe: <{url}>\r\n")), "{written}");
        assert!(written.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click"), "{written}");
        let nobody = Mail { to: "nobody", ..mail };
        assert!(matches!(mailer.message(nobody), Err(MailError::Unwritable(_))));
    }

    #[tokio::test]
    async fn what_cannot_be_reached_is_told_without_the_address() {
        let mailer = mailer("smtp://127.0.0.1:1").unwrap().unwrap();
        let mail = Mail {
            id: Uuid::nil(),
            to: "marigold@example.org",
            subject: "Hi",
            text: "Hi",
            unsubscribe: None,
        };
        let error = mailer.send(mail).await.unwrap_err();
        assert!(matches!(error, MailError::Unreachable(_)), "{error}");
        assert!(!error.to_string().contains("marigold"), "{error}");
    }

    #[test]
    fn without_an_address_there_is_no_mail_and_a_wrong_one_is_not_quoted() {
        assert!(mailer("").unwrap().is_none());
        let error = mailer("http://ann:hunter2@example.org").err().unwrap();
        assert!(!format!("{error:#}").contains("hunter2"), "{error:#}");
    }
}
