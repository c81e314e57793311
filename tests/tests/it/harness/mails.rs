//! A mail server that keeps what it is given, inside the test.

use std::net::{Ipv4Addr, SocketAddr};

use downbeat_boot::Shutdown;
use downbeat_outside::mail::sim::{self, KeptMail, Options, Running};

use super::{World, until};

pub struct Mails {
    running: Running,
    shutdown: Shutdown,
}

impl Mails {
    pub async fn start() -> Self {
        let any = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        let shutdown = Shutdown::new();
        let running = sim::start(Options { smtp: any, http: any }, &shutdown).await.unwrap();
        Self { running, shutdown }
    }

    pub fn url(&self) -> String {
        format!("smtp://{}", self.running.smtp)
    }

    /// Where it is shown over HTTP.
    pub fn page(&self) -> String {
        format!("http://{}", self.running.http)
    }

    /// The next so many mails are refused with this code.
    pub fn refuse(&self, code: u16, times: usize) {
        self.running.kept.refuse(code, times);
    }

    /// To somebody, the newest first.
    pub fn to(&self, email: &str) -> Vec<KeptMail> {
        self.running.kept.mails(Some(email))
    }

    /// The newest to somebody, once there are so many.
    pub async fn nth(&self, email: &str, count: usize) -> KeptMail {
        let what = format!("mail {count} to {email}");
        let mut mails = until(&what, async || {
            let mails = self.to(email);
            (mails.len() >= count).then_some(mails)
        })
        .await;
        assert_eq!(mails.len(), count, "{mails:?}");
        mails.remove(0)
    }
}

/// The token of the link that a mail has.
pub fn token_in(mail: &KeptMail) -> String {
    let mut lines = mail.text.lines();
    let line = lines.find(|line| line.contains("/auth/local/link/"));
    let line = line.unwrap_or_else(|| panic!("no link: {mail:?}"));
    line.rsplit('/').next().unwrap().to_owned()
}

impl World {
    /// The same with a mail server.
    pub async fn with_mails(self) -> (Self, Mails) {
        let mails = Mails::start().await;
        let world = self.with("MAIL__URL", &mails.url());
        (world.with("MAIL__FROM", "Downbeat <house@example.org>"), mails)
    }
}

impl Drop for Mails {
    fn drop(&mut self) {
        self.shutdown.request();
    }
}
