//! `downbeat-worker users`: who may use the console, and who is erased.

use anyhow::{anyhow, ensure};
use clap::{Subcommand, ValueEnum};
use downbeat_boot::Config;
use downbeat_session::text::is_name;
use downbeat_store::{Doer, Staff, StaffMember, is_reserved};
use serde_json::json;
use uuid::Uuid;

use super::{
    erase::{self, Erase},
    letting_in::{self, Link, let_in},
    offboard::{self, Whom, Why},
    print,
};

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
    /// Make another link for a member of the staff, by their id; or one for an e-mail
    /// address: it lets its holder choose a password, or make an account.
    Link {
        who: String,
        #[command(flatten)]
        link: Link,
    },
    /// Give a member of the staff another role, or none: `admin`, `reader`, `none`.
    Role {
        /// Their id: see `list`.
        user: Uuid,
        role: NewRole,
        #[command(flatten)]
        why: Why,
    },
    /// End all sign-ins of a person, with their sockets.
    SignOut(Whom),
    /// Void the login links of a person that still open something.
    VoidLinks(Whom),
    /// Take everything away that lets a person in: their role, sign-ins, login
    /// links and API tokens.
    Offboard(Whom),
    /// Take everything about a person out, for good.
    Erase(Erase),
    /// List the staff.
    List {
        #[arg(long)]
        json: bool,
    },
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum Role {
    Admin,
    Reader,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum NewRole {
    Admin,
    Reader,
    None,
}

pub async fn run(config: &Config, command: Command) -> anyhow::Result<()> {
    let store = super::store(config).await?;
    match command {
        Command::FirstAdmin { name, link } => {
            let made = store.create_first_admin(checked(&name)?, &Doer::cli()).await?;
            let user = made.map_err(|StaffMember { user_id, display_name, .. }| {
                anyhow!("there is an admin, {display_name}: `downbeat-worker users link {user_id}` lets them in")
            })?;
            let_in(config, &store, user, &link).await
        }
        Command::Add { name, role, link } => {
            let staff = match role {
                Role::Admin => Staff::Admin,
                Role::Reader => Staff::Reader,
            };
            let user = store.create_staff(checked(&name)?, staff, &Doer::cli()).await?;
            let_in(config, &store, user, &link).await
        }
        Command::Link { who, link } => letting_in::again(config, &store, &who, &link).await,
        Command::Role { user, role, why } => {
            let to = match role {
                NewRole::Admin => Some(Staff::Admin),
                NewRole::Reader => Some(Staff::Reader),
                NewRole::None => None,
            };
            offboard::role(&store, user, to, &why).await
        }
        Command::SignOut(whom) => offboard::sign_out(config, &store, whom).await,
        Command::VoidLinks(whom) => offboard::void_links(&store, whom).await,
        Command::Offboard(whom) => offboard::offboard(config, &store, whom).await,
        Command::Erase(erase) => erase::run(config, &store, erase).await,
        Command::List { json } => {
            for one in store.staff().await? {
                let role = one.staff.as_str();
                let text = format!("{}  {role:6}  {}", one.user_id, one.display_name);
                let value = json!({ "id": one.user_id, "role": role, "name": one.display_name });
                print(json, &text, &value)?;
            }
            Ok(())
        }
    }
}

/// What somebody of the staff may be called.
fn checked(name: &str) -> anyhow::Result<&str> {
    let name = name.trim();
    ensure!(
        is_name(name, NAME_CHARS_MAX),
        "--name must have 1 to {NAME_CHARS_MAX} plain characters"
    );
    ensure!(!is_reserved(name), "`{name}` is what the audit log calls what is no person");
    Ok(name)
}
