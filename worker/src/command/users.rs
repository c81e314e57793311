//! `downbeat-worker users`: who may use the console, and who is erased.

use std::time::Duration;

use anyhow::{Context as _, bail, ensure};
use clap::{Subcommand, ValueEnum};
use downbeat_boot::Config;
use downbeat_store::{Doer, NewLink, Staff, Store};
use rand::Rng;
use serde_json::json;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{
    erase::{self, Erase},
    print,
};

/// 256 bits: a token is never guessed.
const TOKEN_BYTES: usize = 32;
const NAME_CHARS_MAX: usize = 100;

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make the first admin and a link that signs them in.
    FirstAdmin {
        /// What the audit log calls them.
        #[arg(long, default_value = "Admin")]
        name: String,
        #[command(flatten)]
        link: Link,
    },
    /// Add a member of the staff, with a link that signs them in.
    Add {
        #[arg(long)]
        name: String,
        #[arg(long)]
        role: Role,
        #[command(flatten)]
        link: Link,
    },
    /// Make another link for a member of the staff.
    Link {
        user: Uuid,
        #[command(flatten)]
        link: Link,
    },
    /// Take everything about a person out, for good.
    Erase(Erase),
    /// List the staff.
    List {
        #[arg(long)]
        json: bool,
    },
}

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

#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum Role {
    Admin,
    Reader,
}

pub async fn run(config: &Config, command: Command) -> anyhow::Result<()> {
    let store = super::store(config).await?;
    match command {
        Command::FirstAdmin { name, link } => {
            let people = store.staff().await?;
            if let Some(admin) = people.iter().find(|one| one.staff == Some(Staff::Admin)) {
                let (id, name) = (admin.user_id, &admin.display_name);
                bail!("there is an admin, {name}: `downbeat-worker users link {id}` lets them in");
            }
            let user = add(&store, &name, Staff::Admin).await?;
            let_in(config, &store, user, &link).await
        }
        Command::Add { name, role, link } => {
            let staff = match role {
                Role::Admin => Staff::Admin,
                Role::Reader => Staff::Reader,
            };
            let user = add(&store, &name, staff).await?;
            let_in(config, &store, user, &link).await
        }
        Command::Link { user, link } => {
            let people = store.staff().await?;
            let known = people.iter().any(|one| one.user_id == user);
            ensure!(
                known,
                "there is no such member of the staff: see `downbeat-worker users list`"
            );
            let_in(config, &store, user, &link).await
        }
        Command::Erase(erase) => erase::run(config, &store, erase).await,
        Command::List { json } => {
            for one in store.staff().await? {
                let role = one.staff.context("a person without a role")?.as_str();
                let text = format!("{}  {role:6}  {}", one.user_id, one.display_name);
                let value = json!({ "id": one.user_id, "role": role, "name": one.display_name });
                print(json, &text, &value)?;
            }
            Ok(())
        }
    }
}

async fn add(store: &Store, name: &str, staff: Staff) -> anyhow::Result<Uuid> {
    let length = name.trim().chars().count();
    ensure!(
        (1..=NAME_CHARS_MAX).contains(&length),
        "--name must have 1 to {NAME_CHARS_MAX} characters"
    );
    Ok(store.create_staff(name.trim(), staff, &Doer::cli()).await?)
}

async fn let_in(config: &Config, store: &Store, user: Uuid, link: &Link) -> anyhow::Result<()> {
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
