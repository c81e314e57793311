//! `downbeat-worker users link`: a way in, for whoever has none.

use std::time::Duration;

use anyhow::{Context as _, ensure};
use downbeat_boot::Config;
use downbeat_job::mail::{Asked, Language, address, hand_over};
use downbeat_session::Email;
use downbeat_store::{Doer, NewLink, Purpose, Store};
use rand::Rng;
use serde_json::json;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::print;

/// 256 bits: a token is never guessed.
const TOKEN_BYTES: usize = 32;

#[derive(Debug, clap::Args)]
#[group(skip)]
pub struct Link {
    /// Hours until the link is good for nothing.
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u64).range(1..=720))]
    hours: u64,
    /// A link that works any number of times until then: for a demo.
    #[arg(long)]
    reusable: bool,
    #[arg(long)]
    json: bool,
}

/// A link for a member of the staff, or for whoever has an e-mail address.
pub async fn again(config: &Config, store: &Store, who: &str, link: &Link) -> anyhow::Result<()> {
    if let Some(email) = Email::read(who) {
        return by_email(config, store, &email, link).await;
    }
    let user = Uuid::parse_str(who).context("say an id of the staff or an e-mail address")?;
    let people = store.staff().await?;
    let known = people.iter().any(|one| one.user_id == user);
    ensure!(known, "there is no such member of the staff: see `downbeat-worker users list`");
    let_in(config, store, user, link).await
}

/// A page on which they choose a password; who has no account makes one there. That
/// they read mail at the address is not known by that.
async fn by_email(
    config: &Config,
    store: &Store,
    email: &Email,
    link: &Link,
) -> anyhow::Result<()> {
    ensure!(!link.reusable, "a link for an e-mail address works once: leave out --reusable");
    let user = store.local_login(email.folded()).await?.map(|known| known.user_id);
    let purpose = if user.is_some() { Purpose::Recover } else { Purpose::Invite };
    let asked = Asked { purpose, email, user, sign_up: None, language: Language::default() };
    let transaction = store.begin().await?;
    let token = hand_over(&transaction, asked, Duration::from_hours(link.hours)).await?;
    transaction.note_mail_link(user, purpose, &Doer::cli()).await?;
    transaction.commit().await?;
    let url = address(&config.api.public_url, &token);
    let text = format!("{url}\n(it works once within {} h)", link.hours);
    print(link.json, &text, &json!({ "user": user, "url": url, "token": token }))
}

/// A link that signs a member of the staff in.
pub async fn let_in(config: &Config, store: &Store, user: Uuid, link: &Link) -> anyhow::Result<()> {
    let token = hex::encode(rand::rng().random::<[u8; TOKEN_BYTES]>());
    let new = NewLink {
        hash: Sha256::digest(token.as_bytes()).into(),
        user_id: user,
        lands_on: "/admin",
        is_reusable: link.reusable,
        lives: Duration::from_hours(link.hours),
    };
    store.create_login_link(&new, &Doer::cli()).await?;
    let url = format!("{}/auth/once/{token}", config.api.public_url);
    let times = if link.reusable { "any number of times" } else { "once" };
    let text = format!("{url}\n(it works {times} within {} h)", link.hours);
    print(link.json, &text, &json!({ "user": user, "url": url, "token": token }))
}
