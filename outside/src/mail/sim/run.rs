//! The simulated mail server, which listens.

use std::{net::SocketAddr, time::Duration};

use anyhow::Context as _;
use downbeat_boot::{Shutdown, clock, task};
use tokio::net::TcpListener;

use super::{control, conversation, kept::Kept};
use crate::caught::serve;

/// Whoever says nothing for so long is not listened to.
const PATIENCE: Duration = Duration::from_mins(1);
const AGAIN: Duration = Duration::from_millis(100);

#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// Where mails are brought to.
    pub smtp: SocketAddr,
    /// Where they are shown.
    pub http: SocketAddr,
}

/// One that listens.
#[derive(Debug)]
pub struct Running {
    pub smtp: SocketAddr,
    pub http: SocketAddr,
    pub kept: Kept,
}

/// Listens, and answers where; it ends with the shutdown.
pub async fn start(options: Options, shutdown: &Shutdown) -> anyhow::Result<Running> {
    let kept = Kept::default();
    let smtp = TcpListener::bind(options.smtp).await.context("listening for mails")?;
    let routes = control::routes(kept.clone());
    let http = serve("caught mails", options.http, routes, shutdown).await?;
    let running = Running { smtp: smtp.local_addr()?, http, kept: kept.clone() };
    let ended = shutdown.clone();
    task::spawn("mail catcher", async move {
        tokio::select! {
            () = listen(smtp, kept) => {}
            () = ended.requested() => {}
        }
    });
    Ok(running)
}

async fn listen(listener: TcpListener, kept: Kept) {
    loop {
        let Ok((stream, _)) = listener.accept().await else {
            clock::sleep(AGAIN).await;
            continue;
        };
        let kept = kept.clone();
        task::spawn("a mail", async move {
            let held = clock::timeout(PATIENCE, conversation::hold(stream, kept)).await;
            if let Ok(Err(error)) = held {
                tracing::debug!(%error, "whoever brought a mail is gone");
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use downbeat_boot::settings;
    use uuid::Uuid;

    use super::*;
    use crate::mail::{Mail, MailError, Mailer};

    #[tokio::test]
    async fn what_is_sent_is_kept_as_it_was_written() {
        let any: SocketAddr = "127.0.0.1:0".parse().unwrap();
        let shutdown = Shutdown::new();
        let sim = start(Options { smtp: any, http: any }, &shutdown).await.unwrap();
        let url = format!("smtp://{}", sim.smtp);
        let from = "Downbeat <house@example.org>".to_owned();
        let mailer = Mailer::of(&settings::Mail { url, from }).unwrap().unwrap();
        assert!(mailer.test().await.unwrap());
        let (id, to) = (Uuid::from_u128(7), "Ann@example.org");
        let text = "Grüße,\n.a dot\n\nhttps://example.org/auth/local/link/0123456789abcdef\n";
        let subject = "Für dich: eine Adresse";
        let mail = Mail { id, to, subject, text, unsubscribe: None };
        sim.kept.refuse(451, 1);
        let refused = mailer.send(mail).await.unwrap_err();
        assert!(matches!(refused, MailError::Refused(451)), "{refused}");
        sim.kept.refuse(550, 1);
        let refused = mailer.send(mail).await.unwrap_err();
        assert!(matches!(refused, MailError::NoMailbox(550)), "{refused}");
        assert!(!refused.to_string().to_lowercase().contains("ann"), "{refused}");
        mailer.send(mail).await.unwrap();
        let kept = sim.kept.mails(Some("ann@example.org"));
        assert_eq!(kept.len(), 1);
        assert_eq!(
            (kept[0].text.as_str(), kept[0].subject.as_str()),
            (text.trim_end(), mail.subject)
        );
        assert_eq!(kept[0].message_id, format!("<{id}@example.org>"));
        assert_eq!(
            (kept[0].from.as_str(), &kept[0].to),
            ("house@example.org", &vec![to.to_owned()])
        );
        assert!(sim.kept.mails(Some("bob@example.org")).is_empty());
        shutdown.request();
    }
}
