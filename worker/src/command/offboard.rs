//! `downbeat-worker users role`, `sign-out`, `void-links`, `offboard`: what lets
//! somebody in is taken away.

use anyhow::ensure;
use downbeat_boot::Config;
use downbeat_job::{
    forget_passes,
    leaving::{self, Left},
};
use downbeat_store::{Doer, Staff, Store};
use serde_json::json;
use uuid::Uuid;

use super::{announce, live, person, print};

#[derive(Debug, clap::Args)]
#[group(skip)]
pub struct Why {
    /// For the audit log.
    #[arg(long)]
    reason: Option<String>,
    #[arg(long)]
    json: bool,
}

#[derive(Debug, clap::Args)]
#[group(skip)]
pub struct Whom {
    /// Their id, or their name at Twitch.
    who: String,
    #[command(flatten)]
    why: Why,
}

pub async fn role(store: &Store, user: Uuid, to: Option<Staff>, why: &Why) -> anyhow::Result<()> {
    leaving::set_role(store, user, to, (&Doer::cli(), why.reason.as_deref())).await?;
    let role = to.map(Staff::as_str);
    let text = format!("{user} has the role {}", role.unwrap_or("none"));
    print(why.json, &text, &json!({ "user": user, "role": role }))
}

pub async fn sign_out(config: &Config, store: &Store, whom: Whom) -> anyhow::Result<()> {
    let Whom { who, why } = whom;
    let user = person(store, &who).await?.id;
    let left = leaving::sign_out(store, user, (&Doer::cli(), why.reason.as_deref())).await?;
    tell(config, store, user, &left).await;
    let text = format!("{} sign-ins of {user} are ended", left.sign_ins);
    print(why.json, &text, &json!({ "user": user, "sign_ins": left.sign_ins }))
}

pub async fn void_links(store: &Store, whom: Whom) -> anyhow::Result<()> {
    let Whom { who, why } = whom;
    let user = person(store, &who).await?.id;
    let transaction = store.begin().await?;
    let by = (&Doer::cli(), why.reason.as_deref());
    let links = transaction.void_login_links(user, by).await?;
    transaction.commit().await?;
    let text = format!("{links} login links of {user} open nothing any more");
    print(why.json, &text, &json!({ "user": user, "links": links }))
}

pub async fn offboard(config: &Config, store: &Store, whom: Whom) -> anyhow::Result<()> {
    let Whom { who, why } = whom;
    let human = person(store, &who).await?;
    ensure!(!store.is_erased(human.id).await?, "{} was erased already", human.id);
    let user = human.id;
    let left = leaving::offboard(store, user, (&Doer::cli(), why.reason.as_deref())).await?;
    tell(config, store, user, &left).await;
    let Left { sign_ins, tokens, links, .. } = left;
    let text = format!(
        "{user} is out: {sign_ins} sign-ins, {tokens} tokens and {links} login links are ended"
    );
    let value = json!({ "user": user, "sign_ins": sign_ins, "tokens": tokens, "links": links });
    print(why.json, &text, &value)
}

/// What cannot be told now, jobs tell.
async fn tell(config: &Config, store: &Store, user: Uuid, left: &Left) {
    let told = async {
        let live = live(config, store).await?;
        forget_passes(&live, store, user, &left.passes).await
    };
    if !left.passes.is_empty()
        && let Err(error) = told.await
    {
        tracing::warn!("jobs will tell live Redis which sign-ins and tokens ended: {error:#}");
    }
    announce(config, &left.enqueued).await;
}
