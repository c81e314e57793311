//! What two browsers show that are far apart: the stories of the room, told at full size.

use std::path::Path;

use anyhow::Result;

use crate::{pages, programs::Programs, step, stop::Stop, tools::Tools};

const STORIES: &str = "a room: far apart";

pub fn measure(
    tools: &Tools,
    programs: &Programs,
    ready: &Path,
    figures: &Path,
    stop: &Stop,
) -> Result<()> {
    let mut command = pages::npm(tools, &["run", "--silent", "e2e", "--"]);
    command
        .args(["e2e/alone", "--testNamePattern", STORIES])
        .env("DOWNBEAT_E2E_READY_FILE", ready)
        .env("DOWNBEAT_E2E_FIGURES", figures)
        .env("DOWNBEAT_TEST_BIN_DIR", &programs.folder);
    if let Some(chromium) = &tools.chromium {
        command.env("DOWNBEAT_TEST_CHROMIUM", chromium);
    }
    step::run(&mut command, stop)
}
