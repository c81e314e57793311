//! `cargo xtask extension`: the views of the Twitch extension, built and packed.

use anyhow::Result;

use crate::{
    pages, say, step,
    stop::Stop,
    tools::{self, Tools},
};

pub fn run(stop: &Stop) -> Result<()> {
    let tools = Tools::find_or_install(tools::DEMO, stop)?;
    pages::build(&tools, stop)?;
    step::run(&mut pages::npm(&tools, &["run", "--silent", "extension"]), stop)?;
    say::line("web/dist/downbeat-extension.zip: upload it in the extension's console, under Files");
    Ok(())
}
