//! A member of the staff leaves, or loses something of what they had.

use anyhow::{Context as _, ensure};
use downbeat_store::{Doer, Enqueued, Staff, StaffMember, Store, Transaction};
use uuid::Uuid;

use crate::forgetting;

/// Why somebody stays.
pub const LAST_ADMIN: &str = "they are the only admin: add another first";

/// What was ended, and who is still to be told.
#[derive(Debug, Default)]
pub struct Left {
    /// Hashes of cookies and tokens.
    pub passes: Vec<[u8; 32]>,
    pub sign_ins: usize,
    pub tokens: usize,
    /// Login links that still opened something.
    pub links: u64,
    pub enqueued: Vec<Enqueued>,
}

/// Whether nobody but them may do everything.
#[must_use]
pub fn is_last_admin(staff: &[StaffMember], user: Uuid) -> bool {
    let mut admins = staff.iter().filter(|one| one.staff == Staff::Admin).peekable();
    admins.peek().is_some() && admins.all(|one| one.user_id == user)
}

/// Gives a member of the staff another role. One transaction.
pub async fn set_role(
    store: &Store,
    user: Uuid,
    to: Option<Staff>,
    by: (&Doer, Option<&str>),
) -> anyhow::Result<()> {
    let transaction = store.begin().await?;
    change_role(&transaction, user, to, by).await?;
    Ok(transaction.commit().await?)
}

/// Ends all sign-ins of a person. One transaction, with the jobs that close their
/// sockets.
pub async fn sign_out(
    store: &Store,
    user: Uuid,
    by: (&Doer, Option<&str>),
) -> anyhow::Result<Left> {
    let transaction = store.begin().await?;
    let passes = transaction.sign_out_everywhere(user, by).await?;
    let enqueued = transaction.enqueue(&forgetting(user, &passes)?).await?;
    transaction.commit().await?;
    Ok(Left { sign_ins: passes.len(), passes, enqueued, ..Left::default() })
}

/// Takes everything away that lets a person in: their part in the house, their
/// sign-ins, login links and API tokens. One transaction.
pub async fn offboard(
    store: &Store,
    user: Uuid,
    by: (&Doer, Option<&str>),
) -> anyhow::Result<Left> {
    let transaction = store.begin().await?;
    if transaction.hold_staff().await?.iter().any(|one| one.user_id == user) {
        change_role(&transaction, user, None, by).await?;
    }
    let links = transaction.void_login_links(user, by).await?;
    let mut passes = transaction.sign_out_everywhere(user, by).await?;
    let sign_ins = passes.len();
    passes.extend(transaction.revoke_tokens(user, by).await?);
    let enqueued = transaction.enqueue(&forgetting(user, &passes)?).await?;
    transaction.commit().await?;
    Ok(Left { tokens: passes.len() - sign_ins, sign_ins, links, passes, enqueued })
}

async fn change_role(
    transaction: &Transaction,
    user: Uuid,
    to: Option<Staff>,
    by: (&Doer, Option<&str>),
) -> anyhow::Result<()> {
    let staff = transaction.hold_staff().await?;
    let known = staff.iter().find(|one| one.user_id == user);
    let known = known.context("they are not of the staff: see `downbeat-worker users list`")?;
    ensure!(to == Some(Staff::Admin) || !is_last_admin(&staff, user), LAST_ADMIN);
    if to != Some(known.staff) {
        transaction.set_staff(user, to, by).await?;
    }
    Ok(())
}
