//! The scripts of the pages' package.

use std::{fs::File, io::Write};

use anyhow::Result;

use crate::{pages, say, step, stop::Stop, tools::Tools};

/// Types, markup, looks, and what is made of the API's document.
pub fn check(tools: &Tools, mut said: &File, stop: &Stop) -> Result<()> {
    if !pages::has_script("check") {
        writeln!(said, "the pages have no script `check`: not checked")?;
        return Ok(());
    }
    step::run_aside(&mut pages::npm(tools, &["run", "--silent", "check"]), said, stop)
}

pub fn test(tools: &Tools, stop: &Stop) -> Result<()> {
    if !pages::has_script("test") {
        say::note("the pages have no script `test`: not tested");
        return Ok(());
    }
    step::run(&mut pages::npm(tools, &["run", "--silent", "test"]), stop)
}
