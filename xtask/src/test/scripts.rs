//! The scripts of the pages' package. One that is missing is npm's to complain of.

use std::fs::File;

use anyhow::Result;

use crate::{pages, step, stop::Stop, tools::Tools};

/// Types, markup, looks, and what is made of the API's document.
pub fn check(tools: &Tools, said: &File, stop: &Stop) -> Result<()> {
    step::run_aside(&mut pages::npm(tools, &["run", "--silent", "check"]), said, stop)
}

pub fn test(tools: &Tools, stop: &Stop) -> Result<()> {
    step::run(&mut pages::npm(tools, &["run", "--silent", "test"]), stop)
}
