//! `downbeat-worker users erase`: a person's data, taken out for good.

use std::io::{IsTerminal, Write};

use anyhow::{Context, bail, ensure};
use downbeat_boot::Config;
use downbeat_job::{
    erasure, invalidate_passes,
    leaving::{LAST_ADMIN, is_last_admin},
};
use downbeat_store::{Doer, Gone, Human, Keys, Store, Traces};
use serde_json::json;

use super::{announce, live, person, print};

#[derive(Debug, clap::Args)]
pub struct Erase {
    /// Their id, or their name at Twitch.
    who: String,
    /// Do it without asking.
    #[arg(long)]
    yes: bool,
    /// For the audit log; without a name in it.
    #[arg(long)]
    reason: Option<String>,
    #[arg(long)]
    json: bool,
}

/// Shown first, with counts; then done in one transaction.
pub async fn run(config: &Config, store: &Store, erase: Erase) -> anyhow::Result<()> {
    let Erase { who, yes, reason, json } = erase;
    let human = person(store, &who).await?;
    ensure!(!store.is_erased(human.id).await?, "{} was erased already", human.id);
    ensure!(!is_last_admin(&store.staff().await?, human.id), LAST_ADMIN);
    let counted = store.traces(human.id).await?;
    show(&human, &counted, json && yes)?;
    if !yes && !is_confirmed(&human)? {
        bail!("nothing was erased: say --yes, or type the name");
    }
    let doer = Doer::cli();
    let by = (&doer, reason.as_deref());
    let keys = Keys::read(&config.secrets.keys).context("reading secrets.keys")?;
    let (gone, enqueued) = erasure::erase((store, &keys), human.id, &counted, by).await?;
    // What cannot be told now, jobs tell.
    if let Err(error) = forget(config, store, &gone).await {
        tracing::warn!("jobs will tell live Redis which sign-ins and tokens ended: {error:#}");
    }
    announce(config, &enqueued).await;
    let text = format!("{} is erased; live Redis and Twitch are being told", human.id);
    print(json, &text, &json!({ "user": human.id, "erased": counted }))
}

async fn forget(config: &Config, store: &Store, gone: &Gone) -> anyhow::Result<()> {
    Ok(invalidate_passes(&live(config, store).await?, &gone.passes).await?)
}

/// On standard error: the result alone is the command's output.
fn show(human: &Human, counted: &Traces, is_quiet: bool) -> anyhow::Result<()> {
    if is_quiet {
        return Ok(());
    }
    let mut out = std::io::stderr().lock();
    writeln!(out, "{}, {}:", human.display_name, human.id)?;
    for (name, count) in counted.iter().filter(|(_, count)| **count > 0) {
        writeln!(out, "{count:>9} {name}")?;
    }
    Ok(())
}

fn is_confirmed(human: &Human) -> anyhow::Result<bool> {
    if !std::io::stdin().is_terminal() {
        return Ok(false);
    }
    write!(std::io::stderr(), "Type `{}` to erase all of it for good: ", human.display_name)?;
    let mut typed = String::new();
    std::io::stdin().read_line(&mut typed)?;
    Ok(typed.trim() == human.display_name)
}
